//! Mentions that were found to be one, while gathering.

use std::cmp::Reverse;
use std::iter::from_fn;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::name::{Name, Names};
use crate::analysis::{Entity, Kind, Mention};
use crate::normalize::fold;
use crate::user_lexicon::{Entry, UserLexicon};

/// How many of the groups that share a word are compared; keeps hostile texts linear.
pub(super) const CANDIDATES: usize = 16;

/// What is one.
pub(super) struct Group {
    kind: Kind,
    /// Its name, as an index: that of the mention that it was opened for, or of its row.
    name: usize,
    /// That mention, and where it starts.
    mention: usize,
    start: usize,
    /// The mention of its title.
    pub(super) title: Option<usize>,
    /// The row of the user lexicon that it is.
    row: Option<usize>,
    /// Where its mentions start, in [`Groups::starts`].
    places: Range<usize>,
}

/// All groups.
pub(super) struct Groups<'d> {
    pub(super) names: Names<'d>,
    user: &'d UserLexicon,
    all: Vec<Group>,
    /// By kind and a word of the name: the last such group, as a link.
    by_part: FxHashMap<(Kind, u64), usize>,
    /// A group, and the link of the one before that shares a word with it.
    links: Vec<(usize, usize)>,
    by_state: FxHashMap<(&'static str, bool), usize>,
    by_row: FxHashMap<usize, usize>,
    /// Persons with full names by what is left of the last word without weak letters: the one
    /// group, or none of several.
    by_skeleton: FxHashMap<(Kind, u64), usize>,
    /// Where the mentions of each group start, in text order.
    starts: Vec<usize>,
}

impl<'d> Groups<'d> {
    pub(super) fn new(names: Names<'d>, user: &'d UserLexicon) -> Self {
        Self {
            names,
            user,
            all: Vec::new(),
            by_part: FxHashMap::default(),
            links: Vec::new(),
            by_state: FxHashMap::default(),
            by_row: FxHashMap::default(),
            by_skeleton: FxHashMap::default(),
            starts: Vec::new(),
        }
    }

    pub(super) fn all(&self) -> &[Group] {
        &self.all
    }

    /// Gives a group the title of mention `title`, if it has no longer one.
    pub(super) fn entitle(&mut self, group: usize, title: usize) {
        let words = |i: usize| self.names.of(i).map_or(0, |name| name.parts.len());
        if let Some(group) = self.all.get_mut(group)
            && group.title.is_none_or(|old| words(old) < words(title))
        {
            group.title = Some(title);
        }
    }

    pub(super) fn is_row(&self, group: usize) -> bool {
        self.all.get(group).is_some_and(|group| group.row.is_some())
    }

    /// The group that a mention belongs to by its name: exactly the same words first, then a
    /// longer name that it shortens, the nearest in the text.
    pub(super) fn find(&self, index: usize, mention: &Mention) -> Option<usize> {
        let name = self.names.of(index)?;
        if let Some(state) = name.state() {
            return self.by_state.get(&state).copied();
        }
        let Some(&link) = self.by_part.get(&(mention.kind, *name.parts.last()?)) else {
            return self.misspelt(mention, name);
        };
        // The latest first: of those that are alike the earliest is taken.
        if let Some((group, _)) = self.sharing(link).filter(|(_, other)| other.same(name)).last() {
            return Some(group);
        }
        self.sharing(link)
            .filter(|(_, other)| match mention.kind {
                Kind::Person => name.within(other),
                Kind::Organization => other.shortens_to(name),
                Kind::Place | Kind::Role => false,
            })
            .max_by_key(|&(group, _)| Reverse(self.distance(group, mention.span.start())))
            .map(|(group, _)| group)
    }

    /// The groups that share the word of `link`, with their names, the latest first.
    fn sharing(&self, link: usize) -> impl Iterator<Item = (usize, &Name)> {
        let mut next = link;
        let groups = from_fn(move || {
            let &(group, before) = self.links.get(next)?;
            next = before;
            Some((group, self.names.get(self.all.get(group)?.name)?))
        });
        groups.take(CANDIDATES)
    }

    /// The one person whose full name ends like a surname that is written in another way: كاردنال, كاردينال.
    fn misspelt(&self, mention: &Mention, name: &Name) -> Option<usize> {
        let like =
            name.skeleton.filter(|_| name.parts.len() == 1 && mention.kind == Kind::Person)?;
        self.by_skeleton.get(&(mention.kind, like)).copied().filter(|one| *one < self.all.len())
    }

    /// Opens a group for a mention.
    pub(super) fn open(&mut self, index: usize, mention: &Mention) -> Option<usize> {
        Some(self.add(self.names.index(index)?, index, mention))
    }

    fn add(&mut self, index: usize, at: usize, mention: &Mention) -> usize {
        let (kind, group) = (mention.kind, self.all.len());
        if let Some(name) = self.names.get(index).filter(|_| kind != Kind::Role) {
            if let Some(like) =
                name.skeleton.filter(|_| name.parts.len() > 1 && kind == Kind::Person)
            {
                let one = self.by_skeleton.entry((kind, like)).or_insert(group);
                *one = if *one == group { group } else { usize::MAX };
            }
            for &part in &name.parts {
                let last = self.by_part.entry((kind, part)).or_insert(usize::MAX);
                if self.links.get(*last).is_none_or(|&(other, _)| other != group) {
                    self.links.push((group, *last));
                    *last = self.links.len() - 1;
                }
            }
            if let Some(state) = name.state() {
                self.by_state.insert(state, group);
            }
        }
        let start = mention.span.start();
        self.all.push(Group {
            kind,
            name: index,
            mention: at,
            start,
            title: None,
            row: None,
            places: 0..0,
        });
        group
    }

    fn row(&self, row: Option<usize>) -> Option<&'d Entry> {
        self.user.entries().get(row?)
    }

    /// The group of the row of the user lexicon that a mention is from, opened when it is new.
    pub(super) fn open_row(&mut self, index: usize, mention: &Mention) -> Option<usize> {
        let row = mention.row?;
        if let Some(&group) = self.by_row.get(&row) {
            return Some(group);
        }
        let entry = self.row(mention.row)?;
        let name = self.names.add(Name::of(fold(&entry.name).text(), entry.kind));
        let group = self.add(name, index, mention);
        self.by_row.insert(row, group);
        if let Some(group) = self.all.get_mut(group) {
            group.row = Some(row);
        }
        Some(group)
    }

    /// Writes where the mentions of each group start.
    pub(super) fn place(&mut self, mentions: &[Mention]) {
        let gathered = || mentions.iter().filter_map(|m| Some((m.entity?, m.span.start())));
        for (group, _) in gathered() {
            if let Some(group) = self.all.get_mut(group) {
                group.places.end += 1;
            }
        }
        let mut from = 0;
        for group in &mut self.all {
            let count = group.places.end;
            group.places = from..from;
            from += count;
        }
        self.starts.resize(from, 0);
        for (group, start) in gathered() {
            if let Some(group) = self.all.get_mut(group)
                && let Some(slot) = self.starts.get_mut(group.places.end)
            {
                *slot = start;
                group.places.end += 1;
            }
        }
    }

    /// How far before `at` the group was last named, else how far behind it is named first;
    /// what stands behind is farther than all that stands before.
    pub(super) fn distance(&self, group: usize, at: usize) -> usize {
        let Some(group) = self.all.get(group) else { return usize::MAX };
        let places = self.starts.get(group.places.clone()).unwrap_or_default();
        let named = places.partition_point(|&place| place <= at);
        // Until they are all known, the first.
        let first = *places.first().unwrap_or(&group.start);
        let last = named.checked_sub(1).and_then(|i| places.get(i)).unwrap_or(&first);
        at.checked_sub(*last).unwrap_or_else(|| usize::MAX / 2 + (last - at))
    }

    /// The entity that a group is, without what else it is called.
    pub(super) fn entity(&self, group: &Group, mentions: &[Mention]) -> Entity {
        let row = self.row(group.row);
        let name = self.names.get(group.name);
        let state = name.and_then(Name::country);
        let demonym = name.and_then(|name| name.demonym);
        let own = row.and_then(|row| row.country.as_deref());
        let written = |i: usize| Some(self.names.written(i, mentions.get(i)?).into_owned());
        Entity {
            kind: group.kind,
            name: match row {
                Some(row) => row.name.clone(),
                None => written(group.mention).unwrap_or_default(),
            },
            aliases: row.map(|row| row.aliases.clone()).unwrap_or_default(),
            role: group.title.and_then(written),
            country: own
                .or(state)
                .or(demonym.filter(|_| group.kind == Kind::Organization))
                .map(str::to_owned),
            // A row that puts the name in a country of its own means another place.
            coordinates: name
                .and_then(Name::coordinates)
                .filter(|_| own.is_none_or(|own| state == Some(own))),
            mentions: Vec::with_capacity(group.places.len()),
        }
    }
}

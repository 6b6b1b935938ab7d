//! Entities: mentions of one individual, body, place or source gathered.

mod name;

use rustc_hash::FxHashMap;

use crate::analysis::{Entity, Kind, Mention};
use crate::document::Document;
use crate::lexicon::{WordClass, lexicon};
use crate::span::{Source, Span};
use name::Name;

/// How many of the entities that share a word are compared; keeps hostile texts linear.
const CANDIDATES: usize = 16;

/// Most bytes between a title and the name that it belongs to: a bracket, a comma, «الدكتور».
const TITLE_GAP: usize = 40;

/// Gathers mentions into entities and writes each mention's `entity`.
///
/// Names are compared by their folded words: a short name joins the latest
/// longer one that holds its words, a country joins its other names, an acronym
/// the name it stands behind, a title the person beside it. A title alone joins
/// whoever bears it elsewhere in the text. `mentions` must be sorted. `O(n)`.
#[must_use]
pub fn gather(document: &Document<'_>, mentions: &mut [Mention]) -> Vec<Entity> {
    let names: Vec<Name> = mentions.iter().map(|m| Name::read(document, m)).collect();
    let mut groups = Groups::default();
    // Full names first: a headline's short name then finds the full one below it.
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&i| names.get(i).map_or(0, |n| usize::MAX - n.parts.len()));
    let mut group_of = vec![None; mentions.len()];
    for &i in &order {
        if let (Some(mention), Some(name)) = (mentions.get(i), names.get(i))
            && mention.kind != Kind::Role
        {
            let group = groups.find(mention, name).unwrap_or_else(|| groups.open(mention, name));
            groups.add(group, mention);
            if let Some(slot) = group_of.get_mut(i) {
                *slot = Some(group);
            }
        }
    }
    join_acronyms(document, mentions, &mut group_of);
    give_titles(document, mentions, &names, &mut group_of, &mut groups);
    finish(mentions, &names, &group_of, &groups)
}

/// Mentions that were found to be one, while gathering.
#[derive(Debug)]
struct Group {
    kind: Kind,
    name: Name,
    title: Option<usize>,
    /// Where its mentions stand, in the order they were added.
    places: Vec<usize>,
}

#[derive(Debug, Default)]
struct Groups {
    all: Vec<Group>,
    /// Groups of a kind by each word of their names.
    by_part: FxHashMap<(Kind, u64), Vec<usize>>,
    by_state: FxHashMap<(&'static str, bool), usize>,
}

impl Groups {
    fn get(&self, group: usize) -> Option<&Group> {
        self.all.get(group)
    }

    /// The group that `name` belongs to: exactly the same words first, then a
    /// longer name that it shortens, the nearest in the text.
    fn find(&self, mention: &Mention, name: &Name) -> Option<usize> {
        if let Some(state) = name.state {
            return self.by_state.get(&state).copied();
        }
        let last = *name.parts.last()?;
        let sharing = self.by_part.get(&(mention.kind, last))?;
        let candidates = || {
            let from = sharing.len().saturating_sub(CANDIDATES);
            sharing.iter().skip(from).filter_map(|&g| self.get(g).map(|group| (g, group)))
        };
        if let Some((group, _)) = candidates().find(|(_, g)| g.name.same(name)) {
            return Some(group);
        }
        candidates()
            .filter(|(_, g)| match mention.kind {
                Kind::Person => name.within(&g.name),
                Kind::Organization => g.name.shortens_to(name),
                Kind::Place | Kind::Role => false,
            })
            .min_by_key(|(_, g)| g.distance(mention))
            .map(|(group, _)| group)
    }

    fn open(&mut self, mention: &Mention, name: &Name) -> usize {
        let group = self.all.len();
        for &part in &name.parts {
            let sharing = self.by_part.entry((mention.kind, part)).or_default();
            if sharing.last() != Some(&group) {
                sharing.push(group);
            }
        }
        if let Some(state) = name.state {
            self.by_state.insert(state, group);
        }
        self.all.push(Group {
            kind: mention.kind,
            name: name.clone(),
            title: None,
            places: Vec::new(),
        });
        group
    }

    fn add(&mut self, group: usize, mention: &Mention) {
        if let Some(group) = self.all.get_mut(group) {
            group.places.push(mention.span.start());
        }
    }
}

impl Group {
    /// How far before `mention` the group's first mention stands; what stands behind is farther than all before.
    fn distance(&self, mention: &Mention) -> usize {
        let at = mention.span.start();
        self.places.first().map_or(usize::MAX, |&first| {
            if first <= at { at - first } else { usize::MAX / 2 + (first - at) }
        })
    }

    /// How far from `at` the nearest of its first mentions stands.
    fn nearest(&self, at: usize) -> usize {
        self.places.iter().take(CANDIDATES).map(|p| p.abs_diff(at)).min().unwrap_or(usize::MAX)
    }
}

/// A body's name and another in brackets or marks right behind it are one: وكالة الأنباء السعودية «واس».
fn join_acronyms(document: &Document<'_>, mentions: &[Mention], group_of: &mut [Option<usize>]) {
    let mut last: Option<(usize, &Mention)> = None;
    for (i, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Organization {
            continue;
        }
        if let Some((before, long)) = last {
            let between: Span<Source> = Span::new(long.span.end(), mention.span.start());
            let between = between.slice(document.text());
            if matches!(between.trim(), "(" | "«" | "\"" | "“" | "(«" | "(\"" | "'")
                && between.len() <= 4
                && let (Some(&Some(target)), Some(&Some(own))) =
                    (group_of.get(before), group_of.get(i))
            {
                // The whole group goes over, so that a later «واس» is found too.
                for group in group_of.iter_mut().filter(|g| **g == Some(own)) {
                    *group = Some(target);
                }
            }
        }
        last = Some((i, mention));
    }
}

/// Gives each title to the person beside it, or to whoever bears it elsewhere.
fn give_titles(
    document: &Document<'_>,
    mentions: &[Mention],
    names: &[Name],
    group_of: &mut [Option<usize>],
    groups: &mut Groups,
) {
    let mut alone = Vec::new();
    for (i, _) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
        let person = beside(document, mentions, i).and_then(|p| group_of.get(p).copied().flatten());
        if let Some(group) = person.and_then(|g| groups.all.get_mut(g)) {
            let longer = |old: usize| {
                names.get(old).map_or(0, |n| n.parts.len())
                    < names.get(i).map_or(0, |n| n.parts.len())
            };
            if group.title.is_none_or(longer) {
                group.title = Some(i);
            }
        } else {
            alone.push(i);
        }
        if let Some(slot) = group_of.get_mut(i) {
            *slot = person;
        }
    }
    // Titles that somebody bears, by their head word, and how far to look.
    let mut bearers: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    for (g, group) in groups.all.iter().enumerate() {
        if let Some(title) = group.title
            && let Some(&head) = names.get(title).and_then(|n| n.parts.first())
        {
            bearers.entry(head).or_default().push((title, g));
        }
    }
    alone.sort_by_key(|&i| names.get(i).map_or(0, |n| usize::MAX - n.parts.len()));
    for i in alone {
        let (Some(mention), Some(name)) = (mentions.get(i), names.get(i)) else { continue };
        let Some(&head) = name.parts.first() else { continue };
        let at = mention.span.start();
        let found = bearers.get(&head).and_then(|list| {
            list.iter()
                .rev()
                .take(CANDIDATES)
                .filter(|(title, _)| names.get(*title).is_some_and(|full| name.within(full)))
                .min_by_key(|(_, g)| groups.get(*g).map_or(usize::MAX, |group| group.nearest(at)))
                .map(|&(_, g)| g)
        });
        let group = found.unwrap_or_else(|| {
            let group = groups.open(mention, name);
            bearers.entry(head).or_default().push((i, group));
            group
        });
        groups.add(group, mention);
        if let Some(slot) = group_of.get_mut(i) {
            *slot = Some(group);
        }
    }
}

/// The person that the title at `index` belongs to: right behind it, or right before it.
fn beside(document: &Document<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let title = mentions.get(index)?;
    let after = mentions
        .iter()
        .enumerate()
        .skip(index + 1)
        .find(|(_, m)| m.span.start() >= title.span.end())
        .filter(|(_, m)| m.kind == Kind::Person)
        .filter(|(_, m)| joins(document, title.span.end(), m.word.start()));
    if let Some((i, _)) = after {
        return Some(i);
    }
    let i = index.checked_sub(1)?;
    let before = mentions.get(i)?;
    (before.kind == Kind::Person && joins(document, before.span.end(), title.word.start()))
        .then_some(i)
}

/// Whether what stands between a title and a name keeps them together: spaces, a bracket, an honorific.
fn joins(document: &Document<'_>, start: usize, end: usize) -> bool {
    if end < start || end - start > TITLE_GAP {
        return false;
    }
    let between = document.folded_of(Span::new(start, end));
    between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|word| {
        lexicon()
            .class(word)
            .has(WordClass::HONORIFIC.with(WordClass::RANK).with(WordClass::DEMONYM))
    }) && !between.contains(['.', '\n', '،', ':', '؛', '»', '"'])
}

/// Numbers the groups by first mention and writes them out.
fn finish(
    mentions: &mut [Mention],
    names: &[Name],
    group_of: &[Option<usize>],
    groups: &Groups,
) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut id_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (i, (mention, group)) in mentions.iter_mut().zip(group_of).enumerate() {
        let (Some(group), Some(name)) = (*group, names.get(i)) else { continue };
        let Some(gathered) = groups.get(group) else { continue };
        let id = *id_of.entry(group).or_insert_with(|| {
            entities.push(Entity {
                kind: gathered.kind,
                name: gathered.name.display.clone(),
                aliases: Vec::new(),
                role: gathered
                    .title
                    .and_then(|title| names.get(title))
                    .map(|title| title.display.clone()),
                country: gathered
                    .name
                    .state
                    .map(|(iso, _)| iso)
                    .or(match gathered.kind {
                        Kind::Organization => gathered.name.demonym,
                        _ => None,
                    })
                    .map(str::to_owned),
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        mention.entity = Some(id);
        if let Some(entity) = entities.get_mut(id) {
            entity.mentions.push(i);
            let known = entity.name == name.display
                || entity.aliases.contains(&name.display)
                || entity.role.as_deref() == Some(name.display.as_str());
            let a_name = mention.kind != Kind::Role || entity.kind == Kind::Role;
            if a_name && !known && entity.aliases.len() < CANDIDATES {
                entity.aliases.push(name.display.clone());
            }
        }
    }
    entities
}

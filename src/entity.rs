//! Entities: mentions of one individual, body, place or source gathered.

mod name;

use rustc_hash::FxHashMap;

use crate::analysis::{Entity, Kind, Mention};
use crate::document::Document;
use crate::lexicon::{WordClass, lexicon};
use crate::normalize::fold;
use crate::span::{Source, Span};
use crate::token::is_lettered;
use crate::user_lexicon::UserLexicon;
use name::Name;

/// How many of the entities that share a word are compared; keeps hostile texts linear.
const CANDIDATES: usize = 16;

/// A name of so many words is as long as any, and tried first.
const LONG: usize = 24;

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
    gather_with(document, mentions, &UserLexicon::default())
}

/// [`gather`], with the rows of `user`, the lexicon that some of the mentions are from.
///
/// All that one row names is one entity, under the row's name and with its aliases, and what
/// the model found of the same name joins it. Titles alone go as other titles do: to the
/// person beside them or who bears them, and only else to an entity of their row.
#[must_use]
pub fn gather_with(
    document: &Document<'_>,
    mentions: &mut [Mention],
    user: &UserLexicon,
) -> Vec<Entity> {
    let mut names: Vec<Name> = mentions.iter().map(|m| Name::read(document, m)).collect();
    name::settle_rivals(&mut names);
    let mut groups = Groups::default();
    for mention in mentions.iter().filter(|m| m.kind != Kind::Role) {
        groups.open_row(mention, user);
    }
    // Full names first: a headline's short name then finds the full one below it.
    let order = longest_first(0..mentions.len(), &names);
    let mut group_of = vec![None; mentions.len()];
    for &i in &order {
        if let (Some(mention), Some(name)) = (mentions.get(i), names.get(i))
            && mention.kind != Kind::Role
        {
            let group = groups
                .open_row(mention, user)
                .or_else(|| groups.find(mention, name))
                .unwrap_or_else(|| groups.open(mention, name));
            if let Some(slot) = group_of.get_mut(i) {
                *slot = Some(group);
            }
        }
    }
    join_acronyms(document, mentions, &groups, &mut group_of);
    groups.place(mentions, &group_of);
    give_titles(document, mentions, &names, user, &mut group_of, &mut groups);
    finish(mentions, &names, user, &group_of, &groups)
}

/// `indices` of `names`, those of the most words first, else in the order given. Counted into
/// lists, since names are short: a sort is more code, and slower.
fn longest_first(indices: impl Iterator<Item = usize>, names: &[Name]) -> Vec<usize> {
    let mut lists: [Vec<usize>; LONG] = std::array::from_fn(|_| Vec::new());
    for i in indices {
        let words = names.get(i).map_or(0, |name| name.parts.len());
        if let Some(list) = lists.get_mut(words.min(LONG - 1)) {
            list.push(i);
        }
    }
    lists.into_iter().rev().flatten().collect()
}

/// Mentions that were found to be one, while gathering.
#[derive(Debug)]
struct Group {
    kind: Kind,
    name: Name,
    title: Option<usize>,
    /// The row of the user lexicon that it is.
    row: Option<usize>,
    /// Where its mentions start, sorted.
    places: Vec<usize>,
}

#[derive(Debug, Default)]
struct Groups {
    all: Vec<Group>,
    /// Groups of a kind by each word of their names.
    by_part: FxHashMap<(Kind, u64), Vec<usize>>,
    by_state: FxHashMap<(&'static str, bool), usize>,
    by_row: FxHashMap<usize, usize>,
    /// Persons with full names by what is left of the last word without its weak letters.
    by_skeleton: FxHashMap<(Kind, u64), Vec<usize>>,
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
        let Some(sharing) = self.by_part.get(&(mention.kind, last)) else {
            return self.misspelt(mention, name);
        };
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
            .min_by_key(|(_, g)| g.distance(mention.span.start()))
            .map(|(group, _)| group)
    }

    /// The one person whose full name ends like a surname that is written in another way: كاردنال, كاردينال.
    fn misspelt(&self, mention: &Mention, name: &Name) -> Option<usize> {
        let like =
            name.skeleton.filter(|_| name.parts.len() == 1 && mention.kind == Kind::Person)?;
        match self.by_skeleton.get(&(mention.kind, like))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn open(&mut self, mention: &Mention, name: &Name) -> usize {
        let group = self.all.len();
        if let Some(like) = name.skeleton
            && name.parts.len() > 1
            && mention.kind == Kind::Person
        {
            self.by_skeleton.entry((mention.kind, like)).or_default().push(group);
        }
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
            row: None,
            places: vec![mention.span.start()],
        });
        group
    }

    /// The group of the row of the user lexicon that `mention` is from, opened when it is new.
    fn open_row(&mut self, mention: &Mention, user: &UserLexicon) -> Option<usize> {
        let row = mention.row?;
        if let Some(&group) = self.by_row.get(&row) {
            return Some(group);
        }
        let entry = user.entries().get(row)?;
        let name = Name::of(fold(&entry.name).text(), entry.kind, entry.name.clone());
        let group = self.open(mention, &name);
        self.by_row.insert(row, group);
        if let Some(group) = self.all.get_mut(group) {
            group.row = Some(row);
        }
        Some(group)
    }

    /// Writes where the mentions of each group start, in text order.
    fn place(&mut self, mentions: &[Mention], group_of: &[Option<usize>]) {
        for group in &mut self.all {
            group.places.clear();
        }
        for (mention, group) in mentions.iter().zip(group_of) {
            if let Some(group) = group.and_then(|g| self.all.get_mut(g)) {
                group.places.push(mention.span.start());
            }
        }
    }
}

impl Group {
    /// How far before `at` the group was last named, else how far behind it is named first;
    /// what stands behind is farther than all that stands before.
    fn distance(&self, at: usize) -> usize {
        let named = self.places.partition_point(|&place| place <= at);
        match named.checked_sub(1).and_then(|i| self.places.get(i)) {
            Some(before) => at - before,
            None => self.places.first().map_or(usize::MAX, |after| usize::MAX / 2 + (after - at)),
        }
    }
}

/// A body's name and another in brackets or marks right behind it are one: وكالة الأنباء السعودية «واس».
/// The whole group of the second goes over to the first, so that a later «واس» is found too.
fn join_acronyms(
    document: &Document<'_>,
    mentions: &[Mention],
    groups: &Groups,
    group_of: &mut [Option<usize>],
) {
    let is_row = |group| groups.get(group).is_some_and(|g: &Group| g.row.is_some());
    let mut over: FxHashMap<usize, usize> = FxHashMap::default();
    let mut last: Option<(Span<Source>, Option<usize>)> = None;
    for (mention, &group) in mentions.iter().zip(group_of.iter()) {
        if mention.kind != Kind::Organization {
            continue;
        }
        if let Some((long, Some(target))) = last
            && let Some(own) = group
        {
            let between: Span<Source> = Span::new(long.end(), mention.span.start());
            let (target, own) = (root(&over, target), root(&over, own));
            if opens_acronym(between.slice(document.text())) && target != own {
                match (is_row(target), is_row(own)) {
                    // Two rows of the user's are two.
                    (true, true) => {}
                    (false, true) => drop(over.insert(target, own)),
                    (_, false) => drop(over.insert(own, target)),
                }
            }
        }
        last = Some((mention.span, group));
    }
    for group in group_of.iter_mut().flatten() {
        *group = root(&over, *group);
    }
}

/// The group that `group` has gone over to, at the end of the chain.
fn root(over: &FxHashMap<usize, usize>, mut group: usize) -> usize {
    // Chains are short; the bound keeps hostile ones cheap.
    for _ in 0..CANDIDATES {
        match over.get(&group) {
            Some(&next) => group = next,
            None => break,
        }
    }
    group
}

/// Whether `between` is only an opening bracket or mark.
fn opens_acronym(between: &str) -> bool {
    matches!(between.trim(), "(" | "«" | "\"" | "“" | "(«" | "(\"" | "'")
}

/// Gives each title to the person beside it, or to whoever bears it elsewhere.
fn give_titles(
    document: &Document<'_>,
    mentions: &[Mention],
    names: &[Name],
    user: &UserLexicon,
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
    for i in longest_first(alone.into_iter(), names) {
        let (Some(mention), Some(name)) = (mentions.get(i), names.get(i)) else { continue };
        let Some(&head) = name.parts.first() else { continue };
        let at = mention.span.start();
        let found = bearers.get(&head).and_then(|list| {
            list.iter()
                .rev()
                .take(CANDIDATES)
                .filter_map(|&(title, g)| Some((names.get(title)?, g, groups.get(g)?)))
                .filter(|(title, ..)| title.bears(name))
                .min_by_key(|(title, _, group)| (!title.same(name), group.distance(at)))
                .map(|(_, g, _)| g)
        });
        let group = found.unwrap_or_else(|| {
            let row = groups.open_row(mention, user);
            let group = row.unwrap_or_else(|| groups.open(mention, name));
            bearers.entry(head).or_default().push((i, group));
            group
        });
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
        .filter(|(_, m)| joins(document, title.span.end(), m.word.start(), &['،', ',']));
    if let Some((i, _)) = after {
        return Some(i);
    }
    let i = index.checked_sub(1)?;
    let before = mentions.get(i)?;
    (before.kind == Kind::Person
        && joins(document, before.span.end(), title.word.start(), &['،', ',']))
    .then_some(i)
}

/// Whether what stands between a title and a name keeps them together: spaces, a
/// bracket, an honorific, and the stops in `also`.
fn joins(document: &Document<'_>, start: usize, end: usize, also: &[char]) -> bool {
    if end < start || end - start > TITLE_GAP {
        return false;
    }
    let between = document.folded_of(Span::new(start, end));
    between.split(|c| !is_lettered(c)).filter(|w| !w.is_empty()).all(|word| {
        lexicon()
            .class(word)
            .has(WordClass::HONORIFIC.with(WordClass::RANK).with(WordClass::DEMONYM))
    }) && !between.contains(|c| {
        matches!(c, '.' | '\n' | '،' | ',' | ':' | '؛' | '»' | '"') && !also.contains(&c)
    })
}

/// Numbers the groups by first mention and writes them out.
fn finish(
    mentions: &mut [Mention],
    names: &[Name],
    user: &UserLexicon,
    group_of: &[Option<usize>],
    groups: &Groups,
) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut id_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (i, (mention, group)) in mentions.iter_mut().zip(group_of).enumerate() {
        let (Some(group), Some(name)) = (*group, names.get(i)) else { continue };
        let Some(gathered) = groups.get(group) else { continue };
        let row = gathered.row.and_then(|row| user.entries().get(row));
        let id = *id_of.entry(group).or_insert_with(|| {
            entities.push(Entity {
                kind: gathered.kind,
                name: gathered.name.display.clone(),
                aliases: row.map(|row| row.aliases.clone()).unwrap_or_default(),
                role: gathered
                    .title
                    .and_then(|title| names.get(title))
                    .map(|title| title.display.clone()),
                country: row
                    .and_then(|row| row.country.as_deref())
                    .or(gathered.name.state.map(|(iso, _)| iso))
                    .or(match gathered.kind {
                        Kind::Organization => gathered.name.demonym,
                        _ => None,
                    })
                    .map(str::to_owned),
                // A row that puts the name in a country of its own means another place.
                coordinates: gathered.name.coordinates.filter(|_| {
                    row.and_then(|row| row.country.as_deref()).is_none_or(|country| {
                        gathered.name.state.is_some_and(|(iso, _)| iso == country)
                    })
                }),
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
            // What a row names is called as the row says, in whatever spelling.
            let a_name =
                mention.row.is_none() && (mention.kind != Kind::Role || entity.kind == Kind::Role);
            if a_name && !known && entity.aliases.len() < CANDIDATES {
                entity.aliases.push(name.display.clone());
            }
        }
    }
    entities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Rule;

    /// The country code of the entity of each of `names` in `text`, all places.
    fn countries(text: &str, names: &[&str]) -> Vec<Option<String>> {
        let document = Document::new(text);
        let mut mentions: Vec<Mention> = names
            .iter()
            .map(|name| {
                let start = text.find(name).unwrap();
                let span = Span::new(start, start + name.len());
                let (kind, rule) = (Kind::Place, Rule::Model);
                Mention {
                    span,
                    word: span,
                    kind,
                    acting: false,
                    entity: None,
                    score: 1.0,
                    rule,
                    row: None,
                }
            })
            .collect();
        mentions.sort_by_key(|m| m.span);
        let entities = gather(&document, &mut mentions);
        mentions.iter().map(|m| entities[m.entity.unwrap()].country.clone()).collect()
    }

    #[test]
    fn amman_and_oman_by_the_countries_around() {
        let codes = |text, names| {
            countries(text, names).into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>()
        };
        assert_eq!(codes("وصل الوفد إلى عمان قادما من الأردن", &["عمان", "الأردن"]), ["JO", "JO"]);
        assert_eq!(codes("غادر مسقط ثم عاد إلى عمان", &["مسقط", "عمان"]), ["OM", "OM"]);
    }
}

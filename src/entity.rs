//! Entities: mentions of one individual, body, place or source gathered.

mod groups;
mod name;

use rustc_hash::FxHashMap;

use crate::analysis::{Entity, Kind, Mention};
use crate::document::Document;
use crate::lexicon::{WordClass, lexicon};
use crate::span::{Source, Span};
use crate::token::is_lettered;
use crate::user_lexicon::UserLexicon;
use groups::{CANDIDATES, Groups};
use name::Names;

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
    let mut groups = Groups::new(Names::read(document, mentions), user);
    let is_title = |i: usize| mentions.get(i).is_some_and(|m| m.kind == Kind::Role);
    let (titles, named): (Vec<usize>, Vec<usize>) = (0..mentions.len()).partition(|&i| is_title(i));
    for &i in &named {
        mentions.get(i).and_then(|mention| groups.open_row(i, mention));
    }
    // Full names first: a headline's short name then finds the full one below it.
    for i in longest_first(&named, &groups.names) {
        if let Some(mention) = mentions.get_mut(i) {
            let group = groups.open_row(i, mention).or_else(|| groups.find(i, mention));
            mention.entity = group.or_else(|| groups.open(i, mention));
        }
    }
    join_acronyms(document, mentions, &groups);
    groups.place(mentions);
    give_titles(document, mentions, &titles, &mut groups);
    finish(mentions, &groups)
}

/// `indices` of mentions, those whose names have the most words first, else in the order given.
/// Counted into lists, since names are short: a sort is more code, and slower.
fn longest_first(indices: &[usize], names: &Names<'_>) -> Vec<usize> {
    let mut lists: [Vec<usize>; LONG] = std::array::from_fn(|_| Vec::new());
    for &i in indices {
        let words = names.of(i).map_or(0, |name| name.parts.len());
        if let Some(list) = lists.get_mut(words.min(LONG - 1)) {
            list.push(i);
        }
    }
    lists.into_iter().rev().flatten().collect()
}

/// A body's name and another in brackets or marks right behind it are one: وكالة الأنباء السعودية «واس».
/// The whole group of the second goes over to the first, so that a later «واس» is found too.
fn join_acronyms(document: &Document<'_>, mentions: &mut [Mention], groups: &Groups<'_>) {
    let mut over: FxHashMap<usize, usize> = FxHashMap::default();
    let mut last: Option<(Span<Source>, usize)> = None;
    for mention in mentions.iter().filter(|m| m.kind == Kind::Organization) {
        let Some(own) = mention.entity else { continue };
        if let Some((long, target)) = last {
            let between: Span<Source> = Span::new(long.end(), mention.span.start());
            let (target, own) = (root(&over, target), root(&over, own));
            if opens_acronym(between.slice(document.text())) && target != own {
                match (groups.is_row(target), groups.is_row(own)) {
                    // Two rows of the user's are two.
                    (true, true) => {}
                    (false, true) => drop(over.insert(target, own)),
                    (_, false) => drop(over.insert(own, target)),
                }
            }
        }
        last = Some((mention.span, own));
    }
    for group in mentions.iter_mut().filter_map(|mention| mention.entity.as_mut()) {
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
    mentions: &mut [Mention],
    titles: &[usize],
    groups: &mut Groups<'_>,
) {
    let mut alone = Vec::new();
    // Titles that somebody bears, by their head word, and how far to look: of each bearer the longest.
    let mut bearers: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    for &i in titles {
        let person = beside(document, mentions, i).and_then(|p| mentions.get(p)?.entity);
        if let Some(mention) = mentions.get_mut(i) {
            mention.entity = person;
        }
        let Some(group) = person else {
            alone.push(i);
            continue;
        };
        groups.entitle(group, i);
        let words = |title| groups.names.of(title).map_or(0, |name| name.parts.len());
        let Some(&head) = groups.names.of(i).and_then(|name| name.parts.first()) else { continue };
        let borne = bearers.entry(head).or_default();
        match borne.iter_mut().rev().take(CANDIDATES).find(|(_, bearer)| *bearer == group) {
            Some((known, _)) if words(*known) < words(i) => *known = i,
            Some(_) => {}
            None => borne.push((i, group)),
        }
    }
    for i in longest_first(&alone, &groups.names) {
        let (Some(mention), Some(name)) = (mentions.get_mut(i), groups.names.of(i)) else {
            continue;
        };
        let Some(&head) = name.parts.first() else { continue };
        let at = mention.span.start();
        let borne = bearers.entry(head).or_default();
        let found = borne
            .iter()
            .rev()
            .take(CANDIDATES)
            .filter_map(|&(title, group)| Some((groups.names.of(title)?, group)))
            .filter(|(title, _)| title.bears(name))
            .min_by_key(|&(title, group)| (!title.same(name), groups.distance(group, at)))
            .map(|(_, group)| group);
        mention.entity = found.or_else(|| {
            let group = groups.open_row(i, mention).or_else(|| groups.open(i, mention))?;
            borne.push((i, group));
            Some(group)
        });
    }
}

/// The person that the title at `index` belongs to: right behind it, or right before it. A title
/// of one word may stand between: مدير الأمن العام، اللواء فلان.
fn beside(document: &Document<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let title = mentions.get(index)?;
    let mut end = title.span.end();
    let mut titles = 0;
    for (i, next) in mentions.iter().enumerate().skip(index + 1) {
        if next.span.start() < end {
            continue;
        }
        if has_particle(next) || !joins(document, end, next.word.start(), &['،', ',']) {
            break;
        }
        match next.kind {
            Kind::Person => return Some(i),
            Kind::Role if titles == 0 && !next.span.slice(document.text()).contains(' ') => {
                titles += 1;
                end = next.span.end();
            }
            _ => break,
        }
    }
    let i = index.checked_sub(1)?;
    let before = mentions.get(i)?;
    (before.kind == Kind::Person
        && !has_particle(title)
        && joins(document, before.span.end(), title.word.start(), &['،', ',']))
    .then_some(i)
}

/// Whether a particle stands on `mention`: what follows و or ل is somebody else.
fn has_particle(mention: &Mention) -> bool {
    mention.word.start() < mention.span.start()
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
fn finish(mentions: &mut [Mention], groups: &Groups<'_>) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut ids: Vec<Option<usize>> = vec![None; groups.all().len()];
    for group in mentions.iter().filter_map(|mention| mention.entity) {
        if let (Some(slot @ None), Some(gathered)) = (ids.get_mut(group), groups.all().get(group)) {
            *slot = Some(entities.len());
            entities.push(groups.entity(gathered, mentions));
        }
    }
    for (i, mention) in mentions.iter_mut().enumerate() {
        mention.entity = mention.entity.and_then(|group| ids.get(group).copied().flatten());
        let Some(entity) = mention.entity.and_then(|id| entities.get_mut(id)) else { continue };
        entity.mentions.push(i);
        // What a row names is called as the row says, in whatever spelling.
        let a_name =
            mention.row.is_none() && (mention.kind != Kind::Role || entity.kind == Kind::Role);
        if a_name && entity.aliases.len() < CANDIDATES {
            let written = groups.names.written(i, mention);
            let known = entity.name == written
                || entity.aliases.iter().any(|alias| *alias == written)
                || entity.role.as_deref() == Some(&*written);
            if !known {
                entity.aliases.push(written.into_owned());
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

//! Names by tables and context: titles before names, heads before bodies, known places.

use crate::analysis::{Kind, Mention, Rule};
use crate::lexicon::WordClass as Class;
use crate::span::Span;
use crate::tagger::words::{Word, known_name};
use crate::token::TokenKind;

/// Most words of one organization's name or one title.
const LONGEST_PHRASE: usize = 8;

/// Most words of one personal name.
const LONGEST_PERSON: usize = 5;

/// A mention as word indices, before it becomes offsets.
#[derive(Debug, Clone, Copy)]
struct Found {
    first: usize,
    end: usize,
    kind: Kind,
    acting: bool,
    rule: Rule,
}

/// Reads the words of one sentence after another and marks what the tables and rules know.
pub(crate) fn tag(words: &[Word<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        at = step(words, at, &mut found);
    }
    recall_short_names(words, &mut found);
    let mut mentions: Vec<Mention> = found.iter().filter_map(|f| mention(words, *f)).collect();
    mentions.sort_by_key(|m| m.span);
    mentions.dedup_by_key(|m| m.span);
    mentions
}

/// Marks what starts at word `at` and says where to go on.
fn step(words: &[Word<'_>], at: usize, found: &mut Vec<Found>) -> usize {
    let Some(word) = words.get(at) else { return at + 1 };
    if word.kind != TokenKind::Word {
        return at + 1;
    }
    if let Some(end) = organization(words, at) {
        push(found, at, end, Kind::Organization, Rule::Title);
        return end;
    }
    if word.class.has(Class::ROLE.with(Class::RANK)) {
        let end = role(words, at, found);
        return person_after(words, end.unwrap_or(at + 1), found).or(end).unwrap_or(at + 1);
    }
    if word.class.has(Class::HONORIFIC) {
        return person_after(words, at + 1, found).unwrap_or(at + 1);
    }
    if let Some((end, entry)) = known_name(words, at) {
        found.push(Found {
            first: at,
            end,
            kind: entry.kind,
            acting: entry.state && acts(words, at, found.last()),
            rule: Rule::Gazetteer,
        });
        return end;
    }
    if let Some(end) = site(words, at) {
        push(found, at, end, Kind::Place, Rule::Title);
        return end;
    }
    if word.class.has(Class::GIVEN_NAME.with(Class::PARTICLE))
        && let Some(end) = person(words, at, false)
        && end > at + 1
    {
        push(found, at, end, Kind::Person, Rule::Gazetteer);
        return end;
    }
    at + 1
}

fn push(found: &mut Vec<Found>, first: usize, end: usize, kind: Kind, rule: Rule) {
    found.push(Found { first, end, kind, acting: false, rule });
}

/// The end of an organization's name that starts with a head word at `at`.
fn organization(words: &[Word<'_>], at: usize) -> Option<usize> {
    let head = words.get(at)?;
    if !head.class.has(Class::BODY) {
        return None;
    }
    if let Some(end) = quoted(words, at + 1) {
        return Some(end);
    }
    if head.definite() {
        let end = adjectives(words, at + 1);
        let named = words.get(at + 1..end)?.iter().any(|w| w.class.has(Class::DEMONYM));
        return (named || end > at + 2).then_some(end);
    }
    if head.class.has(Class::MEDIA)
        && let Some((end, _)) = known_name(words, at + 1)
        && plain(words, at + 1)
    {
        return Some(end);
    }
    let end = complement(words, at + 1, at + LONGEST_PHRASE);
    (end > at + 1).then_some(end)
}

/// The end of a chain of definite nouns, known names and adjectives from `at`; joined by و when definite.
fn complement(words: &[Word<'_>], at: usize, most: usize) -> usize {
    let mut end = at;
    while end < most {
        let Some(word) = words.get(end) else { break };
        let joined = word.proclitics() == "و" && end > at;
        if word.kind != TokenKind::Word || word.class.has(Class::FUNCTION.with(Class::VERB)) {
            break;
        }
        let whole = word.cut == 0;
        if word.class.has(Class::RANK) && word.definite() {
            break;
        }
        let to_the = word.proclitics() == "ل" && word.definite() && end > at;
        let noun = word.definite() || (whole && word.text.starts_with("ال") && word.text.len() > 8);
        if noun && (whole || joined || to_the) {
            end += 1;
        } else if whole && let Some((next, _)) = known_name(words, end) {
            return next;
        } else if whole
            && word.class.has(Class::BODY)
            && words.get(end + 1).is_some_and(|w| w.definite() && w.cut == 0)
        {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// The end of the definite adjectives and nouns from `at`.
fn adjectives(words: &[Word<'_>], at: usize) -> usize {
    let mut end = at;
    while let Some(word) = words.get(end)
        && word.kind == TokenKind::Word
        && word.cut == 0
        && word.text.starts_with("ال")
        && (word.class.has(Class::DEMONYM) || relative(word.text))
        && end < at + 3
    {
        end += 1;
    }
    end
}

/// Whether `word` ends as an adjective of relation: ـي, ـية.
fn relative(word: &str) -> bool {
    word.len() > 8 && (word.ends_with('ي') || word.ends_with("يه"))
}

/// The end of a short name in quotation marks or brackets that opens at `at`.
fn quoted(words: &[Word<'_>], at: usize) -> Option<usize> {
    let close = match words.get(at)?.text {
        "«" => "»",
        "“" => "”",
        "\"" => "\"",
        "(" => ")",
        _ => return None,
    };
    let inside = words.get(at + 1..(at + 6).min(words.len()))?;
    let length = inside.iter().position(|w| w.text == close)?;
    (1..=4).contains(&length).then_some(at + length + 2)
}

fn plain(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.cut == 0)
}

/// The end of a place whose name starts with a head such as مطار.
fn site(words: &[Word<'_>], at: usize) -> Option<usize> {
    let head = words.get(at)?;
    if !head.class.has(Class::SITE) || head.class.has(Class::PARTICLE) {
        return None;
    }
    let next = words.get(at + 1)?;
    if next.kind != TokenKind::Word || next.cut > 0 || next.class.has(Class::FUNCTION) {
        return None;
    }
    if let Some((end, entry)) = known_name(words, at + 1)
        && entry.kind == Kind::Place
    {
        return Some(adjectives(words, end));
    }
    (next.text.starts_with("ال") && !head.definite()).then(|| adjectives(words, at + 2))
}

/// Marks the title at `at` with what it contains, and says where it ends.
fn role(words: &[Word<'_>], at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let head = words.get(at)?;
    let mark = found.len();
    found.push(Found {
        first: at,
        end: at + 1,
        kind: Kind::Role,
        acting: false,
        rule: Rule::Title,
    });
    let mut end = at + 1;
    while end < at + LONGEST_PHRASE {
        let Some(word) = words.get(end) else { break };
        let joins = word.cut == 0 || matches!(word.proclitics(), "ل" | "ب");
        if word.kind != TokenKind::Word || !joins {
            break;
        }
        if matches!(word.text, "باسم" | "لشؤون" | "لدي" | "العام" | "السابق" | "الاول")
        {
            end += 1;
        } else if let Some(next) = organization(words, end) {
            push(found, end, next, Kind::Organization, Rule::Title);
            end = next;
        } else if let Some((next, entry)) = known_name(words, end) {
            let acting = entry.state && word.proclitics() != "ب";
            found.push(Found {
                first: end,
                end: next,
                kind: entry.kind,
                acting,
                rule: Rule::Gazetteer,
            });
            end = next;
        } else if word.cut == 0
            && !word.class.has(Class::FUNCTION.with(Class::VERB).with(Class::GIVEN_NAME))
            && (word.class.has(Class::DEMONYM)
                || relative(word.text)
                || (word.text.starts_with("ال") && word.text.len() > 8 && !head.definite()))
        {
            end += 1;
        } else {
            break;
        }
    }
    // A name must not end in a particle that leads to nothing.
    while end > at + 1
        && words.get(end - 1).is_some_and(|w| matches!(w.text, "باسم" | "لشؤون" | "لدي"))
    {
        end -= 1;
    }
    let named = person(words, end, head.definite()).is_some();
    if end == at + 1 && !named && !head.definite() {
        found.truncate(mark);
        return None;
    }
    if let Some(role) = found.get_mut(mark) {
        role.end = end;
    }
    Some(end)
}

/// Marks the person whose name starts at `at`, after a title and perhaps marks of quotation.
fn person_after(words: &[Word<'_>], at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let first = at + usize::from(words.get(at).is_some_and(|w| matches!(w.text, "(" | "«" | "\"")));
    let skip = words.get(first).is_some_and(|w| w.class.has(Class::HONORIFIC));
    let first = first + usize::from(skip);
    let titled = words
        .get(at.checked_sub(1)?)
        .is_some_and(|w| w.definite() || w.class.has(Class::RANK.with(Class::HONORIFIC)));
    let end = person(words, first, titled)?;
    push(found, first, end, Kind::Person, Rule::Title);
    Some(end)
}

/// The end of a personal name that starts at `at`; a name that no table knows needs a title before it.
fn person(words: &[Word<'_>], at: usize, titled: bool) -> Option<usize> {
    let not_in_names = Class::FUNCTION
        .with(Class::VERB)
        .with(Class::ROLE)
        .with(Class::BODY)
        .with(Class::DEMONYM)
        .with(Class::LOCATOR)
        .with(Class::RANK);
    let first = words.get(at)?;
    let opens = first.class.has(Class::GIVEN_NAME.with(Class::PARTICLE))
        || (titled && first.cut == 0 && unknown(first));
    if first.kind != TokenKind::Word || first.class.has(not_in_names) || !opens {
        return None;
    }
    let mut end = at + 1;
    let mut part = first.class.has(Class::PARTICLE);
    while end < at + LONGEST_PERSON {
        let Some(word) = words.get(end) else { break };
        if word.kind != TokenKind::Word || word.class.has(not_in_names) || word.cut > 0 {
            break;
        }
        let fits = part
            || word.class.has(Class::GIVEN_NAME.with(Class::PARTICLE))
            || (end == at + 1 && unknown(word))
            || (word.text.starts_with("ال") && word.class == Class::default() && end <= at + 3);
        if !fits {
            break;
        }
        part = word.class.has(Class::PARTICLE);
        end += 1;
    }
    (!part).then_some(end)
}

/// Whether `word` may be a part of a name that no table knows: no class, no ending of verbs and nouns.
fn unknown(word: &Word<'_>) -> bool {
    word.class == Class::default()
        && !word.text.starts_with("ال")
        && !word.text.starts_with("لل")
        && !word.text.ends_with("ات")
        && !word.text.ends_with("ها")
        && !word.text.ends_with("هم")
        && !word.text.ends_with('ه')
}

/// Whether the state named at `at` acts there, by the word before it.
fn acts(words: &[Word<'_>], at: usize, last: Option<&Found>) -> bool {
    let Some(word) = words.get(at) else { return false };
    if word.proclitics().ends_with(['ب', 'ك']) {
        return false;
    }
    if word.proclitics() == "و" {
        return last.is_some_and(|l| l.end == at && l.acting);
    }
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else { return true };
    before.class.has(Class::VERB)
        || matches!(
            before.text,
            "." | ":"
                | "بين"
                | "مع"
                | "ضد"
                | "ان"
                | "بان"
                | "وان"
                | "لكن"
                | "لدي"
                | "قبل"
                | "امير"
                | "رئيس"
                | "ملك"
        )
}

/// Marks a family name standing alone once the text has given the full name.
fn recall_short_names(words: &[Word<'_>], found: &mut Vec<Found>) {
    let mut last_names = rustc_hash::FxHashSet::default();
    let mut taken = vec![false; words.len()];
    for f in found.iter() {
        let before_last = f.end.checked_sub(2).and_then(|i| words.get(i));
        if f.kind == Kind::Person
            && f.end > f.first + 1
            && before_last.is_some_and(|w| !w.class.has(Class::PARTICLE))
            && let Some(last) = words.get(f.end - 1)
        {
            last_names.insert(last.stem.as_str());
        }
        if let Some(inside) = taken.get_mut(f.first..f.end) {
            inside.fill(true);
        }
    }
    for (at, word) in words.iter().enumerate() {
        if !taken.get(at).copied().unwrap_or(true) && last_names.contains(word.stem.as_str()) {
            push(found, at, at + 1, Kind::Person, Rule::Alias);
        }
    }
}

fn mention(words: &[Word<'_>], found: Found) -> Option<Mention> {
    let first = words.get(found.first)?;
    let last = words.get(found.end.checked_sub(1)?)?;
    Some(Mention {
        span: Span::new(first.stem_source.start(), last.source.end()),
        word: first.source.cover(last.source),
        kind: found.kind,
        acting: found.acting,
        entity: None,
        score: 0.5,
        rule: found.rule,
    })
}

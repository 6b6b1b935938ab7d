//! The noun phrase that speaks.

use super::item::Sign;
use super::reader::{Reader, Run};
use super::vocabulary::Duty;
use crate::analysis::Kind;

/// A noun phrase that may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) run: Run,
    /// The mention that it stands for: a person before a title before a body.
    pub(super) mention: Option<usize>,
}

/// How long a phrase may grow, in items.
const LONGEST: usize = 40;

/// The phrase that starts at item `at` and ends before `limit`: title and name, appositions and all.
pub(super) fn phrase(r: &Reader<'_>, at: usize, limit: usize) -> Option<Phrase> {
    let mut mention: Option<usize> = None;
    let mut end = at;
    let mut i = at;
    let limit = limit.min(at + LONGEST);
    let (mut has_role, mut has_person) = (false, false);
    while i < limit && r.sentence(i) == r.sentence(at) {
        if let Some(m) = r.mention_over(i) {
            let kind = r.kind(m);
            has_role |= kind == Some(Kind::Role);
            let person = kind == Some(Kind::Person);
            if (person && !has_person) || mention.is_none() && r.speaks(m) {
                mention = Some(m);
            }
            has_person |= person;
            i = r.run(m).to.max(i + 1);
            end = i;
            continue;
        }
        match r.sign(i) {
            Some(Sign::Word) if !stops(r, i, at) => {
                i += 1;
                end = i;
            }
            Some(Sign::Comma | Sign::Dash)
                if (has_role != has_person) && apposes(r, i + 1, has_role) =>
            {
                i += 1;
            }
            Some(Sign::Quote) => match r.mark_at(i) {
                Some(mark) if mark.words <= 4 && mark.close <= limit => {
                    mention = mention.or(r.mention_over(i + 1).filter(|m| r.speaks(*m)));
                    i = mark.close + usize::from(mark.closed);
                    end = i;
                }
                _ => break,
            },
            Some(Sign::ParenOpen) if i > at => match r.paren_close(i) {
                Some(close) if close < limit && close < i + 6 => {
                    i = close + 1;
                    end = i;
                }
                _ => break,
            },
            _ => break,
        }
    }
    (end > at).then_some(Phrase { run: Run { from: at, to: end }, mention })
}

/// Whether a title waits for its name, or a name for its title, at item `i`.
fn apposes(r: &Reader<'_>, i: usize, has_role: bool) -> bool {
    let at = if r.has(i, Duty::HONORIFIC) { i + 1 } else { i };
    r.mention_at(at).is_some_and(|m| {
        !r.has_clitic_preposition(m)
            && match r.kind(m) {
                Some(Kind::Person) => has_role,
                Some(Kind::Role) => !has_role,
                _ => false,
            }
    })
}

/// A word that cannot go on a noun phrase.
fn stops(r: &Reader<'_>, i: usize, at: usize) -> bool {
    let lex = r.lex(i);
    let closed = Duty::PREP
        .with(Duty::TO)
        .with(Duty::THAT)
        .with(Duty::BI_THAT)
        .with(Duty::FA_THAT)
        .with(Duty::CLAUSE)
        .with(Duty::RELATIVE)
        .with(Duty::HAD)
        .with(Duty::ACCORDING);
    if lex.duty.has(Duty::SOURCE) {
        return false;
    }
    lex.duty.has(closed)
        || (i > at
            && (lex.duty.has(Duty::WHEN)
                || (lex.cue.is_some() && i > at + 1)
                || r.word(i).starts_with("لل")))
}

/// The subject between a verb and its complement: items `from..to`.
pub(super) fn after(r: &Reader<'_>, from: usize, to: usize) -> Option<Phrase> {
    let mut i = from;
    let mut governed = false;
    let mut first = true;
    while i < to {
        if let Some(m) = r.mention_over(i) {
            let run = r.run(m);
            let governor = i > from && is_preposition(r, i - 1);
            let free = !governor && !r.has_clitic_preposition(m);
            let strong = matches!(r.kind(m), Some(Kind::Person | Kind::Role));
            if free && r.speaks(m) && (!governed || strong) {
                return phrase(r, i, to);
            }
            governed |= !free;
            i = run.to.max(i + 1);
            first = false;
            continue;
        }
        match r.sign(i) {
            Some(Sign::Word) => {
                if is_preposition(r, i) {
                    governed = true;
                } else if r.has(i, Duty::WHEN) {
                    // Says when; whoever speaks may still come.
                } else if !governed && (first || r.has(i, Duty::SOURCE)) && can_head(r, i, to) {
                    return phrase(r, i, to);
                } else if r.has(i, Duty::RELATIVE) {
                    governed = true;
                }
                first = false;
            }
            Some(Sign::Comma | Sign::Dash) => governed = false,
            Some(Sign::Quote) => {
                if let Some(mark) = r.mark_at(i) {
                    if !governed && first && mark.words <= 4 {
                        return phrase(r, i, to);
                    }
                    i = mark.close;
                }
            }
            Some(Sign::ParenOpen) => i = r.paren_close(i).unwrap_or(i),
            _ => {}
        }
        i += 1;
    }
    None
}

fn is_preposition(r: &Reader<'_>, i: usize) -> bool {
    r.has(i, Duty::PREP)
        || (r.word(i).starts_with("لل") && r.word(i).len() > 6)
        || matches!(r.word(i), "ل" | "ب")
}

/// Whether a word that no mention covers can be the head of a subject.
fn can_head(r: &Reader<'_>, i: usize, to: usize) -> bool {
    let word = r.word(i);
    let duty = r.lex(i).duty;
    if duty.has(Duty::SOURCE.with(Duty::HONORIFIC)) {
        return true;
    }
    if r.lex(i).cue.is_some()
        || duty.has(Duty::RELATIVE.with(Duty::CLAUSE).with(Duty::HAD).with(Duty::AS))
    {
        return false;
    }
    word.starts_with("ال")
        || (i + 1..(i + 3).min(to)).any(|j| {
            r.mention_at(j).is_some_and(|m| !r.has_clitic_preposition(m))
                && !is_preposition(r, j - 1)
        })
        || !(word.ends_with('ا')
            || word.starts_with('ي')
            || word.starts_with('ت')
            || word.starts_with('ب')
            || word.starts_with('ل')
            || word.len() < 5)
}

/// The first phrase in items `from..to` that no preposition governs: the subject of a clause before its verb.
pub(super) fn before(r: &Reader<'_>, from: usize, to: usize) -> Option<Phrase> {
    let mut i = from;
    let mut noun = None;
    while i < to {
        if let Some(m) = r.mention_over(i) {
            let governor = i > from && is_preposition(r, i - 1);
            if !governor && r.speaks(m) && !r.has_clitic_preposition(m) {
                return phrase(r, i, to);
            }
            i = r.run(m).to.max(i + 1);
            continue;
        }
        match r.sign(i) {
            Some(Sign::Quote) => i = r.mark_at(i).map_or(i, |m| m.close),
            Some(Sign::Word)
                if noun.is_none()
                    && r.has(i, Duty::SOURCE)
                    && !(i > from && is_preposition(r, i - 1)) =>
            {
                noun = Some(i);
            }
            _ => {}
        }
        i += 1;
    }
    noun.and_then(|i| phrase(r, i, to))
}

/// The phrase that a relative at item `relative` goes back to: المصادر التي قالت.
pub(super) fn antecedent(r: &Reader<'_>, relative: usize) -> Option<Phrase> {
    let first = relative.saturating_sub(8);
    let mut i = relative;
    while i > first {
        i -= 1;
        if r.sentence(i) != r.sentence(relative) {
            return None;
        }
        if let Some(m) = r.mention_over(i) {
            return phrase(r, r.run(m).from, relative);
        }
        if r.has(i, Duty::SOURCE) {
            return phrase(r, i, relative);
        }
    }
    None
}

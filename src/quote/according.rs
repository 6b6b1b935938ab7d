//! According-to phrases: وفقا لـ, بحسب, نقلا عن, على حد قوله, كما قال.

use super::cue::Shape;
use super::item::Sign;
use super::reader::{Reader, Run};
use super::vocabulary::Duty;

/// Whom an according-to phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Named from this item on.
    At(usize),
    /// The last speaker: بحسب قوله.
    Last,
}

/// An according-to phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub(super) cue: Run,
    pub(super) source: Source,
}

/// Whether an according-to phrase starts at item `i`.
pub(super) fn starts(r: &Reader<'_>, i: usize) -> bool {
    read(r, i).is_some()
}

/// Reads the according-to phrase at item `i`. `O(1)`.
pub(super) fn read(r: &Reader<'_>, i: usize) -> Option<Phrase> {
    let duty = r.lex(i).duty;
    let word = r.word(i);
    if duty.has(Duty::ACCORDING) {
        let mut at = i + 1;
        if matches!(word, "حسبما" | "وفقما") {
            return verb(r, i, at);
        }
        if word.ends_with("نقلا") {
            return r.has(at, Duty::ABOUT).then_some(()).and_then(|()| object(r, i, at + 1, true));
        }
        if r.has(at, Duty::FOR_WHAT) {
            return verb(r, i, at + 1);
        }
        if matches!(r.word(at), "ل" | "الي") {
            at += 1;
        }
        return object(r, i, at, false);
    }
    if duty.has(Duty::AS) && !r.lex(i).joined {
        let cue = r.lex(i + 1).cue?;
        let said = matches!(cue.shape, Shape::Perfect | Shape::Imperfect)
            && !cue.habit.has(super::cue::Habit::WEAK);
        let alone = super::complement::find(r, cue, i + 2).is_none();
        return (said && alone && !cue.habit.has(super::cue::Habit::DEED))
            .then(|| verb(r, i, i + 1))
            .flatten();
    }
    if duty.has(Duty::UPON) && r.word(i + 1) == "حد" {
        return object(r, i, i + 2, false);
    }
    None
}

/// بحسب ما ذكرت X: the subject of the verb at `at`.
fn verb(r: &Reader<'_>, i: usize, at: usize) -> Option<Phrase> {
    let lex = r.lex(at);
    let known = lex.cue.is_some_and(|c| matches!(c.shape, Shape::Perfect | Shape::Imperfect));
    let jaa = matches!(r.word(at), "جاء" | "ورد") && r.word(at + 1) == "في";
    if jaa {
        return Some(Phrase { cue: Run { from: i, to: at + 2 }, source: Source::At(at + 2) });
    }
    if !known {
        return None;
    }
    let mut next = at + 1;
    if matches!(r.word(next), "به" | "عنه" | "اليه" | "عليه" | "بها" | "عنها" | "اليها")
    {
        next += 1;
    }
    if r.has(next, Duty::ABOUT) {
        next += 1;
    }
    Some(Phrase { cue: Run { from: i, to: at + 1 }, source: Source::At(next) })
}

fn object(r: &Reader<'_>, i: usize, at: usize, any: bool) -> Option<Phrase> {
    let cue = |to| Run { from: i, to };
    if r.has(at, Duty::SAYING) {
        return Some(Phrase { cue: cue(at + 1), source: Source::Last });
    }
    if r.has(at, Duty::PHRASE) && r.is(at + 1, Sign::Word) {
        return Some(Phrase { cue: cue(at + 1), source: Source::At(at + 1) });
    }
    let mark = r.mark_at(at).filter(|m| m.words <= 4);
    let first = if mark.is_some() { at + 1 } else { at };
    let named = r.mention_over(first).is_some_and(|m| r.speaks(m));
    let bare = r.word(first).trim_start_matches("لل").trim_start_matches('ل');
    let noun = r.has(first, Duty::SOURCE)
        || (bare != r.word(first)
            && super::vocabulary::vocabulary().lex(bare).duty.has(Duty::SOURCE));
    let honoured = r.has(first, Duty::HONORIFIC);
    (named || noun || honoured || mark.is_some() || (any && r.is(first, Sign::Word)))
        .then_some(Phrase { cue: cue(at), source: Source::At(at) })
}

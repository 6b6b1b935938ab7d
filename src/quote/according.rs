//! According-to phrases: وفقا لـ, بحسب, نقلا عن, على حد قوله, كما قال.

use super::complement;
use super::cue::{Cue, Habit, Shape};
use super::item::Sign;
use super::reader::{Reader, Run};
use super::speaker;
use super::vocabulary::{Duty, vocabulary};

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

/// How far فإن may stand from the phrase that it answers, in items.
const REACH: usize = 24;

/// Whether an according-to phrase starts at item `i`.
pub(super) fn starts(r: &Reader<'_>, i: usize) -> bool {
    read(r, i).is_some()
}

/// Reads the according-to phrase at item `i`. `O(1)`.
pub(super) fn read(r: &Reader<'_>, i: usize) -> Option<Phrase> {
    let duty = r.lex(i).duty;
    if !duty.has(Duty::ACCORDING.with(Duty::AS).with(Duty::UPON)) {
        return None;
    }
    if duty.has(Duty::ACCORDING) {
        let word = r.word(i);
        let mut at = i + 1;
        if word.ends_with("ما") {
            return verb(r, i, at);
        }
        if word.ends_with("نقلا") {
            return if r.has(at, Duty::ABOUT) { object(r, i, at + 1, true) } else { None };
        }
        if r.has(at, Duty::FOR_WHAT) {
            return verb(r, i, at + 1);
        }
        if matches!(r.word(at), "ل" | "الي") {
            at += 1;
        }
        let answered = opens(r, i) && r.ahead(at, REACH).any(|j| r.has(j, Duty::FA_THAT));
        return object(r, i, at, answered);
    }
    if duty.has(Duty::AS) && !r.lex(i).joined() && !opens(r, i) {
        return as_said(r, i);
    }
    if duty.has(Duty::UPON) && r.word(i + 1) == "حد" {
        return object(r, i, i + 2, false);
    }
    // …، على ما أوضح فلان.
    if duty.has(Duty::UPON) && r.has(i + 1, Duty::FOR_WHAT) && !opens(r, i) {
        return verb(r, i, i + 2);
    }
    None
}

/// Whether item `i` opens its sentence or line.
fn opens(r: &Reader<'_>, i: usize) -> bool {
    i.checked_sub(1)
        .is_none_or(|before| r.sentence(before) != r.sentence(i) || r.line(before) != r.line(i))
}

/// كما قال فلان، with nothing said after it.
fn as_said(r: &Reader<'_>, i: usize) -> Option<Phrase> {
    let set_off =
        matches!(r.sign(i - 1), Some(Sign::Comma | Sign::Dash | Sign::ParenOpen | Sign::Quote));
    let cue = r.lex(i + 1).cue?;
    let barred = [Habit::WEAK, Habit::DEED, Habit::OBJECT, Habit::CARRY];
    if !set_off || !is_finite(cue) || barred.iter().any(|h| cue.habit.has(*h)) {
        return None;
    }
    let phrase = verb(r, i, i + 1)?;
    let Source::At(at) = phrase.source else { return None };
    if complement::find(r, cue, i + 2).is_some() {
        return None;
    }
    // كما أكد الطرفان ضرورة كذا says something of its own.
    let end = speaker::phrase(r, at, at + REACH)?.run.to;
    let closed = r.sentence(end) != r.sentence(i)
        || !matches!(r.sign(end), Some(Sign::Word | Sign::Quote | Sign::Other))
        || r.has(end, Duty::PREP.with(Duty::WHEN));
    closed.then_some(phrase)
}

fn is_finite(cue: Cue) -> bool {
    matches!(cue.shape, Shape::Perfect | Shape::Imperfect)
}

/// بحسب ما ذكرت X: the subject of the verb at `at`.
fn verb(r: &Reader<'_>, i: usize, at: usize) -> Option<Phrase> {
    let word = r.word(at);
    if matches!(word, "جاء" | "ورد") && r.word(at + 1) == "في" {
        return Some(Phrase { cue: Run { from: i, to: at + 2 }, source: Source::At(at + 2) });
    }
    let bare = || ["ه", "ها", "هم"].iter().find_map(|object| word.strip_suffix(object));
    let cue = r.lex(at).cue.or_else(|| vocabulary().lex(bare()?).cue)?;
    if !is_finite(cue) || cue.habit.has(Habit::OBJECT) {
        return None;
    }
    let mut next = at + 1;
    if matches!(r.word(next), "به" | "عنه" | "اليه" | "عليه" | "بها" | "عنها" | "اليها")
    {
        next += 1;
    }
    // كما ذكرت من جانبها وكالة كذا
    if r.word(next) == "من" && r.has(next + 1, Duty::WHEN) {
        next += 2;
    } else if r.has(next, Duty::WHEN) && r.mention_over(next).is_none() {
        next += 1;
    }
    // بحسب ما نقلت الوكالة عن فلان: the source is who is quoted.
    let about = r
        .ahead(next, 12)
        .take_while(|j| r.sentence(*j) == r.sentence(i) && !r.is(*j, Sign::Comma))
        .find(|j| r.has(*j, Duty::ABOUT) && r.mention_over(*j).is_none());
    if let Some(about) = about.filter(|j| *j == next || cue.habit.has(Habit::RELAY)) {
        next = about + 1;
    }
    Some(Phrase { cue: Run { from: i, to: at + 1 }, source: Source::At(next) })
}

/// The noun phrase at `at`, if it can be a source; with `any`, whatever it is.
fn object(r: &Reader<'_>, i: usize, at: usize, any: bool) -> Option<Phrase> {
    let cue = |to| Run { from: i, to };
    if r.has(at, Duty::SAYING) || matches!(r.word(at), "له" | "لها" | "لهم") {
        return Some(Phrase { cue: cue(at + 1), source: Source::Last });
    }
    if r.has(at, Duty::PHRASE) && r.is(at + 1, Sign::Word) {
        return Some(Phrase { cue: cue(at + 1), source: Source::At(at + 1) });
    }
    let at = if matches!(r.word(at), "لهذه" | "لهذا" | "هذه" | "هذا") {
        at + 1
    } else {
        at
    };
    let mark = r.mark_at(at).filter(|m| m.words <= 4);
    let first = if mark.is_some() { at + 1 } else { at };
    let named = r.mention_over(first).is_some_and(|m| r.speaks(m));
    let noun =
        (r.has(first, Duty::SOURCE) && !r.has(first, Duty::NORM)) || is_source(r.word(first));
    let honoured = r.has(first, Duty::HONORIFIC);
    let known = named || noun || honoured || mark.is_some();
    (known || (any && r.is(first, Sign::Word)))
        .then_some(Phrase { cue: cue(at), source: Source::At(at) })
}

/// A source noun behind ل: لبيان, للمصدر.
fn is_source(word: &str) -> bool {
    let bare = word.strip_prefix("لل").or_else(|| word.strip_prefix('ل'));
    bare.map(|w| vocabulary().lex(w).duty)
        .is_some_and(|d| d.has(Duty::SOURCE) && !d.has(Duty::NORM))
}

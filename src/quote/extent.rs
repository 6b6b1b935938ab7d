//! Where a reported clause ends.

use super::according;
use super::complement;
use super::cue::{Cue, Habit, Shape};
use super::item::Sign;
use super::reader::{Reader, Run};
use super::vocabulary::Duty;

/// The run of a clause that starts at item `at`, reported by `cue`: to the end of its sentence, or to
/// where the source, or another, goes on saying.
pub(super) fn clause(r: &Reader<'_>, cue: Cue, at: usize) -> Run {
    let mut sentence = r.sentence(at);
    let mut i = at;
    while i < r.len() && r.sentence(i) == sentence {
        if let Some(mark) = r.mark_at(i) {
            i = mark.close.max(i + 1);
            sentence = r.sentence(i.min(r.len().saturating_sub(1)));
            if mark.closed {
                i += 1;
            }
            continue;
        }
        if i > at && ends(r, cue, at, i) {
            break;
        }
        i += 1;
    }
    trim(r, Run { from: at, to: i })
}

/// The same run without marks and signs at its end.
pub(super) fn trim(r: &Reader<'_>, mut run: Run) -> Run {
    while run.to > run.from + 1
        && r.sign(run.to - 1).is_some_and(|sign| match sign {
            Sign::Comma
            | Sign::Semicolon
            | Sign::Colon
            | Sign::Dash
            | Sign::Quote
            | Sign::ParenOpen => true,
            Sign::Stop => !matches!(r.word(run.to - 1), "؟" | "!" | "?"),
            _ => false,
        })
    {
        run.to -= 1;
    }
    while run.from + 1 < run.to
        && matches!(r.sign(run.from), Some(Sign::Comma | Sign::Colon | Sign::Dash | Sign::Stop))
    {
        run.from += 1;
    }
    run
}

/// Whether the clause that starts at `at` is over before item `i`.
fn ends(r: &Reader<'_>, cue: Cue, at: usize, i: usize) -> bool {
    if r.is(i, Sign::Semicolon) {
        return false;
    }
    if r.mention_over(i).is_some() && !r.lex(i).joined {
        return false;
    }
    let after_comma = r.is(i - 1, Sign::Comma) || (r.is(i - 1, Sign::Quote) && i - 1 > at);
    let lex = r.lex(i);
    if according::starts(r, i) {
        return true;
    }
    if let Some(next) = lex.cue {
        match next.shape {
            Shape::Participle => {
                return after_comma
                    || (complement::find(r, next, i + 1).is_some_and(|f| f.begins <= i + 3)
                        && !next.habit.has(Habit::DEED));
            }
            Shape::Perfect if lex.joined => {
                let agrees = next.agrees == cue.agrees
                    || cue.shape == Shape::Participle
                    || cue.shape == Shape::Noun;
                return (after_comma && agrees && !next.habit.has(Habit::WEAK))
                    || (!next.habit.has(Habit::DEED)
                        && complement::find(r, next, i + 1).is_some_and(|f| f.begins < i + 30));
            }
            Shape::Perfect if after_comma => {
                return !next.habit.has(Habit::WEAK) && !next.habit.has(Habit::DEED);
            }
            _ => {}
        }
    }
    // فيما قال, كما أوضح, إذ قال, في حين أكد
    if after_comma && (lex.duty.has(Duty::AS) || matches!(r.word(i), "فيما" | "اذ" | "بينما"))
    {
        let next = i + 1;
        return r
            .lex(next)
            .cue
            .is_some_and(|c| c.shape == Shape::Perfect && !c.habit.has(Habit::WEAK));
    }
    if after_comma && r.word(i) == "في" && matches!(r.word(i + 1), "اشاره" | "حين") {
        return r.word(i + 1) == "اشاره"
            || (i + 2..i + 5).any(|j| {
                r.lex(j).cue.is_some_and(|c| c.shape == Shape::Perfect && !c.habit.has(Habit::WEAK))
            });
    }
    false
}

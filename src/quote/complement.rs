//! What follows a cue: a complementiser, a colon, quotation marks.

use super::cue::{Cue, Habit, Shape, Takes};
use super::item::Sign;
use super::marks::Marked;
use super::reader::Reader;
use super::vocabulary::Duty;

/// How the thing said is joined to its cue.
#[derive(Debug, Clone, Copy)]
pub(super) enum Complement {
    /// A clause that starts at item `at`.
    That { at: usize },
    /// Marked words.
    Mark(Marked),
    /// Words after a colon, from item `at`.
    Colon { at: usize },
}

/// A complement and the item where it begins, its complementiser included: the
/// subject stands between the cue and that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) complement: Complement,
    pub(super) begins: usize,
}

/// How far a complement is looked for, in items.
const REACH: usize = 70;
const REACH_WEAK: usize = 24;

/// The complement of `cue`, whose words end before item `from`. `O(1)`: the reach is bounded.
pub(super) fn find(r: &Reader<'_>, cue: Cue, from: usize) -> Option<Found> {
    let sentence = r.sentence(from.checked_sub(1)?);
    let mut from = from;
    // جاء في البيان: the text that speaks stands between.
    if cue.habit.has(Habit::PLACE) {
        let place = r.word(from);
        if !matches!(place, "في" | "فيه" | "فيها" | "ضمن") {
            return None;
        }
        from += 1;
    }
    let reach =
        if cue.habit.has(Habit::WEAK) || cue.shape == Shape::Noun { REACH_WEAK } else { REACH };
    let mut commas = 0;
    let mut i = from;
    while let Some(item) = r.items.get(i).filter(|item| item.sentence == sentence)
        && i < from + reach
    {
        match item.sign {
            Sign::Quote => {
                let Some(mark) = r.mark_at(i) else {
                    i += 1;
                    continue;
                };
                if cue.takes.has(Takes::MARK) && stands_alone(r, mark, from) {
                    return Some(Found { complement: Complement::Mark(mark), begins: i });
                }
                i = mark.close;
            }
            Sign::ParenOpen => i = r.paren_close(i).unwrap_or(i),
            Sign::Colon => return colon(r, cue, i),
            Sign::Semicolon | Sign::Stop => return None,
            Sign::Comma => {
                commas += 1;
                if commas > 5 || (cue.habit.has(Habit::WEAK) && commas > 2) {
                    return None;
                }
            }
            Sign::Word if !item.is_plain() && r.mention_over(i).is_none() => {
                match complementiser(r, cue, from, i) {
                    That::Clause(at) => {
                        return Some(Found {
                            complement: that(r, cue, at),
                            begins: begins(r, i, from),
                        });
                    }
                    That::Foreign => return None,
                    That::No => {}
                }
                if ends_search(r, i, from) {
                    return None;
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

/// What a word is to the search for a complementiser.
enum That {
    /// Not one.
    No,
    /// One that belongs to something else: the search is over.
    Foreign,
    /// One after which the clause starts.
    Clause(usize),
}

/// Reads item `i` as a complementiser of `cue`.
fn complementiser(r: &Reader<'_>, cue: Cue, from: usize, i: usize) -> That {
    let lex = r.lex(i);
    let clause = |takes| if cue.takes.has(takes) { That::Clause(i + 1) } else { That::Foreign };
    if lex.duty.has(Duty::BI_THAT) && !lex.joined() {
        return clause(Takes::BI);
    }
    if lex.duty.has(Duty::FA_THAT) {
        return That::Foreign;
    }
    if lex.duty.has(Duty::THAT) && lex.joined() && i > from {
        return if cue.habit.has(Habit::WEAK) { That::Foreign } else { clause(Takes::THAT) };
    }
    if !lex.duty.has(Duty::THAT) {
        return That::No;
    }
    let before = i.saturating_sub(1);
    if before < from {
        return clause(Takes::THAT);
    }
    let duty = r.lex(before).duty;
    for (word, takes) in [
        (Duty::TO, Takes::TO),
        (Duty::UPON, Takes::UPON),
        (Duty::FROM, Takes::FROM),
        (Duty::ABOUT, Takes::ABOUT),
    ] {
        if duty.has(word) {
            return clause(takes);
        }
    }
    if duty.has(Duty::BLOCK) && r.mention_over(before).is_none() {
        return That::Foreign;
    }
    clause(Takes::THAT)
}

fn begins(r: &Reader<'_>, that: usize, from: usize) -> usize {
    let joints = Duty::TO.with(Duty::UPON).with(Duty::FROM).with(Duty::ABOUT);
    match that.checked_sub(1) {
        Some(before) if before >= from && r.has(before, joints) => before,
        _ => that,
    }
}

/// After a complementiser: one whole clause in marks is a direct quote, nothing else.
pub(super) fn that(r: &Reader<'_>, cue: Cue, at: usize) -> Complement {
    match r.mark_at(at) {
        // وصفه بأنه «خيانة للأمانة»: what it is called.
        Some(mark)
            if cue.habit.has(Habit::OBJECT)
                && mark.words >= 2
                && mark.closed
                && !r.is(mark.close + 1, Sign::Quote)
                && r.mark_at(mark.close + 2).is_none()
                && !r.has(mark.close + 1, Duty::UPON.with(Duty::TO).with(Duty::FROM))
                && !r.word(mark.close + 1).starts_with('ل') =>
        {
            Complement::Mark(mark)
        }
        Some(mark)
            if r.is_clause(mark) && clause_ends(r, mark.close + usize::from(mark.closed)) =>
        {
            Complement::Mark(mark)
        }
        _ => Complement::That { at },
    }
}

/// Whether nothing of the clause goes on at item `i`.
fn clause_ends(r: &Reader<'_>, i: usize) -> bool {
    let Some(sign) = r.sign(i) else { return true };
    let new_line = i.checked_sub(1).is_some_and(|p| r.line(p) != r.line(i));
    new_line
        || !matches!(sign, Sign::Word | Sign::Quote | Sign::Other)
        || r.lex(i).cue.is_some_and(|c| c.shape == Shape::Participle || r.lex(i).joined())
        || r.has(i, Duty::ACCORDING)
        || i.checked_sub(1).is_some_and(|p| r.sentence(p) != r.sentence(i))
}

fn colon(r: &Reader<'_>, cue: Cue, i: usize) -> Option<Found> {
    if !cue.takes.has(Takes::COLON) {
        return None;
    }
    if matches!(r.word(i - 1), "عنوان" | "بعنوان" | "عنوانه" | "عنوانها" | "شعار")
    {
        return None;
    }
    let mut at = i + 1;
    if r.is(at, Sign::Colon) {
        at += 1;
    }
    if let Some(mark) = r.mark_at(at) {
        // «إعلان القاهرة» سيعزز…: a name that opens the words.
        if mark.words > 3 || clause_ends(r, mark.close + usize::from(mark.closed)) {
            return Some(Found { complement: Complement::Mark(mark), begins: i });
        }
    }
    (r.line(at) == r.line(i)).then_some(Found { complement: Complement::Colon { at }, begins: i })
}

/// Whether marked words stand as the thing said, and are no name, title or scare quote.
fn stands_alone(r: &Reader<'_>, mark: Marked, from: usize) -> bool {
    let before = mark.open.checked_sub(1).unwrap_or(mark.open);
    if before >= from && r.has(before, Duty::NAMER) && mark.words < 8 {
        return false;
    }
    if r.mention_over(mark.open + 1).is_some_and(|m| r.run(m).to >= mark.close) {
        return false;
    }
    r.is_clause(mark)
}

/// A word at which another clause or another cue begins.
fn ends_search(r: &Reader<'_>, i: usize, from: usize) -> bool {
    let lex = r.lex(i);
    let before = i.checked_sub(1);
    if lex.duty.has(Duty::CLAUSE) {
        return true;
    }
    let Some(cue) = r.cue(i) else { return false };
    let in_relative = before.is_some_and(|b| r.has(b, Duty::RELATIVE));
    match cue.shape {
        Shape::Participle => true,
        Shape::Noun => i > from && !cue.habit.has(Habit::DEED) && find_noun(r, cue, i),
        Shape::Perfect if cue.habit.has(Habit::WEAK) && !lex.joined() => false,
        Shape::Perfect => {
            let turns = |b| matches!(r.word(b), "فيما" | "بينما" | "حيث" | "حتي" | "كما");
            lex.joined()
                || before.is_some_and(|b| r.is(b, Sign::Comma)) && !in_relative
                || before.is_some_and(turns)
        }
        Shape::Imperfect => lex.joined() && !cue.habit.has(Habit::DEED),
    }
}

/// Whether the verbal noun at `i` (قوله) has what it says at once.
fn find_noun(r: &Reader<'_>, cue: Cue, i: usize) -> bool {
    let next = i + 1;
    r.is(next, Sign::Colon)
        || r.mark_at(next).is_some_and(|m| r.is_clause(m))
        || (r.has(next, Duty::THAT) && cue.takes.has(Takes::THAT))
        || r.has(next, Duty::BI_THAT)
}

//! Quotation marks paired: every sort, nested, mixed and unbalanced.

use super::item::{Item, Sign, is_apart};
use super::vocabulary::vocabulary;
use crate::document::Document;

/// Words between two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// The opening mark, as an item.
    pub(super) open: usize,
    /// The closing mark, or the first item after the words where none closes.
    pub(super) close: usize,
    pub(super) closed: bool,
    /// Words inside.
    pub(super) words: usize,
    /// Nested in another pair.
    pub(super) inner: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Guillemet,
    Double,
    Single,
}

#[derive(Clone, Copy)]
struct Open {
    item: usize,
    sort: Sort,
}

/// How deep pairs are followed. Deeper marks are read as closing.
const DEPTH: usize = 3;

/// Pairs the marks of a text, sorted by their opening. `O(n)`.
pub(super) fn pair(document: &Document<'_>, items: &[Item], lines: &[u32]) -> Vec<Marked> {
    let all = marks(document, items, lines);
    let mut pairs = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (n, mark) in all.iter().enumerate() {
        let previous = n.checked_sub(1).and_then(|p| all.get(p));
        if previous.is_some_and(|p| p.line != mark.line) && !runs_on(&stack, mark) {
            let end = line_end(items, lines, previous.map_or(0, |p| p.item));
            flush(items, &mut stack, end, &mut pairs);
        }
        let at = stack.iter().rposition(|open| open.sort == mark.sort);
        if opens(document, items, mark, at.is_some()) && stack.len() < DEPTH {
            // Marks are left for the ones that are open: the outermost was never closed.
            let left = |depth: usize| i32::try_from(depth).unwrap_or(0) + 2 > mark.closing_after;
            if mark.sort == Sort::Double && at.is_some_and(left) {
                flush(items, &mut stack, mark.item, &mut pairs);
            }
            stack.push(Open { item: mark.item, sort: mark.sort });
        } else if let Some(at) = at {
            let open = stack.get(at).map_or(0, |o| o.item);
            stack.truncate(at);
            push(items, &mut pairs, open, mark.item, true, at > 0);
        }
    }
    let end = stack.last().map_or(0, |open| line_end(items, lines, open.item));
    flush(items, &mut stack, end, &mut pairs);
    pairs.sort_unstable_by_key(|m| (m.open, usize::MAX - m.close));
    pairs
}

/// A mark before it is paired.
struct Mark<'d> {
    item: usize,
    line: u32,
    text: &'d str,
    sort: Sort,
    /// Which way its spaces point: 1 opens, -1 closes, 0 either.
    side: i32,
    /// How many more close than open from here to the end of the line.
    closing_after: i32,
}

fn marks<'d>(document: &'d Document<'_>, items: &[Item], lines: &[u32]) -> Vec<Mark<'d>> {
    let mut all: Vec<Mark<'d>> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.sign == Sign::Quote)
        .map(|(i, item)| {
            let text = document.word(item.token as usize);
            let sort = match text {
                "«" | "»" => Sort::Guillemet,
                "'" | "‘" | "’" | "‹" | "›" => Sort::Single,
                _ => Sort::Double,
            };
            let before = i.checked_sub(1).and_then(|p| items.get(p));
            let word = before.is_some_and(|b| b.sign == Sign::Word);
            let glued = word && !is_apart(document, items, i);
            let side =
                match (glued && !follows_clitic(document, items, i), !leads(document, items, i)) {
                    (false, false) => 1,
                    (true, _) => -1,
                    (false, true) => 0,
                };
            Mark { item: i, line: line(lines, item), text, sort, side, closing_after: 0 }
        })
        .collect();
    let (mut line, mut closing) = (u32::MAX, 0);
    for mark in all.iter_mut().rev() {
        if mark.line != line {
            (line, closing) = (mark.line, 0);
        }
        if mark.sort == Sort::Double {
            closing -= mark.side;
        }
        mark.closing_after = closing + mark.side.max(0);
    }
    all
}

/// How many items a quote may run on over line ends.
const RUN_ON: usize = 400;

/// Whether the words that are open go on over a line end: the next mark closes them.
fn runs_on(stack: &[Open], next: &Mark<'_>) -> bool {
    stack.first().is_some_and(|open| {
        stack.len() == 1
            && open.sort == next.sort
            && next.item - open.item < RUN_ON
            && (next.side < 0 && next.text != "«" && next.text != "“")
    })
}

/// The item after the last of the line of item `i`.
fn line_end(items: &[Item], lines: &[u32], i: usize) -> usize {
    let rest = items.get(i..).unwrap_or_default();
    let here = rest.first().map(|item| line(lines, item));
    i + rest.iter().take_while(|item| Some(line(lines, item)) == here).count()
}

/// The line of an item.
fn line(lines: &[u32], item: &Item) -> u32 {
    lines.get(item.sentence as usize).copied().unwrap_or(u32::MAX)
}

/// Whether a word follows a mark at once.
fn leads(document: &Document<'_>, items: &[Item], i: usize) -> bool {
    let Some(next) = items.get(i + 1) else { return false };
    !is_apart(document, items, i + 1)
        && !matches!(
            next.sign,
            Sign::Comma | Sign::Stop | Sign::Semicolon | Sign::ParenClose | Sign::Colon
        )
}

/// ب"…", و"…": a mark after a clitic opens, though it is written together.
fn follows_clitic(document: &Document<'_>, items: &[Item], i: usize) -> bool {
    let glued = !is_apart(document, items, i);
    let before = i.checked_sub(1).and_then(|p| items.get(p));
    glued
        && before.is_some_and(|b| {
            matches!(
                document.word(b.token as usize),
                "ب" | "ل" | "و" | "ك" | "ف" | "ال" | "لل" | "وب" | "ول" | "بال" | "وال"
            )
        })
}

/// Whether a mark opens: its own direction first, then the spaces around it.
fn opens(document: &Document<'_>, items: &[Item], at: &Mark<'_>, is_open: bool) -> bool {
    let (i, mark) = (at.item, at.text);
    let before = i.checked_sub(1).and_then(|p| items.get(p));
    let apart = is_apart(document, items, i);
    let glued = before.is_some_and(|b| !apart && b.sign == Sign::Word);
    match mark {
        "«" | "‹" => return true,
        "»" | "›" => return false,
        "'" | "’" | "‘" if glued && leads(document, items, i) => return false,
        _ => {}
    }
    if follows_clitic(document, items, i) {
        return true;
    }
    let opening_side = apart
        || before.is_none_or(|b| {
            matches!(b.sign, Sign::ParenOpen | Sign::Colon | Sign::Dash | Sign::Quote)
        });
    let next_word = leads(document, items, i);
    if is_open && opening_side && closes_before_punctuation(items, i) {
        return false;
    }
    match (mark, opening_side, next_word) {
        ("“" | "„" | "‘", true, _) | ("“" | "„", false, true) => {
            !(mark == "“" && !opening_side && is_open)
        }
        (_, false, _) if is_open => false,
        (_, _, true) => true,
        // وأضاف" لن …: pushed away from its words.
        (_, false, false) => {
            !is_open
                && ((at.closing_after > 1 && mark == "\"")
                    || before.is_some_and(|b| vocabulary().get(b.known).cue.is_some()))
        }
        // Spaces on both sides: whichever is missing.
        (_, true, false) => !is_open,
    }
}

/// `" ،`: a closing mark pushed away from its words.
fn closes_before_punctuation(items: &[Item], i: usize) -> bool {
    items.get(i + 1).is_some_and(|n| {
        matches!(n.sign, Sign::Comma | Sign::Stop | Sign::Semicolon | Sign::ParenClose)
    })
}

/// What is still open at the end of a line goes to the end of its sentence.
fn flush(items: &[Item], stack: &mut Vec<Open>, end: usize, marks: &mut Vec<Marked>) {
    for (depth, open) in stack.drain(..).enumerate() {
        if open.sort == Sort::Single {
            continue;
        }
        let sentence = items.get(open.item).map(|i| i.sentence);
        let inside = items.get(open.item + 1..end).unwrap_or_default();
        let mut close = open.item + 1;
        for item in inside {
            if Some(item.sentence) != sentence {
                break;
            }
            close += 1;
        }
        while close > open.item + 1 && items.get(close - 1).is_some_and(|i| i.sign == Sign::Stop) {
            close -= 1;
        }
        push(items, marks, open.item, close, false, depth > 0);
    }
}

fn push(
    items: &[Item],
    marks: &mut Vec<Marked>,
    open: usize,
    close: usize,
    closed: bool,
    inner: bool,
) {
    // Counting is bounded: beyond a handful the number does not matter.
    let words = items
        .get(open + 1..close)
        .unwrap_or_default()
        .iter()
        .take(64)
        .filter(|i| i.sign == Sign::Word)
        .count();
    if words > 0 {
        marks.push(Marked { open, close, closed, words, inner });
    }
}

//! Quotation marks paired: every sort, nested, mixed and unbalanced.

use super::item::{Item, Sign};
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
pub(super) fn pair(document: &Document<'_>, items: &[Item]) -> Vec<Marked> {
    let mut marks = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut line = 0;
    for (i, item) in items.iter().enumerate() {
        if item.line != line {
            line = item.line;
            flush(items, &mut stack, i, &mut marks);
        }
        if item.sign != Sign::Quote {
            continue;
        }
        let mark = document.word(item.token);
        let sort = match mark {
            "«" | "»" => Sort::Guillemet,
            "'" | "‘" | "’" | "‹" | "›" => Sort::Single,
            _ => Sort::Double,
        };
        let at = stack.iter().rposition(|open| open.sort == sort);
        let opens = opens(document, items, i, mark, at.is_some());
        if opens && stack.len() < DEPTH {
            stack.push(Open { item: i, sort });
        } else if let Some(at) = at {
            let open = stack.get(at).map_or(0, |o| o.item);
            stack.truncate(at);
            push(items, &mut marks, open, i, true, at > 0);
        }
    }
    flush(items, &mut stack, items.len(), &mut marks);
    marks.sort_unstable_by_key(|m| (m.open, usize::MAX - m.close));
    marks
}

/// Whether the mark at item `i` opens: its own direction first, then the spaces around it.
fn opens(document: &Document<'_>, items: &[Item], i: usize, mark: &str, is_open: bool) -> bool {
    let Some(item) = items.get(i) else { return false };
    let before = i.checked_sub(1).and_then(|p| items.get(p));
    let glued = before.is_some_and(|b| !item.space_before && b.sign == Sign::Word);
    let after_clitic = glued
        && before.is_some_and(|b| {
            matches!(
                document.word(b.token),
                "ب" | "ل" | "و" | "ك" | "ف" | "ال" | "لل" | "وب" | "ول" | "بال" | "وال"
            )
        });
    match mark {
        "«" | "‹" => return true,
        "»" | "›" => return false,
        "'" | "’" | "‘" if glued && !item.space_after => return false,
        _ => {}
    }
    if after_clitic {
        return true;
    }
    let opening_side = item.space_before
        || before.is_none_or(|b| {
            matches!(b.sign, Sign::ParenOpen | Sign::Colon | Sign::Dash | Sign::Quote)
        });
    let next_word = !item.space_after;
    if is_open && opening_side && closes_before_punctuation(items, i) {
        return false;
    }
    match (mark, opening_side, next_word) {
        ("“" | "„" | "‘", true, _) | ("“" | "„", false, true) => {
            !(mark == "“" && !opening_side && is_open)
        }
        (_, true, true) => true,
        (_, false, _) if is_open => false,
        (_, false, true) => true,
        // وأضاف" لن …: pushed away from its words.
        (_, false, false) => !is_open && before.is_some_and(|b| b.lex.cue.is_some()),
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

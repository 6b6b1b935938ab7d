//! The words that attribute: a cue with the preposition that joins it to what is said
//! (مشيرا إلى, شدد على) or to who says it (وفقا ل, جاء في).

use super::cue::{Habit, Shape, Takes};
use super::reader::{Reader, Run};
use super::vocabulary::{Duty, vocabulary};
use crate::span::{Source, Span};

/// The span of the cue in `run`, which stands without its preposition. `O(1)`.
pub(super) fn span(r: &Reader<'_>, run: Run) -> Option<Span<Source>> {
    let Run { mut from, mut to } = run;
    let cue = r.lex(from).cue;
    let next = r.word(to);
    let joins = cue.is_some_and(|c| match next {
        "الي" => c.takes.has(Takes::TO),
        "علي" => c.takes.has(Takes::UPON),
        "في" => c.habit.has(Habit::PLACE),
        _ => false,
    });
    to += usize::from(joins);
    // تابع قائلا: the verb before has no words of its own.
    let before = from.wrapping_sub(1);
    let speaks = |i: usize| r.lex(i).cue.is_some_and(|c| c.shape == Shape::Perfect);
    if matches!(r.word(from), "قائلا" | "قائله" | "قائلين" | "متسائلا" | "متسائله")
        && speaks(before)
        && r.sentence(before) == r.sentence(from)
    {
        from = before;
    }
    let whole = r.source(Run { from, to })?;
    let (mut start, mut end) = (whole.start(), whole.end());
    // بقوله: the noun alone, as with و and ف.
    if let Some(bare) = r.word(from).strip_prefix('ب')
        && cue.is_some_and(|c| c.shape == Shape::Noun)
        && vocabulary().lex(bare).cue.is_some()
    {
        start += 'ب'.len_utf8();
    }
    // وفقا ل: the letter, not what it is written together with or drawn out by.
    if r.has(run.from, Duty::ACCORDING) {
        let lam = if r.word(to - 1) == "ل" { to - 1 } else { to };
        let token = r.items.get(lam).and_then(|item| r.document.tokens().get(item.token as usize));
        let word = token.map(|t| t.source).filter(|_| lam == run.from + 1);
        if let Some(word) = word.filter(|w| w.slice(r.document.text()).starts_with('ل')) {
            end = word.start() + 'ل'.len_utf8();
        }
    }
    Some(Span::new(start, end))
}

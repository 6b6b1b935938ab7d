//! The map between a text and its normalised form.

use super::visual::{self, Line};
use crate::span::{Folded, Source, Span};

/// One place where the two texts differ in length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    source: Span<Source>,
    folded_start: u32,
    /// Twice the length in the folded text; odd when nothing is left of a mark
    /// that belongs to the letter before it.
    folded_len: u32,
}

impl Edit {
    fn folded_start(self) -> usize {
        to_usize(self.folded_start)
    }

    fn folded_end(self) -> usize {
        to_usize(self.folded_start) + to_usize(self.folded_len >> 1)
    }

    fn attached(self) -> bool {
        self.folded_len & 1 == 1
    }
}

/// A map between a text and its normalised form, kept sparsely: only where lengths differ.
///
/// **The rule at edges.** What is dropped goes with the grapheme it is part of:
/// a haraka, a joiner (ZWNJ, ZWJ) or a tatweel belongs to the letter before it. A dropped
/// control character (bidi marks, zero-width space), and a mark or tatweel with
/// no letter before it, belong to nothing and stay outside every span that they
/// do not lie within. So a span of the normalised text never begins or ends
/// inside a grapheme of the source, unless it does so in the normalised text.
///
/// Takes 16 bytes for each run of dropped or changed characters: nothing for
/// most news, 4 bytes for each byte of fully vowelled text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    edits: Vec<Edit>,
    /// Lines that were turned before anything else. Edits count in the turned text.
    turned: Vec<Line>,
}

impl Alignment {
    /// The source that a span of the normalised text stands for: whole characters
    /// with the dropped marks that belong to them. A span that holds a part of
    /// what one character became (ل of ﻻ) stands for the whole. `O(log edits)`.
    #[must_use]
    pub fn to_source(&self, span: Span<Folded>) -> Span<Source> {
        visual::to_given(&self.turned, self.to_read(span))
    }

    /// As [`Self::to_source`], in reading order.
    fn to_read(&self, span: Span<Folded>) -> Span<Source> {
        let first = self.edits.partition_point(|e| e.folded_end() <= span.start());
        let start = self.source_start(first, span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = self.edits.partition_point(|e| e.folded_end() < span.end());
        Span::new(start, self.source_end(last, span.end()))
    }

    /// What a span of the source became. A span that begins or ends inside a
    /// changed character takes all of what it became. `O(log edits)`.
    #[must_use]
    pub fn to_folded(&self, span: Span<Source>) -> Span<Folded> {
        let span = visual::to_read(&self.turned, span);
        let start = self.folded_at(span.start(), false);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.folded_at(span.end(), true))
    }

    /// The same, where lines of the source were turned first.
    pub(super) fn after_turning(self, turned: Vec<Line>) -> Self {
        Self { turned, ..self }
    }

    /// Maps spans that come in order, in time linear in all of them together. Of a text
    /// with turned lines, to that text in reading order.
    pub(crate) fn walk(&self) -> Walk<'_> {
        let until = self.edits.first().map_or(usize::MAX, |edit| edit.folded_start());
        Walk { alignment: self, first: 0, last: 0, from: 0, until, there: 0 }
    }

    /// The start of folded byte `at`, where `next` is the first edit that ends after it.
    fn source_start(&self, next: usize, at: usize) -> usize {
        match self.edits.get(next) {
            Some(edit) if edit.folded_start() < at => edit.source.start(),
            _ => self.source_after(next, at),
        }
    }

    /// The end of folded byte `at - 1`, where `next` is the first edit that ends at `at` or after.
    fn source_end(&self, mut next: usize, at: usize) -> usize {
        let mut end = self.source_after(next, at);
        if let Some(edit) = self.edits.get(next)
            && edit.folded_start() < at
        {
            end = edit.source.end();
            next += 1;
        }
        if let Some(edit) = self.edits.get(next)
            && edit.attached()
            && edit.folded_end() == at
            && edit.source.start() == end
        {
            end = edit.source.end();
        }
        end
    }

    /// The source position of folded byte `at`, that follows edit `next - 1`.
    fn source_after(&self, next: usize, at: usize) -> usize {
        match next.checked_sub(1).and_then(|i| self.edits.get(i)) {
            Some(edit) => edit.source.end() + at.saturating_sub(edit.folded_end()),
            None => at,
        }
    }

    fn folded_at(&self, at: usize, end: bool) -> usize {
        let next = self.edits.partition_point(|e| e.source.end() <= at);
        match self.edits.get(next) {
            Some(edit) if edit.source.start() < at && end => edit.folded_end(),
            Some(edit) if edit.source.start() < at => edit.folded_start(),
            _ => match next.checked_sub(1).and_then(|i| self.edits.get(i)) {
                Some(edit) => edit.folded_end() + (at - edit.source.end()),
                None => at,
            },
        }
    }

    /// How many edits there are, to come back to with [`Self::rewind`].
    pub(super) fn mark(&self) -> usize {
        self.edits.len()
    }

    /// Forgets the edits made since [`Self::mark`].
    pub(super) fn rewind(&mut self, mark: usize) {
        self.edits.truncate(mark);
    }

    /// Where the last edit began, if it dropped what ends at source byte `at` and belongs to nothing.
    pub(super) fn dropped_before(&self, at: usize) -> Option<usize> {
        let last = self.edits.last()?;
        (last.source.end() == at && last.folded_len == 0).then(|| last.source.start())
    }

    /// `source` became `folded`, of another length.
    pub(super) fn replace(&mut self, source: Span<Source>, folded: Span<Folded>) {
        self.edits.push(Edit {
            source,
            folded_start: to_u32(folded.start()),
            folded_len: to_u32(folded.len()) << 1,
        });
    }

    /// `source` was dropped at folded byte `at`.
    pub(super) fn drop(&mut self, source: Span<Source>, at: usize, attached: bool) {
        if let Some(last) = self.edits.last_mut()
            && last.source.end() == source.start()
            && last.folded_len == u32::from(attached)
        {
            last.source = last.source.cover(source);
            return;
        }
        self.edits.push(Edit { source, folded_start: to_u32(at), folded_len: u32::from(attached) });
    }
}

/// An [`Alignment`] read forwards, in one of its ways.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    alignment: &'a Alignment,
    first: usize,
    last: usize,
    /// Between these two places of the text that is walked nothing changed its length.
    from: usize,
    until: usize,
    /// The place of `from` in the other text.
    there: usize,
}

impl Walk<'_> {
    /// As [`Alignment::to_source`], for a span that starts and ends no earlier
    /// than the one before.
    pub(crate) fn next_source(&mut self, span: Span<Folded>) -> Span<Source> {
        if self.from <= span.start() && span.end() < self.until {
            let start = self.there + (span.start() - self.from);
            return Span::new(start, start + span.len());
        }
        let edits = &self.alignment.edits;
        while edits.get(self.first).is_some_and(|e| e.folded_end() <= span.start()) {
            self.first += 1;
        }
        while edits.get(self.last).is_some_and(|e| e.folded_end() < span.end()) {
            self.last += 1;
        }
        let start = self.alignment.source_start(self.first, span.start());
        let end = self.alignment.source_end(self.last, span.end());
        if let Some(edit) = self.last.checked_sub(1).and_then(|last| edits.get(last)) {
            (self.from, self.there) = (edit.folded_end(), edit.source.end());
        }
        self.until = edits.get(self.last).map_or(usize::MAX, |edit| edit.folded_start());
        Span::new(start, end)
    }

    /// Up to where all that comes after the last span only moves, and by as much as its end.
    #[cfg(target_family = "wasm")]
    pub(crate) fn same_until(&self) -> usize {
        self.until
    }

    /// As [`Alignment::to_folded`], for a span that starts and ends no earlier than the one before.
    #[cfg(any(test, target_family = "wasm"))]
    pub(crate) fn next_folded(&mut self, span: Span<Source>) -> Span<Folded> {
        if self.from <= span.start() && span.end() <= self.until {
            let start = self.there + (span.start() - self.from);
            return Span::new(start, start + span.len());
        }
        let edits = &self.alignment.edits;
        while edits.get(self.first).is_some_and(|e| e.source.end() <= span.start()) {
            self.first += 1;
        }
        if let Some(edit) = self.first.checked_sub(1).and_then(|first| edits.get(first)) {
            (self.from, self.there) = (edit.source.end(), edit.folded_end());
        }
        self.until = edits.get(self.first).map_or(usize::MAX, |edit| edit.source.start());
        self.alignment.to_folded(span)
    }
}

/// Texts are read up to 4 GiB, see [`Span`].
fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::fold;

    #[test]
    fn a_walk_is_many_look_ups() {
        let text = "ﻻ كَتَبـَ\u{202A}ﷲ\u{202C} أَ\u{64B}ـ 😀e\u{301}\u{301}x ١٢ ا\u{654}ل";
        let normalized = fold(text);
        let alignment = normalized.alignment();
        let characters = |text: &str| -> Vec<(usize, usize)> {
            text.char_indices().map(|(at, c)| (at, at + c.len_utf8())).collect()
        };
        let mut walk = alignment.walk();
        for (start, end) in characters(normalized.text()) {
            let span = Span::new(start, end);
            assert_eq!(walk.next_source(span), alignment.to_source(span), "{span:?}");
        }
        let mut walk = alignment.walk();
        for (start, end) in characters(text) {
            let span = Span::new(start, end);
            assert_eq!(walk.next_folded(span), alignment.to_folded(span), "{span:?}");
        }
    }
}

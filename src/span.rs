//! Byte ranges that know which text they count in.
//!
//! The fault to fear most in this crate is an offset of one text used in
//! another. A [`Span`] therefore carries its text in its type: [`Source`] is
//! the text exactly as it was given, [`Folded`] the text that the matchers
//! read. Only [`Alignment`](crate::normalize::Alignment) turns one into the
//! other, and only [`offset`](crate::offset) turns bytes into other units.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

/// Marks spans of the text exactly as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {}

/// Marks spans of the folded text, the one that tables and models match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folded {}

/// A half-open range of bytes, `start..end`, in the text named by `T`.
///
/// Invariant: `start <= end`. Spans sort by start, then longest first.
///
/// Held in 32 bits, since spans are most of what an analysis weighs. Offsets
/// past 4 GiB are cut off there; [`Document`](crate::document::Document) reads no further.
pub struct Span<T> {
    start: u32,
    end: u32,
    text: PhantomData<T>,
}

/// Offsets that a span can hold.
#[expect(clippy::cast_possible_truncation, reason = "compared first; try_from is not const")]
const fn narrow(offset: usize) -> u32 {
    if offset > u32::MAX as usize { u32::MAX } else { offset as u32 }
}

impl<T> Span<T> {
    /// The span `start..end`, in bytes. An `end` before `start` gives the empty
    /// span at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start: narrow(start), end: narrow(end), text: PhantomData }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), text: PhantomData }
    }

    /// The characters of `text` in the span, empty when the span is out of
    /// range or splits a character.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}

impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Span<T> {}

impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }
}

impl<T> Eq for Span<T> {}

impl<T> std::hash::Hash for Span<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type S = Span<Source>;

    #[test]
    fn sorts_by_start_then_longest_first() {
        let mut spans = [S::new(3, 4), S::new(0, 2), S::new(0, 5)];
        spans.sort();
        assert_eq!(spans, [S::new(0, 5), S::new(0, 2), S::new(3, 4)]);
    }

    #[test]
    fn an_end_before_the_start_is_empty() {
        assert!(S::new(4, 2).is_empty());
    }

    #[test]
    fn slice_never_splits_a_character() {
        assert_eq!(S::new(0, 1).slice("غزة"), "");
        assert_eq!(S::new(0, 2).slice("غزة"), "غ");
        assert_eq!(S::new(0, 99).slice("غزة"), "");
    }
}

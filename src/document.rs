//! A text read once: folded, cut into tokens and sentences.

use crate::normalize::{self, Normalized};
use crate::sentence::{self, Sentence};
use crate::span::{Folded, Source, Span};
use crate::token::{self, Token};

/// What every later step reads.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    normalized: Normalized,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl<'t> Document<'t> {
    /// Reads `text`. Any string can be read; of one longer than 4 GiB, the part
    /// before that. `O(n)`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let limit = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
        // A character has at most four bytes, so one of these is at its edge.
        let text = (limit - 3..=limit).rev().find_map(|end| text.get(..end)).unwrap_or(text);
        let normalized = normalize::fold(text);
        let tokens = token::tokenize(&normalized);
        let sentences = sentence::split(normalized.text(), &tokens);
        Self { text, normalized, tokens, sentences }
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The folded text.
    #[must_use]
    pub fn folded(&self) -> &str {
        self.normalized.text()
    }

    /// All tokens, white space among them.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The folded form of token `index`; empty past the end.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |t| t.folded.slice(self.folded()))
    }

    /// What a span of the source became in the folded text.
    #[must_use]
    pub fn folded_of(&self, span: Span<Source>) -> &str {
        self.normalized.alignment().to_folded(span).slice(self.folded())
    }

    /// The source of a span of the folded text.
    #[must_use]
    pub fn to_source(&self, span: Span<Folded>) -> Span<Source> {
        self.normalized.alignment().to_source(span)
    }

    /// The folded form of a span of the source.
    #[must_use]
    pub fn to_folded(&self, span: Span<Source>) -> Span<Folded> {
        self.normalized.alignment().to_folded(span)
    }
}

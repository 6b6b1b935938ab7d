//! Terms that are whole words and phrases, made ready to be found.

use std::ops::Range;

use super::index::{Hashes, Index, pair};
use super::matching::{Matching, key};
use super::search::Search;
use super::{Hit, Keyword};
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Normalizer, fold};
use crate::span::Span;
use crate::token::{Token, TokenKind, tokenize};

/// Terms by the hashes of their words.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) matching: Matching,
    pub(super) strict: Option<Normalizer>,
    terms: Vec<Term>,
    /// What follows the first pieces of all terms, end to end.
    pieces: Vec<Piece>,
    /// The text of all pieces, end to end.
    keys: String,
    /// The last term under the hash of its words; the hashes of less than all of them pass.
    pub(super) index: Index,
}

/// Marks spans of [`Words::keys`].
#[derive(Debug, Clone, Copy)]
enum Keys {}

/// A term, or the form of one after ل.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) keyword: usize,
    pub(super) first: Piece,
    /// Where the rest is in [`Words::pieces`].
    pub(super) rest: Range<usize>,
    /// The article's alef is swallowed after ل: القاهرة → لقاهرة.
    pub(super) after_lam: bool,
    /// The term before it under the same hash.
    before: Option<u32>,
}

/// One token of a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    key: Span<Keys>,
    /// The token normalised for strict comparison; empty when there is none.
    strict: Span<Keys>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Words {
    pub(super) fn new(matching: Matching) -> Self {
        Self { matching, strict: matching.strict(), ..Self::default() }
    }

    /// Adds a term; fails when no letter, digit or emoji is in it.
    pub(super) fn add(&mut self, keyword: usize, term: &Keyword) -> Result<(), Error> {
        let written = term.term.trim();
        let normalized = fold(written);
        let tokens = tokenize(&normalized);
        if tokens.iter().all(|t| blank(t) || t.kind == TokenKind::Punctuation) {
            return Err(Error::empty_keyword(term.group.as_deref()));
        }
        let start = self.pieces.len();
        let mut spaced = false;
        for token in &tokens {
            if !blank(token) {
                let strict =
                    self.strict.as_ref().map(|strict| strict.run(token.source.slice(written)));
                let piece = Piece {
                    key: self.keep(&key(token.folded.slice(normalized.text()))),
                    strict: self.keep(strict.as_ref().map_or("", |strict| strict.text())),
                    spaced,
                };
                self.pieces.push(piece);
            }
            spaced = blank(token);
        }
        let rest = start + 1..self.pieces.len();
        let Some(&first) = self.pieces.get(start) else { return Ok(()) };
        // After ل the alef of the article is swallowed, and of الل… the article's lam too.
        let swallowed = match first.key.slice(&self.keys).strip_prefix("ال") {
            Some(rest) if rest.starts_with('ل') => Some("ال".len()),
            Some(_) => Some("ا".len()),
            None => None,
        };
        if let Some(swallowed) = swallowed.filter(|_| self.matching.clitics) {
            let key = Span::new(first.key.start() + swallowed, first.key.end());
            let first = Piece { key, ..first };
            self.terms.push(Term {
                keyword,
                first,
                rest: rest.clone(),
                after_lam: true,
                before: None,
            });
        }
        self.terms.push(Term { keyword, first, rest, after_lam: false, before: None });
        Ok(())
    }

    /// Makes the terms ready to be found, once all are added.
    pub(super) fn seal(&mut self) {
        let beginnings = self.terms.iter().map(|term| term.rest.len()).sum();
        self.index = Index::new(self.terms.len(), beginnings);
        let keys = &self.keys;
        let hash_of = |piece: &Piece| Hashes::new(piece.key.slice(keys)).after(0);
        for (id, term) in (0..).zip(&mut self.terms) {
            let mut hash = opening_hash(hash_of(&term.first), term.after_lam);
            for piece in self.pieces.get(term.rest.clone()).unwrap_or_default() {
                self.index.mark(hash);
                hash = pair(hash, hash_of(piece));
            }
            term.before = self.index.insert(hash, id);
        }
    }

    fn keep(&mut self, key: &str) -> Span<Keys> {
        let start = self.keys.len();
        self.keys.push_str(key);
        Span::new(start, self.keys.len())
    }

    /// Adds a hit for every term in every place.
    pub(super) fn find(&self, document: &Document<'_>, hits: &mut Vec<Hit>) {
        if !self.terms.is_empty() {
            Search { words: self, document, hits }.run();
        }
    }

    /// The terms whose words have this hash together.
    pub(super) fn under(&self, hash: u64) -> impl Iterator<Item = &Term> {
        let term = |id: u32| self.terms.get(usize::try_from(id).ok()?);
        let last = self.index.get(hash).and_then(term);
        std::iter::successors(last, move |after| after.before.and_then(term))
    }

    /// The folded form of a piece.
    pub(super) fn key(&self, piece: &Piece) -> &str {
        piece.key.slice(&self.keys)
    }

    /// The form of a piece in strict comparison.
    pub(super) fn strict(&self, piece: &Piece) -> &str {
        piece.strict.slice(&self.keys)
    }

    /// The pieces of a term but the first.
    pub(super) fn rest(&self, term: &Term) -> &[Piece] {
        self.pieces.get(term.rest.clone()).unwrap_or_default()
    }
}

/// The hash under which a term is that begins with a word of this hash.
#[inline]
pub(super) fn opening_hash(hash: u64, after_lam: bool) -> u64 {
    if after_lam { pair(hash, 1) } else { hash }
}

pub(super) fn blank(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Space | TokenKind::Newline)
}

/// Whether a folded word has this [`key`].
pub(super) fn alike(folded: &str, expected: &str) -> bool {
    folded == expected || (folded.len() == expected.len() && key(folded) == expected)
}

//! Terms that are whole words and phrases, made ready to be found.

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
    /// The terms that were added, until [`Words::seal`] puts them into the index.
    added: Vec<Term>,
    /// The pieces of all terms, end to end.
    pieces: Vec<Piece>,
    /// The pieces normalised for strict comparison, each beside its piece; none where that
    /// is not asked.
    stricts: Vec<Span<Keys>>,
    /// The text of all pieces, end to end.
    keys: String,
    /// The terms under the hash of their words; the hashes of less than all of them are
    /// beginnings.
    pub(super) index: Index<Term>,
}

/// Marks spans of [`Words::keys`].
#[derive(Debug, Clone, Copy)]
enum Keys {}

/// Marks spans of [`Words::pieces`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Pieces {}

/// A term, or the form of one after ل.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// In half the room of a number of its own: the less there is, the more stays in a cache.
    keyword: u32,
    /// Of its first piece, or of what is left of that after ل: beside the rest of the term, to
    /// be fetched with it.
    key: Span<Keys>,
    pub(super) pieces: Span<Pieces>,
    /// The article's alef is swallowed after ل: القاهرة → لقاهرة.
    pub(super) after_lam: bool,
}

/// One token of a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    key: Span<Keys>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Term {
    /// The number of its keyword.
    pub(super) fn keyword(&self) -> usize {
        usize::try_from(self.keyword).unwrap_or(usize::MAX)
    }
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
                if let Some(strict) = &self.strict {
                    let strict = strict.run(token.source.slice(written));
                    let strict = self.keep(strict.text());
                    self.stricts.push(strict);
                }
                let key = self.keep(&key(token.folded.slice(normalized.text())));
                self.pieces.push(Piece { key, spaced });
            }
            spaced = blank(token);
        }
        let pieces = Span::new(start, self.pieces.len());
        let Some(&Piece { key, .. }) = self.pieces.get(start) else { return Ok(()) };
        let keyword = u32::try_from(keyword).unwrap_or(u32::MAX);
        let term = Term { keyword, key, pieces, after_lam: false };
        // After ل the alef of the article is swallowed, and of الل… the article's lam too.
        let swallowed = match key.slice(&self.keys).strip_prefix("ال") {
            Some(rest) if rest.starts_with('ل') => Some("ال".len()),
            Some(_) => Some("ا".len()),
            None => None,
        };
        if let Some(swallowed) = swallowed.filter(|_| self.matching.clitics) {
            let key = Span::new(key.start() + swallowed, key.end());
            self.added.push(Term { key, after_lam: true, ..term });
        }
        self.added.push(term);
        Ok(())
    }

    /// Makes the terms ready to be found, once all are added.
    pub(super) fn seal(&mut self) {
        let hash_of = |key: Span<Keys>| Hashes::new(key.slice(&self.keys)).after(0);
        let mut beginnings = Vec::new();
        let mut hashed = Vec::with_capacity(self.added.len());
        for term in &self.added {
            let mut hash = opening_hash(hash_of(term.key), term.after_lam);
            for (_, piece) in self.rest(term) {
                beginnings.push(hash);
                hash = pair(hash, hash_of(piece.key));
            }
            hashed.push((hash, *term));
        }
        self.index = Index::new(&hashed, &beginnings);
        self.added = Vec::new();
    }

    fn keep(&mut self, key: &str) -> Span<Keys> {
        let start = self.keys.len();
        self.keys.push_str(key);
        Span::new(start, self.keys.len())
    }

    /// Adds a hit for every term in every place.
    pub(super) fn find(&self, document: &Document<'_>, hits: &mut Vec<Hit>) {
        if !self.pieces.is_empty() {
            Search { words: self, document, hits }.run();
        }
    }

    /// The folded form of a term's first piece, of the form after ل less what is swallowed.
    pub(super) fn first(&self, term: &Term) -> &str {
        term.key.slice(&self.keys)
    }

    /// The folded form of a piece.
    pub(super) fn key(&self, piece: &Piece) -> &str {
        piece.key.slice(&self.keys)
    }

    /// The form of a piece, given by its number, in strict comparison.
    pub(super) fn strict(&self, number: usize) -> &str {
        self.stricts.get(number).map_or("", |strict| strict.slice(&self.keys))
    }

    /// The pieces of a term but the first, with their numbers.
    pub(super) fn rest(&self, term: &Term) -> impl Iterator<Item = (usize, &Piece)> {
        let rest = term.pieces.start() + 1..term.pieces.end();
        rest.clone().zip(self.pieces.get(rest).unwrap_or_default())
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

/// Whether a folded word has this [`key`]. Apart, so that the module has it once.
#[inline(never)]
pub(super) fn alike(folded: &str, expected: &str) -> bool {
    folded == expected || (folded.len() == expected.len() && key(folded) == expected)
}

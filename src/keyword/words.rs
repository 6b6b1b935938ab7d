//! Terms found as whole words and phrases.

use std::borrow::Cow;
use std::collections::HashMap;

use super::matching::{Matching, key};
use super::{Hit, Keyword};
use crate::clitic;
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Options, fold, normalize};
use crate::span::Span;
use crate::token::{Token, TokenKind, tokenize};

/// Terms by their first words.
#[derive(Debug, Default)]
pub(super) struct Words {
    matching: Matching,
    strict: Option<Options>,
    terms: Vec<Term>,
    first: HashMap<String, Bucket>,
    /// The same for terms with the article, as they look after ل: القاهرة → لقاهرة.
    after_lam: HashMap<String, Bucket>,
}

/// The terms that begin with one word.
#[derive(Debug, Default)]
struct Bucket {
    words: Vec<usize>,
    /// Phrases by their second piece.
    phrases: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Term {
    keyword: usize,
    pieces: Vec<Piece>,
}

/// One token of a term.
#[derive(Debug)]
struct Piece {
    key: String,
    /// The token normalised for strict comparison; empty when there is none.
    strict: String,
    /// Whether white space stands before it.
    spaced: bool,
}

/// Where a first word of a term begins inside a token.
struct Opening<'d> {
    index: usize,
    token: &'d Token,
    /// Bytes of the folded token before the term, proclitics and article.
    skip: usize,
    cut: usize,
    lam: bool,
}

impl Words {
    pub(super) fn new(matching: Matching) -> Self {
        Self { matching, strict: matching.strict(), ..Self::default() }
    }

    /// Adds a term; fails when no letter, digit or emoji is in it.
    pub(super) fn add(&mut self, keyword: usize, term: &Keyword) -> Result<(), Error> {
        let normalized = fold(term.term.trim());
        let mut pieces = Vec::new();
        let mut spaced = false;
        let mut solid = false;
        for token in tokenize(&normalized) {
            if blank(&token) {
                spaced = true;
                continue;
            }
            solid |= token.kind != TokenKind::Punctuation;
            let strict = self.strict.map(|options| {
                normalize(token.source.slice(term.term.trim()), &options).text().to_owned()
            });
            pieces.push(Piece {
                key: key(token.folded.slice(normalized.text())),
                strict: strict.unwrap_or_default(),
                spaced,
            });
            spaced = false;
        }
        let Some(first) = pieces.first().filter(|_| solid) else {
            return Err(Error::empty_keyword(term.group.as_deref()));
        };
        let id = self.terms.len();
        // After ل the alef of the article is swallowed, and of الل… the article's lam too.
        let swallowed = match first.key.strip_prefix("ال") {
            Some(rest) if rest.starts_with('ل') => Some(rest),
            _ => first.key.strip_prefix('ا').filter(|rest| rest.starts_with('ل')),
        };
        if self.matching.clitics
            && let Some(form) = swallowed
        {
            insert(&mut self.after_lam, form, &pieces, id);
        }
        insert(&mut self.first, &first.key, &pieces, id);
        self.terms.push(Term { keyword, pieces });
        Ok(())
    }

    pub(super) fn find(&self, document: &Document<'_>, hits: &mut Vec<Hit>) {
        if self.terms.is_empty() {
            return;
        }
        for (index, token) in document.tokens().iter().enumerate() {
            if blank(token) {
                continue;
            }
            let word = keyed(token.folded.slice(document.folded()));
            let from = hits.len();
            let at = |skip, cut, lam| Opening { index, token, skip, cut, lam };
            // The least cut first: a term that is the whole word is not also a part of it.
            self.open(document, &at(0, 0, false), &word, hits, from);
            if token.kind != TokenKind::Word {
                continue;
            }
            let cuts = clitic::readings(&word).rev();
            for cut in cuts.take(if self.matching.clitics { 3 } else { 1 }) {
                let (proclitics, stem) = word.split_at_checked(cut).unwrap_or(("", &word));
                let lam = proclitics.ends_with('ل');
                if cut > 0 {
                    self.open(document, &at(cut, cut, false), stem, hits, from);
                }
                if lam {
                    self.open(document, &at(cut, cut, true), stem, hits, from);
                }
                let article = if lam { "ل" } else { "ال" };
                if self.matching.article
                    && let Some(bare) = stem.strip_prefix(article)
                    && bare.len() > 2
                {
                    self.open(document, &at(cut + article.len(), cut, false), bare, hits, from);
                }
            }
        }
    }

    /// Adds the terms that begin with `stem`. Those that hit this token already are in `hits[from..]`.
    fn open(
        &self,
        document: &Document<'_>,
        opening: &Opening<'_>,
        stem: &str,
        hits: &mut Vec<Hit>,
        from: usize,
    ) {
        let map = if opening.lam { &self.after_lam } else { &self.first };
        let Some(bucket) = map.get(stem) else { return };
        for &id in &bucket.words {
            self.close(document, opening, id, hits, from);
        }
        if bucket.phrases.is_empty() {
            return;
        }
        let Some(second) = solid_after(document.tokens(), opening.index) else { return };
        let word = keyed(document.word(second));
        let bare = word.strip_prefix("ال").filter(|_| self.matching.article);
        let forms = [Some(&*word), bare].into_iter().flatten();
        for &id in forms.filter_map(|w| bucket.phrases.get(w)).flatten() {
            self.close(document, opening, id, hits, from);
        }
    }

    /// Adds term `id` if the rest of it follows too.
    fn close(
        &self,
        document: &Document<'_>,
        opening: &Opening<'_>,
        id: usize,
        hits: &mut Vec<Hit>,
        from: usize,
    ) {
        let Some(term) = self.terms.get(id) else { return };
        let Some(first) = term.pieces.first() else { return };
        let folded = opening.token.folded;
        let start = Span::new(folded.start() + opening.skip, folded.end());
        if !self.same(document, start, first, opening.lam)
            || hits.iter().skip(from).any(|hit| hit.keyword == term.keyword)
            || (opening.cut > 0
                && term.pieces.len() == 1
                && !clitic::plausible(document.word(opening.index), opening.cut))
        {
            return;
        }
        let tokens = document.tokens();
        let mut last = opening.index;
        for piece in term.pieces.iter().skip(1) {
            let next = if piece.spaced { solid_after(tokens, last) } else { Some(last + 1) };
            let Some((next, token)) = next.and_then(|n| Some((n, tokens.get(n)?))) else { return };
            if piece.spaced && next == last + 1 {
                return;
            }
            let word = keyed(document.word(next));
            let skip = if *word == *piece.key {
                0
            } else if self.matching.article && word.strip_prefix("ال") == Some(&piece.key) {
                "ال".len()
            } else {
                return;
            };
            let span = Span::new(token.folded.start() + skip, token.folded.end());
            if !self.same(document, span, piece, false) {
                return;
            }
            last = next;
        }
        let end = tokens.get(last).map_or(opening.token.source, |t| t.source);
        hits.push(Hit {
            keyword: term.keyword,
            span: Span::new(document.to_source(start).start(), end.end()),
            word: opening.token.source.cover(end),
        });
    }

    /// Whether the source of a span is a piece's spelling, where that counts.
    fn same(
        &self,
        document: &Document<'_>,
        span: Span<crate::span::Folded>,
        piece: &Piece,
        lam: bool,
    ) -> bool {
        let Some(options) = self.strict else { return true };
        let source = normalize(document.to_source(span).slice(document.text()), &options);
        // After ل the term is met without its alef, or without its article.
        source.text() == piece.strict || (lam && piece.strict.ends_with(source.text()))
    }
}

fn insert(map: &mut HashMap<String, Bucket>, first: &str, pieces: &[Piece], id: usize) {
    let bucket = map.entry(first.to_owned()).or_default();
    match pieces.get(1) {
        Some(second) => bucket.phrases.entry(second.key.clone()).or_default().push(id),
        None => bucket.words.push(id),
    }
}

fn blank(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Space | TokenKind::Newline)
}

/// The next token that is not blank, over no more than one line break.
fn solid_after(tokens: &[Token], index: usize) -> Option<usize> {
    let mut lines = 0;
    for (next, token) in tokens.iter().enumerate().skip(index + 1) {
        match token.kind {
            TokenKind::Space => {}
            TokenKind::Newline if lines == 0 => lines = 1,
            TokenKind::Newline => return None,
            _ => return Some(next),
        }
    }
    None
}

/// [`key`], without a copy where it changes nothing.
fn keyed(folded: &str) -> Cow<'_, str> {
    if folded.contains(['ؤ', 'ئ']) { Cow::Owned(key(folded)) } else { Cow::Borrowed(folded) }
}

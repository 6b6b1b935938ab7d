//! Where the terms of [`Words`] stand in a text.

use super::Hit;
use super::index::{Hashes, pair};
use super::words::{Term, Words, alike, blank, opening_hash};
use crate::clitic;
use crate::document::Document;
use crate::span::{Folded, Span};
use crate::token::{Token, TokenKind};

/// A text being searched.
pub(super) struct Search<'s> {
    pub(super) words: &'s Words,
    pub(super) document: &'s Document<'s>,
    pub(super) hits: &'s mut Vec<Hit>,
}

/// A token that is not blank.
struct Solid<'d> {
    index: usize,
    token: &'d Token,
    word: &'d str,
    hashes: Hashes<'d>,
}

/// Where the first word of a term may begin inside a token.
struct Opening<'d> {
    here: &'d Solid<'d>,
    /// The token that a phrase goes on with.
    next: Option<&'d Solid<'d>>,
    /// Bytes of the folded token before the term, proclitics and article.
    skip: usize,
    /// Bytes of the proclitics.
    cut: usize,
    /// The last proclitic is ل, and the article after it has lost its alef.
    lam: bool,
    /// Hits from here on are on this token.
    from: usize,
}

impl<'s> Search<'s> {
    /// Adds a hit for every term in every place.
    pub(super) fn run(mut self) {
        let mut ahead = self.solid(0);
        while let Some(here) = ahead {
            ahead = self.solid(here.index + 1);
            let next = ahead.as_ref().filter(|next| self.joined(here.index, next.index));
            self.read(&here, next);
        }
    }

    /// The next token from `index` on that is not blank.
    #[inline]
    fn solid(&self, index: usize) -> Option<Solid<'s>> {
        let tokens = self.document.tokens().iter().enumerate().skip(index);
        let (index, token) = tokens.into_iter().find(|(_, token)| !blank(token))?;
        let word = token.folded.slice(self.document.folded());
        Some(Solid { index, token, word, hashes: Hashes::new(word) })
    }

    /// Whether no more than one line break stands between two tokens.
    #[inline]
    fn joined(&self, first: usize, second: usize) -> bool {
        let between = self.document.tokens().get(first + 1..second).unwrap_or_default();
        between.iter().filter(|token| token.kind == TokenKind::Newline).take(2).count() < 2
    }

    /// Adds the terms that begin in the token `here`, sorted.
    #[inline]
    fn read(&mut self, here: &Solid<'_>, next: Option<&Solid<'_>>) {
        let from = self.hits.len();
        self.read_from(from, here, next);
        if let Some(found @ [_, _, ..]) = self.hits.get_mut(from..) {
            Hit::sort(found);
        }
    }

    /// Adds the terms that begin in the token `here`, whose hits are those after the first `from`.
    #[inline]
    fn read_from(&mut self, from: usize, here: &Solid<'_>, next: Option<&Solid<'_>>) {
        let matching = self.words.matching;
        let mut open = |skip, cut, lam| self.open(&Opening { here, next, skip, cut, lam, from });
        // The least cut first: a term that is the whole word is not also a part of it.
        open(0, 0, false);
        if here.token.kind != TokenKind::Word {
            return;
        }
        for cut in clitic::readings(here.word).rev().take(if matching.clitics { 3 } else { 1 }) {
            let (proclitics, stem) = here.word.split_at_checked(cut).unwrap_or(("", here.word));
            let lam = proclitics.ends_with('ل');
            if cut > 0 {
                open(cut, cut, false);
            }
            if lam {
                open(cut, cut, true);
            }
            let bare = if lam { stem.strip_prefix('ل') } else { stem.strip_prefix(ARTICLE) };
            if let Some(bare) = bare.filter(|bare| matching.article && bare.len() > 2) {
                open(here.word.len() - bare.len(), cut, false);
            }
        }
    }

    /// Adds the terms that begin at `opening`: goes on from word to word as long as some
    /// term begins with all of them.
    #[inline]
    fn open(&mut self, opening: &Opening<'_>) {
        let hash = opening_hash(opening.here.hashes.after(opening.skip), opening.lam);
        let known = self.words.index.known(hash);
        if !known.whole && !known.beginning {
            return;
        }
        let (mut hash, mut known, mut last) = (hash, known, opening.here.index);
        // Few words are known both with their article and without.
        let mut others = Vec::new();
        loop {
            if known.whole {
                self.words.index.get(hash).for_each(|term| self.close(opening, term));
            }
            let further;
            let next = if !known.beginning {
                None
            } else if last == opening.here.index {
                opening.next
            } else {
                further = self.solid(last + 1).filter(|next| self.joined(last, next.index));
                further.as_ref()
            };
            let mut path = None;
            if let Some(next) = next {
                let article = (self.words.matching.article && next.word.starts_with(ARTICLE))
                    .then(|| next.hashes.after(ARTICLE.len()));
                for word in [Some(next.hashes.after(0)), article].into_iter().flatten() {
                    let hash = pair(hash, word);
                    let known = self.words.index.known(hash);
                    if known.whole || known.beginning {
                        others.extend(path.replace((hash, known, next.index)));
                    }
                }
            }
            let Some(on) = path.or_else(|| others.pop()) else { return };
            (hash, known, last) = on;
        }
    }

    /// Adds `term` if it stands at `opening`.
    fn close(&mut self, opening: &Opening<'_>, term: &Term) {
        let here = opening.here;
        let folded = here.token.folded;
        let start = Span::new(folded.start() + opening.skip, folded.end());
        if opening.lam != term.after_lam
            || !alike(start.slice(self.document.folded()), self.words.first(term))
            || !self.same(start, term.pieces.start(), opening.lam)
            || self.hits.iter().skip(opening.from).any(|hit| hit.keyword == term.keyword())
            || (opening.cut > 0
                && term.pieces.len() == 1
                && !clitic::plausible(here.word, opening.cut))
        {
            return;
        }
        let Some(last) = self.follow(here.index, term) else { return };
        let source = here.token.source;
        let start = match opening.skip {
            0 => source.start(),
            _ => self.document.to_source(start).start(),
        };
        self.hits.push(Hit {
            keyword: term.keyword(),
            span: Span::new(start, last.source.end()),
            word: source.cover(last.source),
        });
    }

    /// The last token of a term whose first one is `last`; none where its rest does not follow.
    fn follow(&self, mut last: usize, term: &Term) -> Option<&'s Token> {
        let tokens = self.document.tokens();
        for (number, piece) in self.words.rest(term) {
            let next = if piece.spaced { solid_after(tokens, last)? } else { last + 1 };
            if piece.spaced && next == last + 1 {
                return None;
            }
            let (word, expected) = (self.document.word(next), self.words.key(piece));
            let bare = word.strip_prefix(ARTICLE).filter(|_| self.words.matching.article);
            let skip = match bare {
                _ if alike(word, expected) => 0,
                Some(bare) if alike(bare, expected) => ARTICLE.len(),
                _ => return None,
            };
            let folded = tokens.get(next)?.folded;
            let span = Span::new(folded.start() + skip, folded.end());
            if !self.same(span, number, false) {
                return None;
            }
            last = next;
        }
        tokens.get(last)
    }

    /// Whether the source of a span is the spelling of a piece, given by its number, where that counts.
    fn same(&self, span: Span<Folded>, piece: usize, lam: bool) -> bool {
        let Some(normalizer) = &self.words.strict else { return true };
        let source = self.document.to_source(span).slice(self.document.text());
        let source = normalizer.run(source);
        let strict = self.words.strict(piece);
        // After ل the term is met without its alef, or without its article.
        source.text() == strict || (lam && strict.ends_with(source.text()))
    }
}

const ARTICLE: &str = "ال";

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

//! Sentences: runs of tokens that end at a stop or a line end.
//!
//! A sentence ends at . ؟ ! … with the closing marks after it, or at a line
//! end. A stop ends none inside a number or an address (they are one token), after
//! an abbreviation or an initial, before a comma or a colon, nor before a clause
//! that says who spoke («…؟» قال الرجل). Two stops and an ellipsis end one only
//! before a new clause. The words that decide are in `data/abbreviations.tsv`.

mod words;

use std::ops::Range;

use crate::clitic;
use crate::span::{Source, Span};
use crate::token::{Token, TokenKind};
use words::{Class, class};

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first word to its stop and closing marks, without white space around.
    pub span: Span<Source>,
    /// The tokens that it holds, as indices.
    pub tokens: Range<usize>,
}

/// Groups tokens into sentences. Every token that is not white space is in one. `O(n)`.
#[must_use]
pub fn split(folded: &str, tokens: &[Token]) -> Vec<Sentence> {
    let text = Text { folded, tokens };
    let mut sentences = Vec::new();
    let mut first: Option<usize> = None;
    let mut last = 0;
    // Whether a straight quotation mark is open on this line.
    let mut open = false;
    let mut next = 0;
    while let Some(token) = tokens.get(next) {
        let here = next;
        next += 1;
        match token.kind {
            TokenKind::Space => continue,
            TokenKind::Newline => {
                open = false;
                sentences.extend(first.take().and_then(|first| text.sentence(first..last + 1)));
                continue;
            }
            _ => {}
        }
        let start = *first.get_or_insert(here);
        last = here;
        if token.kind != TokenKind::Punctuation {
            continue;
        }
        open ^= text.word(here) == "\"";
        if !text.is_stop(here) {
            continue;
        }
        let (end, closed) = text.stops(here, open);
        open ^= tokens.get(here + 1..end).is_some_and(|t| odd_marks(folded, t));
        (last, next) = (end - 1, end);
        if text.ends(start, here, end, closed) {
            sentences.extend(text.sentence(start..end));
            first = None;
        }
    }
    sentences.extend(first.and_then(|first| text.sentence(first..last + 1)));
    sentences
}

/// Whether an odd number of straight quotation marks is among `tokens`.
fn odd_marks(folded: &str, tokens: &[Token]) -> bool {
    tokens.iter().filter(|t| t.folded.slice(folded) == "\"").count() % 2 == 1
}

/// Whether a number can be a year, of either era.
fn is_year(number: &str) -> bool {
    number.len() == 4
        && number.starts_with(['1', '2'])
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// How far marks and the words between them are looked at, in tokens.
const MARKS: usize = 8;

/// The tokens with their text.
struct Text<'t> {
    folded: &'t str,
    tokens: &'t [Token],
}

impl<'t> Text<'t> {
    fn sentence(&self, range: Range<usize>) -> Option<Sentence> {
        let inside = self.tokens.get(range.clone())?;
        let span = inside.first()?.source.cover(inside.last()?.source);
        Some(Sentence { span, tokens: range })
    }

    fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |t| t.folded.slice(self.folded))
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|t| t.kind)
    }

    fn is_stop(&self, index: usize) -> bool {
        if self.kind(index) != Some(TokenKind::Punctuation) {
            return false;
        }
        let word = self.word(index);
        matches!(word, "…" | "!" | "؟" | "?" | "۔") || word.starts_with('.')
    }

    /// The end of the stops that begin at `at` and of the closing marks that
    /// touch them, and whether a quotation mark is among these.
    fn stops(&self, at: usize, open: bool) -> (usize, bool) {
        // Marks that touch nothing after them close, whatever their shape.
        let mut touching = at + 1;
        let quotes = at + 1..at + 1 + MARKS;
        let is_mark = |&i: &usize| self.is_stop(i) || self.closes(i) || self.opens(i);
        touching += quotes.take_while(is_mark).count();
        let blank =
            matches!(self.kind(touching), None | Some(TokenKind::Space | TokenKind::Newline));

        let (mut end, mut open, mut closed) = (at + 1, open, false);
        loop {
            match self.word(end) {
                ")" | "]" | "}" => {}
                _ if self.is_stop(end) => {}
                "\"" if open || blank && end < touching => (closed, open) = (true, false),
                "\"" => return (end, closed),
                _ if self.closes(end) || blank && end < touching => closed = true,
                _ => return (end, closed),
            }
            end += 1;
        }
    }

    /// Whether a closing quotation mark, or one that does not say, is at `index`.
    fn closes(&self, index: usize) -> bool {
        matches!(self.word(index), "»" | "”" | "›" | "’" | "'" | "\"")
    }

    /// Whether an opening quotation mark, or one that does not say, is at `index`.
    fn opens(&self, index: usize) -> bool {
        matches!(self.word(index), "«" | "“" | "‹" | "‘" | "\"")
    }

    /// Whether the sentence that began at `start` ends at the stop `at`, whose
    /// closing marks reach to `end`.
    fn ends(&self, start: usize, at: usize, end: usize, closed: bool) -> bool {
        let spaced = self.kind(end) == Some(TokenKind::Space);
        let next = if spaced { end + 1 } else { end };
        if matches!(self.kind(next), None | Some(TokenKind::Newline)) {
            return true;
        }
        let after = self.word(next);
        if matches!(after, "،" | "؛" | "," | ";" | ":" | ")" | "]" | "}") {
            return false;
        }
        // A lone sign of doubt or wonder in brackets.
        if at > start && self.word(at - 1) == "(" && end == at + 2 && self.word(end - 1) == ")" {
            return false;
        }
        if closed {
            let cry = !self.word(at).starts_with('.');
            return !(self.attributes(next) || (cry && self.is_slogan(start, at)));
        }
        match self.word(at) {
            "." => self.full_stop(start, at, next, spaced || end > at + 1),
            // An ellipsis with space around it is a pause.
            "..." | "…" if at > start && self.kind(at - 1) == Some(TokenKind::Space) => false,
            stop if stop.starts_with('.') || stop == "…" => self.opens_clause(next),
            _ => true,
        }
    }

    /// Whether the marks that close at the stop `at` hold a few words in the middle of a
    /// sentence: a slogan or a title that cries or asks.
    fn is_slogan(&self, start: usize, at: usize) -> bool {
        let words = (start + 1..at).rev().take(6);
        words.take_while(|&i| !matches!(self.word(i), "." | ":")).any(|i| self.opens(i))
    }

    /// Whether one full stop ends a sentence.
    fn full_stop(&self, start: usize, at: usize, next: usize, spaced: bool) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else {
            // A stop that begins a line belongs to what follows it.
            return at > start;
        };
        let word = self.word(before);
        match self.kind(before) {
            // A number in a list: 1. …
            Some(TokenKind::Number) if before == start && word.len() <= 3 => return false,
            Some(TokenKind::Word) => {}
            _ => return spaced || self.opens_sentence(next),
        }
        let letters = word.chars().take(3).count();
        let known = class(word);
        if known.has(Class::YEAR)
            && spaced
            && let Some(number) = self.number_before(start, before)
        {
            return is_year(self.word(number)) || self.opens_clause(next);
        }
        if known.has(Class::TITLE) || class(word.get("و".len()..).unwrap_or("")).has(Class::TITLE)
        {
            let bare = word.strip_prefix('و').unwrap_or(word);
            if known.has(Class::TITLE) || bare.chars().count() == 1 {
                return false;
            }
        }
        if letters == 1 || known.has(Class::SHORT) || self.initial(start, before) {
            return self.opens_clause(next);
        }
        spaced || self.glued(word, next)
    }

    /// Whether two words that a stop glues are of two sentences.
    fn glued(&self, before: &str, next: usize) -> bool {
        let after = self.word(next);
        match self.kind(next) {
            Some(TokenKind::Word) => {
                let (left, right) = (before.chars().count(), after.chars().count());
                let latin = |w: &str| w.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
                !latin(before)
                    && !latin(after)
                    && ((left >= 3 && right >= 3) || (left >= 2 && self.opens_clause(next)))
            }
            _ => self.opens_sentence(next),
        }
    }

    /// Whether what is no word can open a sentence right after a stop.
    fn opens_sentence(&self, index: usize) -> bool {
        match self.kind(index) {
            Some(TokenKind::Emoji | TokenKind::Handle | TokenKind::Url) => true,
            Some(TokenKind::Word) => self.opens_clause(index),
            _ => matches!(self.word(index), "«" | "“" | "\"" | "#" | "(" | "‹" | "‘"),
        }
    }

    /// Whether a new clause begins: after a conjunction, with a word that opens
    /// one, or inside quotation marks.
    fn opens_clause(&self, index: usize) -> bool {
        let word = self.word(index);
        self.opens(index)
            || class(word).has(Class::CLAUSE)
            || (word.starts_with(['و', 'ف'])
                && word.chars().nth(2).is_some()
                && clitic::cut(word) > 0)
    }

    /// The number that the letter at `index` follows.
    fn number_before(&self, start: usize, index: usize) -> Option<usize> {
        let mut before = index.checked_sub(1)?;
        if matches!(self.kind(before), Some(TokenKind::Space)) {
            before = before.checked_sub(1)?;
        }
        (before >= start && self.kind(before) == Some(TokenKind::Number)).then_some(before)
    }

    /// Whether the word at `index` is a spelt initial: the name of a Latin letter, with
    /// no more than one other before it (دي آر. is, بي بي سي. is a body).
    fn initial(&self, start: usize, index: usize) -> bool {
        let letter = |index: usize| class(self.word(index)).has(Class::LETTER);
        let before = |n: usize| index.checked_sub(n).filter(|&i| i >= start);
        letter(index) && !(before(2).is_some_and(letter) && before(4).is_some_and(letter))
    }

    /// Whether the words from `index` on say who spoke, and no more.
    fn attributes(&self, index: usize) -> bool {
        let known = class(self.word(index));
        if known.has(Class::TAIL) {
            return true;
        }
        known.has(Class::SAYS)
            && (index + 1..index + 10)
                .find(|&i| {
                    self.is_stop(i)
                        || matches!(self.kind(i), None | Some(TokenKind::Newline))
                        || matches!(self.word(i), ":" | "«" | "\"" | "“" | "ان" | "،")
                })
                .is_some_and(|i| !matches!(self.word(i), ":" | "«" | "\"" | "“" | "ان"))
    }
}

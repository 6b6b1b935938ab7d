//! The text as quotes are read from it: words and marks without white space.

use super::vocabulary::{Known, vocabulary};
use crate::document::Document;
use crate::token::{Token, TokenKind};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Word,
    Comma,
    Semicolon,
    Colon,
    Stop,
    /// A quotation mark of any sort.
    Quote,
    ParenOpen,
    ParenClose,
    Dash,
    Other,
}

/// One word or mark. Small, since there are as many as words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) token: u32,
    pub(super) sentence: u32,
    /// One past the index of the outermost mention that covers it, or 0.
    pub(super) cover: u32,
    pub(super) known: Known,
    pub(super) sign: Sign,
}

impl Item {
    /// Whether it does nothing around a quote: a word or sign like most, and no mark.
    pub(super) fn is_plain(&self) -> bool {
        self.sign != Sign::Quote && self.known == Known::default()
    }
}

/// Reads the items of a document, and the lines in which its sentences stand. `O(n)`.
pub(super) fn read(document: &Document<'_>) -> (Vec<Item>, Vec<u32>) {
    let vocabulary = vocabulary();
    // Counted first: a vector that grows holds its items twice while it does.
    let solid = |token: &&Token| !matches!(token.kind, TokenKind::Space | TokenKind::Newline);
    let mut items = Vec::with_capacity(document.tokens().iter().filter(solid).count());
    let mut lines = Vec::with_capacity(document.sentences().len());
    let (mut line, mut after) = (0, 0);
    for (sentence, tokens) in (0..).zip(document.sentences().iter().map(|s| s.tokens.clone())) {
        let between = document.tokens().get(after..tokens.start).unwrap_or_default();
        for _ in between.iter().filter(|token| token.kind == TokenKind::Newline) {
            line += 1;
        }
        after = tokens.end;
        lines.push(line);
        for (token, at) in
            document.tokens().get(tokens.clone()).unwrap_or_default().iter().zip(tokens)
        {
            let text = || token.folded.slice(document.folded());
            let (sign, known) = match token.kind {
                TokenKind::Space | TokenKind::Newline => continue,
                TokenKind::Word => (Sign::Word, vocabulary.find(text())),
                TokenKind::Number => (Sign::Word, Known::default()),
                TokenKind::Punctuation => (sign(text()), Known::default()),
                _ => (Sign::Other, Known::default()),
            };
            let token = u32::try_from(at).unwrap_or(u32::MAX);
            items.push(Item { token, sentence, cover: 0, known, sign });
        }
    }
    (items, lines)
}

/// Whether white space, or nothing, stands before item `i`.
pub(super) fn is_apart(document: &Document<'_>, items: &[Item], i: usize) -> bool {
    let token = |i: usize| items.get(i).map(|item| item.token as usize);
    let (Some(before), Some(here)) = (i.checked_sub(1).and_then(token), token(i)) else {
        return true;
    };
    // A dropped control character is a space token without any space.
    let between = document.tokens().get(before + 1..here).unwrap_or_default();
    between.iter().any(|token| !token.folded.is_empty())
}

fn sign(text: &str) -> Sign {
    let mut signs = text.chars();
    match (signs.next(), signs.as_str()) {
        (Some('،' | ','), "") => Sign::Comma,
        (Some('؛' | ';'), "") => Sign::Semicolon,
        (Some(':'), "") => Sign::Colon,
        (Some('.' | '…' | '!' | '؟' | '?'), "") => Sign::Stop,
        (
            Some('«' | '»' | '"' | '“' | '”' | '„' | '″' | '‟' | '\'' | '‘' | '’' | '‹' | '›'),
            "",
        ) => Sign::Quote,
        (Some('(' | '['), "") => Sign::ParenOpen,
        (Some(')' | ']'), "") => Sign::ParenClose,
        (Some('-' | '–' | '—' | 'ـ'), "") => Sign::Dash,
        (Some('.'), rest) if rest.starts_with('.') => Sign::Stop,
        _ => Sign::Other,
    }
}

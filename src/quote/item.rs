//! The text as quotes are read from it: words and marks without white space.

use super::vocabulary::{Lex, vocabulary};
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
    pub(super) line: u32,
    pub(super) lex: Lex,
    pub(super) sign: Sign,
    /// White space, or nothing, stands before.
    pub(super) space_before: bool,
    /// White space, or nothing, stands after.
    pub(super) space_after: bool,
}

impl Item {
    /// Whether it does nothing around a quote: a word or sign like most, and no mark.
    pub(super) fn is_plain(&self) -> bool {
        self.sign != Sign::Quote && self.lex.is_empty()
    }
}

/// Reads the items of a document. `O(n)`.
pub(super) fn read(document: &Document<'_>) -> Vec<Item> {
    let vocabulary = vocabulary();
    // Counted first: a vector that grows holds its items twice while it does.
    let solid = |token: &&Token| !matches!(token.kind, TokenKind::Space | TokenKind::Newline);
    let mut items = Vec::<Item>::with_capacity(document.tokens().iter().filter(solid).count());
    let (mut sentence, mut line, mut space) = (0, 0, true);
    let mut ends = document.sentences().iter().map(|sentence| sentence.tokens.end);
    let mut end = ends.next();
    for (i, token) in document.tokens().iter().enumerate() {
        let text = || token.folded.slice(document.folded());
        let (sign, lex) = match token.kind {
            TokenKind::Space | TokenKind::Newline => {
                line += u32::from(token.kind == TokenKind::Newline);
                // A dropped control character is a space token without any space.
                if !token.folded.is_empty() {
                    space = true;
                    if let Some(last) = items.last_mut() {
                        last.space_after = true;
                    }
                }
                continue;
            }
            TokenKind::Word => (Sign::Word, vocabulary.lex(text())),
            TokenKind::Number => (Sign::Word, Lex::default()),
            TokenKind::Punctuation => (sign(text()), Lex::default()),
            _ => (Sign::Other, Lex::default()),
        };
        while end.is_some_and(|end| end <= i) {
            sentence += 1;
            end = ends.next();
        }
        items.push(Item {
            token: u32::try_from(i).unwrap_or(u32::MAX),
            sentence: if end.is_some() { sentence } else { u32::MAX },
            line,
            lex,
            sign,
            space_before: space,
            space_after: false,
        });
        space = false;
    }
    if let Some(last) = items.last_mut() {
        last.space_after = true;
    }
    items
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

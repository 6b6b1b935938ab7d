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

/// One word or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) line: usize,
    pub(super) sign: Sign,
    pub(super) lex: Lex,
    /// White space, or nothing, stands before.
    pub(super) space_before: bool,
    /// White space, or nothing, stands after.
    pub(super) space_after: bool,
}

/// Reads the items of a document. `O(n)`.
pub(super) fn read(document: &Document<'_>) -> Vec<Item> {
    let vocabulary = vocabulary();
    // Counted first: a vector that grows holds its items twice while it does.
    let solid = |token: &&Token| !matches!(token.kind, TokenKind::Space | TokenKind::Newline);
    let mut items = Vec::<Item>::with_capacity(document.tokens().iter().filter(solid).count());
    let mut line = 0;
    let mut space = true;
    let mut sentences = document.sentences().iter().enumerate().peekable();
    for (i, token) in document.tokens().iter().enumerate() {
        if matches!(token.kind, TokenKind::Space | TokenKind::Newline) {
            line += usize::from(token.kind == TokenKind::Newline);
            // A dropped control character is a space token without any space.
            if !token.folded.is_empty() {
                space = true;
                if let Some(last) = items.last_mut() {
                    last.space_after = true;
                }
            }
            continue;
        }
        while sentences.peek().is_some_and(|(_, s)| s.tokens.end <= i) {
            sentences.next();
        }
        let sentence = sentences.peek().map_or(usize::MAX, |(s, _)| *s);
        let text = document.word(i);
        let (sign, lex) = match token.kind {
            TokenKind::Word => (Sign::Word, vocabulary.lex(text)),
            TokenKind::Number => (Sign::Word, Lex::default()),
            _ => (sign(text), Lex::default()),
        };
        items.push(Item {
            token: i,
            sentence,
            line,
            sign,
            lex,
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
    match text {
        "،" | "," => Sign::Comma,
        "؛" | ";" => Sign::Semicolon,
        ":" => Sign::Colon,
        "." | ".." | "..." | "…" | "!" | "؟" | "?" => Sign::Stop,
        "«" | "»" | "\"" | "“" | "”" | "„" | "″" | "‟" | "'" | "‘" | "’" | "‹" | "›" => {
            Sign::Quote
        }
        "(" | "[" => Sign::ParenOpen,
        ")" | "]" => Sign::ParenClose,
        "-" | "–" | "—" | "ـ" => Sign::Dash,
        _ if text.starts_with("..") => Sign::Stop,
        _ => Sign::Other,
    }
}

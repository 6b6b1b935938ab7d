//! Tokens: the pieces that tile a text.

use crate::normalize::Normalized;
use crate::span::{Folded, Source, Span};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with their marks.
    Word,
    /// Digits, with the separators inside a number, date or time.
    Number,
    /// One punctuation mark or symbol; two or more full stops are one token.
    Punctuation,
    /// White space that breaks no line, and what is dropped in folding.
    Space,
    /// A line break.
    Newline,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the source.
    pub source: Span<Source>,
    /// Where it stands in the folded text.
    pub folded: Span<Folded>,
    /// What it is.
    pub kind: TokenKind,
}

/// Cuts a folded text into tokens. Their folded spans tile the folded text in order. `O(n)`.
#[must_use]
pub fn tokenize(normalized: &Normalized) -> Vec<Token> {
    let text = normalized.text();
    let mut tokens = Vec::with_capacity(text.len() / 8);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = class(c);
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let joins = match kind {
                TokenKind::Word => class(next) == TokenKind::Word || next.is_numeric(),
                TokenKind::Number => {
                    next.is_numeric()
                        || (matches!(next, '.' | ',' | '٫' | '٬' | '/' | ':')
                            && text
                                .get(at + next.len_utf8()..)
                                .and_then(|rest| rest.chars().next())
                                .is_some_and(char::is_numeric))
                }
                TokenKind::Punctuation => c == '.' && next == '.',
                TokenKind::Space => class(next) == TokenKind::Space,
                TokenKind::Newline => next == '\n' && c == '\r',
            };
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let folded = Span::new(start, end);
        tokens.push(Token { source: normalized.alignment().to_source(folded), folded, kind });
    }
    tokens
}

fn class(c: char) -> TokenKind {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => TokenKind::Newline,
        _ if c.is_whitespace() => TokenKind::Space,
        _ if c.is_numeric() => TokenKind::Number,
        _ if c.is_alphabetic() || c == '_' => TokenKind::Word,
        _ => TokenKind::Punctuation,
    }
}

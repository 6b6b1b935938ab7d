//! Sentences: runs of tokens that end at a stop or a line end.

use std::ops::Range;

use crate::span::{Source, Span};
use crate::token::{Token, TokenKind};

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
    let mut sentences = Vec::new();
    let mut first: Option<usize> = None;
    let mut last = 0;
    let mut ended = false;
    for (i, token) in tokens.iter().enumerate() {
        let text = token.folded.slice(folded);
        let blank = matches!(token.kind, TokenKind::Space | TokenKind::Newline);
        let closer = matches!(text, "»" | "”" | "\"" | ")" | "]" | "’" | "'");
        let stop = matches!(text, "." | ".." | "..." | "…" | "!" | "؟" | "?");
        if let Some(start) = first
            && (token.kind == TokenKind::Newline || (ended && !closer && !stop))
        {
            push(&mut sentences, tokens, start..last + 1);
            first = None;
            ended = false;
        }
        if !blank {
            first.get_or_insert(i);
            last = i;
            ended = stop || (ended && closer);
        }
    }
    if let Some(start) = first {
        push(&mut sentences, tokens, start..last + 1);
    }
    sentences
}

fn push(sentences: &mut Vec<Sentence>, tokens: &[Token], range: Range<usize>) {
    if let Some(inside) = tokens.get(range.clone())
        && let (Some(first), Some(last)) = (inside.first(), inside.last())
    {
        sentences.push(Sentence { span: first.source.cover(last.source), tokens: range });
    }
}

//! The words that are labelled together: those of a sentence, in order.

use crate::document::Document;
use crate::token::TokenKind;

/// Words of one sequence, at most: bounds the sums of scores on texts without stops.
const LONGEST: usize = 400;

/// The tokens of each sequence, without white space and emoji, as indices in
/// [`Document::tokens`]. An emoji between two words says nothing about names. `O(n)`.
pub fn sequences(document: &Document<'_>) -> impl Iterator<Item = Vec<usize>> {
    document.sentences().iter().flat_map(|sentence| {
        let words: Vec<usize> = sentence
            .tokens
            .clone()
            .filter(|&i| {
                document.tokens().get(i).is_some_and(|t| {
                    !matches!(t.kind, TokenKind::Space | TokenKind::Newline | TokenKind::Emoji)
                })
            })
            .collect();
        // A sentence of emoji alone leaves nothing, and no chunk.
        words.chunks(LONGEST).map(<[usize]>::to_vec).collect::<Vec<_>>()
    })
}

/// Whether the sequence `tokens` opens the text: nothing stands before it, not even a line
/// break, but emoji. That is how a headline stands.
#[must_use]
pub fn opens(document: &Document<'_>, tokens: &[usize]) -> bool {
    let before = tokens.first().and_then(|&first| document.tokens().get(..first));
    before.is_some_and(|before| before.iter().all(|t| t.kind == TokenKind::Emoji))
}

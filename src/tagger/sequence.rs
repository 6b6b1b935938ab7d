//! The words that are labelled together: those of a sentence, in order.

use crate::document::Document;
use crate::token::TokenKind;

/// Words of one sequence, at most: bounds the sums of scores on texts without stops.
const LONGEST: usize = 400;

/// The tokens of each sequence, without white space, as indices in
/// [`Document::tokens`]. `O(n)`.
pub fn sequences(document: &Document<'_>) -> impl Iterator<Item = Vec<usize>> {
    document.sentences().iter().flat_map(|sentence| {
        let words: Vec<usize> = sentence
            .tokens
            .clone()
            .filter(|&i| {
                document
                    .tokens()
                    .get(i)
                    .is_some_and(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Newline))
            })
            .collect();
        words.chunks(LONGEST).map(<[usize]>::to_vec).collect::<Vec<_>>()
    })
}

//! The words that are labelled together: those of a sentence, in order.

use crate::document::Document;
use crate::token::TokenKind;

/// Words of one sequence, at most: bounds the sums of scores on texts without stops.
const LONGEST: usize = 400;

/// Gives `read` the tokens of each sequence, without white space and emoji, as indices in
/// [`Document::tokens`]. An emoji between two words says nothing about names. `O(n)`.
pub fn sequences(document: &Document<'_>, mut read: impl FnMut(&[usize])) {
    let unlabelled = [TokenKind::Space, TokenKind::Newline, TokenKind::Emoji];
    let mut words = Vec::new();
    for sentence in document.sentences() {
        words.clear();
        words.extend(sentence.tokens.clone().filter(|&i| {
            document.tokens().get(i).is_some_and(|token| !unlabelled.contains(&token.kind))
        }));
        // A sentence of emoji alone leaves nothing, and no chunk.
        words.chunks(LONGEST).for_each(&mut read);
    }
}

/// Whether the sequence `tokens` opens the text: nothing stands before it, not even a line
/// break, but emoji. That is how a headline stands.
#[must_use]
pub fn opens(document: &Document<'_>, tokens: &[usize]) -> bool {
    let before = tokens.first().and_then(|&first| document.tokens().get(..first));
    before.is_some_and(|before| before.iter().all(|t| t.kind == TokenKind::Emoji))
}

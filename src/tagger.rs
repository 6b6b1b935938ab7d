//! Mentions: who and what a text names.

mod rules;
mod words;

use crate::analysis::Mention;
use crate::document::Document;

/// Finds the mentions of a document, sorted. Entities are not yet gathered. `O(n)`.
#[must_use]
pub fn tag(document: &Document<'_>) -> Vec<Mention> {
    rules::tag(&words::words(document))
}

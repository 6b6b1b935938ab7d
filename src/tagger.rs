//! Mentions: who and what a text names.

use crate::analysis::Mention;
use crate::document::Document;

/// Finds the mentions of a document, sorted. Entities are not yet gathered. `O(n)`.
#[must_use]
pub fn tag(_document: &Document<'_>) -> Vec<Mention> {
    Vec::new()
}

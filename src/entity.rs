//! Entities: mentions of one individual, body or place gathered.

use crate::analysis::{Entity, Mention};
use crate::document::Document;

/// Gathers mentions into entities and writes each mention's `entity`.
#[must_use]
pub fn gather(_document: &Document<'_>, _mentions: &mut [Mention]) -> Vec<Entity> {
    Vec::new()
}

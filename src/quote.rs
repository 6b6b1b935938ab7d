//! Quotes: what is said, with its cue and its speaker.
//!
//! One pass over the words finds cues (`data/cues.tsv`), what follows each, where
//! that ends, and who speaks. Marked words that no cue took are looked at last.

mod according;
mod attributed;
mod complement;
mod cue;
mod extent;
mod finder;
mod headline;
mod history;
mod item;
mod marked;
mod marks;
mod reader;
mod speaker;
mod vocabulary;
mod who;

use crate::analysis::{Entity, Mention, Quote};
use crate::document::Document;

/// Finds the quotes of a document, sorted. `O(n)`.
///
/// A speaker that no mention names, such as «شهود عيان», becomes an entity of
/// its own, added to `entities`.
#[must_use]
pub fn attribute(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &mut Vec<Entity>,
) -> Vec<Quote> {
    let reader = reader::Reader::new(document, mentions);
    finder::find(&reader, entities)
}

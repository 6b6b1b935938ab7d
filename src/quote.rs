//! Quotes: what is said, with its cue and its speaker.
//!
//! One pass over the words finds cues (`data/cues.tsv`), what follows each and where
//! that ends. Marked words that no cue took are looked at last.
//!
//! Who speaks is chosen: `candidate` lists all who may, with what tells for each, and
//! `rank` weighs them. A phrase without a name (the minister, the statement) stands for
//! somebody in the same way: `stand_in`. `history` remembers who has spoken.

mod according;
mod attributed;
mod attributing;
mod candidate;
mod complement;
mod cue;
mod extent;
mod finder;
mod gender;
mod headline;
mod history;
mod item;
mod marked;
mod marks;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, reason = "public for training alone"))]
mod rank;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, reason = "public for training alone"))]
mod rankers;
mod reader;
mod speaker;
mod stand_in;
#[cfg(feature = "train")]
pub mod train;
mod vocabulary;
mod who;
mod words;

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

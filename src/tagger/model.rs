//! The trained model: what is read from a model file, checked, ready for look-up.
//!
//! The file is taken as hostile: a sum over it, a version, every count, key and
//! index are checked, and what does not fit is an error. The numbers in it
//! cannot do harm: weights are small integers, and any of them gives a tagger.

use super::features::{HERE, PLACES};
use super::file::{Calibration, Content, FEATURE_BITS, Transitions};
use super::label::{LABELS, may_follow};
use super::row::{self, Row, Sum};
use super::table::{Index, WORD_BITS, WordTable, shortened};
use crate::error::Error;

/// What a forbidden pair weighs: less than any sentence can make up for.
pub const FORBIDDEN: i16 = i16::MIN;

/// All that training gives.
#[derive(Debug, Default)]
pub struct Model {
    pub(crate) words: WordTable,
    features: Index<Feature>,
    rows: Vec<Row>,
    /// Of the first reading and of the second, that has the document's memory.
    pub(crate) transitions: [Transitions; 2],
    /// By kind: person, organization, place, role.
    pub(crate) calibration: [Calibration; 4],
}

/// Where the rows of a feature are: the first of them and, as the lowest bits, the places of a
/// window at which it has weights, a row for each.
#[derive(Debug, Clone, Copy, Default)]
struct Feature(u32);

impl Feature {
    /// As many rows as fit beside the bits of the places.
    const MOST: u32 = 1 << (32 - PLACES);

    const fn new(row: u32, places: u8) -> Self {
        Self(row << PLACES | places as u32)
    }
}

impl Model {
    /// The rows of a feature, by its whole hash, with the place of a window for each. `O(1)`.
    #[inline]
    pub fn rows(&self, feature: u32) -> impl Iterator<Item = (usize, &Row)> {
        let Feature(found) =
            self.features.get(shortened(feature, FEATURE_BITS)).unwrap_or_default();
        let mut places = found & ((1 << PLACES) - 1);
        let row = usize::try_from(found >> PLACES).unwrap_or(usize::MAX);
        self.rows.get(row..).unwrap_or_default().iter().map_while(move |row| {
            let place = usize::try_from(places.trailing_zeros()).ok().filter(|&p| p < PLACES)?;
            places &= places - 1;
            Some((place, row))
        })
    }

    /// The row of a feature that says something of the word itself alone. `O(1)`.
    #[must_use]
    pub fn row(&self, feature: u32) -> Option<&Row> {
        let Feature(found) = self.features.get(shortened(feature, FEATURE_BITS))?;
        // The rows of lower places stand before it.
        let before = (found & ((1 << HERE) - 1)).count_ones();
        let row = usize::try_from((found >> PLACES) + before).ok()?;
        self.rows.get(row).filter(|_| found >> HERE & 1 == 1)
    }

    /// Adds that row, if there is one.
    #[inline]
    pub fn add(&self, feature: u32, sum: &mut Sum) {
        if let Some(row) = self.row(feature) {
            row::add(sum, row);
        }
    }

    /// The words that the model knows.
    #[must_use]
    pub fn words(&self) -> &WordTable {
        &self.words
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// When the file is of another version, incomplete, or not one that the trainer writes.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let content = Content::read(bytes)?;
        let Content { coarser, words, features, rows, mut transitions, calibration } = content;
        if !rise(&words, WORD_BITS) || !rise(&features, FEATURE_BITS) {
            return Err(Error::model("a key is too large"));
        }
        if calibration.iter().any(|c| !c.slope.is_finite() || !c.offset.is_finite()) {
            return Err(Error::model("a number is not finite"));
        }
        let mut first = 0;
        let mut places = Vec::with_capacity(features.len());
        for (key, at) in features {
            places.push((key, Feature::new(first, at)));
            first += at.count_ones();
        }
        if first >= Feature::MOST {
            return Err(Error::model("a count is too large"));
        }
        for (before, row) in transitions.iter_mut().flat_map(|pairs| (0..).zip(pairs)) {
            let before = Some(before).filter(|&b| usize::from(b) < LABELS);
            for (next, weight) in (0..).zip(row) {
                let allowed = may_follow(before, next);
                *weight = if allowed { (*weight).clamp(-8191, 8191) } else { FORBIDDEN };
            }
        }
        let coarser = coarser.iter().map(|classes| classes.map(u16::from)).collect();
        Ok(Self {
            words: WordTable::new(&words, coarser),
            features: Index::new(&places),
            rows,
            transitions,
            calibration,
        })
    }
}

/// Whether keys rise, each of at most `bits` bits.
fn rise<V>(pairs: &[(u32, V)], bits: u32) -> bool {
    pairs.is_sorted_by(|(key, _), (next, _)| key < next)
        && pairs.last().is_none_or(|(last, _)| last >> bits == 0)
}

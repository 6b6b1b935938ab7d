//! The trained model: what is read from a model file, checked, ready for look-up.
//!
//! The file is taken as hostile: a sum over it, a version, every count, key and
//! index are checked, and what does not fit is an error. The numbers in it
//! cannot do harm: weights are small integers, and any of them gives a tagger.

use super::bits::BitReader;
use super::features::{HERE, PLACES};
use super::label::{LABELS, may_follow};
use super::row::{self, Row, Sum};
use super::table::{Entry, Index, WORD_BITS, WordTable, shortened};
use crate::error::Error;

/// Key bits kept for features.
pub const FEATURE_BITS: u32 = 27;
/// Begins every model file.
pub const MAGIC: &[u8; 8] = b"wasim-ta";
/// The form of the file; another form is another number.
pub const VERSION: u8 = 2;
/// Bits of a fine class.
pub const CLASS_BITS: u32 = 10;
/// The bit of a word's pattern that says whether it has a class.
pub const CLASSED: u32 = 31;

/// Weights of label pairs, by the label before; the last row is for the start of a sentence.
pub type Transitions = [[i16; LABELS]; LABELS + 1];

/// What a forbidden pair weighs: less than any sentence can make up for.
pub const FORBIDDEN: i16 = i16::MIN;

/// How margins become probabilities, for one kind: `1 / (1 + exp(-(slope * margin + offset)))`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Calibration {
    /// Per unit of margin.
    pub slope: f32,
    /// At margin zero.
    pub offset: f32,
}

impl Calibration {
    /// The probability that a mention with this margin is right.
    #[must_use]
    pub fn probability(self, margin: i32) -> f32 {
        // Margins beyond a few hundred units change nothing more.
        #[allow(clippy::cast_precision_loss, reason = "exact below 2^24")]
        let margin = margin.clamp(0, 600) as f32;
        1.0 / (1.0 + (-(self.slope * margin + self.offset)).exp())
    }
}

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
        let mut file = File { bytes };
        if file.take(MAGIC.len())? != MAGIC {
            return Err(Error::model("it is no model file"));
        }
        if file.take(1)? != [VERSION] {
            return Err(Error::model("it is of another version"));
        }
        let sum = file.number()?;
        if sum != checksum(file.bytes) {
            return Err(Error::model("its checksum does not fit"));
        }
        let words = file.words()?;
        let (features, rows) = file.rows()?;
        let transitions = [file.transitions()?, file.transitions()?];
        let mut calibration = [Calibration::default(); 4];
        for c in &mut calibration {
            *c = Calibration { slope: file.real()?, offset: file.real()? };
        }
        if file.bytes.is_empty() {
            Ok(Self { words, features, rows, transitions, calibration })
        } else {
            Err(Error::model("something follows its end"))
        }
    }
}

/// The sum that guards a model file.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// What is left of a model file.
struct File<'b> {
    bytes: &'b [u8],
}

impl<'b> File<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let (head, tail) =
            self.bytes.split_at_checked(count).ok_or_else(|| Error::model("it ends too early"))?;
        self.bytes = tail;
        Ok(head)
    }

    fn number(&mut self) -> Result<u32, Error> {
        let bytes = self.take(4)?.try_into().map_err(|_| Error::model("it ends too early"))?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn real(&mut self) -> Result<f32, Error> {
        let value = f32::from_bits(self.number()?);
        if value.is_finite() { Ok(value) } else { Err(Error::model("a number is not finite")) }
    }

    fn size(&mut self) -> Result<usize, Error> {
        usize::try_from(self.number()?).map_err(|_| Error::model("a count is too large"))
    }

    /// A block with its length before it.
    fn block(&mut self) -> Result<&'b [u8], Error> {
        let size = self.size()?;
        self.take(size)
    }

    /// Keys that rise, with the count and the width of their low part before them.
    fn keys(&mut self, bits: u32) -> Result<Vec<u32>, Error> {
        let count = self.size()?;
        let low = self.number()?;
        let block = self.block()?;
        if low >= 32 || count > block.len() * 8 {
            return Err(Error::model("a count is too large"));
        }
        let keys = BitReader::new(block).rising(count, low)?;
        if keys.last().is_some_and(|&last| last >> bits != 0) {
            return Err(Error::model("a key is too large"));
        }
        Ok(keys)
    }

    /// For each of `count` items one of the patterns that stand in a list before them.
    fn patterns(&mut self, count: usize) -> Result<Vec<u32>, Error> {
        let list: Vec<u32> = self
            .block()?
            .chunks_exact(4)
            .map(|c| c.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b)))
            .collect();
        let mut choices = self.block()?.iter();
        let mut next = || choices.next().copied().ok_or_else(|| Error::model("it ends too early"));
        let mut out = Vec::with_capacity(count);
        for _ in 0..count {
            // Frequent patterns take one byte, the others three.
            let mut choice = usize::from(next()?);
            if choice == 255 {
                choice = usize::from(next()?) | usize::from(next()?) << 8;
            }
            out.push(*list.get(choice).ok_or_else(|| Error::model("a pattern is missing"))?);
        }
        Ok(out)
    }

    fn words(&mut self) -> Result<WordTable, Error> {
        let coarser: Vec<[u16; 2]> = self
            .block()?
            .chunks_exact(2)
            .map(|c| match *c {
                [middle, coarse] => [u16::from(middle), u16::from(coarse)],
                _ => [0, 0],
            })
            .collect();
        let keys = self.keys(WORD_BITS)?;
        let bits = self.patterns(keys.len())?;
        let mut classes = BitReader::new(self.block()?);
        let mut words = Vec::with_capacity(keys.len());
        for (key, pattern) in keys.into_iter().zip(bits) {
            let mut entry = Entry { class: 0, bits: pattern & !(1 << CLASSED) };
            if entry.bits != pattern {
                entry.class = u16::try_from(classes.take(CLASS_BITS)? + 1)
                    .ok()
                    .filter(|&c| usize::from(c) <= coarser.len())
                    .ok_or_else(|| Error::model("a class is missing"))?;
            }
            words.push((key, entry));
        }
        Ok(WordTable::new(&words, coarser))
    }

    fn rows(&mut self) -> Result<(Index<Feature>, Vec<Row>), Error> {
        let keys = self.keys(FEATURE_BITS)?;
        let places = self.take(keys.len())?;
        let mut features = Vec::with_capacity(keys.len());
        let mut count = 0;
        for (key, &places) in keys.into_iter().zip(places) {
            if places >> PLACES != 0 {
                return Err(Error::model("a place is too large"));
            }
            features.push((key, Feature::new(count, places)));
            count += places.count_ones();
            if count >= Feature::MOST {
                return Err(Error::model("a count is too large"));
            }
        }
        let count = usize::try_from(count).map_err(|_| Error::model("a count is too large"))?;
        let columns = self.patterns(count)?;
        let mut values = self.block()?.iter();
        let mut rows = Vec::with_capacity(count);
        for columns in columns {
            let mut row = Row::default();
            for (i, cell) in row.iter_mut().enumerate() {
                if columns >> i & 1 == 1 {
                    let value = values.next().ok_or_else(|| Error::model("it ends too early"))?;
                    *cell = value.cast_signed();
                }
            }
            rows.push(row);
        }
        Ok((Index::new(&features), rows))
    }

    fn transitions(&mut self) -> Result<Transitions, Error> {
        let mut out = Transitions::default();
        let mut values = self.block()?.chunks_exact(2);
        for (before, row) in (0..).zip(&mut out) {
            for (next, cell) in (0..).zip(row) {
                let value = match values.next() {
                    Some(&[low, high]) => i16::from_le_bytes([low, high]),
                    _ => return Err(Error::model("it ends too early")),
                };
                let before = Some(before).filter(|&b| usize::from(b) < LABELS);
                *cell = if may_follow(before, next) { value.clamp(-8191, 8191) } else { FORBIDDEN };
            }
        }
        Ok(out)
    }
}

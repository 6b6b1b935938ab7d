//! What stands in a model file, and in which form.
//!
//! The form is told once, for reading and for writing: see [`Coder`].

#[cfg(any(test, feature = "train"))]
use super::coder::Encoder;
use super::coder::{Chance, Coder, Decoder};
use super::features::PLACES;
use super::label::LABELS;
use super::row::{COLUMNS, Row};
use super::table::{Entry, WORD_BITS};
use crate::error::Error;

/// Begins every model file.
pub const MAGIC: &[u8; 8] = b"wasim-ta";
/// The form of the file; another form is another number.
pub const VERSION: u8 = 3;
/// Key bits kept for features.
pub const FEATURE_BITS: u32 = 27;
/// Bits of a fine class.
pub const CLASS_BITS: u32 = 10;

/// Weights of label pairs, by the label before; the last row is for the start of a sentence.
pub type Transitions = [[i16; LABELS]; LABELS + 1];

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

/// All that a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// The middle and the coarse class of each fine class.
    pub coarser: Vec<[u8; 2]>,
    /// Words by their keys, which rise.
    pub words: Vec<(u32, Entry)>,
    /// Features by their keys, which rise, each with the places of a window at which it has
    /// weights, as bits.
    pub features: Vec<(u32, u8)>,
    /// A row for each place of each feature.
    pub rows: Vec<Row>,
    /// Of the first reading and of the second.
    pub transitions: [Transitions; 2],
    /// By kind.
    pub calibration: [Calibration; 4],
}

/// Magic, version and sum; then the numbers of words and of features; the rest is coded.
const SUM: usize = MAGIC.len() + 1;
const COUNTS: usize = SUM + 4;
const CODED: usize = COUNTS + 8;

impl Content {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no such file, of another version, or not whole.
    pub fn read(file: &[u8]) -> Result<Self, Error> {
        if !file.starts_with(MAGIC) {
            return Err(Error::model("it is no model file"));
        }
        if file.get(MAGIC.len()) != Some(&VERSION) {
            return Err(Error::model("it is of another version"));
        }
        let number = |at: usize| {
            let bytes = file.get(at..).and_then(|rest| rest.first_chunk());
            bytes.map(|bytes| u32::from_le_bytes(*bytes)).ok_or_else(too_short)
        };
        if number(SUM)? != checksum(file.get(COUNTS..).unwrap_or_default()) {
            return Err(Error::model("its checksum does not fit"));
        }
        let bytes = file.get(CODED..).ok_or_else(too_short)?;
        // Each takes more than a byte: no broken count takes much memory.
        let count = |at| {
            let count = usize::try_from(number(at)?).unwrap_or(usize::MAX);
            if count > bytes.len() { Err(too_short()) } else { Ok(count) }
        };
        let mut content = Self {
            coarser: vec![[0; 2]; 1 << CLASS_BITS],
            words: vec![(0, Entry::default()); count(COUNTS)?],
            features: vec![(0, 0); count(COUNTS + 4)?],
            ..Self::default()
        };
        let mut decoder = Decoder::new(bytes);
        content.code(&mut decoder);
        if decoder.is_whole() { Ok(content) } else { Err(too_short()) }
    }

    /// The file, as [`Self::read`] reads it.
    #[cfg(any(test, feature = "train"))]
    #[must_use]
    pub fn write(mut self) -> Vec<u8> {
        let mut body = Vec::new();
        for count in [self.words.len(), self.features.len()] {
            body.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        let mut encoder = Encoder::default();
        self.code(&mut encoder);
        body.extend(encoder.finish());
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        file
    }

    fn code<C: Coder>(&mut self, coder: &mut C) {
        for class in self.coarser.as_flattened_mut() {
            *class = u8::try_from(coder.raw(8, u32::from(*class))).unwrap_or(0);
        }
        words(coder, &mut self.words);
        features(coder, &mut self.features);
        let rows = self.features.iter().map(|(_, places)| places.count_ones() as usize).sum();
        self.rows.resize(rows, Row::default());
        weights(coder, &self.features, &mut self.rows);
        for weight in self.transitions.as_flattened_mut().as_flattened_mut() {
            let bits = coder.raw(16, u32::from(weight.cast_unsigned()));
            *weight = u16::try_from(bits).unwrap_or(0).cast_signed();
        }
        for Calibration { slope, offset } in &mut self.calibration {
            for number in [slope, offset] {
                let bits = number.to_bits();
                let high = coder.raw(16, bits >> 16);
                *number = f32::from_bits(high << 16 | coder.raw(16, bits & 0xFFFF));
            }
        }
    }
}

fn too_short() -> Error {
    Error::model("it is not whole")
}

/// The sum that guards a model file.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Keys that rise: by how much each is above the one before.
struct Rising {
    next: u32,
    low: u32,
    high: [Chance; 8],
}

impl Rising {
    /// Mean gaps of a gap, at most: keys are hashes, and this never happens.
    const MOST: u32 = 64;

    /// For `count` keys of `bits` bits, evenly spread.
    fn new(count: usize, bits: u32) -> Self {
        let gap = (1 << bits) / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        Self { next: 0, low: gap.max(1).ilog2().min(16), high: [Chance::NEW; 8] }
    }

    fn code<C: Coder>(&mut self, coder: &mut C, key: &mut u32) {
        let gap = key.wrapping_sub(self.next);
        let high = coder.count(&mut self.high, gap >> self.low, Self::MOST);
        let gap = high << self.low | coder.raw(self.low, gap);
        *key = self.next.wrapping_add(gap);
        self.next = key.wrapping_add(1);
    }
}

/// A set of 32 bits, byte by byte: whether there is any, then each, by the one before and by
/// how many there were.
#[derive(Clone)]
struct Bits {
    any: [Chance; 4],
    each: [[[Chance; 4]; 2]; 32],
}

impl Bits {
    const NEW: Self = Self { any: [Chance::NEW; 4], each: [[[Chance::NEW; 4]; 2]; 32] };

    fn code<C: Coder>(&mut self, coder: &mut C, bits: u32) -> u32 {
        let (mut found, mut count, mut before) = (0, 0, 0);
        for ((first, any), each) in (0..).step_by(8).zip(&mut self.any).zip(self.each.chunks_mut(8))
        {
            if !coder.bit(any, bits >> first & 0xFF != 0) {
                before = 0;
                continue;
            }
            for (at, chances) in (first..).zip(each) {
                let chance = chances.get_mut(before).and_then(|c| c.get_mut(count));
                let set = bits >> at & 1 == 1;
                let set = chance.map_or(set, |chance| coder.bit(chance, set));
                found |= u32::from(set) << at;
                before = usize::from(set);
                count = 3.min(count + before);
            }
        }
        found
    }
}

fn words<C: Coder>(coder: &mut C, words: &mut [(u32, Entry)]) {
    let mut keys = Rising::new(words.len(), WORD_BITS);
    let (mut has_class, mut bits) = (Chance::NEW, Bits::NEW);
    for (key, entry) in words {
        keys.code(coder, key);
        entry.bits = bits.code(coder, entry.bits);
        if coder.bit(&mut has_class, entry.class > 0) {
            let class = u32::from(entry.class.saturating_sub(1));
            let class = coder.raw(CLASS_BITS, class);
            entry.class = u16::try_from(class + 1).unwrap_or(0);
        }
    }
}

fn features<C: Coder>(coder: &mut C, features: &mut [(u32, u8)]) {
    let mut keys = Rising::new(features.len(), FEATURE_BITS);
    let mut chances = [Chance::NEW; 1 << PLACES];
    let bits = chances.len().ilog2();
    for (key, places) in features {
        keys.code(coder, key);
        let found = coder.symbol(&mut chances, bits, u32::from(*places));
        *places = u8::try_from(found).unwrap_or(0);
    }
}

/// The weights of rows: which there are, by place; then each, by what kind of label it is of,
/// by the one before in its row and by how many there are.
fn weights<C: Coder>(coder: &mut C, features: &[(u32, u8)], rows: &mut [Row]) {
    let mut columns = vec![Bits::NEW; PLACES];
    let mut chances = vec![[[Weight::NEW; 6]; 7]; 4];
    let places = features
        .iter()
        .flat_map(|(_, places)| (0..PLACES).filter(move |place| places >> place & 1 == 1));
    for (row, place) in rows.iter_mut().zip(places) {
        let there = (0..).zip(&*row).fold(0, |set, (at, &w)| set | u32::from(w != 0) << at);
        let there = columns.get_mut(place).map_or(0, |bits| bits.code(coder, there));
        let count = 5.min(there.count_ones() as usize);
        let mut before = 0;
        for (at, weight) in row.iter_mut().enumerate().take(COLUMNS) {
            if there >> at & 1 == 0 {
                continue;
            }
            // Outside, the first word of a name, a later one, and what is of no label.
            let sort = if at == 0 || at >= LABELS { 3 * usize::from(at > 0) } else { 2 - at % 2 };
            let near = usize::try_from(before.clamp(-3, 3) + 3).unwrap_or(0);
            let chance = chances.get_mut(sort).and_then(|c| c.get_mut(near)?.get_mut(count));
            *weight = chance.map_or(0, |chance| chance.code(coder, *weight));
            before = i32::from(*weight);
        }
    }
}

/// A weight that is not 0.
#[derive(Clone, Copy)]
struct Weight {
    negative: Chance,
    size: [[Chance; 8]; 2],
}

impl Weight {
    const NEW: Self = Self { negative: Chance::NEW, size: [[Chance::NEW; 8]; 2] };

    fn code<C: Coder>(&mut self, coder: &mut C, weight: i8) -> i8 {
        let negative = coder.bit(&mut self.negative, weight < 0);
        let [plus, minus] = &mut self.size;
        let chances = if negative { minus } else { plus };
        let more = u32::from(weight.unsigned_abs().saturating_sub(1));
        let more = coder.count(chances, more, 126);
        let size = i8::try_from(more + 1).unwrap_or(0);
        if negative { -size } else { size }
    }
}

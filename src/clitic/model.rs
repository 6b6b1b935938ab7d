//! The cutter's model: hashed weights over letters, and words with a row of their own.

use super::Readings;

/// First bytes of a model file; the digit versions the format.
pub(super) const MAGIC: &[u8; 8] = b"WASCLIT1";
/// Weights in a model: a power of two, so that a hash is a row after masking.
pub(super) const WEIGHTS: usize = 1 << 14;
/// Bytes of one row of the word table: 22 bits of the word's hash, 2 of its letters cut.
pub(super) const ROW: usize = 3;

/// A model in its file form: [`MAGIC`], one signed byte for each of [`WEIGHTS`], then
/// rows of the word table, sorted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'m> {
    weights: &'m [u8],
    words: &'m [u8],
}

/// The model that the crate carries.
pub(super) fn embedded() -> Model<'static> {
    Model::new(include_bytes!("../../data/clitics.bin"))
}

impl<'m> Model<'m> {
    /// Reads a model file. One of another format cuts nothing that its bytes do not say.
    pub(super) fn new(bytes: &'m [u8]) -> Self {
        let body = bytes.strip_prefix(MAGIC).unwrap_or(&[]);
        let (weights, words) = body.split_at_checked(WEIGHTS).unwrap_or((&[], &[]));
        Self { weights, words }
    }

    /// The likeliest of `readings`, in bytes.
    pub(super) fn cut(self, word: &str, readings: Readings) -> usize {
        if let Some(letters) = row_of(self.words, word)
            && let Some(cut) = readings.clone().find(|&cut| letters_in(cut) == letters)
        {
            return cut;
        }
        self.score(word, readings)
    }

    /// The likeliest of `readings` by the weights alone.
    pub(super) fn score(self, word: &str, readings: Readings) -> usize {
        let best = readings.map(|cut| (self.weigh(word, cut), cut));
        best.reduce(|a, b| if b.0 > a.0 { b } else { a }).map_or(0, |(_, cut)| cut)
    }

    /// By how much the best reading leads `cut`; 0 when it is the best.
    pub(super) fn lead(self, word: &str, cut: usize) -> i32 {
        let readings = super::readings(word);
        if self.cut(word, readings.clone()) == cut {
            return 0;
        }
        let best = readings.map(|c| self.weigh(word, c)).max().unwrap_or(0);
        best - self.weigh(word, cut)
    }

    fn weigh(self, word: &str, cut: usize) -> i32 {
        let mut score = 0;
        features(word, cut, |hash| {
            let weight = self.weights.get(row(hash, WEIGHTS)).copied().unwrap_or(0);
            score += i32::from(weight.cast_signed());
        });
        score
    }
}

/// The letters cut off `word` by a row of its own among `rows`, sorted.
pub(super) fn row_of(rows: &[u8], word: &str) -> Option<u32> {
    let key = key(word);
    let (mut low, mut high) = (0, rows.len() / ROW);
    while low < high {
        let middle = low.midpoint(high);
        let value = match rows.get(middle * ROW..(middle + 1) * ROW) {
            Some(&[a, b, c]) => u32::from_be_bytes([0, a, b, c]),
            _ => return None,
        };
        match (value >> 2).cmp(&key) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(value & 3),
        }
    }
    None
}

/// Clitics are Arabic letters, of two bytes each.
pub(super) fn letters_in(cut: usize) -> u32 {
    u32::try_from(cut / 2).unwrap_or(0)
}

/// 22 bits that stand for `word` in the table of words.
pub(super) fn key(word: &str) -> u32 {
    finish(word.bytes().fold(SEED, step)) >> 10
}

/// The row of a feature in a table of `rows`, a power of two.
pub(super) fn row(hash: u32, rows: usize) -> usize {
    usize::try_from(hash).unwrap_or(0) & (rows - 1)
}

pub(super) const SEED: u32 = 0x811C_9DC5;

/// One step of FNV-1a.
pub(super) fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Spreads a hash over all its bits (the finaliser of `MurmurHash3`).
pub(super) fn finish(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

/// Emits a hash for everything that a reading shows: the proclitics with the
/// letters at either end of the stem, its length, and the stem as a whole.
/// Looks at no more than twelve letters, so the cost does not grow with the word.
pub(super) fn features(word: &str, cut: usize, mut emit: impl FnMut(u32)) {
    let (clitic, stem) = word.split_at_checked(cut).unwrap_or(("", word));
    let clitic = clitic.bytes().fold(SEED, step);
    let mut name = 0;
    let mut put = |hash: u32| {
        name += 1;
        emit(finish(step(hash, name)));
    };
    // The short stems are the doubtful ones.
    put(step(clitic, u8::try_from(stem.len() / 2).unwrap_or(u8::MAX).min(8)));

    let mut first = [clitic; 4];
    let mut alone = [SEED; 4];
    let (mut hash, mut bare) = (clitic, SEED);
    let mut letters = stem.chars();
    for (with, without) in first.iter_mut().zip(&mut alone) {
        let mut buffer = [0; 4];
        let letter = letters.next().map_or("-", |c| &*c.encode_utf8(&mut buffer));
        hash = letter.bytes().fold(hash, step);
        bare = letter.bytes().fold(bare, step);
        (*with, *without) = (hash, bare);
        put(hash);
    }
    put(alone[2]);
    put(alone[3]);

    let mut tail = SEED;
    let mut last = [SEED; 3];
    let mut letters = stem.chars().rev();
    for slot in &mut last {
        let mut buffer = [0; 4];
        let letter = letters.next().map_or("-", |c| &*c.encode_utf8(&mut buffer));
        tail = letter.bytes().fold(tail, step);
        *slot = tail;
        put(tail.to_le_bytes().into_iter().fold(clitic, step));
    }
    put(last[1].to_le_bytes().into_iter().fold(first[1], step));
    put(last[0].to_le_bytes().into_iter().fold(first[2], step));

    if stem.len() <= 24 {
        put(stem.bytes().fold(SEED, step));
        put(stem.bytes().fold(clitic, step));
    }
}

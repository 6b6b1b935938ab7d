//! Tables by hashed key, as the tagger looks things up.

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its finest class plus one; 0 when it has none.
    pub class: u16,
    /// In which lists of names it stands, and as what news uses it.
    pub bits: u32,
}

/// Key bits kept for words. Two words with the same kept bits are taken for one.
pub const WORD_BITS: u32 = 26;

/// Words with their classes and bits.
#[derive(Debug, Default)]
pub struct WordTable {
    index: Index,
    entries: Vec<Entry>,
    coarser: Vec<[u16; 2]>,
}

impl WordTable {
    /// A table of `words`, keys [`shortened`] to [`WORD_BITS`], and for each
    /// fine class the middle and the coarse one.
    #[must_use]
    pub fn new(keys: &[u32], entries: Vec<Entry>, coarser: Vec<[u16; 2]>) -> Self {
        Self { index: Index::new(keys), entries, coarser }
    }

    /// What is known of the word with this hash. `O(1)`.
    #[must_use]
    pub fn get(&self, hash: u32) -> Entry {
        self.index
            .get(shortened(hash, WORD_BITS))
            .and_then(|i| self.entries.get(i))
            .copied()
            .unwrap_or_default()
    }

    /// The middle and the coarse class that hold a fine class.
    #[must_use]
    pub fn coarser(&self, fine: u16) -> [u16; 2] {
        self.coarser.get(usize::from(fine)).copied().unwrap_or_default()
    }
}

/// The upper `bits` of a hash.
#[must_use]
pub const fn shortened(hash: u32, bits: u32) -> u32 {
    hash >> (32 - bits)
}

/// Bits of a filter.
const FILTER: usize = 1 << 20;

/// The word and the bit of the filter for a key.
fn filtered(key: u32) -> (usize, u64) {
    let hash = usize::try_from(key.wrapping_mul(0xC2B2_AE3D) >> 12).unwrap_or(0);
    (hash >> 6, 1 << (hash & 63))
}

/// From a key to its place in the list it was made from: open addressing, at most half full.
#[derive(Debug, Default)]
pub struct Index {
    /// A bit for the hash of every key: most look-ups end here, in fast memory.
    filter: Vec<u64>,
    /// Key and place plus one; a place of 0 is free.
    slots: Vec<(u32, u32)>,
}

impl Index {
    /// An index of `keys`. Of equal keys the first counts.
    #[must_use]
    pub fn new(keys: &[u32]) -> Self {
        let mut index = Self {
            filter: vec![0; FILTER >> 6],
            slots: vec![(0, 0); (keys.len() * 2).next_power_of_two().max(2)],
        };
        for (place, &key) in (1..).zip(keys) {
            let (word, bit) = filtered(key);
            if let Some(word) = index.filter.get_mut(word) {
                *word |= bit;
            }
            let mut at = index.home(key);
            while let Some(slot) = index.slots.get_mut(at) {
                if slot.1 == 0 {
                    *slot = (key, place);
                    break;
                }
                if slot.0 == key {
                    break;
                }
                at = (at + 1) & (index.slots.len() - 1);
            }
        }
        index
    }

    /// The place of `key`. `O(1)`.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<usize> {
        let (word, bit) = filtered(key);
        if self.filter.get(word).is_none_or(|w| w & bit == 0) {
            return None;
        }
        let mut at = self.home(key);
        loop {
            let &(found, place) = self.slots.get(at)?;
            if place == 0 {
                return None;
            }
            if found == key {
                return usize::try_from(place - 1).ok();
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn home(&self, key: u32) -> usize {
        // Keys are the upper bits of hashes, sorted: spread them.
        let spread = key.wrapping_mul(0x9E37_79B1);
        let bits = self.slots.len().trailing_zeros();
        if bits == 0 { 0 } else { usize::try_from(spread >> (32 - bits)).unwrap_or(0) }
    }
}

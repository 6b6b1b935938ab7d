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
pub const WORD_BITS: u32 = 24;

/// Words with their classes and bits.
#[derive(Debug, Default)]
pub struct WordTable {
    index: Index<Entry>,
    coarser: Vec<[u16; 2]>,
}

impl WordTable {
    /// A table of `words`, keys [`shortened`] to [`WORD_BITS`], and for each
    /// fine class the middle and the coarse one.
    #[must_use]
    pub fn new(words: &[(u32, Entry)], coarser: Vec<[u16; 2]>) -> Self {
        Self { index: Index::new(words), coarser }
    }

    /// What is known of the word with this hash. `O(1)`.
    #[must_use]
    pub fn get(&self, hash: u32) -> Entry {
        self.index.get(shortened(hash, WORD_BITS)).unwrap_or_default()
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

/// Words of a filter: small enough for the fastest memory.
const FILTER: usize = 1 << 13;

/// The word of the filter for a key, and its two bits there.
fn filtered(key: u32) -> (usize, u64) {
    let hash = key.wrapping_mul(0xC2B2_AE3D);
    let word = usize::try_from(hash >> 19).unwrap_or(0);
    (word, 1 << (hash >> 13 & 63) | 1 << (hash >> 7 & 63))
}

/// No key: keys are [`shortened`].
const FREE: u32 = u32::MAX;

/// From a key to its value: open addressing, at most three quarters full.
#[derive(Debug, Default)]
pub struct Index<V> {
    /// Two bits for the hash of every key: most look-ups end here.
    filter: Vec<u64>,
    slots: Vec<(u32, V)>,
}

impl<V: Copy + Default> Index<V> {
    /// An index of `pairs` of a key and its value. Of equal keys the first counts.
    #[must_use]
    pub fn new(pairs: &[(u32, V)]) -> Self {
        let room = (pairs.len() * 4 / 3 + 2).next_power_of_two();
        let mut index = Self { filter: vec![0; FILTER], slots: vec![(FREE, V::default()); room] };
        for &(key, value) in pairs {
            let (word, bits) = filtered(key);
            if let Some(word) = index.filter.get_mut(word) {
                *word |= bits;
            }
            let mut at = index.home(key);
            while let Some(slot) = index.slots.get_mut(at) {
                if slot.0 == FREE {
                    *slot = (key, value);
                }
                if slot.0 == key {
                    break;
                }
                at = (at + 1) & (index.slots.len() - 1);
            }
        }
        index
    }

    /// The value of `key`. `O(1)`.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<V> {
        let (word, bits) = filtered(key);
        if self.filter.get(word).is_none_or(|word| word & bits != bits) {
            return None;
        }
        let mut at = self.home(key);
        loop {
            let &(found, value) = self.slots.get(at)?;
            if found == key {
                return Some(value);
            }
            if found == FREE {
                return None;
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

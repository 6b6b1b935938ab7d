//! Numbers of terms by the hash of a key, laid out for texts in which few stand.
//!
//! Most words of a text begin no term, and to learn so must cost little however
//! many terms there are: a bitmap that stays in the nearest cache answers for nearly
//! all of them, and the word is read once for all its readings.

/// A table from hashes to numbers. Different keys may share a hash: who looks a number
/// up compares the key itself.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Two bits for each hash, in the word that it names: all in one place, so that little is
    /// fetched for a word that begins no term.
    filter: Vec<u64>,
    /// Open addressing: the number of a hash stands at its place, or in the next free one.
    slots: Vec<Slot>,
}

/// The rest of a hash whose place is known, and a number; `FREE` in a free slot.
#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    number: u32,
}

const FREE: u32 = u32::MAX;

/// Bits in the filter for each hash: of strangers, no more than one in twenty passes.
const BITS: usize = 8;

impl Index {
    /// An index with room for `numbers`, and for the hashes of `marks` beginnings.
    pub(super) fn new(numbers: usize, marks: usize) -> Self {
        Self {
            filter: vec![0; ((numbers + marks) * BITS).div_ceil(64).next_power_of_two()],
            slots: vec![Slot { tag: 0, number: FREE }; (numbers * 2).next_power_of_two()],
        }
    }

    /// Notes that `hash` is that of a beginning.
    pub(super) fn mark(&mut self, hash: u64) {
        self.note(hash, |place| place.beginning);
    }

    fn note(&mut self, hash: u64, bits: fn(&Place) -> u64) {
        let place = Place::new(hash, self.filter.len());
        if let Some(word) = self.filter.get_mut(place.at) {
            *word |= bits(&place);
        }
    }

    /// What `hash` was marked or inserted as, or now and then another.
    #[inline]
    pub(super) fn known(&self, hash: u64) -> Known {
        let place = Place::new(hash, self.filter.len());
        let bits = self.filter.get(place.at).copied().unwrap_or(0);
        Known {
            whole: bits & place.whole == place.whole,
            beginning: bits & place.beginning == place.beginning,
        }
    }

    /// Puts `number` under `hash`, and gives back what was there.
    pub(super) fn insert(&mut self, hash: u64, number: u32) -> Option<u32> {
        self.note(hash, |place| place.whole);
        let (found, slot) = self.find(hash)?;
        let before = (found.number != FREE).then_some(found.number);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = Slot { tag: tag(hash), number };
        }
        before
    }

    /// The number last put under `hash`, or now and then under another.
    pub(super) fn get(&self, hash: u64) -> Option<u32> {
        let (slot, _) = self.find(hash)?;
        (slot.number != FREE).then_some(slot.number)
    }

    /// The slot of `hash`, or the free one where it would stand.
    fn find(&self, hash: u64) -> Option<(Slot, usize)> {
        let first = usize::try_from(hash >> 40).unwrap_or(0);
        (first..first + self.slots.len())
            .map(|slot| slot & (self.slots.len() - 1))
            .filter_map(|at| Some((*self.slots.get(at)?, at)))
            .find(|(slot, _)| slot.number == FREE || slot.tag == tag(hash))
    }
}

/// What is known of a hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// A number stands under it.
    pub(super) whole: bool,
    /// It is that of a beginning.
    pub(super) beginning: bool,
}

/// Where in a filter the bits of a hash are.
struct Place {
    at: usize,
    whole: u64,
    beginning: u64,
}

impl Place {
    /// In a filter of `len` words, a power of two.
    #[inline]
    fn new(hash: u64, len: usize) -> Self {
        let high = usize::try_from(hash >> 40).unwrap_or(0);
        let bit = |shift: u32| 1 << (hash >> shift & 63);
        Self {
            at: high & len.wrapping_sub(1),
            whole: bit(34) | bit(28),
            beginning: bit(22) | bit(16),
        }
    }
}

/// Bits of a hash that say little of its place.
fn tag(hash: u64) -> u32 {
    u32::try_from(hash >> 16 & 0xFFFF_FFFF).unwrap_or(0)
}

/// The hash of two words together.
#[inline]
pub(super) fn pair(first: u64, second: u64) -> u64 {
    step(first, second.rotate_left(32))
}

/// One step of the hash: its high bits are the good ones.
#[inline]
fn step(hash: u64, more: u64) -> u64 {
    (hash.rotate_left(5) ^ more).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// How far into a word its stem may begin, in letters: two proclitics and the article.
const DEEPEST: usize = 4;

/// The hashes of a folded word and of what is left of it without its first letters, all of
/// them with ؤ and ئ as ء.
#[derive(Debug)]
pub(super) struct Hashes<'w> {
    word: &'w str,
    /// By how many pairs of bytes are left out, as Arabic letters are.
    tails: [u64; DEEPEST + 1],
}

impl<'w> Hashes<'w> {
    /// Reads `word` once, from its end.
    #[inline]
    pub(super) fn new(word: &'w str) -> Self {
        let mut tails = [0; DEEPEST + 1];
        let mut hash = 0;
        let mut rest = word.as_bytes();
        while let [before @ .., a, b] = rest {
            let pair = [even(before.last(), *a), even(Some(a), *b)];
            hash = step(hash, u64::from(u16::from_le_bytes(pair)));
            if let Some(slot) = tails.get_mut(before.len() / 2) {
                *slot = hash;
            }
            rest = before;
        }
        if let ([byte], [first, ..]) = (rest, &mut tails) {
            *first = step(hash, u64::from(*byte));
        }
        Self { word, tails }
    }

    /// The hash of the word without its first `skip` bytes, [`DEEPEST`] letters at most.
    #[inline]
    pub(super) fn after(&self, skip: usize) -> u64 {
        if skip == 0 || (self.word.len() | skip).is_multiple_of(2) {
            return self.tails.get(skip / 2).copied().unwrap_or(0);
        }
        // The pairs of what is left are other ones: the word has a letter of an odd length.
        Self::new(self.word.get(skip..).unwrap_or("")).after(0)
    }
}

/// A byte of a word, that of ء for the last ones of ؤ and ئ.
#[inline]
fn even(before: Option<&u8>, byte: u8) -> u8 {
    match (before, byte) {
        (Some(0xD8), 0xA4 | 0xA6) => 0xA1,
        _ => byte,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_has_the_hash_of_a_word() {
        for (word, other) in [("وبالمسءول", "وبالمسؤول"), ("والكوؤa", "والكوئa"), ("لل", "لل")]
        {
            for skip in [0, 2, 4, 8].into_iter().filter(|&skip| skip <= word.len()) {
                let tail = other.get(skip..).unwrap();
                assert_eq!(Hashes::new(word).after(skip), Hashes::new(tail).after(0), "{tail}");
            }
        }
    }

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let hash = |word: &str, n: u32| Hashes::new(&format!("{word}{n}")).after(0);
        let mut index = Index::new(5_000, 0);
        for n in 0..5_000 {
            assert_eq!(index.insert(hash("كلمة", n), n + 1), None);
            assert_eq!(index.insert(hash("كلمة", n), n), Some(n + 1));
        }
        for n in 0..5_000 {
            assert_eq!(index.get(hash("كلمة", n)), Some(n));
            assert_eq!(index.get(hash("غيرها", n)), None);
        }
    }

    #[test]
    fn an_empty_index_holds_nothing() {
        assert_eq!(Index::default().get(Hashes::new("كلمة").after(0)), None);
        assert_eq!(Index::new(0, 0).get(Hashes::new("كلمة").after(0)), None);
    }
}

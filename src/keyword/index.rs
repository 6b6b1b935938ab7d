//! Terms by the hash of their words, laid out for texts in which few stand.
//!
//! Most words of a text begin no term, and to learn so must cost little however
//! many terms there are: a bitmap that stays in the nearest cache answers for nearly
//! all of them, and the word is read once for all its readings.

/// A table from hashes to items. Different keys may share a hash: who looks one
/// up compares the key itself.
#[derive(Debug)]
pub(super) struct Index<T> {
    /// Two bits for each hash, in the word that it names: all in one place, so that little is
    /// fetched for a word that begins no term.
    filter: Vec<u64>,
    /// The last item of each bucket; `NONE` in an empty one.
    lasts: Vec<u32>,
    items: Vec<Item<T>>,
}

/// An item, and beside it, to be fetched with it, what is asked first.
#[derive(Debug)]
struct Item<T> {
    /// Of its hash what its bucket does not tell.
    tag: u32,
    /// The item before it in its bucket, or `NONE`.
    before: u32,
    value: T,
}

const NONE: u32 = u32::MAX;

/// Bits in the filter for each hash: of strangers, no more than one in twenty passes.
const BITS: usize = 8;

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { filter: Vec::new(), lasts: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> Index<T> {
    /// An index of `items`, each under a hash, that knows the hashes of `beginnings` too.
    pub(super) fn new(items: &[(u64, T)], beginnings: &[u64]) -> Self {
        let mut filter =
            vec![0; ((items.len() + beginnings.len()) * BITS).div_ceil(64).next_power_of_two()];
        let wholes = items.iter().map(|&(hash, _)| (hash, true));
        for (hash, whole) in beginnings.iter().map(|&hash| (hash, false)).chain(wholes) {
            let place = Place::new(hash, filter.len());
            if let Some(word) = filter.get_mut(place.at) {
                *word |= if whole { place.whole } else { place.beginning };
            }
        }
        let mut lasts = vec![NONE; items.len().next_power_of_two()];
        let buckets = lasts.len();
        let chained = (0..).zip(items).map(|(number, &(hash, value))| {
            let last = lasts.get_mut(bucket(hash, buckets));
            let before = last.map_or(NONE, |last| std::mem::replace(last, number));
            Item { tag: tag(hash), before, value }
        });
        let items = chained.collect();
        Self { filter, lasts, items }
    }

    /// What `hash` is known as, or now and then another.
    #[inline]
    pub(super) fn known(&self, hash: u64) -> Known {
        let place = Place::new(hash, self.filter.len());
        let bits = self.filter.get(place.at).copied().unwrap_or(0);
        Known {
            whole: bits & place.whole == place.whole,
            beginning: bits & place.beginning == place.beginning,
        }
    }

    /// The items under `hash`, and now and then one under another.
    pub(super) fn get(&self, hash: u64) -> impl Iterator<Item = &T> {
        let item = |number: u32| self.items.get(usize::try_from(number).ok()?);
        let last = self.lasts.get(bucket(hash, self.lasts.len())).copied().and_then(item);
        std::iter::successors(last, move |after| item(after.before))
            .filter(move |item| item.tag == tag(hash))
            .map(|item| &item.value)
    }
}

/// What is known of a hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// An item stands under it.
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
        let bit = |shift: u32| 1 << (hash >> shift & 63);
        Self { at: bucket(hash, len), whole: bit(34) | bit(28), beginning: bit(22) | bit(16) }
    }
}

/// The place of a hash among `count` ones, a power of two: its high bits are the good ones.
#[inline]
fn bucket(hash: u64, count: usize) -> usize {
    usize::try_from(hash >> 40).unwrap_or(0) & count.wrapping_sub(1)
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
        let twice: Vec<_> = (0..10_000).map(|n| (hash("كلمة", n / 2), n)).collect();
        let index = Index::new(&twice, &[hash("بداية", 0)]);
        for n in 0..5_000 {
            let mut found: Vec<_> = index.get(hash("كلمة", n)).copied().collect();
            found.sort_unstable();
            assert_eq!(found, [2 * n, 2 * n + 1]);
            assert!(index.known(hash("كلمة", n)).whole);
            assert_eq!(index.get(hash("غيرها", n)).count(), 0);
        }
        assert!(index.known(hash("بداية", 0)).beginning);
    }

    #[test]
    fn an_empty_index_holds_nothing() {
        let hash = Hashes::new("كلمة").after(0);
        assert_eq!(Index::<u32>::default().get(hash).count(), 0);
        assert_eq!(Index::<u32>::new(&[], &[]).get(hash).count(), 0);
        assert!(!Index::<u32>::default().known(hash).whole);
    }
}

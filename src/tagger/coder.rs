//! How a model file is packed: a binary range coder that learns.
//!
//! Each bit costs as much as it surprises: how probable it is is learnt from the bits that
//! stood at like places before. What stands in a file is told once, as functions over a
//! [`Coder`]: the trainer's writes what it is given, the tagger's gives back what it reads.

/// How probable it is that a bit is not set, of 65,536.
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    unset: u16,
    /// How fast it changes, as a power of two: the more bits were seen, the less.
    rate: u8,
}

impl Chance {
    /// Of a bit that was never seen.
    pub const NEW: Self = Self { unset: 1 << 15, rate: 1 };

    /// How slowly it changes at last.
    const SLOWEST: u8 = 6;

    /// Of 65,536, and neither none nor all.
    fn unset(self) -> u32 {
        u32::from(self.unset.clamp(32, u16::MAX - 32))
    }

    fn learn(&mut self, bit: bool) {
        let Self { unset, rate } = *self;
        self.unset = if bit { unset - (unset >> rate) } else { unset + (!unset >> rate) };
        self.rate = Self::SLOWEST.min(rate + 1);
    }
}

/// Reads or writes. What is given is written; a reader takes no notice of it.
pub trait Coder {
    /// A bit of which something is known.
    fn bit(&mut self, chance: &mut Chance, bit: bool) -> bool;

    /// The lowest `count` bits of a number, at most 16, of which nothing is known.
    fn raw(&mut self, count: u32, value: u32) -> u32;

    /// A number below `2^count`, bit by bit from the highest, each known by those before it.
    /// `chances` has `2^count` items.
    fn symbol(&mut self, chances: &mut [Chance], count: u32, value: u32) -> u32 {
        let mut place = 1;
        for at in (0..count).rev() {
            let bit = value >> at & 1 == 1;
            let bit = index(chances, place).map_or(bit, |chance| self.bit(chance, bit));
            place = place << 1 | u32::from(bit);
        }
        place & !(1 << count)
    }

    /// A small number, at most `most`: so many bits that are set, and one that is not. Those
    /// beyond the last of `chances` are like that.
    fn count(&mut self, chances: &mut [Chance], value: u32, most: u32) -> u32 {
        let last = u32::try_from(chances.len()).unwrap_or(0).saturating_sub(1);
        let mut found = 0;
        while found < most
            && index(chances, found.min(last)).is_some_and(|chance| self.bit(chance, found < value))
        {
            found += 1;
        }
        found
    }
}

fn index(chances: &mut [Chance], at: u32) -> Option<&mut Chance> {
    chances.get_mut(usize::try_from(at).ok()?)
}

/// Below this the range is widened by a byte.
const NARROW: u32 = 1 << 24;

/// Reads what an [`Encoder`] wrote. Any bytes can be read; [`Self::is_whole`] says whether they
/// were as many as there should be.
#[derive(Debug)]
pub struct Decoder<'b> {
    bytes: &'b [u8],
    missing: bool,
    range: u32,
    code: u32,
}

impl<'b> Decoder<'b> {
    /// A reader of `bytes`.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut decoder = Self { bytes, missing: false, range: u32::MAX, code: 0 };
        (0..4).for_each(|_| decoder.byte());
        decoder
    }

    /// Whether all bytes were read, and no more.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.missing && self.bytes.is_empty()
    }

    fn byte(&mut self) {
        let (byte, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.missing |= self.bytes.is_empty();
        self.bytes = rest;
        self.code = self.code << 8 | u32::from(*byte);
    }

    fn widen(&mut self) {
        while self.range < NARROW {
            self.range <<= 8;
            self.byte();
        }
    }
}

impl Coder for Decoder<'_> {
    #[inline]
    fn bit(&mut self, chance: &mut Chance, _: bool) -> bool {
        let unset = (self.range >> 16) * chance.unset();
        let bit = self.code >= unset;
        if bit {
            self.code -= unset;
            self.range -= unset;
        } else {
            self.range = unset;
        }
        chance.learn(bit);
        self.widen();
        bit
    }

    fn raw(&mut self, count: u32, _: u32) -> u32 {
        self.range >>= count;
        // Only broken files have more.
        let value = (self.code / self.range).min((1 << count) - 1);
        self.code -= value * self.range;
        self.widen();
        value
    }
}

/// Writes what a [`Decoder`] reads.
#[cfg(any(test, feature = "train"))]
#[derive(Debug)]
pub struct Encoder {
    bytes: Vec<u8>,
    low: u32,
    range: u32,
}

#[cfg(any(test, feature = "train"))]
impl Default for Encoder {
    fn default() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX }
    }
}

#[cfg(any(test, feature = "train"))]
impl Encoder {
    /// All that was written.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(self.low.to_be_bytes());
        self.bytes
    }

    /// Moves the low end up.
    fn add(&mut self, more: u32) {
        let (low, over) = self.low.overflowing_add(more);
        self.low = low;
        if over {
            // As one adds by hand: nines become noughts, and the digit before them one more.
            for byte in self.bytes.iter_mut().rev() {
                *byte = byte.wrapping_add(1);
                if *byte != 0 {
                    break;
                }
            }
        }
    }

    fn widen(&mut self) {
        while self.range < NARROW {
            let [first, ..] = self.low.to_be_bytes();
            self.bytes.push(first);
            self.low <<= 8;
            self.range <<= 8;
        }
    }
}

#[cfg(any(test, feature = "train"))]
impl Coder for Encoder {
    fn bit(&mut self, chance: &mut Chance, bit: bool) -> bool {
        let unset = (self.range >> 16) * chance.unset();
        if bit {
            self.add(unset);
            self.range -= unset;
        } else {
            self.range = unset;
        }
        chance.learn(bit);
        self.widen();
        bit
    }

    fn raw(&mut self, count: u32, value: u32) -> u32 {
        let value = value & ((1 << count) - 1);
        self.range >>= count;
        self.add(value * self.range);
        self.widen();
        value
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Some of everything, in turn.
    fn all<C: Coder>(coder: &mut C, values: &[u32]) -> Vec<u32> {
        let mut bit = Chance::NEW;
        let (mut symbols, mut counts) = ([Chance::NEW; 32], [Chance::NEW; 4]);
        let mut code = |(at, &value): (usize, &u32)| match at % 4 {
            0 => u32::from(coder.bit(&mut bit, value % 2 == 1)),
            1 => coder.raw(16, value % 65_536),
            2 => coder.symbol(&mut symbols, 5, value % 32),
            _ => coder.count(&mut counts, value % 8, 7),
        };
        values.iter().enumerate().map(&mut code).collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(values in prop::collection::vec(any::<u32>(), 0..500)) {
            let mut encoder = Encoder::default();
            let written = all(&mut encoder, &values);
            let bytes = encoder.finish();
            let mut decoder = Decoder::new(&bytes);
            prop_assert_eq!(all(&mut decoder, &vec![0; values.len()]), written);
            prop_assert!(decoder.is_whole());
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let mut decoder = Decoder::new(&bytes);
            let found = all(&mut decoder, &[0; 400]);
            prop_assert!(found.iter().skip(2).step_by(4).all(|&symbol| symbol < 32));
        }
    }

    #[test]
    fn what_is_no_surprise_costs_little() {
        let mut encoder = Encoder::default();
        let mut chance = Chance::NEW;
        for at in 0..10_000 {
            encoder.bit(&mut chance, at % 1000 == 0);
        }
        assert!(encoder.finish().len() < 100);
    }
}

//! A stream of bits: how tables are packed in a model file.

use crate::error::Error;

/// Reads bits from the lowest of the first byte on. Never past the end.
#[derive(Debug, Clone)]
pub struct BitReader<'b> {
    bytes: &'b [u8],
    buffer: u64,
    held: u32,
}

impl<'b> BitReader<'b> {
    /// A reader of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, buffer: 0, held: 0 }
    }

    /// The next `count` bits, at most 32, as a number.
    ///
    /// # Errors
    /// When fewer are left.
    pub fn take(&mut self, count: u32) -> Result<u32, Error> {
        while self.held < count {
            let (&byte, rest) =
                self.bytes.split_first().ok_or_else(|| Error::model("it ends too early"))?;
            self.bytes = rest;
            self.buffer |= u64::from(byte) << self.held;
            self.held += 8;
        }
        let value = self.buffer & ((1 << count) - 1);
        self.buffer >>= count;
        self.held -= count;
        u32::try_from(value).map_err(|_| Error::model("a number is too large"))
    }

    /// A number in Rice code: its part above `low` bits in unary, then those bits.
    ///
    /// # Errors
    /// When too few bits are left or the number does not fit.
    pub fn rice(&mut self, low: u32) -> Result<u32, Error> {
        let mut high: u32 = 0;
        while self.take(1)? == 1 {
            high += 1;
        }
        high.checked_shl(low)
            .filter(|shifted| shifted >> low == high)
            .map(|shifted| Ok(shifted | self.take(low)?))
            .ok_or_else(|| Error::model("a number is too large"))?
    }

    /// `count` numbers that rise strictly, as gaps in Rice code.
    ///
    /// # Errors
    /// When too few bits are left or a number does not fit.
    pub fn rising(&mut self, count: usize, low: u32) -> Result<Vec<u32>, Error> {
        // Not `with_capacity(count)`: a broken count must not take memory before its bits are there.
        let mut out = Vec::new();
        let mut next: u32 = 0;
        for _ in 0..count {
            let value = next
                .checked_add(self.rice(low)?)
                .filter(|&v| v < u32::MAX)
                .ok_or_else(|| Error::model("a key is too large"))?;
            out.push(value);
            next = value + 1;
        }
        Ok(out)
    }
}

/// Writes what [`BitReader`] reads.
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    buffer: u64,
    held: u32,
}

#[cfg(any(test, feature = "train"))]
impl BitWriter {
    /// Writes the lowest `count` bits of `value`, at most 32.
    pub fn put(&mut self, value: u32, count: u32) {
        self.buffer |= (u64::from(value) & ((1 << count) - 1)) << self.held;
        self.held += count;
        while self.held >= 8 {
            self.bytes.push(self.buffer.to_le_bytes()[0]);
            self.buffer >>= 8;
            self.held -= 8;
        }
    }

    /// Writes `value` in Rice code.
    pub fn rice(&mut self, value: u32, low: u32) {
        for _ in 0..value >> low {
            self.put(1, 1);
        }
        self.put(0, 1);
        self.put(value, low);
    }

    /// Writes numbers that rise strictly.
    pub fn rising(&mut self, values: &[u32], low: u32) {
        let mut next = 0;
        for &value in values {
            self.rice(value - next, low);
            next = value + 1;
        }
    }

    /// All that was written, filled up to a whole byte.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        if self.held > 0 {
            self.put(0, 8 - self.held);
        }
        self.bytes
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(mut values in prop::collection::btree_set(0u32..1 << 24, 0..200)) {
            let values: Vec<u32> = std::mem::take(&mut values).into_iter().collect();
            let mut writer = BitWriter::default();
            writer.put(5, 3);
            writer.rising(&values, 15);
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            prop_assert_eq!(reader.take(3).unwrap(), 5);
            prop_assert_eq!(reader.rising(values.len(), 15).unwrap(), values);
        }

        #[test]
        fn any_bytes_give_numbers_or_an_error(bytes: Vec<u8>, low in 0u32..32) {
            let _ = BitReader::new(&bytes).rising(1000, low);
        }
    }
}

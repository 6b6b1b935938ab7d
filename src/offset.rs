//! Byte offsets into the units that callers count in.
//!
//! Rust counts bytes, JavaScript UTF-16 code units, Python and the W3C
//! annotation model code points. The outer doors convert once, here.

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes, as Rust, Go and C count.
    #[default]
    Utf8,
    /// UTF-16 code units, as JavaScript, Java and C# count.
    Utf16,
    /// Unicode code points, as Python counts.
    CodePoint,
}

/// Bytes between two remembered positions.
const STRIDE: usize = 128;

/// Turns byte offsets of one text into another unit.
///
/// Built in one forward pass; a look-up counts at most 128 bytes from the last
/// remembered position. Takes one machine word per 128 bytes of text, nothing
/// for [`OffsetUnit::Utf8`].
#[derive(Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before byte `i * STRIDE` (counting lead bytes only).
    marks: Vec<usize>,
}

impl<'t> OffsetIndex<'t> {
    /// Reads `text` once and remembers where its units are.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = Vec::new();
        if unit != OffsetUnit::Utf8 {
            marks.reserve(text.len() / STRIDE + 1);
            let mut units = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                marks.push(units);
                units += count(block, unit);
            }
        }
        Self { text, unit, marks }
    }

    /// The offset of byte `byte`, in the index's unit. A byte past the end
    /// counts as the end; a byte inside a character counts as past it.
    #[must_use]
    pub fn get(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.unit == OffsetUnit::Utf8 {
            return byte;
        }
        let block = byte / STRIDE;
        let bytes = self.text.as_bytes();
        let (from, units) = match self.marks.get(block) {
            Some(&units) => (block * STRIDE, units),
            // Only the very end of a text whose length is a multiple of STRIDE.
            None => match self.marks.last() {
                Some(&units) => ((block - 1) * STRIDE, units),
                None => return 0,
            },
        };
        units + count(bytes.get(from..byte).unwrap_or(&[]), self.unit)
    }
}

/// Turns byte offsets that come nearly in order: a look-up counts from the one before.
#[derive(Debug)]
pub struct OffsetCursor<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte: usize,
    units: usize,
}

impl<'t> OffsetCursor<'t> {
    /// Stands at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self { text, unit, byte: 0, units: 0 }
    }

    /// As [`OffsetIndex::get`].
    pub fn get(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let bytes = self.text.as_bytes();
        match bytes.get(self.byte..byte) {
            Some(ahead) => self.units += count(ahead, self.unit),
            None => self.units -= count(bytes.get(byte..self.byte).unwrap_or(&[]), self.unit),
        }
        self.byte = byte;
        self.units
    }
}

/// Units that start in `bytes`, a piece of UTF-8 cut anywhere.
fn count(bytes: &[u8], unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Utf8 => bytes.len(),
        OffsetUnit::CodePoint => bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count(),
        // A character of four bytes is two units: its lead byte counts twice.
        OffsetUnit::Utf16 => {
            bytes.iter().map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_each_language_does() {
        let text = "😀 غزة".repeat(40);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let head = text.split_at(byte).0;
            assert_eq!(OffsetIndex::new(&text, OffsetUnit::Utf8).get(byte), byte);
            assert_eq!(
                OffsetIndex::new(&text, OffsetUnit::Utf16).get(byte),
                head.encode_utf16().count()
            );
            assert_eq!(
                OffsetIndex::new(&text, OffsetUnit::CodePoint).get(byte),
                head.chars().count()
            );
        }
    }

    #[test]
    fn the_end_of_a_text_of_whole_blocks() {
        let text = "a".repeat(STRIDE * 2);
        assert_eq!(OffsetIndex::new(&text, OffsetUnit::Utf16).get(text.len()), STRIDE * 2);
        assert_eq!(OffsetIndex::new("", OffsetUnit::Utf16).get(0), 0);
    }

    #[test]
    fn a_cursor_counts_as_the_index() {
        let text = "😀 غزة a";
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::CodePoint] {
            let (index, mut cursor) = (OffsetIndex::new(text, unit), OffsetCursor::new(text, unit));
            for byte in [0, 4, 5, 5, 11, 2, 99, 7] {
                assert_eq!(cursor.get(byte), index.get(byte), "{unit:?} {byte}");
            }
        }
    }
}

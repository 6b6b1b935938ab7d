//! What the targets share: the laws that the tests read too, and texts from bytes.

#[path = "../../tests/common/laws.rs"]
pub mod laws;

use std::borrow::Cow;

/// The text of an input. Any bytes are a text, so that the corpus is of plain files.
pub fn text(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// The switches of an input: the same for the same bytes, and any set for some.
pub fn switches(input: &[u8]) -> u32 {
    input.iter().fold(0x811C_9DC5, |hash: u32, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

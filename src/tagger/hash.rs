//! Hashes of words and features: the same in the trainer and in the tagger.

/// The hash of a folded word or of a part of one. `O(n)`.
#[must_use]
pub fn word(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The hash of a template and a value, or of two values in order.
#[must_use]
pub const fn mix(a: u32, b: u32) -> u32 {
    let h = (a.wrapping_mul(0x9E37_79B1) ^ b).wrapping_mul(0x85EB_CA77);
    h ^ (h >> 15)
}

//! Choices by weight: each thing that could be chosen is described by a few features, and a linear
//! model trained on `gold/train.jsonl` weighs them (`examples/train_speaker.rs`).

use crate::table::rows;

/// Features by name: a set type with a constant for each.
macro_rules! features {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $name:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(super) struct $set(pub(super) u64);

        impl $set {
            features!(@bits 0; $($(#[$doc])* $name,)*);

            /// The features by name, in the order of their bits.
            pub(super) const NAMES: &'static [&'static str] = &[$($word),*];

            /// With `other` where `holds`.
            #[must_use]
            pub(super) const fn when(self, holds: bool, other: Self) -> Self {
                Self(self.0 | (holds as u64 * other.0))
            }

            /// Whether `other` is in the set.
            #[allow(dead_code)]
            pub(super) const fn has(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }
    };
    (@bits $n:expr; $(#[$doc:meta])* $name:ident, $($rest:tt)*) => {
        $(#[$doc])*
        pub(super) const $name: Self = Self(1 << ($n));
        features!(@bits $n + 1; $($rest)*);
    };
    (@bits $n:expr;) => {};
}
pub(super) use features;

/// Weights of features, read from a table: one that holds everywhere, and one for each context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranker {
    /// By feature: everywhere, then by context.
    pub weights: Vec<[i16; COLUMNS]>,
}

/// One that holds everywhere, and the most contexts that there are.
pub const COLUMNS: usize = 9;

impl Ranker {
    /// Reads a table whose rows are named `names`; what it does not name weighs nothing.
    #[must_use]
    pub fn read(table: &str, names: &[&str]) -> Self {
        let mut weights = vec![[0; COLUMNS]; names.len()];
        for row in rows(table) {
            let at = names.iter().position(|n| Some(n) == row.first());
            if let Some(slots) = at.and_then(|n| weights.get_mut(n)) {
                for (slot, field) in slots.iter_mut().zip(row.iter().skip(1)) {
                    *slot = field.parse().unwrap_or(0);
                }
            }
        }
        Self { weights }
    }

    /// What the features in `set` weigh in `context`.
    pub(super) fn score(&self, set: u64, context: usize) -> i32 {
        let (mut rest, mut score) = (set, 0);
        while rest != 0 {
            if let Some(row) = self.weights.get(rest.trailing_zeros() as usize) {
                let here = row.get(context + 1).copied().unwrap_or(0);
                score += i32::from(row[0]) + i32::from(here);
            }
            rest &= rest - 1;
        }
        score
    }

    /// The best of `sets`; the first of those that weigh the same.
    pub(super) fn best(&self, sets: impl Iterator<Item = u64>, context: usize) -> Option<usize> {
        sets.enumerate()
            .map(|(n, set)| (self.score(set, context), std::cmp::Reverse(n)))
            .max()
            .map(|(_, n)| n.0)
    }
}

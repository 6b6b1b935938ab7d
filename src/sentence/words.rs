//! What a word beside a full stop says of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::normalize::fold;
use crate::table::{rows, table};

/// Classes of words, as a set; `data/abbreviations.tsv` says what each means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Class(u8);

impl Class {
    pub(super) const TITLE: Self = Self(1);
    pub(super) const SHORT: Self = Self(1 << 1);
    pub(super) const LETTER: Self = Self(1 << 2);
    pub(super) const YEAR: Self = Self(1 << 3);
    pub(super) const CLAUSE: Self = Self(1 << 4);
    pub(super) const TAIL: Self = Self(1 << 5);
    pub(super) const SAYS: Self = Self(1 << 6);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::TITLE,
            "short" => Self::SHORT,
            "letter" => Self::LETTER,
            "year" => Self::YEAR,
            "clause" => Self::CLAUSE,
            "tail" => Self::TAIL,
            "says" => Self::SAYS,
            _ => return None,
        })
    }
}

/// What `word` (folded) is known as.
pub(super) fn class(word: &str) -> Class {
    static WORDS: LazyLock<FxHashMap<String, Class>> = LazyLock::new(|| {
        let mut words: FxHashMap<String, Class> = FxHashMap::default();
        for row in rows(&table!("../../data/abbreviations.tsv", 2)) {
            if let &[class, word] = row.as_slice()
                && let Some(class) = Class::named(class)
            {
                words.entry(fold(word).text().to_owned()).or_default().0 |= class.0;
            }
        }
        words
    });
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in rows(include_str!("../../data/abbreviations.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            let class = Class::named(row[0]).unwrap();
            assert!(super::class(fold(row[1]).text()).has(class), "{row:?}");
            assert!(matches!(row[2], "G" | "S" | "K"), "{row:?}");
        }
    }
}

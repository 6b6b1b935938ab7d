//! What single words do around a quote, from `data/cues.tsv` and `data/quote_words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cue::{Cue, conjugate};
use crate::normalize::fold;
use crate::table::{rows, table};

/// What a word may do, as a set. The table says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Duty(u32);

const NAMES: [&str; 23] = [
    "that",
    "bi_that",
    "fa_that",
    "norm",
    "to",
    "upon",
    "from",
    "about",
    "prep",
    "when",
    "block",
    "clause",
    "relative",
    "honorific",
    "namer",
    "according",
    "for_what",
    "as",
    "had",
    "saying",
    "phrase",
    "source",
    "link",
];

impl Duty {
    pub(super) const THAT: Self = Self(1);
    pub(super) const BI_THAT: Self = Self(1 << 1);
    pub(super) const FA_THAT: Self = Self(1 << 2);
    pub(super) const NORM: Self = Self(1 << 3);
    pub(super) const TO: Self = Self(1 << 4);
    pub(super) const UPON: Self = Self(1 << 5);
    pub(super) const FROM: Self = Self(1 << 6);
    pub(super) const ABOUT: Self = Self(1 << 7);
    pub(super) const PREP: Self = Self(1 << 8);
    pub(super) const WHEN: Self = Self(1 << 9);
    pub(super) const BLOCK: Self = Self(1 << 10);
    pub(super) const CLAUSE: Self = Self(1 << 11);
    pub(super) const RELATIVE: Self = Self(1 << 12);
    pub(super) const HONORIFIC: Self = Self(1 << 13);
    pub(super) const NAMER: Self = Self(1 << 14);
    pub(super) const ACCORDING: Self = Self(1 << 15);
    pub(super) const FOR_WHAT: Self = Self(1 << 16);
    pub(super) const AS: Self = Self(1 << 17);
    pub(super) const HAD: Self = Self(1 << 18);
    pub(super) const SAYING: Self = Self(1 << 19);
    pub(super) const PHRASE: Self = Self(1 << 20);
    pub(super) const SOURCE: Self = Self(1 << 21);
    pub(super) const LINK: Self = Self(1 << 22);
    /// No duty: a source noun with its article, which takes no و or ف here.
    const DEFINITE: Self = Self(1 << 23);
    /// No duty: a و or ف was taken off.
    const JOINED: Self = Self(1 << 24);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn read(field: &str) -> Self {
        Self(flags(field, &NAMES))
    }
}

/// What is known of one written word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lex {
    pub(super) duty: Duty,
    pub(super) cue: Option<Cue>,
}

impl Lex {
    /// Whether nothing is known.
    pub(super) fn is_empty(self) -> bool {
        self.duty == Duty::default() && self.cue.is_none()
    }

    /// Whether a و or ف was taken off.
    pub(super) const fn joined(self) -> bool {
        self.duty.has(Duty::JOINED)
    }
}

/// All words, by folded form.
pub(super) struct Vocabulary {
    words: FxHashMap<String, Lex>,
    /// By the first word of each the others.
    labels: FxHashMap<String, Vec<Vec<String>>>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

/// The tables. The first call reads them.
pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    /// What `word`, folded, is known as, with or without و or ف before it. `O(1)`.
    pub(super) fn lex(&self, word: &str) -> Lex {
        if let Some(lex) = self.words.get(word) {
            return *lex;
        }
        let rest = word.strip_prefix('و').or_else(|| word.strip_prefix('ف'));
        match rest.and_then(|rest| self.words.get(rest)) {
            Some(lex) if !lex.duty.has(Duty::DEFINITE) => {
                Lex { duty: lex.duty.with(Duty::JOINED), ..*lex }
            }
            found => found.copied().unwrap_or_default(),
        }
    }

    /// What may follow the folded word `first` in a label, which is no speaker.
    pub(super) fn labels(&self, first: &str) -> &[Vec<String>] {
        self.labels.get(first).map_or(&[], Vec::as_slice)
    }

    fn read() -> Self {
        let mut words: FxHashMap<String, Lex> = FxHashMap::default();
        for row in rows(&table!("../../data/quote_words.tsv", 2)) {
            if let &[word, class, ..] = row.as_slice() {
                let entry = words.entry(fold(word).text().to_owned()).or_default();
                entry.duty = entry.duty.with(Duty::read(class));
            }
        }
        for row in rows(&table!("../../data/cues.tsv", 7)) {
            for (form, cue) in conjugate(&row) {
                let entry = words.entry(form).or_default();
                if entry.cue.is_none() {
                    entry.cue = Some(cue);
                }
            }
        }
        // Only source nouns are known with their article.
        let nouns = words.iter().filter(|(_, lex)| lex.duty.has(Duty::SOURCE));
        let nouns: Vec<(String, Duty)> =
            nouns.map(|(noun, lex)| (["ال", noun].concat(), lex.duty)).collect();
        for (noun, duty) in nouns {
            let duty = Duty(duty.0 & (Duty::SOURCE.0 | Duty::NORM.0)).with(Duty::DEFINITE);
            words.entry(noun).or_insert(Lex { duty, cue: None });
        }
        let mut labels: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for row in rows(&table!("../../data/labels.tsv", 1)) {
            let label = fold(row.first().unwrap_or(&"")).text().to_owned();
            let mut words = label.split(' ').map(str::to_owned);
            labels.entry(words.next().unwrap_or_default()).or_default().push(words.collect());
        }
        Self { words, labels }
    }
}

/// The bits of the names in `field`, parted by commas: one for each of `names`, in order.
#[inline(never)]
pub(super) fn flags(field: &str, names: &[&str]) -> u32 {
    let bit = |name: &str| names.iter().position(|n| *n == name).map_or(0, |i| 1 << i);
    field.split(',').fold(0, |set, name| set | bit(name))
}

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
    /// Whether a و or ف was taken off.
    pub(super) const fn joined(self) -> bool {
        self.duty.has(Duty::JOINED)
    }
}

/// The place of a written word in the vocabulary. Of most words nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Known(u16);

/// All words, by folded form.
pub(super) struct Vocabulary {
    words: FxHashMap<String, u16>,
    /// What is known of each by its place, and behind it the same with و or ف taken off. At the
    /// first two places nothing.
    all: Vec<Lex>,
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
        self.get(self.find(word))
    }

    /// Where `word` stands.
    pub(super) fn find(&self, word: &str) -> Known {
        if let Some(place) = self.words.get(word) {
            return Known(*place);
        }
        let rest = word.strip_prefix('و').or_else(|| word.strip_prefix('ف'));
        match rest.and_then(|rest| self.words.get(rest)) {
            Some(place) if !self.get(Known(*place)).duty.has(Duty::DEFINITE) => Known(place + 1),
            found => Known(found.copied().unwrap_or_default()),
        }
    }

    /// What is known of the word at a place.
    pub(super) fn get(&self, Known(place): Known) -> Lex {
        self.all.get(usize::from(place)).copied().unwrap_or_default()
    }

    /// What may follow the folded word `first` in a label, which is no speaker.
    pub(super) fn labels(&self, first: &str) -> &[Vec<String>] {
        self.labels.get(first).map_or(&[], Vec::as_slice)
    }

    fn read() -> Self {
        let mut read = Self {
            words: FxHashMap::default(),
            all: vec![Lex::default(); 2],
            labels: FxHashMap::default(),
        };
        for row in rows(&table!("../../data/quote_words.tsv", 2)) {
            if let &[word, class, ..] = row.as_slice() {
                read.add(fold(word).text().to_owned(), Duty::read(class), None);
            }
        }
        for row in rows(&table!("../../data/cues.tsv", 7)) {
            for (form, cue) in conjugate(&row) {
                read.add(form, Duty::default(), Some(cue));
            }
        }
        // Only source nouns are known with their article.
        let nouns = read.words.iter().map(|(word, place)| (word, read.get(Known(*place)).duty));
        let nouns = nouns.filter(|(_, duty)| duty.has(Duty::SOURCE));
        let nouns: Vec<(String, Duty)> =
            nouns.map(|(noun, duty)| (["ال", noun].concat(), duty)).collect();
        for (noun, duty) in nouns {
            if !read.words.contains_key(&noun) {
                let duty = Duty(duty.0 & (Duty::SOURCE.0 | Duty::NORM.0)).with(Duty::DEFINITE);
                read.add(noun, duty, None);
            }
        }
        for row in rows(&table!("../../data/labels.tsv", 1)) {
            let label = fold(row.first().unwrap_or(&"")).text().to_owned();
            let mut words = label.split(' ').map(str::to_owned);
            let tails = read.labels.entry(words.next().unwrap_or_default()).or_default();
            tails.push(words.collect());
        }
        read
    }

    /// Adds to what is known of `word`: of two cues it stays the first.
    fn add(&mut self, word: String, duty: Duty, cue: Option<Cue>) {
        let next = self.all.len();
        let place = *self.words.entry(word).or_insert(u16::try_from(next).unwrap_or_default());
        if usize::from(place) == next {
            self.all.extend([Lex::default(); 2]);
        }
        let lexes = self.all.iter_mut().skip(usize::from(place));
        for (lex, joined) in lexes.zip([Duty::default(), Duty::JOINED]) {
            *lex = Lex { duty: lex.duty.with(duty).with(joined), cue: lex.cue.or(cue) };
        }
    }
}

/// The bits of the names in `field`, parted by commas: one for each of `names`, in order.
#[inline(never)]
pub(super) fn flags(field: &str, names: &[&str]) -> u32 {
    let bit = |name: &str| names.iter().position(|n| *n == name).map_or(0, |i| 1 << i);
    field.split(',').fold(0, |set, name| set | bit(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_can_be_told() {
        assert!(vocabulary().all.len() < usize::from(u16::MAX));
    }
}

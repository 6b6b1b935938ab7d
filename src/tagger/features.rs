//! What the model sees of a word and of its neighbours, as hashed features.
//!
//! The trainer and the tagger both call these functions, so that they cannot
//! differ. A feature is the hash of its template and its value. It belongs to the word that
//! it is read from, and says something about the words around: about the word in whose
//! window that word stands at one of the feature's places.

use super::hash::{self, mix};
use super::table::{Entry, WordTable};
use super::trail::Mark;
use crate::lexicon::{WordClass, lexicon};

/// Places of a window around a word: two before, one before, itself, one and two after.
pub const PLACES: usize = 5;
/// The place of the word itself.
pub const HERE: usize = 2;

/// Places of a window at which a feature counts.
pub type Places = &'static [usize];

/// The whole window, the word and its neighbours, only those, only the word.
const ALL: Places = &[0, 1, 2, 3, 4];
const NEAR: Places = &[1, 2, 3];
const BESIDE: Places = &[1, 3];
const SELF: Places = &[HERE];

/// The feature that every word has.
pub const ALWAYS: u32 = 1;

/// The values of a word that features of several words join.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gist {
    /// Hash of the word.
    pub word: u32,
    /// Hash of the word without the proclitics that hide a known stem.
    pub stem: u32,
    /// Fine, middle and coarse class; for an unknown word what it is made of.
    pub classes: [u16; 3],
    /// What the table of triggers says of the word or of its stem.
    pub trigger: WordClass,
    /// The mark that it is.
    pub mark: Mark,
}

impl Gist {
    /// Its classes as values of features.
    #[must_use]
    pub fn classes(&self) -> [u32; 3] {
        self.classes.map(u32::from)
    }

    /// The coarse one of them.
    #[must_use]
    pub fn coarse(&self) -> u32 {
        let [.., coarse] = self.classes();
        coarse
    }
}

/// The gist of what stands beyond the edge of a sentence.
pub const EDGE: Gist = Gist {
    word: 7,
    stem: 7,
    classes: [7_000, 7_000, 7_000],
    trigger: WordClass::NONE,
    mark: Mark::None,
};

/// Classes of unknown words start here, above all known ones.
const UNKNOWN: u16 = 5_000;

/// Gives `emit` the features of a word, each with the places of a window at which it counts,
/// and returns the word's gist. `O(1)`: of a long word only the ends are looked at, and its hash.
pub fn of_word(text: &str, table: &WordTable, mut emit: impl FnMut(Places, u32)) -> Gist {
    let cuts = stems(text);
    let known = table.get(hash::word(text));
    let (stem, stem_known) = match known.class {
        0 => cuts
            .iter()
            .flatten()
            .map(|&stem| (stem, table.get(hash::word(stem))))
            .rfind(|(_, entry)| entry.class != 0)
            .unwrap_or((text, known)),
        _ => (text, known),
    };
    let shape = shape(text);
    let classes = classes(table, stem_known, shape);
    let trigger = trigger(text, &cuts);
    let gist = Gist {
        word: hash::word(text),
        stem: hash::word(stem),
        classes,
        trigger,
        mark: Mark::of(text),
    };

    let [fine, middle, coarse] = gist.classes();
    emit(ALL, mix(3, fine));
    emit(ALL, mix(4, middle));
    emit(ALL, mix(5, coarse));
    let mut each = |places, template, from: u32, bits| {
        ones(bits).for_each(|bit| emit(places, mix(template, from + bit)));
    };
    each(ALL, 12, 0, u32::from(trigger.bits()));
    each(NEAR, 6, 0, known.bits);
    each(NEAR, 6, 32, stem_known.bits);
    for &stem in cuts.iter().flatten() {
        let entry = table.get(hash::word(stem));
        if entry.class != 0 {
            let [fine, middle, coarse] = self::classes(table, entry, shape).map(u32::from);
            emit(SELF, mix(8, fine));
            emit(SELF, mix(9, middle));
            emit(SELF, mix(40, coarse));
        }
        ones(entry.bits).for_each(|bit| emit(NEAR, mix(10, bit)));
    }

    emit(ALL, mix(1, gist.word));
    if let Some((cut, state)) = state(text, &cuts) {
        emit(ALL, mix(13, state));
        emit(SELF, mix(14, mix(cut, state)));
    }
    if let Some(listed) = listed(text, &cuts) {
        emit(NEAR, mix(16, listed));
    }
    let bare = stem.strip_prefix("ال").filter(|b| b.len() > 4).unwrap_or(stem);
    emit(NEAR, mix(2, hash::word(bare)));
    for &stem in cuts.iter().flatten() {
        emit(SELF, mix(7, hash::word(stem)));
    }
    let length = text.chars().take(9).count();
    for (n, (start, _)) in (1..=4).zip(text.char_indices().rev()) {
        if n < 3 || start > 0 {
            let places = if n == 2 || n == 3 { NEAR } else { SELF };
            emit(places, mix(20 + n, hash::word(text.get(start..).unwrap_or(""))));
        }
    }
    for (n, (end, _)) in (1..=4).zip(text.char_indices().skip(1)) {
        let places = if n == 2 { NEAR } else { SELF };
        emit(places, mix(30 + n, hash::word(text.get(..end).unwrap_or(""))));
    }
    let shape = u32::from(shape);
    emit(SELF, mix(11, shape * 16 + u32::try_from(length).unwrap_or(0)));
    emit(BESIDE, mix(15, shape));
    gist
}

/// Gives `emit` the features that join a word with the next two, each with the places of a
/// window at which the first of them stands.
pub fn of_neighbours([first, second, third]: [&Gist; 3], mut emit: impl FnMut(Places, u32)) {
    let [fine, middle, coarse] = first.classes();
    let [next_fine, next_middle, next_coarse] = second.classes();
    let [_, last_middle, last_coarse] = third.classes();
    emit(&[0, 1, 2, 3], mix(50, mix(middle, next_middle)));
    emit(&[0, 1, 2], mix(51, mix(coarse, mix(next_coarse, last_coarse))));
    emit(&[1, 2], mix(52, mix(first.word, second.word)));
    emit(&[1, 2], mix(53, mix(fine, next_fine)));
    emit(&[1], mix(54, mix(middle, last_middle)));
}

/// For each word of a sentence and for what stands beyond its edges as far as a window
/// reaches, from two before the first to one after the last: it and the next two.
pub fn neighbours(words: &[Gist]) -> impl Iterator<Item = [&Gist; 3]> {
    let edge = || std::iter::repeat_n(&EDGE, 2);
    let all = || edge().chain(words).chain(edge()).chain([&EDGE]);
    all().zip(all().skip(1)).zip(all().skip(2)).map(|((a, b), c)| [a, b, c])
}

/// What is left of a word after one and after two proclitics, where enough is left.
#[must_use]
pub fn stems(word: &str) -> [Option<&str>; 2] {
    let enough = |w: &str| w.chars().nth(3).is_some();
    let cut = |w: &'_ str, letters: &[char]| -> Option<usize> {
        w.starts_with(letters).then_some(2).filter(|_| enough(w))
    };
    let first = cut(word, &['و', 'ف']).and_then(|n| word.get(n..));
    let rest = first.unwrap_or(word);
    let second = cut(rest, &['ب', 'ك', 'ل']).and_then(|n| rest.get(n..));
    [first, second]
}

/// What the table of triggers says of a word, else of what is left without proclitics.
fn trigger(word: &str, cuts: &[Option<&str>; 2]) -> WordClass {
    [Some(word)]
        .iter()
        .chain(cuts)
        .flatten()
        .map(|w| lexicon().class(w))
        .find(|&class| class != WordClass::NONE)
        .unwrap_or_default()
}

/// Whether a word, or what is left without proclitics, names a country (1) or a
/// capital (2), with the place of that reading.
fn state(word: &str, cuts: &[Option<&str>; 2]) -> Option<(u32, u32)> {
    (0..).zip([Some(word)].iter().chain(cuts)).find_map(|(cut, stem)| {
        let entry = lexicon().name((*stem)?).filter(|entry| entry.state)?;
        Some((cut, 1 + u32::from(entry.capital)))
    })
}

/// Whether a word, or what is left without proclitics, is the name of a place or body that
/// the tables know, by kind, or else begins one (0). States are told by [`state`].
fn listed(word: &str, cuts: &[Option<&str>; 2]) -> Option<u32> {
    let readings = || [Some(word)].into_iter().chain(*cuts).flatten();
    let whole = readings().find_map(|stem| lexicon().name(stem));
    match whole {
        Some(entry) => (!entry.state).then_some(1 + entry.kind as u32),
        None => readings().any(|stem| lexicon().starts_name(stem)).then_some(0),
    }
}

fn classes(table: &WordTable, entry: Entry, shape: u16) -> [u16; 3] {
    match entry.class.checked_sub(1) {
        None => [UNKNOWN + shape; 3],
        Some(fine) => {
            let [middle, coarse] = table.coarser(fine);
            [fine, middle, coarse]
        }
    }
}

/// What a word is made of: digits, Latin letters, a mark, or other letters.
fn shape(text: &str) -> u16 {
    match text.chars().next() {
        Some('ء'..='ي') => 4,
        Some(c) if c.is_numeric() => 1,
        Some(c) if c.is_ascii_alphabetic() => 2,
        Some(c) if !c.is_alphabetic() => 3,
        _ => 4,
    }
}

/// The places of the bits that are set.
fn ones(mut bits: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (bits != 0).then(|| {
            let at = bits.trailing_zeros();
            bits &= bits - 1;
            at
        })
    })
}

//! What the model sees of a word and of its neighbours, as hashed features.
//!
//! The trainer and the tagger both call these functions, so that they cannot
//! differ. A feature is the hash of its template and its value.

use super::hash::{self, mix};
use super::table::{Entry, WordTable};
use super::trail::Mark;
use crate::lexicon::{WordClass, lexicon};

/// Places of a window around a word: two before, one before, itself, one and two after.
pub const PLACES: usize = 5;
/// The place of the word itself.
pub const HERE: usize = 2;

/// Sets of places: the whole window, the word and its neighbours, only those, only the word.
const ALL: &[usize] = &[0, 1, 2, 3, 4];
const NEAR: &[usize] = &[1, 2, 3];
const BESIDE: &[usize] = &[1, 3];
const SELF: &[usize] = &[HERE];

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
    pub classes: [u32; 3],
    /// What the table of triggers says of the word or of its stem.
    pub trigger: WordClass,
    /// The mark that it is.
    pub mark: Mark,
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
const UNKNOWN: u32 = 5_000;

/// What takes the features of a word.
pub trait Sink {
    /// Takes a feature of the word at a place of a window.
    fn feature(&mut self, place: usize, feature: u32);

    /// Takes features that always come together: all that `features` gives, which depends on
    /// `key` alone. A sink may keep what it made of them.
    fn group(&mut self, key: u32, features: impl Fn(&mut dyn FnMut(usize, u32)));
}

impl<F: FnMut(usize, u32)> Sink for F {
    fn feature(&mut self, place: usize, feature: u32) {
        self(place, feature);
    }

    fn group(&mut self, _key: u32, features: impl Fn(&mut dyn FnMut(usize, u32))) {
        features(self);
    }
}

/// Calls `each` with a feature at several places.
fn spread(places: &[usize], feature: u32, each: &mut (impl FnMut(usize, u32) + ?Sized)) {
    for &place in places {
        each(place, mix(100 + u32::try_from(place).unwrap_or(0), feature));
    }
}

/// Gives `sink` the features of a word at each place of a window, and returns its gist.
/// `O(1)`: of a long word only the ends are looked at, and its hash.
pub fn of_word(text: &str, table: &WordTable, sink: &mut impl Sink) -> Gist {
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

    let [fine, middle, coarse] = classes;
    sink.group(mix(900, fine), |each| {
        spread(ALL, mix(3, fine), each);
        spread(ALL, mix(4, middle), each);
        spread(ALL, mix(5, coarse), each);
    });
    group_of_bits(sink, ALL, 12, 0, u32::from(trigger.bits()));
    group_of_bits(sink, NEAR, 6, 0, known.bits);
    group_of_bits(sink, NEAR, 6, 32, stem_known.bits);
    for &stem in cuts.iter().flatten() {
        let entry = table.get(hash::word(stem));
        if entry.class != 0 {
            let [fine, middle, coarse] = self::classes(table, entry, shape);
            sink.group(mix(901, fine), |each| {
                spread(SELF, mix(8, fine), each);
                spread(SELF, mix(9, middle), each);
                spread(SELF, mix(40, coarse), each);
            });
        }
        group_of_bits(sink, NEAR, 10, 0, entry.bits);
    }

    let mut at = |places: &[usize], feature: u32| {
        spread(places, feature, &mut |place, f| sink.feature(place, f));
    };
    at(ALL, mix(1, gist.word));
    if let Some((cut, state)) = state(text, &cuts) {
        at(ALL, mix(13, state));
        at(SELF, mix(14, mix(cut, state)));
    }
    let bare = stem.strip_prefix("ال").filter(|b| b.len() > 4).unwrap_or(stem);
    at(NEAR, mix(2, hash::word(bare)));
    for &stem in cuts.iter().flatten() {
        at(SELF, mix(7, hash::word(stem)));
    }
    let length = text.chars().take(9).count();
    for (n, (start, _)) in (1..=4).zip(text.char_indices().rev()) {
        if n < 3 || start > 0 {
            let feature = mix(20 + n, hash::word(text.get(start..).unwrap_or("")));
            at(SELF, feature);
            if n == 2 || n == 3 {
                at(BESIDE, feature);
            }
        }
    }
    for (n, (end, _)) in (1..=4).zip(text.char_indices().skip(1)) {
        let feature = mix(30 + n, hash::word(text.get(..end).unwrap_or("")));
        at(SELF, feature);
        if n == 2 {
            at(BESIDE, feature);
        }
    }
    at(SELF, mix(11, shape * 16 + u32::try_from(length).unwrap_or(0)));
    at(BESIDE, mix(11, shape));
    gist
}

/// A feature for each bit that is set, as one group.
fn group_of_bits(
    sink: &mut impl Sink,
    places: &'static [usize],
    template: u32,
    from: u32,
    bits: u32,
) {
    if bits != 0 {
        sink.group(mix(mix(910 + template, from), bits), |each| {
            for bit in ones(bits) {
                spread(places, mix(template, from + bit), each);
            }
        });
    }
}

/// Gives `emit` the features that join neighbours, for the middle word of a window.
pub fn of_context(window: [&Gist; PLACES], mut emit: impl FnMut(u32)) {
    let [before2, before, here, after, after2] = window;
    let fine = |g: &Gist| g.classes.first().copied().unwrap_or(0);
    let middle = |g: &Gist| g.classes.get(1).copied().unwrap_or(0);
    let coarse = |g: &Gist| g.classes.get(2).copied().unwrap_or(0);
    let mut pair = |template: u32, a: u32, b: u32| emit(mix(template, mix(a, b)));
    pair(50, middle(before), middle(here));
    pair(51, middle(here), middle(after));
    pair(52, coarse(before), mix(coarse(here), coarse(after)));
    pair(53, before.word, here.word);
    pair(54, here.word, after.word);
    pair(55, fine(before), fine(here));
    pair(56, fine(here), fine(after));
    pair(57, middle(before2), middle(before));
    pair(58, middle(after), middle(after2));
    pair(59, middle(before), middle(after));
    pair(60, mix(coarse(before2), coarse(before)), coarse(here));
    pair(61, coarse(here), mix(coarse(after), coarse(after2)));
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
/// Given names are left out: many are there because the training news has them.
fn trigger(word: &str, cuts: &[Option<&str>; 2]) -> WordClass {
    [Some(word)]
        .iter()
        .chain(cuts)
        .flatten()
        .map(|w| lexicon().class(w).without(WordClass::GIVEN_NAME))
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

fn classes(table: &WordTable, entry: Entry, shape: u32) -> [u32; 3] {
    match entry.class.checked_sub(1) {
        None => [UNKNOWN + shape; 3],
        Some(fine) => {
            let [middle, coarse] = table.coarser(fine);
            [u32::from(fine), u32::from(middle), u32::from(coarse)]
        }
    }
}

/// What a word is made of: digits, Latin letters, a mark, or other letters.
fn shape(text: &str) -> u32 {
    match text.chars().next() {
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

//! Document memory: what the other places of a text say about a word.
//!
//! A text gives a name in full and with a title once, and short afterwards.
//! The first reading labels each sentence alone; the second knows for each
//! word what the first made of the same word elsewhere in the text.

use rustc_hash::FxHashMap;

use super::features::Gist;
use super::hash::mix;
use super::label::meaning;

/// What the first reading made of a word: outside 0, else one and two for the
/// first and later words of a person, and so on by kind.
const SORTS: usize = 9;

/// What the first reading of a text made of each word.
#[derive(Debug, Default)]
pub struct Memory {
    places: FxHashMap<u32, usize>,
    seen: Vec<Seen>,
}

/// How often the first reading made what of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    outside: u16,
    /// By sort, from the first of a name on.
    names: [u16; SORTS - 1],
}

impl Seen {
    /// The count of a sort.
    fn of(&mut self, sort: usize) -> Option<&mut u16> {
        match sort.checked_sub(1) {
            None => Some(&mut self.outside),
            Some(name) => self.names.get_mut(name),
        }
    }
}

/// What the memory says about one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The word stands nowhere else: 0. Never in a name elsewhere: 1, or 2 when
    /// that is often. Else from 10 on, by what it mostly is and how surely.
    value: u32,
    /// What the first reading made of the word here.
    here: u32,
}

impl Evidence {
    /// Whether the word is part of a name elsewhere in the text.
    #[must_use]
    pub const fn is_name(self) -> bool {
        self.value >= 10
    }
}

/// Beyond the edge of a sentence.
pub const NOTHING: Evidence = Evidence { value: 9, here: 0 };

/// Values below this say that the word is in no name elsewhere.
const NAMES: usize = 10;

/// How many kinds of evidence [`Evidence::plain`] tells apart.
pub const PLAIN: usize = NAMES * SORTS;

impl Evidence {
    /// A number below [`PLAIN`] for the evidence when it speaks of no name, on which alone
    /// the features of a word then depend that has no name beside it.
    #[must_use]
    pub fn plain(self) -> Option<usize> {
        let value = usize::try_from(self.value).ok().filter(|&value| value < NAMES)?;
        Some(value * SORTS + usize::try_from(self.here).ok()?)
    }

    /// The evidence of that number.
    #[must_use]
    pub fn of_plain(number: usize) -> Self {
        let part = |n: usize| u32::try_from(n).unwrap_or(0);
        Self { value: part(number / SORTS), here: part(number % SORTS) }
    }
}

impl Memory {
    /// Notes what the first reading made of a word, and gives its place in the memory.
    pub fn add(&mut self, word: &Gist, label: u8) -> usize {
        let place = *self.places.entry(word.stem).or_insert_with(|| {
            self.seen.push(Seen::default());
            self.seen.len() - 1
        });
        if let Some(count) = self.seen.get_mut(place).and_then(|seen| seen.of(sort(label))) {
            *count = count.saturating_add(1);
        }
        place
    }

    /// What the other places of the word at `place` say, when it has `label` here. `O(1)`.
    #[must_use]
    pub fn evidence(&self, place: usize, label: u8) -> Evidence {
        let here = sort(label);
        let mut seen = self.seen.get(place).copied().unwrap_or_default();
        if let Some(own) = seen.of(here) {
            *own = own.saturating_sub(1);
        }
        let outside = u32::from(seen.outside);
        let value = if seen.names == [0; SORTS - 1] {
            // As nearly all words.
            outside.min(1) + u32::from(outside >= 3)
        } else {
            let total = outside + seen.names.iter().map(|&n| u32::from(n)).sum::<u32>();
            // Of equal counts the later sort wins; any fixed choice would do.
            let most = (1..).zip(seen.names).max_by_key(|&(_, n)| n);
            most.map_or(0, |(sort, n)| 10 + sort * 8 + 4 * u32::from(n) / total)
        };
        Evidence { value, here: u32::try_from(here).unwrap_or(0) }
    }
}

/// Gives `emit` the features of what the memory says about a word and its neighbours.
pub fn features(
    [before, here, after]: [Evidence; 3],
    [word_before, word]: [&Gist; 2],
    mut emit: impl FnMut(u32),
) {
    emit(mix(200, here.value));
    emit(mix(206, mix(here.value, here.here)));
    // Most words are in no name anywhere in the text: nothing more to say.
    if before.is_name() || here.is_name() {
        emit(mix(203, mix(here.value, before.value)));
    }
    if before.is_name() {
        emit(mix(201, before.value));
    }
    if after.is_name() {
        emit(mix(202, after.value));
    }
    if here.is_name() {
        emit(mix(204, mix(here.value, word.coarse())));
        emit(mix(205, mix(here.value, word_before.coarse())));
    }
}

fn sort(label: u8) -> usize {
    let (outer, inner) = meaning(label);
    inner.or(outer).map_or(0, |(kind, first)| 1 + 2 * kind as usize + usize::from(!first))
}

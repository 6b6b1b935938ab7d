//! Whether a place acts: a country that negotiates, a capital that says.

use super::features::{EDGE, Gist};
use super::hash::{mix, word as hash};
use super::label::{Run, meaning};

/// A place in its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'s> {
    /// The words of the sentence.
    pub words: &'s [Gist],
    /// Their labels.
    pub labels: &'s [u8],
    /// Where the place stands.
    pub run: Run,
    /// The proclitics before it, folded.
    pub proclitics: &'s str,
    /// Whether it stands inside a title.
    pub inside: bool,
    /// Whether the sentence is the first of the text.
    pub headline: bool,
}

/// How far around the place words are looked at.
const REACH: usize = 4;

/// Bytes between two places of a list, at most, with haraka.
pub const BETWEEN: usize = 16;

/// Whether what stands between two places makes a list of them: «و», a comma or both.
#[must_use]
pub fn lists(between: &str) -> bool {
    let joined = between.trim();
    let rest = joined.strip_prefix('،').unwrap_or(joined).trim_start();
    let rest = rest.strip_prefix('و').unwrap_or(rest);
    rest.len() < joined.len() && matches!(rest, "" | "ل" | "ب")
}

/// Gives `emit` the features of a place.
pub fn features(setting: Setting<'_>, mut emit: impl FnMut(u32)) {
    let Setting { words, labels, run, proclitics, inside, headline } = setting;
    let before = |n: usize| run.first.checked_sub(n).and_then(|i| words.get(i)).unwrap_or(&EDGE);
    let after = |n: usize| words.get(run.last + n).unwrap_or(&EDGE);
    let kind = |i: Option<usize>| {
        i.and_then(|i| labels.get(i)).map_or(9, |&l| {
            let (outer, inner) = meaning(l);
            inner.or(outer).map_or(0, |(kind, _)| 1 + kind as u32)
        })
    };
    let middle = |g: &Gist| g.classes()[1];
    let coarse = Gist::coarse;
    let inside = u32::from(inside);
    let proclitics = hash(proclitics);
    let mut give = |template: u32, value: u32| emit(mix(300 + template, value));

    give(0, 0);
    give(1, inside);
    give(2, mix(inside, proclitics));
    give(3, u32::from(headline));
    let first = before(0);
    give(4, first.stem);
    give(5, first.classes()[0]);
    give(6, after(0).stem);
    give(7, u32::try_from(run.first.min(3)).unwrap_or(0));
    for n in 1..=REACH {
        let place = u32::try_from(n).unwrap_or(0) * 20;
        for (side, word) in [(0, before(n)), (10, after(n))] {
            give(place + side, word.word);
            give(place + side + 1, middle(word));
            give(place + side + 2, coarse(word));
            // A word of either side within reach, wherever it is.
            give(110 + side, word.stem);
        }
    }
    for (side, word) in [(0, before(1)), (1, before(2)), (2, after(1)), (3, after(2))] {
        give(125 + side, u32::from(word.trigger.bits()));
    }
    give(130, mix(proclitics, middle(before(1))));
    give(131, mix(inside, before(1).stem));
    give(132, mix(coarse(before(1)), coarse(after(1))));
    give(133, mix(coarse(before(2)), coarse(before(1))));
    give(134, mix(coarse(after(1)), coarse(after(2))));
    give(135, mix(kind(run.first.checked_sub(1)), kind(Some(run.last + 1))));
    give(136, mix(kind(run.first.checked_sub(2)), proclitics));
    give(137, mix(u32::from(headline), coarse(after(1))));
    give(138, mix(first.stem, coarse(before(1))));
    give(140, mix(first.stem, proclitics));
    give(141, mix(u32::from(before(1).trigger.bits()), u32::from(after(1).trigger.bits())));
    give(139, mix(proclitics, coarse(after(1))));
}

//! What a word's sentence says from afar: the head word before it, the
//! quotation marks around it, where in the text it stands.

use super::features::Gist;
use super::hash::mix;
use crate::lexicon::WordClass;
use crate::token::is_lettered;

/// How far a head word reaches.
const REACH: usize = 8;
/// Distances of quotation marks above this are alike.
const FAR: usize = 6;

/// A mark that holds together or parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// No mark, or beyond the edge.
    #[default]
    None,
    /// Opens a quotation or bracket.
    Open,
    /// Closes one.
    Close,
    /// Either of these: a straight quotation mark.
    Either,
    /// Any other punctuation.
    Part,
}

impl Mark {
    /// The mark that a token is.
    #[must_use]
    pub fn of(token: &str) -> Self {
        match token {
            "«" | "“" | "(" | "[" => Self::Open,
            "»" | "”" | ")" | "]" => Self::Close,
            "\"" | "'" => Self::Either,
            _ => match token.chars().next() {
                Some(c) if !is_lettered(c) => Self::Part,
                _ => Self::None,
            },
        }
    }
}

/// What one word's sentence says from afar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trail {
    /// Stem and class of the last head word before, and how far back it stands; 0 for none.
    head: u32,
    class: u32,
    distance: usize,
    /// Words since a quotation opened, and until it closes; 0 for none.
    opened: usize,
    closes: usize,
    /// First, second or later word; of a headline or not.
    start: u32,
}

impl Trail {
    /// What most words have: no head word before, no quotation around, not the start.
    pub const PLAIN: Self = Self { head: 0, class: 0, distance: 0, opened: 0, closes: 0, start: 2 };

    /// Whether a head word stands before.
    #[must_use]
    pub const fn is_led(&self) -> bool {
        self.distance > 0
    }

    /// Whether all but the head word is as most words have it.
    #[must_use]
    pub const fn is_placed_plainly(&self) -> bool {
        self.opened == 0 && self.closes == 0 && self.start == Self::PLAIN.start
    }
}

/// The trails of the words of a sentence, into `out`. `headline` says that it is the first
/// of its text. `O(n)`.
pub fn trails(words: &[Gist], headline: bool, out: &mut Vec<Trail>) {
    out.clear();
    let heads = WordClass::ROLE
        .with(WordClass::RANK)
        .with(WordClass::BODY)
        .with(WordClass::MEDIA)
        .with(WordClass::SITE);
    let mut head: Option<(usize, &Gist)> = None;
    let mut open: Option<usize> = None;
    for (i, word) in words.iter().enumerate() {
        let mut trail = Trail {
            start: u32::try_from(i.min(2)).unwrap_or(0) + 3 * u32::from(headline),
            opened: open.map_or(0, |at| (i - at).min(FAR)),
            ..Trail::default()
        };
        if let Some((at, gist)) = head.filter(|(at, _)| i - at <= REACH) {
            trail.head = gist.stem;
            trail.class = u32::from(gist.trigger.bits() & heads.bits());
            trail.distance = i - at;
        }
        match word.mark {
            Mark::Open => open = Some(i),
            Mark::Close => open = None,
            Mark::Either => open = if open.is_some() { None } else { Some(i) },
            Mark::Part => head = None,
            Mark::None => {}
        }
        if word.trigger.has(heads) {
            head = Some((i, word));
        } else if word.trigger.has(WordClass::VERB) {
            head = None;
        }
        out.push(trail);
    }
    let mut close: Option<usize> = None;
    for ((i, word), trail) in words.iter().enumerate().zip(out).rev() {
        if trail.opened > 0 {
            trail.closes = close.map_or(0, |at| (at - i).min(FAR));
        }
        if matches!(word.mark, Mark::Close | Mark::Either) {
            close = Some(i);
        }
    }
}

/// Gives `emit` the features of a trail, for a word and the one before it.
pub fn features(trail: &Trail, [before, here]: [&Gist; 2], mut emit: impl FnMut(u32)) {
    of_head(trail, [before, here], &mut emit);
    of_place(trail, here, emit);
}

/// Those of the head word. Without one they are the same for every word.
pub fn of_head(trail: &Trail, [before, here]: [&Gist; 2], mut emit: impl FnMut(u32)) {
    let distance = number(trail.distance);
    let near = distance.min(4);
    emit(mix(400, mix(trail.class, distance)));
    if trail.is_led() {
        let [_, middle, coarse] = here.classes();
        emit(mix(401, mix(trail.head, near)));
        emit(mix(402, mix(trail.class, middle)));
        emit(mix(403, mix(trail.head, coarse)));
        emit(mix(404, mix(trail.class, mix(near, coarse))));
        emit(mix(405, mix(trail.class, mix(before.coarse(), coarse))));
    }
}

/// Those of the marks around a word and of where it stands.
pub fn of_place(trail: &Trail, here: &Gist, mut emit: impl FnMut(u32)) {
    let (opened, closes) = (number(trail.opened), number(trail.closes));
    let coarse = here.coarse();
    emit(mix(406, mix(opened, closes)));
    emit(mix(407, mix(opened.min(2), mix(closes.min(2), coarse))));
    emit(mix(408, trail.start));
    emit(mix(409, mix(trail.start, coarse)));
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::features::of_word;
    use crate::tagger::table::WordTable;

    fn trails_of(text: &str) -> Vec<Trail> {
        let table = WordTable::default();
        let gists: Vec<Gist> = text.split(' ').map(|w| of_word(w, &table, |_, _| {})).collect();
        let mut out = Vec::new();
        trails(&gists, false, &mut out);
        out
    }

    #[test]
    fn a_head_reaches_until_a_verb_or_a_stop() {
        let distances = |text| trails_of(text).iter().map(|t| t.distance).collect::<Vec<_>>();
        assert_eq!(distances("وزاره النقل البري قال"), [0, 1, 2, 3]);
        assert_eq!(distances("وزاره قال النقل"), [0, 1, 0]);
        assert_eq!(distances("وزاره ، النقل"), [0, 1, 0]);
    }

    #[test]
    fn quotations_are_counted_from_both_ends() {
        let trails = trails_of("قال « نعم لا » ثم");
        let both: Vec<_> = trails.iter().map(|t| (t.opened, t.closes)).collect();
        assert_eq!(both, [(0, 0), (0, 0), (1, 2), (2, 1), (3, 0), (0, 0)]);
    }
}

//! The best labels of a sentence, and how much better they are than others.

use super::file::Transitions;
use super::label::{LABELS, OUTSIDE};
use super::model::FORBIDDEN;
use super::row::{COLUMNS, Sum};

/// Less than any path: what no sum of real weights makes up for.
const NEVER: i16 = i16::MIN / 2;

/// By how much the path outside of names must lead, after what the next word makes up for, to
/// be the only one that is followed: of 36,000 words in names of annotated news two dozen are
/// lost by it, and most words need no more.
const SURE: i16 = 50;

/// The paths to a word that is surely in no name.
const OUTSIDE_ALONE: Sum = {
    let mut paths = [NEVER; COLUMNS];
    let [outside, ..] = &mut paths;
    *outside = 0;
    paths
};

/// How far the path outside of names may come from 0 before all are moved back.
const FAR: u16 = 4096;

/// What label pairs weigh, ready for decoding.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    /// By the label before.
    after: [Sum; LABELS],
    /// The same, by the label after.
    before: [Sum; LABELS],
    start: Sum,
    /// The highest score that a label of a name may have; the lowest for all other columns.
    names: Sum,
}

impl Grammar {
    /// The grammar of a table of weights.
    #[must_use]
    pub(super) fn new(transitions: &Transitions) -> Self {
        let mut grammar = Self {
            after: [[NEVER; COLUMNS]; LABELS],
            before: [[NEVER; COLUMNS]; LABELS],
            start: [NEVER; COLUMNS],
            names: [i16::MIN; COLUMNS],
        };
        let names = grammar.names.iter_mut().take(LABELS).skip(1);
        names.for_each(|name| *name = i16::MAX);
        let weight = |w: i16| if w == FORBIDDEN { NEVER } else { w };
        for (from, row) in transitions.iter().enumerate() {
            for (to, &w) in row.iter().enumerate() {
                let after = grammar.after.get_mut(from).unwrap_or(&mut grammar.start);
                if let Some(cell) = after.get_mut(to) {
                    *cell = weight(w);
                }
                if let Some(cell) = grammar.before.get_mut(to).and_then(|r| r.get_mut(from))
                    && from < LABELS
                {
                    *cell = weight(w);
                }
            }
        }
        grammar
    }

    /// By how much the best label of a name beats that of no name.
    fn lead(&self, scores: &Sum) -> i16 {
        let [outside, ..] = *scores;
        let names = scores.iter().zip(&self.names).map(|(&score, &name)| score.min(name));
        names.fold(i16::MIN, i16::max).saturating_sub(outside)
    }

    /// The best labels of the words with these scores, into `labels`, one for each.
    /// `forward` keeps the best path to each label of each word. `O(n)`.
    pub(super) fn decode(&self, words: &[Sum], forward: &mut Vec<Sum>, labels: &mut [u8]) {
        forward.clear();
        let mut last = None;
        let after = words.iter().skip(1).chain([&[0; COLUMNS]]);
        for (own, next) in words.iter().zip(after) {
            let mut scores = last.map_or(self.start, |last| best(&self.after, &last));
            add(&mut scores, own);
            if self.lead(&scores).saturating_add(self.lead(next).max(0)) <= -SURE {
                scores = OUTSIDE_ALONE;
            }
            forward.push(scores);
            last = Some(scores);
        }
        // Backwards: what led to the label that was chosen after.
        let mut next = &[0; COLUMNS];
        for (scores, label) in forward.iter().zip(labels).rev() {
            *label = if *scores == OUTSIDE_ALONE { OUTSIDE } else { top(scores, next) };
            next = self.before.get(usize::from(*label)).unwrap_or(next);
        }
    }

    /// By how much the best label of each word beats the next best, into `margins`, one for each;
    /// 0 where that is [`OUTSIDE`]. `forward` and `labels` are from [`Self::decode`]. `O(n)`.
    pub(super) fn margins(
        &self,
        words: &[Sum],
        forward: &[Sum],
        labels: &[u8],
        margins: &mut [i16],
    ) {
        let mut follows = Sum::default();
        let chosen = labels.iter().zip(margins);
        for ((through, own), (&label, margin)) in forward.iter().zip(words).zip(chosen).rev() {
            let (mut first, mut second) = (NEVER, NEVER);
            if label != OUTSIDE {
                for (score, next) in through.iter().zip(&follows).take(LABELS) {
                    let score = score.saturating_add(*next);
                    second = second.max(score.min(first));
                    first = first.max(score);
                }
            }
            *margin = first.saturating_sub(second);
            if *through == OUTSIDE_ALONE {
                follows = OUTSIDE_ALONE;
            } else {
                add(&mut follows, own);
            }
            follows = best(&self.before, &follows);
        }
    }
}

/// For each label the best of the labels beside it.
fn best(pairs: &[Sum; LABELS], beside: &Sum) -> Sum {
    if *beside == OUTSIDE_ALONE {
        let [outside, ..] = *pairs;
        return outside;
    }
    let mut out = [NEVER; COLUMNS];
    for (row, &score) in pairs.iter().zip(beside) {
        for (o, &weight) in out.iter_mut().zip(row) {
            *o = (*o).max(score.saturating_add(weight));
        }
    }
    out
}

/// Adds a word's own scores. Only differences count: they are moved back to where numbers
/// are small before they reach their end.
fn add(scores: &mut Sum, own: &Sum) {
    scores.iter_mut().zip(own).for_each(|(s, o)| *s = s.saturating_add(*o));
    let [outside, ..] = *scores;
    if outside.unsigned_abs() > FAR {
        for score in scores {
            *score = score.saturating_sub(outside).max(NEVER);
        }
    }
}

/// The label with the highest sum of both; of equals the first.
fn top(scores: &Sum, others: &Sum) -> u8 {
    let mut sums = *scores;
    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum = sum.saturating_add(*other));
    let most = sums.iter().copied().fold(i16::MIN, i16::max);
    (0..).zip(sums).find(|&(_, sum)| sum == most).map_or(OUTSIDE, |(label, _)| label)
}

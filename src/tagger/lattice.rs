//! The best labels of a sentence, and how much better they are than others.

use super::label::{LABELS, OUTSIDE};
use super::model::{FORBIDDEN, Transitions};
use super::row::{COLUMNS, Sum};

/// Less than any path: what no sum of real weights makes up for.
const NEVER: i16 = i16::MIN / 2;

/// What label pairs weigh, ready for decoding.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    /// By the label before.
    after: [Sum; LABELS],
    /// The same, by the label after.
    before: [Sum; LABELS],
    start: Sum,
}

impl Grammar {
    /// The grammar of a table of weights.
    #[must_use]
    pub(super) fn new(transitions: &Transitions) -> Self {
        let mut grammar = Self {
            after: [[NEVER; COLUMNS]; LABELS],
            before: [[NEVER; COLUMNS]; LABELS],
            start: [NEVER; COLUMNS],
        };
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

    /// The best labels of the words with these scores, into `labels`, one for each.
    /// `forward` keeps the best path to each label of each word. `O(n)`.
    pub(super) fn decode(&self, words: &[Sum], forward: &mut Vec<Sum>, labels: &mut [u8]) {
        forward.clear();
        let mut last = None;
        for own in words {
            let mut scores = last.map_or(self.start, |last| best(&self.after, &last));
            add(&mut scores, own);
            forward.push(scores);
            last = Some(scores);
        }
        // Backwards: what led to the label that was chosen after.
        let mut next: Option<u8> = None;
        for (scores, label) in forward.iter().zip(labels).rev() {
            let mut scores = *scores;
            if let Some(lead) = next.and_then(|l| self.before.get(usize::from(l))) {
                scores.iter_mut().zip(lead).for_each(|(s, w)| *s = s.saturating_add(*w));
            }
            *label = top(&scores);
            next = Some(*label);
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
            add(&mut follows, own);
            follows = best(&self.before, &follows);
        }
    }
}

/// For each label the best of the labels beside it.
fn best(pairs: &[Sum; LABELS], beside: &Sum) -> Sum {
    let mut out = [NEVER; COLUMNS];
    for (row, &score) in pairs.iter().zip(beside) {
        for (o, &weight) in out.iter_mut().zip(row) {
            *o = (*o).max(score.saturating_add(weight));
        }
    }
    out
}

/// Adds a word's own scores, and takes away from all what the first label has: only
/// differences count, and they stay small.
fn add(scores: &mut Sum, own: &Sum) {
    scores.iter_mut().zip(own).for_each(|(s, o)| *s = s.saturating_add(*o));
    let [outside, ..] = *scores;
    for score in scores {
        *score = score.saturating_sub(outside).max(NEVER);
    }
}

/// The label with the highest score; of equals the first.
fn top(scores: &Sum) -> u8 {
    let most = scores.iter().fold(i16::MIN, |most, &score| most.max(score));
    (0u8..).zip(scores).find(|&(_, &score)| score == most).map_or(OUTSIDE, |(label, _)| label)
}

//! The best labels of a sentence, and how much better they are than others.

use super::label::LABELS;
use super::model::{FORBIDDEN, Transitions};

/// The scores of a word's labels.
pub(super) type Scores = [i32; LABELS];

/// Less than any path, yet far from overflow.
const NEVER: i32 = i32::MIN / 4;

/// Label pairs that may stand side by side, ready for decoding.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    /// For each label what may stand before it, and the weight of the pair.
    before: [Vec<(usize, i32)>; LABELS],
    start: Scores,
}

impl Grammar {
    /// The grammar of a table of weights.
    #[must_use]
    pub(super) fn new(transitions: &Transitions) -> Self {
        let mut before: [Vec<(usize, i32)>; LABELS] = Default::default();
        let mut start = [NEVER; LABELS];
        for (from, row) in transitions.iter().enumerate() {
            for ((&weight, before), start) in row.iter().zip(&mut before).zip(&mut start) {
                match (weight, from) {
                    (FORBIDDEN, _) => {}
                    (_, LABELS) => *start = i32::from(weight),
                    _ => before.push((from, i32::from(weight))),
                }
            }
        }
        Self { before, start }
    }

    /// For each word, label by label, the score of the best path through it. `O(n)`.
    pub(super) fn best_through(&self, words: &[Scores], out: &mut Vec<Scores>) {
        out.clear();
        let mut last: Option<Scores> = None;
        for word in words {
            let mut scores = [NEVER; LABELS];
            for (((score, own), before), start) in
                scores.iter_mut().zip(word).zip(&self.before).zip(&self.start)
            {
                *score = match &last {
                    None => *start,
                    Some(last) => before
                        .iter()
                        .filter_map(|&(from, weight)| Some(last.get(from)? + weight))
                        .max()
                        .unwrap_or(NEVER),
                };
                *score = (*score + own).max(NEVER);
            }
            last = Some(scores);
            out.push(scores);
        }
        // Backwards: the best that can follow each label, added to what led to it.
        let mut after: Option<Scores> = None;
        for (through, word) in out.iter_mut().zip(words).rev() {
            let follows = after.unwrap_or([0; LABELS]);
            for (score, next) in through.iter_mut().zip(&follows) {
                *score = (*score + next).max(NEVER);
            }
            let mut lead = [NEVER; LABELS];
            for ((own, next), before) in word.iter().zip(&follows).zip(&self.before) {
                for &(from, weight) in before {
                    if let Some(lead) = lead.get_mut(from) {
                        *lead = (own + next + weight).max(*lead);
                    }
                }
            }
            after = Some(lead);
        }
    }
}

//! The best labels of a sentence, and how much better they are than others.

use super::label::LABELS;
use super::model::{COLUMNS, FORBIDDEN, Transitions};

/// The scores of a word's labels, filled up so that they fit vector registers.
pub(super) type Scores = [i32; COLUMNS];

/// Less than any path, yet far from overflow when two are added.
const NEVER: i32 = i32::MIN / 4;

/// What label pairs weigh, ready for decoding.
#[derive(Debug, Clone)]
pub(super) struct Grammar {
    /// By the label before.
    after: [Scores; LABELS],
    /// The same, by the label after.
    before: [Scores; LABELS],
    start: Scores,
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
        let weight = |w: i16| if w == FORBIDDEN { NEVER } else { i32::from(w) };
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

    /// The best labels of the words with these scores, into `labels`.
    /// `forward` keeps the best path to each label of each word. `O(n)`.
    pub(super) fn decode(&self, words: &[Scores], forward: &mut Vec<Scores>, labels: &mut Vec<u8>) {
        forward.clear();
        labels.clear();
        let mut last = None;
        for own in words {
            let mut scores = match &last {
                None => self.start,
                Some(last) => best(&self.after, last),
            };
            add(&mut scores, own);
            forward.push(scores);
            last = Some(scores);
        }
        // Backwards: what led to the label that was chosen after.
        let mut next: Option<u8> = None;
        for scores in forward.iter().rev() {
            let lead = next.and_then(|l| self.before.get(usize::from(l)));
            let label = match lead {
                None => top(scores.iter().copied()),
                Some(lead) => top(scores.iter().zip(lead).map(|(s, w)| s + w)),
            };
            labels.push(label);
            next = Some(label);
        }
        labels.reverse();
    }

    /// By how much the best label of each word beats the next best, in the
    /// order of the words. `forward` is from [`Self::decode`]. `O(n)`.
    pub(super) fn margins(&self, words: &[Scores], forward: &[Scores], margins: &mut Vec<i32>) {
        margins.clear();
        let mut follows = [0; COLUMNS];
        for (through, own) in forward.iter().zip(words).rev() {
            let (mut first, mut second) = (NEVER * 2, NEVER * 2);
            for (score, next) in through.iter().zip(&follows).take(LABELS) {
                let score = score + next;
                second = second.max(score.min(first));
                first = first.max(score);
            }
            margins.push(first.saturating_sub(second));
            add(&mut follows, own);
            follows = best(&self.before, &follows).map(|lead| lead.max(NEVER));
        }
        margins.reverse();
    }
}

/// For each label the best of the labels beside it.
fn best(pairs: &[Scores; LABELS], beside: &Scores) -> Scores {
    let mut out = [NEVER; COLUMNS];
    for (row, &score) in pairs.iter().zip(beside) {
        for (o, &weight) in out.iter_mut().zip(row) {
            *o = (*o).max(score + weight);
        }
    }
    out
}

fn add(scores: &mut Scores, own: &Scores) {
    scores.iter_mut().zip(own).for_each(|(s, o)| *s = (*s + o).max(NEVER));
}

/// The label with the highest score; of equals the first.
fn top(scores: impl Iterator<Item = i32>) -> u8 {
    let mut best = (0, i32::MIN);
    for (label, score) in (0u8..).zip(scores.take(LABELS)) {
        if score > best.1 {
            best = (label, score);
        }
    }
    best.0
}

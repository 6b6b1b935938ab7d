//! A linear-chain conditional random field, trained by adaptive gradient steps.

use wasim::tagger::label::{LABELS, may_follow};

use crate::random::Random;

/// Weights of a feature, padded so that a row fills vector registers.
pub type Row = [f32; 16];
/// Weights of label pairs; the last row is for the start of a sentence.
pub type Pairs = [Row; LABELS + 1];

/// One sentence of labelled words.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// Features of all words, as rows of the model.
    pub features: Vec<u32>,
    /// Where the features of each word start, and the end.
    pub starts: Vec<u32>,
    /// Right labels.
    pub gold: Vec<u8>,
    /// Scores that are added to those of the features; empty for none.
    pub base: Vec<Row>,
}

impl Sequence {
    fn at(&self, word: usize) -> &[u32] {
        &self.features[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// First step size.
    pub rate: f32,
    /// Pull of every weight towards zero, per step.
    pub l1: f32,
    /// Share of features that are hidden at each step.
    pub drop: f32,
    /// Times over the data.
    pub epochs: usize,
}

/// The weights.
#[derive(Debug, Clone)]
pub struct Crf {
    pub rows: Vec<Row>,
    pub pairs: Pairs,
    allowed: Pairs,
}

impl Crf {
    /// All weights zero.
    pub fn new(rows: usize) -> Self {
        let mut allowed = Pairs::default();
        for (before, row) in allowed.iter_mut().enumerate() {
            for next in 0..LABELS {
                let from = u8::try_from(before).ok().filter(|_| before < LABELS);
                row[next] = f32::from(u8::from(may_follow(from, next as u8)));
            }
        }
        Self { rows: vec![Row::default(); rows], pairs: Pairs::default(), allowed }
    }

    /// The scores of the labels of each word.
    pub fn scores(&self, sequence: &Sequence, out: &mut Vec<Row>) {
        out.clear();
        for word in 0..sequence.gold.len() {
            let mut sum = sequence.base.get(word).copied().unwrap_or_default();
            for &f in sequence.at(word) {
                let row = &self.rows[f as usize];
                (0..16).for_each(|i| sum[i] += row[i]);
            }
            out.push(sum);
        }
    }

    /// The best labels, and by how much each beats the next best.
    pub fn decode(&self, scores: &[Row]) -> (Vec<u8>, Vec<f32>) {
        let n = scores.len();
        let mut forward: Vec<[f32; LABELS]> = Vec::with_capacity(n);
        for (t, own) in scores.iter().enumerate() {
            let mut row = [-1e9f32; LABELS];
            for l in 0..LABELS {
                if t == 0 {
                    if self.allowed[LABELS][l] > 0.0 {
                        row[l] = self.pairs[LABELS][l];
                    }
                } else {
                    for k in 0..LABELS {
                        if self.allowed[k][l] > 0.0 {
                            row[l] = row[l].max(forward[t - 1][k] + self.pairs[k][l]);
                        }
                    }
                }
                row[l] += own[l];
            }
            forward.push(row);
        }
        let mut after = [0.0f32; LABELS];
        let mut labels = vec![0; n];
        let mut margins = vec![0.0; n];
        for t in (0..n).rev() {
            let (mut best, mut top, mut second) = (0, f32::MIN, f32::MIN);
            for l in 0..LABELS {
                let s = forward[t][l] + after[l];
                if s > top {
                    (best, second, top) = (l, top, s);
                } else {
                    second = second.max(s);
                }
            }
            labels[t] = best as u8;
            margins[t] = top - second;
            let mut lead = [-1e9f32; LABELS];
            for k in 0..LABELS {
                for l in 0..LABELS {
                    if self.allowed[k][l] > 0.0 {
                        lead[k] = lead[k].max(self.pairs[k][l] + scores[t][l] + after[l]);
                    }
                }
            }
            after = lead;
        }
        (labels, margins)
    }

    /// How probable each label of each word is. Adds how often each pair is
    /// expected to `expected`.
    pub fn marginals(&self, scores: &[Row], expected: Option<&mut Pairs>) -> Vec<Row> {
        let n = scores.len();
        let mut m = Pairs::default();
        for (m, (pairs, allowed)) in m.iter_mut().zip(self.pairs.iter().zip(&self.allowed)) {
            (0..LABELS).for_each(|l| m[l] = allowed[l] * pairs[l].exp());
        }
        let own: Vec<Row> = scores
            .iter()
            .map(|s| {
                let most = s[..LABELS].iter().copied().fold(f32::MIN, f32::max);
                let mut row = Row::default();
                (0..LABELS).for_each(|l| row[l] = (s[l] - most).exp());
                row
            })
            .collect();
        let mut alpha: Vec<Row> = Vec::with_capacity(n);
        let mut sums = Vec::with_capacity(n);
        for t in 0..n {
            let mut a = Row::default();
            if t == 0 {
                a = m[LABELS];
            } else {
                for k in 0..LABELS {
                    let x = alpha[t - 1][k];
                    (0..16).for_each(|l| a[l] += x * m[k][l]);
                }
            }
            (0..16).for_each(|l| a[l] *= own[t][l]);
            let sum = a.iter().sum::<f32>().max(1e-30);
            a.iter_mut().for_each(|x| *x /= sum);
            sums.push(sum);
            alpha.push(a);
        }
        let mut out = vec![Row::default(); n];
        let mut beta = [1.0f32; 16];
        let mut expected = expected;
        for t in (0..n).rev() {
            (0..16).for_each(|l| out[t][l] = alpha[t][l] * beta[l]);
            let mut right = Row::default();
            (0..16).for_each(|l| right[l] = own[t][l] * beta[l] / sums[t]);
            let mut left = Row::default();
            for k in 0..LABELS {
                left[k] = (0..16).map(|l| m[k][l] * right[l]).sum();
            }
            if let Some(e) = expected.as_deref_mut() {
                if t == 0 {
                    (0..16).for_each(|l| e[LABELS][l] += m[LABELS][l] * right[l]);
                } else {
                    for k in 0..LABELS {
                        let a = alpha[t - 1][k];
                        (0..16).for_each(|l| e[k][l] += a * m[k][l] * right[l]);
                    }
                }
            }
            beta = left;
        }
        out
    }

    /// Trains on `data`.
    pub fn train(&mut self, data: &[Sequence], options: Options) {
        let mut random = Random::new(1);
        let mut squares = vec![[1e-2f32; 16]; self.rows.len()];
        let mut pair_squares = [[1e-2f32; 16]; LABELS + 1];
        let mut touched = vec![0u32; self.rows.len()];
        let mut order: Vec<usize> = (0..data.len()).collect();
        let mut step = 0;
        let mut scores = Vec::new();
        let mut seen = Sequence::default();
        // Weights are averaged over the ends of the later rounds: what features happened to be
        // hidden last matters less.
        let settled = options.epochs / 2;
        let mut rows = vec![Row::default(); self.rows.len()];
        let mut all_pairs = Pairs::default();
        for epoch in 0..options.epochs {
            random.shuffle(&mut order);
            let rate = options.rate * (1.0 - 0.9 * epoch as f32 / options.epochs as f32);
            for &i in &order {
                seen.hide(&data[i], options.drop, &mut random);
                for &f in &seen.features {
                    let f = f as usize;
                    let pull = options.l1 * rate * (step - touched[f]) as f32;
                    shrink(&mut self.rows[f], &squares[f], pull);
                    touched[f] = step;
                }
                step += 1;
                self.scores(&seen, &mut scores);
                let mut pairs = Pairs::default();
                let marginals = self.marginals(&scores, Some(&mut pairs));
                for (word, mut slope) in marginals.into_iter().enumerate() {
                    slope[seen.gold[word] as usize] -= 1.0;
                    if slope.iter().all(|d| d.abs() < 1e-4) {
                        continue;
                    }
                    for &f in seen.at(word) {
                        descend(&mut self.rows[f as usize], &mut squares[f as usize], &slope, rate);
                    }
                }
                let mut before = LABELS;
                for &label in &seen.gold {
                    pairs[before][label as usize] -= 1.0;
                    before = label as usize;
                }
                for ((row, squares), slope) in
                    self.pairs.iter_mut().zip(&mut pair_squares).zip(&pairs)
                {
                    descend(row, squares, slope, rate);
                }
            }
            for (f, row) in self.rows.iter_mut().enumerate() {
                shrink(row, &squares[f], options.l1 * rate * (step - touched[f]) as f32);
                touched[f] = step;
            }
            if epoch >= settled {
                plus(&mut rows, &self.rows);
                plus(&mut all_pairs, &self.pairs);
            }
        }
        let share = 1.0 / (options.epochs - settled) as f32;
        rows.iter_mut().flatten().for_each(|x| *x *= share * (1.0 - options.drop));
        all_pairs.iter_mut().flatten().for_each(|x| *x *= share);
        (self.rows, self.pairs) = (rows, all_pairs);
    }
}

fn plus(sums: &mut [Row], rows: &[Row]) {
    sums.iter_mut().flatten().zip(rows.iter().flatten()).for_each(|(s, x)| *s += x);
}

impl Sequence {
    /// Becomes `other` with a share of its features hidden.
    fn hide(&mut self, other: &Self, share: f32, random: &mut Random) {
        self.features.clear();
        self.starts.clear();
        self.starts.push(0);
        for word in 0..other.gold.len() {
            self.features.extend(other.at(word).iter().filter(|_| random.unit() >= share));
            self.starts.push(self.features.len() as u32);
        }
        self.gold.clone_from(&other.gold);
        self.base.clone_from(&other.base);
    }
}

fn descend(row: &mut Row, squares: &mut Row, slope: &Row, rate: f32) {
    for i in 0..16 {
        squares[i] += slope[i] * slope[i];
        row[i] -= rate * slope[i] / squares[i].sqrt();
    }
}

fn shrink(row: &mut Row, squares: &Row, pull: f32) {
    if pull > 0.0 {
        for i in 0..16 {
            let left = (row[i].abs() - pull / squares[i].sqrt()).max(0.0);
            row[i] = left.copysign(row[i]);
        }
    }
}

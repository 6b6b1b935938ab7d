//! From the margin of a mention to the probability that it is right.

use wasim::tagger::file::Calibration;
use wasim::tagger::label::runs;

use crate::crf::Sequence;
use crate::pack::UNITS;
use crate::trained::Trained;

/// Fits, kind by kind, a logistic curve to mentions found in held-out articles.
pub fn fit(model: &Trained, data: &[Sequence]) -> [Calibration; 4] {
    let mut found: [Vec<(f32, bool)>; 4] = Default::default();
    let mut scores = Vec::new();
    for sequence in data {
        model.crf.scores(sequence, &mut scores);
        let (labels, margins) = model.crf.decode(&scores);
        let gold = runs(&sequence.gold);
        for run in runs(&labels) {
            let margin = margins[run.first..=run.last].iter().copied().fold(f32::MAX, f32::min);
            found[run.kind as usize].push((margin.min(30.0), gold.contains(&run)));
        }
    }
    found.map(|examples| curve(&examples))
}

/// Newton's method on two parameters.
fn curve(examples: &[(f32, bool)]) -> Calibration {
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    for _ in 0..50 {
        let (mut g, mut h) = ([0.0; 2], [1e-3, 0.0, 1e-3]);
        for &(margin, right) in examples {
            let x = f64::from(margin);
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let (d, w) = (p - f64::from(u8::from(right)), p * (1.0 - p));
            g = [g[0] + d * x, g[1] + d];
            h = [h[0] + w * x * x, h[1] + w * x, h[2] + w];
        }
        let det = h[0] * h[2] - h[1] * h[1];
        slope -= (h[2] * g[0] - h[1] * g[1]) / det;
        offset -= (h[0] * g[1] - h[1] * g[0]) / det;
    }
    Calibration { slope: (slope / f64::from(UNITS)) as f32, offset: offset as f32 }
}

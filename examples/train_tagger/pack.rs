//! Writes the model file that `wasim::tagger::file` reads.

use std::array;
use std::collections::{BTreeMap, HashMap};

use wasim::tagger::file::{CLASS_BITS, Calibration, Content, Transitions};
use wasim::tagger::label::LABELS;
use wasim::tagger::row::{ACTING, Row};
use wasim::tagger::table::Entry;

use crate::crf::Pairs;
use crate::trained::{Id, Trained};

/// Weights of one unit in the model file, for a weight of one.
pub const UNITS: f32 = 10.0;
/// Smaller weights are left out.
const LEAST: f32 = 0.06;

/// All that goes into a model file.
pub struct Parts<'p> {
    /// Words by key.
    pub words: &'p BTreeMap<u32, Entry>,
    /// Middle and coarse class of each fine class.
    pub coarser: &'p [[u8; 2]],
    pub first: &'p Trained,
    pub second: &'p Trained,
    pub acting: &'p HashMap<Id, f32>,
    pub calibration: [Calibration; 4],
}

/// The bytes of the model file, and how many items each part has.
pub fn pack(parts: &Parts<'_>) -> (Vec<u8>, String) {
    let rows = rows(parts);
    let mut places: BTreeMap<u32, u8> = BTreeMap::new();
    rows.keys().for_each(|id| *places.entry(id >> 3).or_default() |= 1 << (id & 7));
    // None without classes.
    let mut coarser = parts.coarser.to_vec();
    coarser.resize(1 << CLASS_BITS, [0; 2]);
    let content = Content {
        coarser,
        words: parts.words.iter().map(|(&key, &entry)| (key, entry)).collect(),
        features: places.into_iter().collect(),
        rows: rows.into_values().collect(),
        transitions: [pairs(&parts.first.crf.pairs), pairs(&parts.second.crf.pairs)],
        calibration: parts.calibration,
    };
    let report = format!(
        "{} words, {} features with {} rows and {} weights",
        content.words.len(),
        content.features.len(),
        content.rows.len(),
        content.rows.as_flattened().iter().filter(|&&w| w != 0).count(),
    );
    let bytes = content.clone().write();
    assert!(Content::read(&bytes) == Ok(content), "what is written is not what is read");
    (bytes, report)
}

fn rows(parts: &Parts<'_>) -> BTreeMap<Id, Row> {
    let mut rows: BTreeMap<Id, Row> = BTreeMap::new();
    for model in [parts.first, parts.second] {
        for (&id, &row) in &model.rows {
            let weights = &model.crf.rows[row as usize];
            let to = rows.entry(id).or_default();
            (0..LABELS).for_each(|l| to[l] = to[l].saturating_add(unit(weights[l])));
        }
    }
    for (&id, &weight) in parts.acting {
        rows.entry(id).or_default()[ACTING] = unit(weight);
    }
    rows.retain(|_, row| row.iter().any(|&w| w != 0));
    rows
}

fn unit(weight: f32) -> i8 {
    let weight = if weight.abs() < LEAST { 0.0 } else { weight };
    (weight * UNITS).round().clamp(-127.0, 127.0) as i8
}

fn pairs(pairs: &Pairs) -> Transitions {
    array::from_fn(|before| array::from_fn(|next| (pairs[before][next] * UNITS).round() as i16))
}

//! Writes the model file that `wasim::tagger::model` reads.

use std::collections::{BTreeMap, HashMap};

use wasim::tagger::bits::BitWriter;
use wasim::tagger::label::LABELS;
use wasim::tagger::model::{CLASS_BITS, CLASSED, Calibration, MAGIC, VERSION, checksum};
use wasim::tagger::row::{ACTING, COLUMNS};
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

/// The bytes of the model file, and how many bytes and items each part has.
pub fn pack(parts: &Parts<'_>) -> (Vec<u8>, String) {
    let mut body = Vec::new();
    block(&mut body, parts.coarser.as_flattened());
    let keys: Vec<u32> = parts.words.keys().copied().collect();
    rising(&mut body, &keys);
    let bits: Vec<u32> =
        parts.words.values().map(|e| e.bits | u32::from(e.class > 0) << CLASSED).collect();
    patterns(&mut body, &bits);
    let mut classes = BitWriter::default();
    for class in parts.words.values().filter_map(|e| e.class.checked_sub(1)) {
        classes.put(u32::from(class), CLASS_BITS);
    }
    block(&mut body, &classes.finish());
    let words = body.len();

    let rows = rows(parts);
    let mut places: BTreeMap<u32, u8> = BTreeMap::new();
    rows.keys().for_each(|id| *places.entry(id >> 3).or_default() |= 1 << (id & 7));
    let keys: Vec<u32> = places.keys().copied().collect();
    rising(&mut body, &keys);
    body.extend(places.values());
    let columns: Vec<u32> = rows
        .values()
        .map(|row| (0..COLUMNS).filter(|&i| row[i] != 0).fold(0, |set, i| set | 1 << i))
        .collect();
    patterns(&mut body, &columns);
    let values: Vec<u8> =
        rows.values().flatten().filter(|&&w| w != 0).map(|w| w.cast_unsigned()).collect();
    block(&mut body, &values);
    pairs(&mut body, &parts.first.crf.pairs);
    pairs(&mut body, &parts.second.crf.pairs);
    for c in parts.calibration {
        body.extend(c.slope.to_le_bytes());
        body.extend(c.offset.to_le_bytes());
    }
    let report = format!(
        "{} words in {words} bytes, {} features with {} rows and {} weights in {} bytes",
        parts.words.len(),
        keys.len(),
        rows.len(),
        values.len(),
        body.len() - words
    );
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    out.extend(checksum(&body).to_le_bytes());
    out.extend(body);
    (out, report)
}

fn rows(parts: &Parts<'_>) -> BTreeMap<Id, [i8; COLUMNS]> {
    let mut rows: BTreeMap<Id, [i8; COLUMNS]> = BTreeMap::new();
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

fn pairs(out: &mut Vec<u8>, pairs: &Pairs) {
    let bytes: Vec<u8> = pairs
        .iter()
        .flat_map(|row| &row[..LABELS])
        .flat_map(|w| ((w * UNITS).round() as i16).to_le_bytes())
        .collect();
    block(out, &bytes);
}

fn number(out: &mut Vec<u8>, value: usize) {
    out.extend(u32::try_from(value).expect("a small number").to_le_bytes());
}

fn block(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len());
    out.extend(bytes);
}

fn rising(out: &mut Vec<u8>, keys: &[u32]) {
    let gap = keys.last().map_or(1, |&last| last as usize / keys.len().max(1)).max(1);
    let low = gap.ilog2();
    number(out, keys.len());
    number(out, low as usize);
    let mut bits = BitWriter::default();
    bits.rising(keys, low);
    block(out, &bits.finish());
}

/// A list of patterns, most frequent first, then the choice for each item.
fn patterns(out: &mut Vec<u8>, items: &[u32]) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    items.iter().for_each(|&p| *counts.entry(p).or_default() += 1);
    let mut list: Vec<u32> = counts.keys().copied().collect();
    list.sort_by_key(|p| (std::cmp::Reverse(counts[p]), *p));
    let place: HashMap<u32, usize> = list.iter().enumerate().map(|(i, &p)| (p, i)).collect();
    block(out, &list.iter().flat_map(|p| p.to_le_bytes()).collect::<Vec<u8>>());
    let mut choices = Vec::new();
    for pattern in items {
        let place = u16::try_from(place[pattern]).expect("at most 65,536 patterns");
        if place < 255 {
            choices.push(place as u8);
        } else {
            choices.push(255);
            choices.extend(place.to_le_bytes());
        }
    }
    block(out, &choices);
}

//! Whether a place acts: a logistic model.

use std::collections::HashMap;

use wasim::analysis::Kind;
use wasim::clitic;
use wasim::tagger::acting::{Setting, features};
use wasim::tagger::features::HERE;
use wasim::tagger::label::{Run, meaning};
use wasim::tagger::table::WordTable;

use crate::gold::Article;
use crate::random::Random;
use crate::trained::{Extractor, Id, id};

const EPOCHS: usize = 20;
const RATE: f32 = 0.1;
const DROP: f32 = 0.3;
const LEAST: u32 = 2;
/// Features kept: the strongest.
const MOST: usize = 8_000;
/// A place that acts counts for more, since the other kind is more frequent and as much is lost.
const WEIGHT: f32 = 1.4;

/// The places of annotated articles: the ids of their features, and whether each acts.
fn examples(articles: &[&Article], table: &WordTable) -> Vec<(Vec<u32>, bool)> {
    let mut extractor = Extractor::new(table);
    let mut out = Vec::new();
    for article in articles {
        for (number, sentence) in article.sentences.iter().enumerate() {
            let gists = extractor.gists(sentence);
            for mark in article.marks.iter().filter(|m| m.kind == Kind::Place) {
                let Some((first, last)) = sentence.find(mark) else { continue };
                let word = &sentence.words[first];
                let mut keys = Vec::new();
                let setting = Setting {
                    words: &gists,
                    labels: &sentence.labels,
                    run: Run { first, last, kind: Kind::Place },
                    proclitics: &word[..clitic::cut(word)],
                    inside: meaning(sentence.labels[first]).1.is_some(),
                    headline: number == 0,
                };
                features(setting, |f| keys.push(id(f, HERE)));
                out.push((keys, mark.acting));
            }
        }
    }
    out
}

/// The weight of each feature, by id. Above zero in sum: it acts.
pub fn train(articles: &[&Article], table: &WordTable) -> HashMap<Id, f32> {
    let data = examples(articles, table);
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (keys, _) in &data {
        keys.iter().for_each(|&k| *counts.entry(k).or_default() += 1);
    }
    let mut weights: HashMap<u32, (f32, f32)> =
        counts.into_iter().filter(|&(_, n)| n >= LEAST).map(|(k, _)| (k, (0.0, 1e-2))).collect();
    let mut random = Random::new(1);
    let mut order: Vec<usize> = (0..data.len()).collect();
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let rate = RATE * (1.0 - 0.9 * epoch as f32 / EPOCHS as f32);
        for &i in &order {
            let (keys, acts) = &data[i];
            let seen: Vec<u32> = keys.iter().copied().filter(|_| random.unit() >= DROP).collect();
            let sum: f32 = seen.iter().filter_map(|k| weights.get(k)).map(|w| w.0).sum();
            let slope = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(*acts));
            let slope = if *acts { slope * WEIGHT } else { slope };
            for key in &seen {
                if let Some((weight, squares)) = weights.get_mut(key) {
                    *squares += slope * slope;
                    *weight -= rate * slope / squares.sqrt();
                }
            }
        }
    }
    let mut strongest: Vec<(Id, f32)> =
        weights.into_iter().map(|(id, (w, _))| (id, w * (1.0 - DROP))).collect();
    strongest.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    strongest.truncate(MOST);
    strongest.into_iter().collect()
}

//! Features as rows, and the model that labels words.

use std::collections::HashMap;

use wasim::tagger::features::{self, ALWAYS, EDGE, Gist, HERE, Places};
use wasim::tagger::file::FEATURE_BITS;
use wasim::tagger::table::{WordTable, shortened};
use wasim::tagger::trail;

use crate::crf::{Crf, Options, Row, Sequence};
use crate::gold::{Article, Sentence};

/// The key of a feature in the model file with, as its lowest three bits, a place at which it counts.
pub type Id = u32;

/// The id of a feature at a place.
pub fn id(feature: u32, place: usize) -> Id {
    shortened(feature, FEATURE_BITS) << 3 | place as u32
}

/// The features of each word of a sentence.
pub type Hashed = Vec<Vec<Id>>;

/// Features of words, each word's computed once.
pub struct Extractor<'t> {
    table: &'t WordTable,
    known: HashMap<String, (Gist, Vec<(Places, u32)>)>,
}

impl<'t> Extractor<'t> {
    pub fn new(table: &'t WordTable) -> Self {
        Self { table, known: HashMap::new() }
    }

    /// The gists of the words of a sentence.
    pub fn gists(&mut self, sentence: &Sentence) -> Vec<Gist> {
        sentence
            .words
            .iter()
            .map(|word| {
                if let Some((gist, _)) = self.known.get(word) {
                    return *gist;
                }
                let mut found = Vec::new();
                let gist = features::of_word(word, self.table, |places, f| found.push((places, f)));
                self.known.insert(word.clone(), (gist, found));
                gist
            })
            .collect()
    }

    /// The features of the words of a sentence.
    pub fn features(&mut self, sentence: &Sentence) -> Hashed {
        let gists = self.gists(sentence);
        let mut trails = Vec::new();
        trail::trails(&gists, sentence.headline, &mut trails);
        let mut out: Hashed = vec![vec![id(ALWAYS, HERE)]; gists.len()];
        // `first` is two more than the place of the word that the feature belongs to.
        let mut add = |first: usize, places: Places, feature: u32| {
            for &place in places {
                let word = first.checked_sub(place).and_then(|word| out.get_mut(word));
                word.into_iter().for_each(|w| w.push(id(feature, place)));
            }
        };
        for (at, word) in sentence.words.iter().enumerate() {
            let (_, found) = &self.known[word];
            found.iter().for_each(|&(places, f)| add(at + HERE, places, f));
        }
        for (first, window) in features::neighbours(&gists).enumerate() {
            features::of_neighbours(window, |places, f| add(first, places, f));
        }
        for (at, trail) in trails.iter().enumerate() {
            let before = at.checked_sub(1).map_or(&EDGE, |b| &gists[b]);
            trail::features(trail, [before, &gists[at]], |f| out[at].push(id(f, HERE)));
        }
        out
    }
}

/// From the id of a feature to its row.
pub type Rows = HashMap<Id, u32>;

/// Rows for the features that stand at `least` words or more.
pub fn rows<'h>(data: impl Iterator<Item = &'h Hashed> + Clone, least: u32) -> Rows {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for &f in data.clone().flatten().flatten() {
        *counts.entry(f).or_default() += 1;
    }
    let mut rows = Rows::new();
    for &f in data.flatten().flatten() {
        if counts[&f] >= least {
            let next = rows.len() as u32;
            rows.entry(f).or_insert(next);
        }
    }
    rows
}

/// A sentence as the trainer reads it.
pub fn sequence(hashed: &Hashed, gold: &[u8], rows: &Rows) -> Sequence {
    let mut out = Sequence { gold: gold.to_vec(), starts: vec![0], ..Sequence::default() };
    for word in hashed {
        out.features.extend(word.iter().filter_map(|f| rows.get(f)));
        out.starts.push(out.features.len() as u32);
    }
    out
}

/// Weights with the keys of their rows.
pub struct Trained {
    pub rows: Rows,
    pub crf: Crf,
}

impl Trained {
    /// The model of the first reading. With `chosen`, of these features only.
    pub fn first(
        articles: &[&Article],
        table: &WordTable,
        options: Options,
        chosen: Option<&Rows>,
    ) -> Self {
        let mut extractor = Extractor::new(table);
        let sentences: Vec<&Sentence> = articles.iter().flat_map(|a| &a.sentences).collect();
        let hashed: Vec<Hashed> = sentences.iter().map(|s| extractor.features(s)).collect();
        let rows = chosen.cloned().unwrap_or_else(|| rows(hashed.iter(), 2));
        let data: Vec<Sequence> =
            hashed.iter().zip(&sentences).map(|(h, s)| sequence(h, &s.labels, &rows)).collect();
        let mut crf = Crf::new(rows.len());
        crf.train(&data, options);
        Self { rows, crf }
    }

    /// The `most` features with the largest weights, as rows of a new model.
    pub fn strongest(&self, most: usize) -> Rows {
        let size =
            |row: u32| self.crf.rows[row as usize].iter().fold(0.0f32, |most, w| most.max(w.abs()));
        let mut keys: Vec<(f32, u32)> =
            self.rows.iter().map(|(&key, &row)| (size(row), key)).collect();
        keys.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        keys.truncate(most);
        (0..).zip(keys).map(|(row, (_, key))| (key, row)).collect()
    }

    /// The scores that this model gives the words of a sentence.
    pub fn scores(&self, extractor: &mut Extractor<'_>, sentence: &Sentence) -> Vec<Row> {
        let mut out = Vec::new();
        let hashed = extractor.features(sentence);
        self.crf.scores(&sequence(&hashed, &sentence.labels, &self.rows), &mut out);
        out
    }
}

//! As what news uses a word: bits from a first model's reading of the raw news.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use wasim::analysis::Kind;
use wasim::tagger::label::MEANING;
use wasim::tagger::table::WordTable;

use crate::corpus::articles;
use crate::gold::Article;
use crate::names;
use crate::trained::{Extractor, Trained};

/// Expected number of times as nothing, person, organization, place and role.
type Uses = [f32; 5];

/// Shares at which a bit is set.
const SHARES: [f32; 4] = [0.05, 0.15, 0.4, 0.75];

/// The bits of the words that stand in `every`th article of news at least `least` times.
pub fn bits(
    model: &Trained,
    table: &WordTable,
    files: &[PathBuf],
    every: usize,
    least: f32,
) -> HashMap<String, u32> {
    // Each thread reads every other article, in order, so that sums are always the same.
    let (uses, other) = thread::scope(|scope| {
        let other = scope.spawn(|| read(model, table, files, every, 1));
        (read(model, table, files, every, 0), other.join().expect("a reader"))
    });
    let mut uses = uses;
    for (word, more) in other {
        let sum = uses.entry(word).or_default();
        (0..5).for_each(|k| sum[k] += more[k]);
    }
    uses.into_iter()
        .filter_map(|(word, uses)| {
            let total: f32 = uses.iter().sum();
            (total >= least).then(|| (word, bits_of(&uses, total)))
        })
        .collect()
}

fn bits_of(uses: &Uses, total: f32) -> u32 {
    let mut bits = 0;
    for (kind, &n) in uses.iter().enumerate() {
        for (level, &share) in SHARES.iter().enumerate() {
            // Nothing: only the upper levels tell anything.
            if n >= share * total && (kind > 0 || level > 1) {
                bits |= 1 << (names::BITS as usize + kind * 4 + level - 2);
            }
        }
    }
    bits
}

fn read(
    model: &Trained,
    table: &WordTable,
    files: &[PathBuf],
    every: usize,
    parity: usize,
) -> HashMap<String, Uses> {
    let mut uses: HashMap<String, Uses> = HashMap::new();
    let mut extractor = Extractor::new(table);
    let mut number = 0;
    let (send, receive) = mpsc::sync_channel::<String>(64);
    thread::scope(|scope| {
        scope.spawn(move || {
            articles(files, |_, text| {
                number += 1;
                if number % every == 0 && number / every % 2 == parity {
                    let _ = send.send(text.to_owned());
                }
            });
        });
        for text in receive {
            for sentence in &Article::new(&text, Vec::new()).sentences {
                let scores = model.scores(&mut extractor, sentence);
                for (word, row) in sentence.words.iter().zip(model.crf.marginals(&scores, None)) {
                    if !uses.contains_key(word) {
                        uses.insert(word.clone(), Uses::default());
                    }
                    let sum = uses.get_mut(word).expect("just put in");
                    for (p, (outer, inner)) in row.iter().zip(MEANING) {
                        sum[inner.or(outer).map_or(0, |(kind, _): (Kind, _)| 1 + kind as usize)] +=
                            p;
                    }
                }
            }
        }
    });
    uses
}

//! The two readings of a text: sentence by sentence, then with the document's memory.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::features::{self, EDGE, Gist, PLACES, Sink};
use super::label::OUTSIDE;
use super::lattice::{Grammar, Scores};
use super::memory::{self, Memory, NOTHING};
use super::model::{Model, Row};
use super::sequence::{opens, sequences};
use super::trail;
use crate::document::Document;

/// A sentence with its labels.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Its words, as indices of tokens.
    pub(super) tokens: Vec<usize>,
    /// Their gists.
    pub(super) words: Vec<Gist>,
    /// Their labels.
    pub(super) labels: Vec<u8>,
    /// By how much each label beats the next best; empty when no word is in a name.
    pub(super) margins: Vec<i32>,
    /// For each word, whether only the memory of the document made it part of a name.
    pub(super) recalled: Vec<bool>,
    scores: Vec<Scores>,
}

/// A text as it was read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Its sentences in order.
    pub(super) sentences: Vec<Sentence>,
}

/// What a word adds to the scores of the words around it.
#[derive(Debug, Clone, Default)]
struct Influence {
    gist: Gist,
    at: [Row; PLACES],
}

/// Sums the weights of a word's features, place by place.
struct Sum<'m, 'g> {
    model: &'m Model,
    groups: &'g mut FxHashMap<u32, [Row; PLACES]>,
    at: [Row; PLACES],
}

fn add(to: &mut Row, row: &Row) {
    to.iter_mut().zip(row).for_each(|(t, r)| *t = t.saturating_add(*r));
}

impl Sink for Sum<'_, '_> {
    fn feature(&mut self, place: usize, feature: u32) {
        if let (Some(row), Some(at)) = (self.model.row(feature), self.at.get_mut(place)) {
            add(at, row);
        }
    }

    fn group(&mut self, key: u32, features: impl Fn(&mut dyn FnMut(usize, u32))) {
        let group = self.groups.entry(key).or_insert_with(|| {
            let mut at = [Row::default(); PLACES];
            features(&mut |place, feature| {
                if let (Some(row), Some(at)) = (self.model.row(feature), at.get_mut(place)) {
                    add(at, row);
                }
            });
            at
        });
        self.at.iter_mut().zip(group).for_each(|(at, row)| add(at, row));
    }
}

/// Influences of words, each computed once, for one text after another. Forgets all when
/// it grows large. What it gives is the same with and without what it remembers.
#[derive(Debug, Default)]
pub(super) struct Cache {
    places: FxHashMap<u64, usize>,
    kept: Vec<Influence>,
    /// What features that come together add, by the key of the group.
    groups: FxHashMap<u32, [Row; PLACES]>,
}

impl Cache {
    /// Words, at most: 4 MB.
    const MOST: usize = 1 << 14;

    /// The places of the influences of the words of a sentence.
    fn find(&mut self, document: &Document<'_>, model: &Model, tokens: &[usize]) -> Vec<usize> {
        if self.kept.len().max(self.groups.len()) > Self::MOST {
            *self = Self::default();
        }
        let Self { places, kept, groups } = self;
        tokens
            .iter()
            .map(|&token| {
                let text = document.word(token);
                *places.entry(key(text)).or_insert_with(|| {
                    let mut sum = Sum { model, groups, at: [Row::default(); PLACES] };
                    let gist = features::of_word(text, model.words(), &mut sum);
                    kept.push(Influence { gist, at: sum.at });
                    kept.len() - 1
                })
            })
            .collect()
    }
}

/// Two hashes of a word: with one alone two words of a large archive would be taken for one.
fn key(word: &str) -> u64 {
    u64::from(super::hash::word(word)) << 32 | FxBuildHasher.hash_one(word) >> 32
}

impl Reading {
    pub(super) fn new(
        document: &Document<'_>,
        model: &Model,
        grammars: &[Grammar; 2],
        cache: &mut Cache,
    ) -> Self {
        let [first, second] = grammars;
        let mut reading = Self::default();
        let mut memory = Memory::default();
        let mut forward = Vec::new();
        for tokens in sequences(document) {
            let mut sentence = Sentence { tokens, ..Sentence::default() };
            sentence.score(document, model, cache);
            first.decode(&sentence.scores, &mut forward, &mut sentence.labels);
            sentence.words.iter().zip(&sentence.labels).for_each(|(w, &l)| memory.add(w, l));
            reading.sentences.push(sentence);
        }
        for sentence in &mut reading.sentences {
            sentence.recall(&memory, model);
            second.decode(&sentence.scores, &mut forward, &mut sentence.labels);
            if sentence.labels.iter().any(|&label| label != OUTSIDE) {
                second.margins(&sentence.scores, &forward, &mut sentence.margins);
            }
        }
        reading
    }
}

impl Sentence {
    /// First reading: the scores of every word's labels from the words around it.
    fn score(&mut self, document: &Document<'_>, model: &Model, cache: &mut Cache) {
        let places = cache.find(document, model, &self.tokens);
        let influences: Vec<&Influence> =
            places.iter().filter_map(|&p| cache.kept.get(p)).collect();
        self.words.extend(influences.iter().map(|i| i.gist));
        let always = model.row(features::ALWAYS).copied().unwrap_or_default();
        let edge = Influence { gist: EDGE, ..Influence::default() };
        let headline = opens(document, &self.tokens);
        let trails = trail::trails(&self.words, headline);
        for (here, trail) in trails.iter().enumerate() {
            let mut sum = Scores::default();
            let mut add =
                |row: &Row| sum.iter_mut().zip(row).for_each(|(s, &r)| *s += i32::from(r));
            add(&always);
            // The word two before acts on this one from the place «two after», and so on.
            let window: [&Influence; PLACES] = std::array::from_fn(|place| {
                (here + place)
                    .checked_sub(features::HERE)
                    .and_then(|i| influences.get(i))
                    .copied()
                    .unwrap_or(&edge)
            });
            for (place, influence) in window.iter().enumerate() {
                if let Some(row) = influence.at.get(place) {
                    add(row);
                }
            }
            features::of_context(window.map(|i| &i.gist), |feature| {
                if let Some(row) = model.row(feature) {
                    add(row);
                }
            });
            let [_, before, word, ..] = window.map(|i| &i.gist);
            trail::features(trail, [before, word], |feature| {
                if let Some(row) = model.row(feature) {
                    add(row);
                }
            });
            self.scores.push(sum);
        }
    }

    /// Second reading: adds to the scores what the document's memory says.
    fn recall(&mut self, memory: &Memory, model: &Model) {
        let evidence: Vec<_> =
            self.words.iter().zip(&self.labels).map(|(w, &l)| memory.evidence(w, l)).collect();
        let at = |i: Option<usize>| i.and_then(|i| evidence.get(i)).copied().unwrap_or(NOTHING);
        let gist = |i: Option<usize>| i.and_then(|i| self.words.get(i)).unwrap_or(&EDGE);
        for (here, sum) in self.scores.iter_mut().enumerate() {
            let before = here.checked_sub(1);
            memory::features(
                [at(before), at(Some(here)), at(Some(here + 1))],
                [gist(before), gist(Some(here))],
                |feature| {
                    if let Some(row) = model.row(feature) {
                        sum.iter_mut().zip(row).for_each(|(s, &r)| *s += i32::from(r));
                    }
                },
            );
        }
        self.recalled = evidence
            .iter()
            .zip(&self.labels)
            .map(|(e, &label)| label == OUTSIDE && e.is_name())
            .collect();
    }
}

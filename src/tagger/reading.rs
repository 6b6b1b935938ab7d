//! The two readings of a text: sentence by sentence, then with the document's memory.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::features::{self, EDGE, Gist, HERE, PLACES};
use super::label::OUTSIDE;
use super::lattice::Grammar;
use super::memory::{self, Evidence, Memory, NOTHING};
use super::model::Model;
use super::row::{Sum, add, join};
use super::sequence::{opens, sequences};
use super::shape::Form;
use super::trail::{self, Trail};
use crate::document::Document;

/// A sentence with its labels.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Its words, as indices of tokens.
    pub(super) tokens: Vec<usize>,
    /// Their gists.
    pub(super) words: Vec<Gist>,
    /// Their forms.
    pub(super) forms: Vec<Form>,
    /// Their labels.
    pub(super) labels: Vec<u8>,
    /// By how much each label beats the next best; empty when the model finds no name.
    pub(super) margins: Vec<i16>,
    /// For each word, whether only the memory of the document made it part of a name.
    pub(super) recalled: Vec<bool>,
    /// Their places in the document's memory.
    places: Vec<usize>,
    scores: Vec<Sum>,
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
    form: Form,
    at: [Sum; PLACES],
    /// What the word is scored where its sentence says nothing from afar.
    plain: Sum,
}

impl Influence {
    fn of(word: &str, model: &Model) -> Self {
        let mut at = [Sum::default(); PLACES];
        let gist = features::of_word(word, model.words(), |_, feature| {
            for (place, row) in model.rows(feature) {
                if let Some(sum) = at.get_mut(place) {
                    add(sum, row);
                }
            }
        });
        let mut plain = Sum::default();
        let mut give =
            |feature| model.row(feature).into_iter().for_each(|row| add(&mut plain, row));
        give(features::ALWAYS);
        trail::features(&Trail::PLAIN, [&EDGE, &gist], give);
        Self { gist, form: Form::of(word), at, plain }
    }
}

/// Influences of words, each computed once, for one text after another. Forgets all when
/// it grows large. What it gives is the same with and without what it remembers.
#[derive(Debug, Default)]
pub(super) struct Cache {
    places: FxHashMap<u64, usize>,
    kept: Vec<Influence>,
}

impl Cache {
    /// Words, at most: 4 MB.
    const MOST: usize = 1 << 14;

    /// The places of the influences of the words of a sentence.
    fn find(&mut self, document: &Document<'_>, model: &Model, tokens: &[usize]) -> Vec<usize> {
        if self.kept.len() > Self::MOST {
            *self = Self::default();
        }
        let Self { places, kept } = self;
        tokens
            .iter()
            .map(|&token| {
                let text = document.word(token);
                *places.entry(key(text)).or_insert_with(|| {
                    kept.push(Influence::of(text, model));
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

/// What readings need beside the features, worked out once for a model.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Of the first reading and of the second.
    grammars: [Grammar; 2],
    /// What a word is scored with no name in its evidence or beside it, by [`Evidence::plain`].
    plain: Vec<Sum>,
}

impl Prepared {
    pub(super) fn new(model: &Model) -> Self {
        let score = |number| {
            let mut sum = Sum::default();
            let here = Evidence::of_plain(number);
            memory::features([NOTHING, here, NOTHING], [&EDGE; 2], |feature| {
                model.row(feature).into_iter().for_each(|row| add(&mut sum, row));
            });
            sum
        };
        let [first, second] = &model.transitions;
        Self {
            grammars: [Grammar::new(first), Grammar::new(second)],
            plain: (0..memory::PLAIN).map(score).collect(),
        }
    }
}

impl Reading {
    pub(super) fn new(
        document: &Document<'_>,
        model: &Model,
        prepared: &Prepared,
        cache: &mut Cache,
    ) -> Self {
        let [first, second] = &prepared.grammars;
        let mut reading = Self::default();
        let mut memory = Memory::default();
        let mut forward = Vec::new();
        for tokens in sequences(document) {
            let mut sentence = Sentence { tokens, ..Sentence::default() };
            sentence.score(document, model, cache);
            first.decode(&sentence.scores, &mut forward, &mut sentence.labels);
            let labelled = sentence.words.iter().zip(&sentence.labels);
            sentence.places.extend(labelled.map(|(word, &label)| memory.add(word, label)));
            reading.sentences.push(sentence);
        }
        for sentence in &mut reading.sentences {
            sentence.recall(&memory, model, prepared);
            second.decode(&sentence.scores, &mut forward, &mut sentence.labels);
            if sentence.labels.iter().any(|&label| label != OUTSIDE) {
                second.margins(&sentence.scores, &forward, &sentence.labels, &mut sentence.margins);
            }
        }
        reading
    }
}

impl Sentence {
    /// First reading: the scores of every word's labels from the words around it.
    fn score(&mut self, document: &Document<'_>, model: &Model, cache: &mut Cache) {
        let places = cache.find(document, model, &self.tokens);
        let influences = places.iter().filter_map(|&p| cache.kept.get(p));
        self.words.extend(influences.clone().map(|i| i.gist));
        self.forms.extend(influences.clone().map(|i| i.form));
        // With room for what words at the edges say of those that would stand beyond.
        let mut sums = vec![Sum::default(); self.words.len() + 2 * PLACES];
        for (first, influence) in influences.clone().enumerate() {
            // A word stands at the last place of the window of the word two before it.
            let around = sums.iter_mut().skip(first + PLACES - HERE);
            around.zip(influence.at.iter().rev()).for_each(|(sum, at)| join(sum, at));
        }
        for (first, window) in features::neighbours(&self.words).enumerate() {
            features::of_neighbours(window, |_, feature| {
                for (place, row) in model.rows(feature) {
                    if let Some(sum) = sums.get_mut(first + PLACES - place) {
                        add(sum, row);
                    }
                }
            });
        }
        let headline = opens(document, &self.tokens);
        let trails = trail::trails(&self.words, headline);
        let before = [&EDGE].into_iter().chain(&self.words);
        self.scores.extend(sums.into_iter().skip(PLACES).take(self.words.len()));
        let scored = self.scores.iter_mut().zip(influences).zip(before);
        for (((sum, influence), before), trail) in scored.zip(&trails) {
            if *trail == Trail::PLAIN {
                join(sum, &influence.plain);
            } else {
                let mut give =
                    |feature| model.row(feature).into_iter().for_each(|row| add(sum, row));
                give(features::ALWAYS);
                trail::features(trail, [before, &influence.gist], give);
            }
        }
    }

    /// Second reading: adds to the scores what the document's memory says.
    fn recall(&mut self, memory: &Memory, model: &Model, prepared: &Prepared) {
        let labelled = self.places.iter().zip(&self.labels);
        let evidence: Vec<Evidence> =
            labelled.map(|(&place, &label)| memory.evidence(place, label)).collect();
        let mut before = (NOTHING, &EDGE);
        let after = evidence.iter().skip(1).chain([&NOTHING]);
        let words = self.words.iter().zip(&evidence).zip(after);
        for (sum, ((word, &here), &after)) in self.scores.iter_mut().zip(words) {
            let plain = here.plain().filter(|_| !before.0.is_name() && !after.is_name());
            if let Some(known) = plain.and_then(|number| prepared.plain.get(number)) {
                join(sum, known);
            } else {
                memory::features([before.0, here, after], [before.1, word], |feature| {
                    model.row(feature).into_iter().for_each(|row| add(sum, row));
                });
            }
            before = (here, word);
        }
        self.recalled = evidence
            .iter()
            .zip(&self.labels)
            .map(|(e, &label)| label == OUTSIDE && e.is_name())
            .collect();
    }
}

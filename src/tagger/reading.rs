//! The two readings of a text: sentence by sentence, then with the document's memory.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::{self, EDGE, Gist, HERE, PLACES};
use super::label::{self, OUTSIDE};
use super::lattice::Grammar;
use super::memory::{self, Evidence, Memory, NOTHING};
use super::model::Model;
use super::row::{COLUMNS, Sum, add, join};
use super::sequence::{opens, sequences};
use super::shape::Form;
use super::trail::{self, Trail};
use crate::analysis::Mention;
use crate::document::Document;

/// A text as it was read: what is known of each of its words, sentence after sentence.
#[derive(Debug, Default)]
pub(super) struct Reading {
    sentences: Vec<Range<usize>>,
    tokens: Vec<usize>,
    words: Vec<Gist>,
    forms: Vec<Form>,
    labels: Vec<u8>,
    margins: Vec<i16>,
    recalled: Vec<bool>,
}

/// What is known of the words of one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'r> {
    /// Its words, as indices of tokens.
    pub(super) tokens: &'r [usize],
    /// Their gists.
    pub(super) words: &'r [Gist],
    /// Their forms.
    pub(super) forms: &'r [Form],
    /// Their labels.
    pub(super) labels: &'r [u8],
    /// By how much each label beats the next best; 0 for a word outside all names.
    pub(super) margins: &'r [i16],
    /// For each word, whether only the memory of the document made it part of a name.
    pub(super) recalled: &'r [bool],
}

/// What a word adds to the scores of the words around it.
#[derive(Debug, Clone)]
struct Influence {
    gist: Gist,
    form: Form,
    at: [Sum; PLACES],
    /// What the word is scored where its sentence says nothing from afar, but for the head
    /// word that it has not.
    plain: Sum,
}

static NO_INFLUENCE: Influence =
    Influence { gist: EDGE, form: Form::NONE, at: [[0; COLUMNS]; PLACES], plain: [0; COLUMNS] };

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
        model.add(features::ALWAYS, &mut plain);
        trail::of_place(&Trail::PLAIN, &gist, |feature| model.add(feature, &mut plain));
        Self { gist, form: Form::of(word), at, plain }
    }
}

/// Influences of words, each computed once, for one text after another. Forgets all when
/// it grows large. What it gives is the same with and without what it remembers.
#[derive(Debug)]
pub(super) struct Cache {
    places: FxHashMap<Box<str>, usize>,
    /// At [`BEYOND`] that of no word.
    kept: Vec<Influence>,
}

/// The place of what stands beyond the edge of a sentence, and adds nothing.
const BEYOND: usize = 0;

impl Default for Cache {
    fn default() -> Self {
        Self { places: FxHashMap::default(), kept: vec![NO_INFLUENCE.clone()] }
    }
}

impl Cache {
    /// Words, at most: those of a megabyte of news, in 8 MB.
    const MOST: usize = 1 << 15;

    /// Writes into `found` the places of the words of a sentence, with as many beyond either
    /// edge as a window reaches.
    fn find<'w>(
        &mut self,
        words: impl Iterator<Item = &'w str>,
        model: &Model,
        found: &mut Vec<usize>,
    ) {
        if self.kept.len() > Self::MOST {
            *self = Self::default();
        }
        let Self { places, kept } = self;
        found.clear();
        found.extend([BEYOND; HERE]);
        found.extend(words.map(|word| {
            places.get(word).copied().unwrap_or_else(|| {
                kept.push(Influence::of(word, model));
                places.insert(word.into(), kept.len() - 1);
                kept.len() - 1
            })
        }));
        found.extend([BEYOND; HERE]);
    }

    /// Writes into `sums` what the words `found` add to the scores of each word between, with
    /// room at both ends for what neighbours say of words that would stand beyond.
    fn add_up(&self, found: &[usize], sums: &mut Vec<Sum>) {
        sums.clear();
        sums.resize(BEYOND_EDGE, Sum::default());
        sums.extend(found.windows(PLACES).map(|window| {
            let mut sum = Sum::default();
            for (place, &word) in window.iter().enumerate() {
                self.get(word).at.get(place).into_iter().for_each(|at| join(&mut sum, at));
            }
            sum
        }));
        sums.resize(sums.len() + BEYOND_EDGE, Sum::default());
    }

    /// The influence at a place that [`Self::find`] gave.
    fn get(&self, place: usize) -> &Influence {
        self.kept.get(place).unwrap_or(&NO_INFLUENCE)
    }
}

/// Sums at either end of a sentence that belong to no word.
const BEYOND_EDGE: usize = PLACES;

/// Adds what the features of two and three words say of each of them.
fn add_neighbours(words: &[Gist], model: &Model, sums: &mut [Sum]) {
    for (first, window) in features::neighbours(words).enumerate() {
        features::of_neighbours(window, |_, feature| {
            for (place, row) in model.rows(feature) {
                if let Some(sum) = sums.get_mut(first + BEYOND_EDGE - place) {
                    add(sum, row);
                }
            }
        });
    }
}

/// Adds to the scores of a word what its place in the sentence says.
fn placed(
    mut sum: Sum,
    influence: &Influence,
    before: &Gist,
    trail: &Trail,
    model: &Model,
    prepared: &Prepared,
) -> Sum {
    if trail.is_led() {
        let words = [before, &influence.gist];
        trail::of_head(trail, words, |feature| model.add(feature, &mut sum));
    } else {
        join(&mut sum, &prepared.headless);
    }
    if trail.is_placed_plainly() {
        join(&mut sum, &influence.plain);
    } else {
        model.add(features::ALWAYS, &mut sum);
        trail::of_place(trail, &influence.gist, |feature| model.add(feature, &mut sum));
    }
    sum
}

/// What the user named is what the user said, for the memory too.
fn label_own(own: &[Mention], document: &Document<'_>, tokens: &[usize], labels: &mut [u8]) {
    if own.is_empty() {
        return;
    }
    for (&token, label) in tokens.iter().zip(labels) {
        let Some(word) = document.tokens().get(token).map(|token| token.source) else { continue };
        let next = own.get(own.partition_point(|name| name.word.end() <= word.start()));
        if let Some(name) = next.filter(|name| name.word.start() <= word.start()) {
            *label = label::of(name.kind, name.word.start() == word.start());
        }
    }
}

/// What readings need beside the features, worked out once for a model.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Of the first reading and of the second.
    grammars: [Grammar; 2],
    /// What a word is scored for having no head word.
    headless: Sum,
    /// What a word is scored with no name in its evidence or beside it, by [`Evidence::plain`].
    plain: Vec<Sum>,
}

impl Prepared {
    pub(super) fn new(model: &Model) -> Self {
        let mut headless = Sum::default();
        trail::of_head(&Trail::PLAIN, [&EDGE; 2], |feature| model.add(feature, &mut headless));
        let score = |number| {
            let mut sum = Sum::default();
            let here = Evidence::of_plain(number);
            memory::features([NOTHING, here, NOTHING], [&EDGE; 2], |feature| {
                model.add(feature, &mut sum);
            });
            sum
        };
        let [first, second] = &model.transitions;
        Self {
            grammars: [Grammar::new(first), Grammar::new(second)],
            headless,
            plain: (0..memory::PLAIN).map(score).collect(),
        }
    }
}

/// Both readings of a text, with what the first hands on to the second.
struct Pass<'p, 'd> {
    document: &'p Document<'d>,
    model: &'p Model,
    prepared: &'p Prepared,
    cache: &'p mut Cache,
    /// The sorted mentions of names that the user gave.
    own: &'p [Mention],
    reading: Reading,
    memory: Memory,
    /// Of each word its place in the memory.
    places: Vec<usize>,
    scores: Vec<Sum>,
    room: Room,
}

/// Room to work in, used again for each sentence.
#[derive(Default)]
struct Room {
    found: Vec<usize>,
    sums: Vec<Sum>,
    trails: Vec<Trail>,
    evidence: Vec<Evidence>,
    forward: Vec<Sum>,
}

impl Reading {
    pub(super) fn new(
        document: &Document<'_>,
        model: &Model,
        prepared: &Prepared,
        cache: &mut Cache,
        own: &[Mention],
    ) -> Self {
        let mut pass = Pass {
            document,
            model,
            prepared,
            cache,
            own,
            reading: Self::default(),
            memory: Memory::default(),
            places: Vec::new(),
            scores: Vec::new(),
            room: Room::default(),
        };
        pass.reserve(document.tokens().len() / 2 + 1);
        sequences(document, |tokens| pass.read_first(tokens));
        for at in 0..pass.reading.sentences.len() {
            pass.read_again(at);
        }
        pass.reading
    }

    /// The sentences in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.sentences.iter().map(|range| Sentence {
            tokens: self.tokens.get(range.clone()).unwrap_or_default(),
            words: self.words.get(range.clone()).unwrap_or_default(),
            forms: self.forms.get(range.clone()).unwrap_or_default(),
            labels: self.labels.get(range.clone()).unwrap_or_default(),
            margins: self.margins.get(range.clone()).unwrap_or_default(),
            recalled: self.recalled.get(range.clone()).unwrap_or_default(),
        })
    }
}

impl Pass<'_, '_> {
    /// Makes room for as many words: about every other token is one.
    fn reserve(&mut self, words: usize) {
        let Self { reading, places, scores, .. } = self;
        reading.tokens.reserve(words);
        reading.words.reserve(words);
        reading.forms.reserve(words);
        reading.labels.reserve(words);
        reading.margins.reserve(words);
        reading.recalled.reserve(words);
        places.reserve(words);
        scores.reserve(words);
    }

    /// First reading: the words of a sentence say what they are.
    fn read_first(&mut self, tokens: &[usize]) {
        self.score(tokens);
        let Self { document, own, reading, memory, places, scores, room, .. } = self;
        let start = reading.tokens.len();
        reading.tokens.extend_from_slice(tokens);
        reading.sentences.push(start..reading.tokens.len());
        reading.labels.resize(reading.tokens.len(), OUTSIDE);
        let labels = reading.labels.get_mut(start..).unwrap_or_default();
        let [grammar, _] = &self.prepared.grammars;
        grammar.decode(scores.get(start..).unwrap_or_default(), &mut room.forward, labels);
        label_own(own, document, tokens, labels);
        let labelled = reading.words.iter().zip(&reading.labels).skip(start);
        places.extend(labelled.map(|(word, &label)| memory.add(word, label)));
    }

    /// The scores of every word's labels, from the words around it.
    fn score(&mut self, tokens: &[usize]) {
        let Self { document, model, prepared, cache, reading, scores, room, .. } = self;
        let Room { found, sums, trails, .. } = room;
        cache.find(tokens.iter().map(|&t| document.word(t)), model, found);
        let here = found.get(HERE..HERE + tokens.len()).unwrap_or_default();
        let influences = here.iter().map(|&place| cache.get(place));
        let start = reading.words.len();
        reading.words.extend(influences.clone().map(|influence| influence.gist));
        reading.forms.extend(influences.clone().map(|influence| influence.form));
        let words = reading.words.get(start..).unwrap_or_default();
        cache.add_up(found, sums);
        add_neighbours(words, model, sums);
        trail::trails(words, opens(document, tokens), trails);
        let before = [&EDGE].into_iter().chain(words);
        let scored = sums.iter().skip(BEYOND_EDGE).zip(influences).zip(before.zip(&*trails));
        scores.extend(scored.map(|((sum, influence), (before, trail))| {
            placed(*sum, influence, before, trail, model, prepared)
        }));
    }

    /// Second reading, of the sentence at `at`: adds to the scores what the memory says.
    fn read_again(&mut self, at: usize) {
        let Self { model, prepared, reading, memory, places, scores, room, .. } = self;
        let Room { evidence, forward, .. } = room;
        let range = reading.sentences.get(at).cloned().unwrap_or_default();
        let words = reading.words.get(range.clone()).unwrap_or_default();
        let labels = reading.labels.get_mut(range.clone()).unwrap_or_default();
        let scores = scores.get_mut(range.clone()).unwrap_or_default();
        let places = places.get(range.clone()).unwrap_or_default();
        evidence.clear();
        let labelled = places.iter().zip(&*labels);
        evidence.extend(labelled.map(|(&place, &label)| memory.evidence(place, label)));
        let mut before = (NOTHING, &EDGE);
        let after = evidence.iter().skip(1).chain([&NOTHING]);
        let told = words.iter().zip(&*evidence).zip(after);
        for (sum, ((word, &here), &after)) in scores.iter_mut().zip(told) {
            let plain = here.plain().filter(|_| !before.0.is_name() && !after.is_name());
            if let Some(known) = plain.and_then(|number| prepared.plain.get(number)) {
                join(sum, known);
            } else {
                let words = [before.1, word];
                memory::features([before.0, here, after], words, |feature| model.add(feature, sum));
            }
            before = (here, word);
        }
        let recalled = evidence.iter().zip(&*labels);
        reading.recalled.extend(recalled.map(|(e, &label)| label == OUTSIDE && e.is_name()));
        let [_, grammar] = &prepared.grammars;
        grammar.decode(scores, forward, labels);
        reading.margins.resize(range.end, 0);
        if labels.iter().any(|&label| label != OUTSIDE) {
            let margins = reading.margins.get_mut(range).unwrap_or_default();
            grammar.margins(scores, forward, labels, margins);
        }
    }
}

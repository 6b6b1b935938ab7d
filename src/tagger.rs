//! Mentions: who and what a text names.
//!
//! A linear-chain model with word classes, affixes and lists of names labels
//! the words of each sentence; a second reading knows what the first made of
//! the same words elsewhere in the text. What it has learnt is in
//! `data/model.bin`; `data/MODEL.md` is its card.

pub mod acting;
pub mod coder;
pub mod features;
pub mod file;
pub mod hash;
pub mod label;
mod lattice;
pub mod memory;
pub mod model;
mod reading;
pub mod row;
pub mod sequence;
mod shape;
pub mod table;
pub mod trail;

use std::mem;
use std::sync::{Arc, LazyLock, Mutex};

use crate::analysis::{Kind, Mention, Rule};
use crate::document::Document;
use crate::error::Error;
use crate::span::Span;
use crate::token::{Token, TokenKind};

use acting::Setting;
use label::Run;
use model::Model;
use reading::{Cache, Prepared, Reading, Sentence};
use row::ACTING;
use shape::Words;

/// How sure a state is that only the tables know: as often as it is right where the model is silent.
const STATE_SCORE: f32 = 0.75;

/// Finds mentions. Remembers what single words weigh, to read the next text faster, and
/// nothing else of any text; no answer depends on it.
#[derive(Debug, Clone)]
pub struct Tagger {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    model: Model,
    prepared: Prepared,
    cache: Mutex<Cache>,
}

static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| {
    // The test `the_embedded_model_is_whole` proves that this never falls back.
    Tagger::from_bytes(include_bytes!("../data/model.bin"))
        .unwrap_or_else(|_| Tagger::with(Model::default()))
});

impl Default for Tagger {
    /// The tagger with the model that is part of this crate.
    fn default() -> Self {
        EMBEDDED.clone()
    }
}

impl Tagger {
    /// A tagger with the model in `bytes`, a file that the trainer wrote.
    ///
    /// # Errors
    /// When it is no such file, is of another version, or is damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Model::read(bytes).map(Self::with)
    }

    fn with(model: Model) -> Self {
        let prepared = Prepared::new(&model);
        Self { shared: Arc::new(Shared { model, prepared, cache: Mutex::default() }) }
    }

    /// Finds the mentions of a document, sorted. Entities are not yet gathered. `O(n)`.
    #[must_use]
    pub fn tag(&self, document: &Document<'_>) -> Vec<Mention> {
        self.tag_beside(document, &mut [])
    }

    /// [`tag`](Self::tag), with `own`, the sorted mentions of names that the user gave: they are
    /// known when they stand shorter elsewhere, and for each place among them is said whether
    /// it acts.
    #[must_use]
    pub fn tag_beside(&self, document: &Document<'_>, own: &mut [Mention]) -> Vec<Mention> {
        let Shared { model, prepared, .. } = &*self.shared;
        // Two texts at once: the second starts with an empty cache, and the last to end leaves its own.
        let mut cache =
            self.shared.cache.lock().map(|mut c| mem::take(&mut *c)).unwrap_or_default();
        let reading = Reading::new(document, model, prepared, &mut cache, own);
        if let Ok(mut kept) = self.shared.cache.lock() {
            *kept = cache;
        }
        let mut mentions: Vec<Mention> = Vec::new();
        // Room for each sentence in turn.
        let (mut words, mut named) = (Vec::new(), Vec::new());
        let mut places = own.iter_mut().filter(|m| m.kind == Kind::Place).peekable();
        for (i, sentence) in reading.sentences().enumerate() {
            words.clear();
            words.extend(sentence.tokens.iter().map(|&t| document.word(t)));
            let reader = Reader {
                document,
                model,
                sentence,
                words: Words { text: &words, forms: sentence.forms },
                headline: i == 0,
            };
            let end = words.len().checked_sub(1).and_then(|last| reader.token(last));
            let end = end.map_or(0, |t| t.source.end());
            while let Some(place) = places.next_if(|place| place.word.start() < end) {
                place.acting = reader.leaning(place).is_some_and(|sum| sum > 0);
            }
            let start = mentions.len();
            named.clear();
            named.resize(words.len(), false);
            for found in label::runs(sentence.labels) {
                let Some(run) = shape::shape(reader.words, found) else { continue };
                mentions.extend(reader.mention(run));
                if run.kind != Kind::Role {
                    let seat = shape::seat(reader.words, found, run);
                    mentions.extend(seat.and_then(|seat| reader.listed(seat, 'ب'.len_utf8())));
                    let last = seat.map_or(run.last, |seat| seat.last);
                    named.get_mut(run.first..=last).into_iter().flatten().for_each(|n| *n = true);
                }
            }
            let open = named.iter().zip(sentence.forms).enumerate();
            for (at, _) in open.filter(|(_, (named, form))| !**named && form.listed) {
                if let Some(last) = shape::state(reader.words, at) {
                    let run = Run { first: at, last, kind: Kind::Place };
                    mentions.extend(reader.listed(run, shape::proclitics(reader.words, at)));
                }
            }
            let found = mentions.get_mut(start..).unwrap_or_default();
            Mention::sort(found);
            reader.tell_who_acts(found);
        }
        Mention::sort(&mut mentions);
        mentions
    }
}

/// One sentence, read and labelled.
struct Reader<'s, 't> {
    document: &'s Document<'t>,
    model: &'s Model,
    sentence: Sentence<'s>,
    words: Words<'s>,
    headline: bool,
}

impl Reader<'_, '_> {
    fn token(&self, word: usize) -> Option<&Token> {
        self.document.tokens().get(*self.sentence.tokens.get(word)?)
    }

    fn mention(&self, run: Run) -> Option<Mention> {
        self.mention_behind(run, shape::proclitics(self.words, run.first))
    }

    /// The mention at `run`, behind `cut` bytes of proclitics.
    fn mention_behind(&self, run: Run, cut: usize) -> Option<Mention> {
        let sentence = self.sentence;
        let (first, last) = (self.token(run.first)?, self.token(run.last)?);
        // A name has a word in it: the model, that knows no rules, may take marks alone for one.
        let mut tokens = (run.first..=run.last).filter_map(|at| self.token(at));
        tokens.find(|t| t.kind == TokenKind::Word)?;
        let name = Span::new(first.folded.start() + cut, last.folded.end());
        let margins = sentence.margins.get(run.first..=run.last).unwrap_or_default();
        let margin = margins.iter().min().copied().unwrap_or_default();
        let calibration =
            self.model.calibration.get(run.kind as usize).copied().unwrap_or_default();
        let mut recalled = sentence.recalled.get(run.first..=run.last)?.iter();
        Some(Mention {
            span: self.document.to_source(name),
            word: first.source.cover(last.source),
            kind: run.kind,
            acting: false,
            entity: None,
            score: calibration.probability(i32::from(margin)),
            rule: if recalled.all(|&r| r) { Rule::Alias } else { Rule::Model },
            row: None,
        })
    }

    /// A place that the tables know and the model did not see, behind `cut` bytes of proclitics.
    fn listed(&self, run: Run, cut: usize) -> Option<Mention> {
        let mention = self.mention_behind(run, cut)?;
        Some(Mention { rule: Rule::Gazetteer, score: STATE_SCORE, ..mention })
    }

    /// Tells of the sorted mentions of the sentence which are places that act. Those of one
    /// list do it together, as in 599 of 600 pairs of the annotated news; the one that shows it
    /// best speaks for all.
    fn tell_who_acts(&self, mentions: &mut [Mention]) {
        let places = mentions.iter_mut().filter(|m| m.kind == Kind::Place);
        let mut places: Vec<&mut Mention> = places.collect();
        for list in places.chunk_by_mut(|one, next| self.are_listed(one, next)) {
            let most = list.iter().filter_map(|place| self.leaning(place)).max();
            for place in list {
                place.acting = most > Some(0);
            }
        }
    }

    /// Whether nothing but «و» or a comma parts two places.
    fn are_listed(&self, one: &Mention, next: &Mention) -> bool {
        let (end, start) = (one.span.end(), next.span.start());
        if end > start || start - end > acting::BETWEEN {
            return false;
        }
        acting::lists(self.document.folded_of(Span::new(end, start)))
    }

    /// How much speaks for a place that acts, and against where it is below 0.
    fn leaning(&self, place: &Mention) -> Option<i32> {
        let tokens = self.document.tokens();
        let before = |t: &usize, at| tokens.get(*t).is_some_and(|t| t.source.start() < at);
        let words = self.sentence.tokens;
        let first = words.partition_point(|t| before(t, place.word.start()));
        let last = words.partition_point(|t| before(t, place.word.end())).checked_sub(1)?;
        let run = Run { first, last, kind: Kind::Place };
        let name = self.document.to_folded(place.span);
        let cut = name.start().checked_sub(self.token(first)?.folded.start())?;
        if first > last {
            return None;
        }
        let label = self.sentence.labels.get(first).copied().unwrap_or_default();
        let setting = Setting {
            words: self.sentence.words,
            labels: self.sentence.labels,
            run,
            proclitics: self.words.get(first).get(..cut).unwrap_or(""),
            inside: label::meaning(label).1.is_some(),
            headline: self.headline,
        };
        let mut sum = 0;
        acting::features(setting, |f| {
            sum += self.model.row(f).and_then(|r| r.get(ACTING)).map_or(0, |&w| i32::from(w));
        });
        Some(sum)
    }
}

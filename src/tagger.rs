//! Mentions: who and what a text names.
//!
//! A linear-chain model with word classes, affixes and lists of names labels
//! the words of each sentence; a second reading knows what the first made of
//! the same words elsewhere in the text. What it has learnt is in
//! `data/model.bin`; `data/MODEL.md` is its card.

pub mod acting;
pub mod bits;
pub mod features;
pub mod hash;
pub mod label;
mod lattice;
pub mod memory;
pub mod model;
mod reading;
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
use lattice::Grammar;
use model::{ACTING, Model};
use reading::{Cache, Reading, Sentence};
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
    grammars: [Grammar; 2],
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
        let [first, second] = &model.transitions;
        let grammars = [Grammar::new(first), Grammar::new(second)];
        Self { shared: Arc::new(Shared { model, grammars, cache: Mutex::default() }) }
    }

    /// Finds the mentions of a document, sorted. Entities are not yet gathered. `O(n)`.
    #[must_use]
    pub fn tag(&self, document: &Document<'_>) -> Vec<Mention> {
        let Shared { model, grammars, .. } = &*self.shared;
        // Two texts at once: the second starts with an empty cache, and the last to end leaves its own.
        let mut cache =
            self.shared.cache.lock().map(|mut c| mem::take(&mut *c)).unwrap_or_default();
        let reading = Reading::new(document, model, grammars, &mut cache);
        if let Ok(mut kept) = self.shared.cache.lock() {
            *kept = cache;
        }
        let mut mentions = Vec::new();
        for (i, sentence) in reading.sentences.iter().enumerate() {
            let words: Vec<&str> = sentence.tokens.iter().map(|&t| document.word(t)).collect();
            let reader =
                Reader { document, model, sentence, words: Words(&words), headline: i == 0 };
            let mut named = vec![false; words.len()];
            for run in label::runs(&sentence.labels) {
                if let Some(run) = shape::shape(reader.words, run) {
                    mentions.extend(reader.mention(run));
                    if run.kind != Kind::Role {
                        named
                            .get_mut(run.first..=run.last)
                            .into_iter()
                            .flatten()
                            .for_each(|n| *n = true);
                    }
                }
            }
            for at in (0..words.len()).filter(|&at| named.get(at) == Some(&false)) {
                if let Some(last) = shape::state(reader.words, at) {
                    let run = Run { first: at, last, kind: Kind::Place };
                    mentions.extend(reader.mention(run).map(|m| Mention {
                        rule: Rule::Gazetteer,
                        score: STATE_SCORE,
                        ..m
                    }));
                }
            }
        }
        mentions.sort_by_key(|m: &Mention| m.span);
        mentions
    }
}

/// One sentence, read and labelled.
struct Reader<'s, 't> {
    document: &'s Document<'t>,
    model: &'s Model,
    sentence: &'s Sentence,
    words: Words<'s>,
    headline: bool,
}

impl Reader<'_, '_> {
    fn token(&self, word: usize) -> Option<&Token> {
        self.document.tokens().get(*self.sentence.tokens.get(word)?)
    }

    fn mention(&self, run: Run) -> Option<Mention> {
        let sentence = self.sentence;
        let (first, last) = (self.token(run.first)?, self.token(run.last)?);
        // A name has a word in it: the model, that knows no rules, may take marks alone for one.
        let mut tokens = (run.first..=run.last).filter_map(|at| self.token(at));
        tokens.find(|t| t.kind == TokenKind::Word)?;
        let cut = shape::proclitics(self.words, run.first);
        let name = Span::new(first.folded.start() + cut, last.folded.end());
        let margin = sentence.margins.get(run.first..=run.last)?.iter().min()?;
        let calibration =
            self.model.calibration.get(run.kind as usize).copied().unwrap_or_default();
        let mut recalled = sentence.recalled.get(run.first..=run.last)?.iter();
        Some(Mention {
            span: self.document.to_source(name),
            word: first.source.cover(last.source),
            kind: run.kind,
            acting: run.kind == Kind::Place && self.acts(run, cut),
            entity: None,
            score: calibration.probability(*margin),
            rule: if recalled.all(|&r| r) { Rule::Alias } else { Rule::Model },
        })
    }

    /// Whether the place at `run`, behind `cut` bytes of proclitics, acts.
    fn acts(&self, run: Run, cut: usize) -> bool {
        let label = self.sentence.labels.get(run.first).copied().unwrap_or_default();
        let word = self.words.0.get(run.first).copied().unwrap_or("");
        let setting = Setting {
            words: &self.sentence.words,
            labels: &self.sentence.labels,
            run,
            proclitics: word.get(..cut).unwrap_or(""),
            inside: label::meaning(label).1.is_some(),
            headline: self.headline,
        };
        let mut sum = 0;
        acting::features(setting, |f| {
            sum += self.model.row(f).and_then(|r| r.get(ACTING)).map_or(0, |&w| i32::from(w));
        });
        sum > 0
    }
}

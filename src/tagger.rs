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
pub mod table;

use std::sync::{Arc, LazyLock};

use crate::analysis::{Mention, Rule};
use crate::clitic;
use crate::document::Document;
use crate::error::Error;
use crate::span::Span;
use crate::token::TokenKind;

use acting::Setting;
use lattice::Grammar;
use model::{ACTING, Model};
use reading::{Reading, Sentence};

/// Finds mentions. Holds nothing of any text.
#[derive(Debug, Clone)]
pub struct Tagger {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    model: Model,
    grammars: [Grammar; 2],
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
        Self { shared: Arc::new(Shared { model, grammars }) }
    }

    /// Finds the mentions of a document, sorted. Entities are not yet gathered. `O(n)`.
    #[must_use]
    pub fn tag(&self, document: &Document<'_>) -> Vec<Mention> {
        let Shared { model, grammars } = &*self.shared;
        let reading = Reading::new(document, model, grammars);
        let mut mentions = Vec::new();
        for (i, sentence) in reading.sentences.iter().enumerate() {
            for run in label::runs(&sentence.labels) {
                let run = balanced(run, |word| {
                    sentence.tokens.get(word).map_or("", |&token| document.word(token))
                });
                mentions.extend(mention(document, model, sentence, run, i == 0));
            }
        }
        mentions.sort_by_key(|m: &Mention| m.span);
        mentions
    }
}

/// A name partly in quotation marks or brackets holds both, or neither at its end.
fn balanced<'w>(mut run: label::Run, word: impl Fn(usize) -> &'w str) -> label::Run {
    let mut awaited = None;
    for at in run.first..=run.last {
        awaited = match (word(at), awaited) {
            ("«", _) => Some("»"),
            ("“", _) => Some("”"),
            ("(", _) => Some(")"),
            ("\"", None) => Some("\""),
            (mark, Some(closing)) if mark == closing => None,
            ("»" | "”" | ")", None) if at == run.last && at > run.first => {
                run.last -= 1;
                None
            }
            (_, awaited) => awaited,
        };
    }
    if awaited.is_some_and(|closing| closing == word(run.last + 1)) {
        run.last += 1;
    }
    run
}

fn mention(
    document: &Document<'_>,
    model: &Model,
    sentence: &Sentence,
    run: label::Run,
    headline: bool,
) -> Option<Mention> {
    let token = |word: usize| document.tokens().get(*sentence.tokens.get(word)?);
    let (first, last) = (token(run.first)?, token(run.last)?);
    // A name has a word in it: the model, that knows no rules, may take marks alone for one.
    let mut words = (run.first..=run.last).filter_map(token);
    words.find(|t| t.kind == TokenKind::Word)?;
    let text = first.folded.slice(document.folded());
    let cut = clitic::cut(text);
    let span = document.to_source(Span::new(first.folded.start() + cut, last.folded.end()));
    let label = sentence.labels.get(run.first).copied().unwrap_or_default();
    let acting = run.kind == crate::analysis::Kind::Place && {
        let setting = Setting {
            words: &sentence.words,
            labels: &sentence.labels,
            run,
            proclitics: text.get(..cut).unwrap_or(""),
            inside: label::meaning(label).1.is_some(),
            headline,
        };
        let mut sum = 0;
        acting::features(setting, |f| {
            sum += model.row(f).and_then(|r| r.get(ACTING)).map_or(0, |&w| i32::from(w));
        });
        sum > 0
    };
    let margin = sentence.margins.get(run.first..=run.last)?.iter().min()?;
    let calibration = model.calibration.get(run.kind as usize).copied().unwrap_or_default();
    let mut recalled = sentence.recalled.get(run.first..=run.last)?.iter();
    Some(Mention {
        span,
        word: first.source.cover(last.source),
        kind: run.kind,
        acting,
        entity: None,
        score: calibration.probability(*margin),
        rule: if recalled.all(|&r| r) { Rule::Alias } else { Rule::Model },
    })
}

//! What the rankers had to choose from, for training them (`examples/train_speaker.rs`).

use super::candidate::{CONTEXTS, Candidate, Features, Slot, Who};
use super::finder::Finder;
pub use super::rank::{COLUMNS, Ranker};
pub use super::rankers::Rankers;
use super::reader::{Reader, Run};
use super::stand_in::{Asked, Likeness, Referent, SORTS};
use crate::analysis::{Entity, Mention, Quote};
use crate::document::Document;
use crate::span::{Source, Span};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Who speaks by a cue.
    Speaker,
    /// Whom a phrase stands for.
    Referent,
}

impl Task {
    /// The features, as rows of the task's table.
    #[must_use]
    pub fn features(self) -> &'static [&'static str] {
        match self {
            Self::Speaker => Features::NAMES,
            Self::Referent => Likeness::NAMES,
        }
    }

    /// The contexts, as columns of the task's table behind the first.
    #[must_use]
    pub fn contexts(self) -> &'static [&'static str] {
        match self {
            Self::Speaker => &CONTEXTS,
            Self::Referent => &SORTS,
        }
    }
}

/// Something that could be chosen.
#[derive(Debug, Clone)]
pub struct Open {
    /// Which features hold, a bit each.
    pub features: u64,
    /// The words that name it, where they stand in the sentence.
    pub words: Option<Span<Source>>,
    /// Its entity, as far as a mention says.
    pub entity: Option<usize>,
}

/// A choice that was made.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What was chosen.
    pub task: Task,
    /// What asked: the cue, or the phrase.
    pub asks: Span<Source>,
    /// The context, as a column.
    pub context: usize,
    /// All that could be chosen.
    pub options: Vec<Open>,
}

/// [`super::attribute`] with other rankers, and the choices that they made.
#[must_use]
pub fn attribute(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &mut Vec<Entity>,
    rankers: &Rankers,
) -> (Vec<Quote>, Vec<Choice>) {
    let reader = Reader::new(document, mentions);
    let mut finder = Finder::new(&reader, entities, rankers);
    (finder.quotes(), finder.history.choices)
}

/// The choice between `candidates`.
pub(super) fn candidates(r: &Reader<'_>, slot: Slot, candidates: &[Candidate]) -> Choice {
    let open = |c: &Candidate| match c.who {
        Who::Phrase(phrase) => Open {
            features: c.features.0,
            words: r.source(phrase.run),
            entity: phrase.mention.and_then(|m| r.mentions.get(m)?.entity),
        },
        Who::Carried(past) => {
            Open { features: c.features.0, words: None, entity: Some(past.entity) }
        }
    };
    let cue = Run { from: slot.at, to: slot.at + 1 };
    Choice {
        task: Task::Speaker,
        asks: r.source(cue).unwrap_or(Span::new(0, 0)),
        context: slot.context(r) as usize,
        options: candidates.iter().map(open).collect(),
    }
}

/// The choice between `referents`.
pub(super) fn referents(r: &Reader<'_>, asked: &Asked<'_>, referents: &[Referent]) -> Choice {
    let words = r.source(asked.phrase.run);
    let linked = asked.phrase.mention.and_then(|m| r.mentions.get(m)?.entity);
    let own = linked.filter(|e| referents.iter().all(|x| x.entity != Some(*e)));
    let open = |x: &Referent| Open {
        features: x.likeness.0,
        words: words.filter(|_| x.entity.is_none()),
        entity: x.entity.or(own),
    };
    Choice {
        task: Task::Referent,
        asks: words.unwrap_or(Span::new(0, 0)),
        context: asked.context(),
        options: referents.iter().map(open).collect(),
    }
}

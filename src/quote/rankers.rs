//! The trained rankers, from `data/speaker.tsv` and `data/referent.tsv`.

use std::sync::LazyLock;

use super::candidate::Features;
use super::rank::Ranker;
use super::stand_in::Likeness;
use crate::table::table;

/// Both choices that are made by weight.
#[derive(Debug, Clone)]
pub struct Rankers {
    /// Who speaks by a cue.
    pub speaker: Ranker,
    /// Whom a phrase stands for.
    pub referent: Ranker,
}

static TRAINED: LazyLock<Rankers> = LazyLock::new(|| {
    Rankers::read(
        &table!("../../data/speaker.tsv", usize::MAX),
        &table!("../../data/referent.tsv", usize::MAX),
    )
});

impl Rankers {
    /// The ones that are checked in.
    pub(super) fn trained() -> &'static Self {
        &TRAINED
    }

    /// Reads both tables.
    #[must_use]
    pub fn read(speaker: &str, referent: &str) -> Self {
        Self {
            speaker: Ranker::read(speaker, Features::NAMES),
            referent: Ranker::read(referent, Likeness::NAMES),
        }
    }
}

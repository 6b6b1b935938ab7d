//! Normalising: a text made even, with the way back.
//!
//! [`fold`] makes the text that tables and models match; [`normalize`] does
//! what its [`Options`] say. Either gives the text and an [`Alignment`] that
//! maps spans of it to the source and back. Every step is a row of one table,
//! `src/normalize/table.rs`, with its reason.
//!
//! ```
//! use wasim::normalize::{Options, normalize};
//! use wasim::span::Span;
//!
//! let repaired = normalize("\u{202B}ﻻ ســـلام\u{202C}", &Options::repair());
//! assert_eq!(repaired.text(), "لا سلام");
//! // ‏لا stands for the one ligature, after the control of three bytes.
//! assert_eq!(repaired.alignment().to_source(Span::new(0, 4)), Span::new(3, 6));
//! ```

mod alignment;
mod engine;
mod grapheme;
mod names;
mod options;
mod table;
mod visual;

use std::sync::LazyLock;

pub use alignment::Alignment;
pub(crate) use grapheme::{Widening, encloses, extends, pictograph};
pub use options::{Form, Options};
pub use visual::ReadingOrder;

use crate::span::Span;

/// A normalised text and where each part of it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normalized {
    text: String,
    alignment: Alignment,
}

impl Normalized {
    /// The normalised text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The way from the normalised text to the source and back.
    #[must_use]
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }
}

/// Folds `text` for matching, as [`Options::fold`] says. Any string can be folded. `O(n)`.
#[must_use]
pub fn fold(text: &str) -> Normalized {
    static PLAN: LazyLock<engine::Plan> = LazyLock::new(|| engine::Plan::new(&Options::fold()));
    PLAN.run(text)
}

/// The text without marks, every letter as it is spelt: [`Options::light`], in the order
/// in which it stands. `O(n)`.
pub(crate) fn light(text: &str) -> Normalized {
    static PLAN: LazyLock<engine::Plan> = LazyLock::new(|| engine::Plan::new(&Options::light()));
    PLAN.run(text)
}

/// Normalises `text` as `options` say. Any string can be normalised, and doing
/// it twice changes nothing more, unless its result has lines that read as turned. `O(n)`.
#[must_use]
pub fn normalize(text: &str, options: &Options) -> Normalized {
    let order = options.visual.then(|| ReadingOrder::of(text)).flatten();
    let text = order.as_ref().map_or(text, ReadingOrder::text);
    let Normalized { text, alignment } = engine::Plan::new(options).run(text);
    let turned = order.map_or_else(Vec::new, ReadingOrder::into_lines);
    Normalized { text, alignment: alignment.after_turning(turned) }
}

/// [`Options`] made ready once, for many texts.
#[derive(Debug)]
pub(crate) struct Normalizer(engine::Plan);

impl Normalizer {
    pub(crate) fn new(options: &Options) -> Self {
        Self(engine::Plan::new(options))
    }

    /// As [`normalize`].
    pub(crate) fn run(&self, text: &str) -> Normalized {
        self.0.run(text)
    }
}

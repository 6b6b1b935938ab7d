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
mod names;
mod options;
mod table;

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

pub use alignment::Alignment;
pub use options::{Form, Options};

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

/// Normalises `text` as `options` say. Any string can be normalised, and doing
/// it twice changes nothing more. `O(n)`.
#[must_use]
pub fn normalize(text: &str, options: &Options) -> Normalized {
    engine::Plan::new(options).run(text)
}

/// Whether `c` is part of the grapheme before it: a combining mark, a joiner, or
/// what changes the look of an emoji (UAX 29, `Extend` and `SpacingMark`).
pub(crate) fn extends(c: char) -> bool {
    match c {
        '\0'..'\u{300}' | 'ء'..='ي' => false,
        '\u{200C}'
        | '\u{200D}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}'
        | '\u{E0100}'..='\u{E01EF}' => true,
        _ => is_combining_mark(c),
    }
}

/// Whether `c` is part of the grapheme after it: the Arabic number signs and the end
/// of ayah (UAX 29, `Prepend`).
pub(crate) fn encloses(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{0605}' | '\u{06DD}' | '\u{08E2}')
}

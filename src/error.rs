//! What can fail: configuration, never text.

use std::fmt;

/// Why a keyword, a lexicon row or an option was refused.
///
/// Says which thing, the value it had and what to do about it. No error ever
/// depends on the text that is analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    EmptyKeyword { group: Option<String> },
    Pattern { term: String, reason: String },
    Option { name: &'static str, value: String, allowed: &'static str },
    Model { reason: &'static str },
}

impl Error {
    /// A keyword with nothing left to match.
    pub(crate) fn empty_keyword(group: Option<&str>) -> Self {
        Self { kind: ErrorKind::EmptyKeyword { group: group.map(str::to_owned) } }
    }

    /// A model file that cannot be used.
    pub(crate) const fn model(reason: &'static str) -> Self {
        Self { kind: ErrorKind::Model { reason } }
    }

    /// A `/pattern/` that does not compile or is too large.
    pub(crate) fn pattern(term: &str, reason: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::Pattern { term: term.to_owned(), reason: reason.to_string() } }
    }

    /// An option with a value it cannot have.
    pub(crate) fn option(name: &'static str, value: &str, allowed: &'static str) -> Self {
        Self { kind: ErrorKind::Option { name, value: value.to_owned(), allowed } }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::EmptyKeyword { group: Some(group) } => {
                write!(
                    f,
                    "a keyword of group \"{group}\" is empty; write at least one letter or digit"
                )
            }
            ErrorKind::EmptyKeyword { group: None } => {
                write!(f, "a keyword is empty; write at least one letter or digit")
            }
            ErrorKind::Pattern { term, reason } => write!(
                f,
                "keyword {term} is not a pattern that can be used: {reason}; \
                 correct it, or drop the slashes to search for it as written"
            ),
            ErrorKind::Model { reason } => write!(
                f,
                "the model file cannot be used: {reason}; take one that the trainer of this version wrote"
            ),
            ErrorKind::Option { name, value, allowed } => {
                write!(f, "option \"{name}\" is \"{value}\"; it can be {allowed}")
            }
        }
    }
}

impl std::error::Error for Error {}

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
    Row { row: usize, name: String, fault: RowFault },
}

/// What is wrong with a row of a user lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowFault {
    /// The first line names no columns.
    NoHeader,
    /// A column that there is not, or twice.
    Column(String),
    /// More cells than columns.
    Cells { found: usize, columns: usize },
    /// No name.
    NoName,
    /// A name or alias with nothing to match.
    Empty(String),
    /// A name or alias in slashes.
    Pattern(String),
    /// No kind, or none that there is.
    Kind(String),
    /// Not a country's code.
    Country(String),
    /// A name that an earlier row has, as the same kind.
    Repeated { name: String, row: usize },
    /// A name that an earlier row has, as another kind.
    Contradicted { name: String, kind: &'static str, row: usize, other: &'static str },
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeader => write!(
                f,
                "the header is missing; write as the first line name, kind and aliases, parted by tabs"
            ),
            Self::Column(name) => write!(
                f,
                "the header has the column \"{name}\"; it can have name, kind, aliases and country, each once"
            ),
            Self::Cells { found, columns } => write!(
                f,
                "it has {found} cells, the header {columns}; part cells by one tab, and aliases by |"
            ),
            Self::NoName => write!(f, "the name is empty; write it as it stands in texts"),
            Self::Empty(name) => {
                write!(f, "the name \"{name}\" has no letter or digit; correct it, or leave it out")
            }
            Self::Pattern(name) => write!(
                f,
                "the name \"{name}\" is a pattern; drop the slashes, or look for it as a keyword"
            ),
            Self::Kind(kind) => {
                write!(f, "the kind is \"{kind}\"; it can be person, organization, place or role")
            }
            Self::Country(code) => write!(
                f,
                "the country is \"{code}\"; write the two letters of ISO 3166, such as EG, or nothing"
            ),
            Self::Repeated { name, row } => write!(
                f,
                "row {row} has the name \"{name}\" already; keep one of the two, or make them one row with aliases"
            ),
            Self::Contradicted { name, kind, row, other } => write!(
                f,
                "it calls \"{name}\" {kind}, row {row} calls it {other}; keep one of the two"
            ),
        }
    }
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

    /// A row of a user lexicon that cannot be used; rows count from 1.
    pub(crate) fn row_of_lexicon(row: usize, name: String, fault: RowFault) -> Self {
        Self { kind: ErrorKind::Row { row, name, fault } }
    }

    /// The row of the user lexicon that is wrong, from 1; none when it is something else.
    #[must_use]
    pub const fn row(&self) -> Option<usize> {
        match &self.kind {
            ErrorKind::Row { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The name in that row, as it was given.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::Row { name, .. } => Some(name),
            _ => None,
        }
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
            ErrorKind::Row { row, name, fault } if name.is_empty() => {
                write!(f, "row {row} of the lexicon: {fault}")
            }
            ErrorKind::Row { row, name, fault } => {
                write!(f, "row {row} of the lexicon ({name}): {fault}")
            }
            ErrorKind::Option { name, value, allowed } => {
                write!(f, "option \"{name}\" is \"{value}\"; it can be {allowed}")
            }
        }
    }
}

impl std::error::Error for Error {}

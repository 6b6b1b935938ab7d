//! The user's own names, which win over the model.
//!
//! ```
//! use wasim::Analyzer;
//! use wasim::analysis::Rule;
//! use wasim::user_lexicon::{Row, UserLexicon};
//!
//! let row = Row { aliases: vec!["أم نور".into()], ..Row::new("ضحى البيان", "person") };
//! let (lexicon, errors) = UserLexicon::new([row]);
//! assert!(errors.is_empty());
//! let text = "وصلت أم نور، وقالت ضحى البيان: نعم.";
//! let analysis = Analyzer::new().with_lexicon(lexicon).analyze(text);
//! let first = &analysis.mentions[0];
//! assert_eq!((first.span.slice(text), first.rule), ("أم نور", Rule::User));
//! assert_eq!(analysis.entities[0].name, "ضحى البيان");
//! assert_eq!(analysis.entities[0].mentions, [0, 1]);
//! ```

mod builder;
mod merge;
mod tsv;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::analysis::{Kind, Mention, Rule};
use crate::document::Document;
use crate::error::Error;
use crate::keyword::{Hit, KeywordSet, Matching};
use builder::Builder;
pub use merge::merge;

/// How names are looked for: however they are spelt and prefixed, but an article is part of a
/// name or it is not: حسن is not الحسن.
const MATCHING: Matching = Matching {
    diacritics: true,
    hamza: true,
    letters: true,
    digits: true,
    case: true,
    clitics: true,
    article: false,
    whole_words: true,
};

/// One name as the user gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The name, under which all its mentions are gathered.
    pub name: String,
    /// `person`, `organization`, `place` or `role`.
    pub kind: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code, where it has one.
    pub country: Option<String>,
}

impl Row {
    /// A row with a name and a kind.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: impl Into<String>) -> Self {
        Self { name: name.into(), kind: kind.into(), ..Self::default() }
    }
}

/// A row that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name, under which all its mentions are gathered.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Its other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code, where it has one.
    pub country: Option<String>,
}

/// The user's names made ready to be found.
#[derive(Debug, Default)]
pub struct UserLexicon {
    entries: Vec<Entry>,
    /// Names and aliases.
    names: KeywordSet,
    /// The entry of each of them.
    entry_of: Vec<usize>,
}

impl UserLexicon {
    /// Makes `rows` ready. Errors count rows from 1.
    ///
    /// A row that cannot be used, or that says again or otherwise what a row before it
    /// says, is returned as an error; the others still work. `O(n)`.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = Row>) -> (Self, Vec<Error>) {
        let mut builder = Builder::default();
        for (row, number) in rows.into_iter().zip(1..) {
            builder.add(number, row);
        }
        builder.build()
    }

    /// Reads a table: a header, then one row a line, columns parted by tabs.
    ///
    /// The header names the columns, in any order: `name`, `kind`, and if you like `aliases`,
    /// parted by `|`, and `country`. Lines that begin with `#` are comments; blank lines and
    /// a byte order mark do not count. Errors count lines from 1, as an editor does;
    /// the other rows still work.
    ///
    /// ```
    /// # use wasim::user_lexicon::UserLexicon;
    /// let table = "name\tkind\taliases\nنهر العبير\tplace\tالعبير\nسمر\tpersn\n";
    /// let (lexicon, errors) = UserLexicon::from_tsv(table);
    /// assert_eq!(lexicon.entries()[0].aliases, ["العبير"]);
    /// assert_eq!(errors[0].row(), Some(3));
    /// ```
    #[must_use]
    pub fn from_tsv(table: &str) -> (Self, Vec<Error>) {
        let mut builder = Builder::default();
        for (number, row) in tsv::rows(table) {
            match row {
                Ok(row) => builder.add(number, row),
                Err(error) => builder.refuse(error),
            }
        }
        builder.build()
    }

    /// The rows that can be used, in their order; [`Mention::row`] counts these.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The mentions of the user's names in a document, sorted. Entities are not yet
    /// gathered, and no place acts.
    ///
    /// Of names that overlap the longest stays; a body or a place may stand inside a title.
    /// Costs one look-up for each reading of a word, however many names there are.
    #[must_use]
    pub fn find(&self, document: &Document<'_>) -> Vec<Mention> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let hits = self.names.hits(document);
        let mut longest: BinaryHeap<_> =
            hits.iter().zip(0..).map(|(hit, i)| (hit.span.len(), Reverse(i))).collect();
        // Of each token the mention over it: a title, and a name.
        let mut titles = FxHashMap::default();
        let mut names = FxHashMap::default();
        let mut mentions: Vec<Mention> = Vec::new();
        while let Some((_, Reverse(i))) = longest.pop() {
            let Some(&Hit { keyword, span, word }) = hits.get(i) else { continue };
            let row = self.entry_of.get(keyword).copied();
            let Some(&Entry { kind, .. }) = row.and_then(|row| self.entries.get(row)) else {
                continue;
            };
            let mention = Mention {
                span,
                word,
                kind,
                acting: false,
                entity: None,
                score: 1.0,
                rule: Rule::User,
                row,
            };
            let tokens = document.tokens();
            let first = tokens.partition_point(|t| t.source.start() < word.start());
            let end = tokens.partition_point(|t| t.source.start() < word.end());
            let over = |layer: &FxHashMap<usize, usize>| {
                (first..end).find_map(|token| mentions.get(*layer.get(&token)?))
            };
            let (own, free) = if kind == Kind::Role {
                (&mut titles, over(&names).is_none())
            } else {
                let free = over(&titles).is_none_or(|title| may_nest(&mention, title));
                (&mut names, free)
            };
            if free && over(own).is_none() {
                own.extend((first..end).map(|token| (token, mentions.len())));
                mentions.push(mention);
            }
        }
        Mention::sort(&mut mentions);
        mentions
    }
}

/// Whether a mention may stand inside a title, as the annotation scheme has it: a body or
/// a place that is not all of it.
fn may_nest(mention: &Mention, title: &Mention) -> bool {
    matches!(mention.kind, Kind::Organization | Kind::Place)
        && title.span.contains(mention.span)
        && title.word.contains(mention.word)
        && title.word != mention.word
}

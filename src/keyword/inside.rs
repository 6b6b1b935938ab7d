//! Terms found inside words.

use aho_corasick::AhoCorasick;

use super::matching::{Matching, key};
use super::{Hit, Keyword};
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Options, fold, normalize};
use crate::span::Span;

/// Terms that may stand inside words, in chunks between white space.
#[derive(Debug)]
pub(super) struct Inside {
    /// Finds the first chunks.
    first: AhoCorasick,
    terms: Vec<Term>,
    strict: Option<Options>,
}

#[derive(Debug)]
struct Term {
    keyword: usize,
    rest: Vec<String>,
    strict: String,
}

/// A term between its white space, and as it was written.
pub(super) type Chunks = (Vec<String>, String);

/// The chunks of a keyword; fails when it has none.
pub(super) fn chunks(keyword: &Keyword) -> Result<Chunks, Error> {
    let folded = key(fold(&keyword.term).text());
    let chunks: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    if chunks.is_empty() {
        return Err(Error::empty_keyword(keyword.group.as_deref()));
    }
    Ok((chunks, keyword.term.clone()))
}

impl Inside {
    /// `None` when there are too many terms for one automaton.
    pub(super) fn new(terms: Vec<(usize, Chunks)>, matching: Matching) -> Option<Self> {
        let first = AhoCorasick::new(terms.iter().filter_map(|(_, (chunks, _))| chunks.first()));
        let strict = matching.strict();
        let terms = terms
            .into_iter()
            .map(|(keyword, (chunks, written))| Term {
                keyword,
                rest: chunks.into_iter().skip(1).collect(),
                strict: strict.map_or(String::new(), |options| even(&written, &options)),
            })
            .collect();
        Some(Self { first: first.ok()?, terms, strict })
    }

    pub(super) fn find(&self, document: &Document<'_>, hits: &mut Vec<Hit>) {
        let text = key(document.folded());
        for found in self.first.find_overlapping_iter(&text) {
            let Some(term) = self.terms.get(found.pattern().as_usize()) else { continue };
            let Some(end) = follow(&text, found.end(), &term.rest) else { continue };
            let span = document.to_source(Span::new(found.start(), end));
            let same =
                |options: Options| even(span.slice(document.text()), &options) == term.strict;
            if self.strict.is_none_or(same) {
                hits.extend(Hit::touching(document, term.keyword, span));
            }
        }
    }
}

/// The end of the chunks that follow byte `at`, each after white space.
fn follow(text: &str, mut at: usize, rest: &[String]) -> Option<usize> {
    for chunk in rest {
        let after = text.get(at..)?;
        let start = after.trim_start();
        let gap = after.get(..after.len() - start.len())?;
        if gap.is_empty() || gap.matches('\n').count() > 1 || !start.starts_with(chunk.as_str()) {
            return None;
        }
        at += gap.len() + chunk.len();
    }
    Some(at)
}

/// The text normalised, its white space made even.
fn even(text: &str, options: &Options) -> String {
    normalize(text, options).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

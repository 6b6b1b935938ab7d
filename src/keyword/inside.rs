//! Terms found inside words.

use rustc_hash::FxHashMap;

use super::matching::{Matching, key};
use super::{Hit, Keyword};
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Normalizer, Widening, fold};
use crate::span::Span;

/// Terms that may stand inside words, in chunks between white space.
#[derive(Debug)]
pub(super) struct Inside {
    /// Finds the first chunks.
    first: Trie,
    terms: Vec<Term>,
    strict: Option<Normalizer>,
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
    pub(super) fn new(terms: Vec<(usize, Chunks)>, matching: Matching) -> Self {
        let mut first = Trie::default();
        for (term, (_, (chunks, _))) in terms.iter().enumerate() {
            first.add(chunks.first().map_or("", String::as_str), term);
        }
        let strict = matching.strict();
        let terms = terms
            .into_iter()
            .map(|(keyword, (chunks, written))| Term {
                keyword,
                rest: chunks.into_iter().skip(1).collect(),
                strict: strict.as_ref().map_or(String::new(), |strict| even(&written, strict)),
            })
            .collect();
        Self { first, terms, strict }
    }

    pub(super) fn find(&self, document: &Document<'_>, hits: &mut Vec<Hit>) {
        let text = key(document.folded());
        let mut widening = Widening::new(document.text());
        for (start, _) in text.char_indices() {
            self.first.each(&text, start, |end, term| {
                if let Some(term) = self.terms.get(term)
                    && let Some(end) = follow(&text, end, &term.rest)
                {
                    let span = document.to_source(Span::new(start, end));
                    let same =
                        |normalizer| even(span.slice(document.text()), normalizer) == term.strict;
                    if self.strict.as_ref().is_none_or(same) {
                        hits.extend(Hit::touching(document, &mut widening, term.keyword, span));
                    }
                }
            });
        }
    }
}

/// Strings by their bytes, each with a number.
#[derive(Debug, Default)]
struct Trie {
    /// The node behind a node and a byte; the root is 0.
    next: FxHashMap<(usize, u8), usize>,
    /// The numbers of the strings that end at a node.
    ends: FxHashMap<usize, Vec<usize>>,
}

impl Trie {
    fn add(&mut self, string: &str, number: usize) {
        let mut node = 0;
        for byte in string.bytes() {
            // Every edge leads to a node of its own, so their count names the next one.
            let new = self.next.len() + 1;
            node = *self.next.entry((node, byte)).or_insert(new);
        }
        self.ends.entry(node).or_default().push(number);
    }

    /// Calls `found` with the end and the number of every string that starts at byte
    /// `start` of `text`. Takes as long as the longest of them.
    fn each(&self, text: &str, start: usize, mut found: impl FnMut(usize, usize)) {
        let mut node = 0;
        for (at, byte) in text.bytes().enumerate().skip(start) {
            let Some(&next) = self.next.get(&(node, byte)) else { return };
            node = next;
            self.ends.get(&node).into_iter().flatten().for_each(|&number| found(at + 1, number));
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
fn even(text: &str, normalizer: &Normalizer) -> String {
    normalizer.run(text).text().split_whitespace().collect::<Vec<_>>().join(" ")
}

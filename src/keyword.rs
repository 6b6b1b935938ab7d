//! The user's own terms, found however they are spelt.
//!
//! ```
//! use wasim::document::Document;
//! use wasim::keyword::{Keyword, KeywordSet};
//!
//! let (set, errors) = KeywordSet::new([Keyword::from("القاهرة"), Keyword::from("أحمد")]);
//! assert!(errors.is_empty());
//! let text = "وصل احـمد للقاهرة.";
//! let found = set.find(&Document::new(text));
//! assert_eq!(found[0].span.slice(text), "احـمد");
//! assert_eq!(found[1].span.slice(text), "لقاهرة");
//! assert_eq!(found[1].word.slice(text), "للقاهرة");
//! ```

mod index;
mod inside;
mod matching;
mod pattern;
mod search;
mod words;

use std::sync::Arc;

use crate::document::Document;
use crate::error::Error;
use crate::normalize::Widening;
use crate::span::{Source, Span};
use inside::Inside;
pub use matching::Matching;
pub(crate) use matching::key;
use pattern::Pattern;
use words::Words;

/// One term as the user gave it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyword {
    /// A word, a phrase, or a `/pattern/` in the syntax that `regex` and `regex-lite` share.
    /// After the second slash may stand `i` (case does not count) and `f` (the
    /// pattern reads the folded text instead of the text as it was given).
    pub term: String,
    /// A label to gather terms under.
    pub group: Option<String>,
}

impl From<&str> for Keyword {
    fn from(term: &str) -> Self {
        Self { term: term.to_owned(), group: None }
    }
}

impl Keyword {
    /// Reads one line of a list of keywords: `term`, `group: term` or
    /// `/pattern/`, which may have a group too. A colon inside slashes belongs
    /// to the pattern. `None` for a blank line and for a comment: `#` alone or
    /// with white space after it, so that `#hashtag` is a term.
    ///
    /// ```
    /// # use wasim::keyword::Keyword;
    /// let keyword = Keyword::parse_line("مياه: سد النهضة").unwrap();
    /// assert_eq!(keyword.group.as_deref(), Some("مياه"));
    /// assert_eq!(keyword.term, "سد النهضة");
    /// ```
    #[must_use]
    pub fn parse_line(line: &str) -> Option<Self> {
        let line = line.trim_start_matches('\u{FEFF}').trim();
        let comment = line.strip_prefix('#');
        if line.is_empty()
            || comment.is_some_and(|c| c.is_empty() || c.starts_with(char::is_whitespace))
        {
            return None;
        }
        let (group, term) = match line.split_once(':') {
            Some((group, term)) if !group.trim().is_empty() && !group.contains('/') => {
                (Some(group.trim().to_owned()), term.trim())
            }
            _ => (None, line),
        };
        Some(Self { term: term.to_owned(), group })
    }
}

/// One of the user's keywords where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordMatch {
    /// The term itself.
    pub span: Span<Source>,
    /// The written words it stands in.
    pub word: Span<Source>,
    /// The keyword as the user gave it; all its matches share it.
    pub keyword: Arc<Keyword>,
}

/// Keywords made ready to be found.
#[derive(Debug, Default)]
pub struct KeywordSet {
    keywords: Vec<Arc<Keyword>>,
    words: Words,
    inside: Option<Inside>,
    patterns: Vec<(usize, Pattern)>,
}

impl KeywordSet {
    /// Makes `keywords` ready, to be found however they are spelt ([`Matching::default`]).
    ///
    /// A term that cannot be used is returned as an error naming it; the others still work.
    #[must_use]
    pub fn new(keywords: impl IntoIterator<Item = Keyword>) -> (Self, Vec<Error>) {
        Self::with_matching(keywords, Matching::default())
    }

    /// Makes `keywords` ready, with one's own choice of what counts as the same.
    ///
    /// A term that cannot be used is returned as an error naming it; the others still work.
    #[must_use]
    pub fn with_matching(
        keywords: impl IntoIterator<Item = Keyword>,
        matching: Matching,
    ) -> (Self, Vec<Error>) {
        let mut set = Self { words: Words::new(matching), ..Self::default() };
        let mut errors = Vec::new();
        let mut inside = Vec::new();
        for keyword in keywords {
            let id = set.keywords.len();
            let added = match pattern::parse(&keyword.term) {
                Some((body, flags)) => Pattern::new(&keyword.term, body, flags)
                    .map(|pattern| set.patterns.push((id, pattern))),
                None if matching.whole_words => set.words.add(id, &keyword),
                None => inside::chunks(&keyword).map(|chunks| inside.push((id, chunks))),
            };
            match added {
                Ok(()) => set.keywords.push(Arc::new(keyword)),
                Err(error) => errors.push(error),
            }
        }
        set.words.seal();
        if !inside.is_empty() {
            set.inside = Some(Inside::new(inside, matching));
        }
        (set, errors)
    }

    /// Every place where a keyword stands, overlaps included, sorted.
    ///
    /// Words and phrases cost one look-up for each reading of a word of the text,
    /// however many there are; each pattern reads the text once.
    #[must_use]
    pub fn find(&self, document: &Document<'_>) -> Vec<KeywordMatch> {
        self.hits(document)
            .iter()
            .filter_map(|hit| {
                let keyword = Arc::clone(self.keywords.get(hit.keyword)?);
                Some(KeywordMatch { span: hit.span, word: hit.word, keyword })
            })
            .collect()
    }

    /// What [`find`](Self::find) gives, with the number of each keyword in place of its text.
    /// Apart, so that the module has it once.
    #[inline(never)]
    pub(crate) fn hits(&self, document: &Document<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.words.find(document, &mut hits);
        if let Some(inside) = &self.inside {
            inside.find(document, &mut hits);
        }
        for (id, pattern) in &self.patterns {
            pattern.find(document, *id, &mut hits);
        }
        // Those of the words are so already, which is seen at once where there are no others.
        Hit::sort(&mut hits);
        hits.dedup();
        hits
    }
}

/// A keyword where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Its number among the keywords that can be used.
    pub(crate) keyword: usize,
    pub(crate) span: Span<Source>,
    pub(crate) word: Span<Source>,
}

impl Hit {
    /// Sorts hits as they are given out. In one place: each sort is code of its own.
    #[inline(never)]
    fn sort(hits: &mut [Self]) {
        hits.sort_unstable_by_key(|hit| (hit.span, hit.keyword));
    }

    /// A hit on `span`, widened to whole graphemes, with the tokens that it touches.
    fn touching(
        document: &Document<'_>,
        widening: &mut Widening<'_>,
        keyword: usize,
        span: Span<Source>,
    ) -> Option<Self> {
        let tokens = document.tokens();
        let first = tokens.partition_point(|t| t.source.end() <= span.start());
        let touched = tokens.get(first..)?.iter().take_while(|t| t.source.start() < span.end());
        let word = touched.map(|t| t.source).reduce(Span::cover)?;
        let span = document.to_source(document.to_folded(span));
        if span.is_empty() {
            return None;
        }
        let span = widening.widen(span);
        Some(Self { keyword, span, word: word.cover(span) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_list() {
        for (line, expected) in [
            ("", None),
            ("  \t", None),
            ("#", None),
            ("# ملاحظة: شرح", None),
            ("#هاشتاغ", Some((None, "#هاشتاغ"))),
            (" المياه ", Some((None, "المياه"))),
            ("\u{FEFF}المياه", Some((None, "المياه"))),
            ("بيئة :  سد النهضة\r", Some((Some("بيئة"), "سد النهضة"))),
            ("/[0-9]+:[0-9]+/", Some((None, "/[0-9]+:[0-9]+/"))),
            ("وقت: /[0-9]+:[0-9]+/", Some((Some("وقت"), "/[0-9]+:[0-9]+/"))),
            (": كلمة", Some((None, ": كلمة"))),
            ("بيئة:", Some((Some("بيئة"), ""))),
        ] {
            let keyword = Keyword::parse_line(line);
            let found = keyword.as_ref().map(|k| (k.group.as_deref(), k.term.as_str()));
            assert_eq!(found, expected, "{line:?}");
        }
    }
}

//! The user's own terms, found however they are spelt.

use crate::analysis::KeywordMatch;
use crate::document::Document;
use crate::error::Error;
use crate::normalize;

/// One term as the user gave it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyword {
    /// A word, a phrase, or a `/pattern/`.
    pub term: String,
    /// A label to gather terms under.
    pub group: Option<String>,
}

/// Keywords made ready to be found.
#[derive(Debug, Default)]
pub struct KeywordSet {
    keywords: Vec<(Keyword, String)>,
}

impl KeywordSet {
    /// Makes `keywords` ready. A term that cannot be used is returned as an
    /// error naming it; the others still work.
    #[must_use]
    pub fn new(keywords: impl IntoIterator<Item = Keyword>) -> (Self, Vec<Error>) {
        let mut set = Self::default();
        let mut errors = Vec::new();
        for keyword in keywords {
            let folded = normalize::fold(keyword.term.trim()).text().to_owned();
            if folded.is_empty() {
                errors.push(Error::empty_keyword(keyword.group.as_deref()));
            } else {
                set.keywords.push((keyword, folded));
            }
        }
        (set, errors)
    }

    /// Every place where a keyword stands, overlaps included, sorted.
    #[must_use]
    pub fn find(&self, document: &Document<'_>) -> Vec<KeywordMatch> {
        let mut matches = Vec::new();
        for token in document.tokens() {
            let word = token.folded.slice(document.folded());
            for (keyword, folded) in &self.keywords {
                if word == folded {
                    matches.push(KeywordMatch {
                        span: token.source,
                        word: token.source,
                        term: keyword.term.clone(),
                        group: keyword.group.clone(),
                    });
                }
            }
        }
        matches
    }
}

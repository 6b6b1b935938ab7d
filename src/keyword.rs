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

//! The steps in order.

use crate::analysis::{Analysis, KeywordMatch};
use crate::document::Document;
use crate::keyword::KeywordSet;
use crate::tagger::Tagger;
use crate::{entity, quote};

/// Reads texts. Make one and use it for many texts; what it keeps of
/// one text, the weights of single words, changes no answer.
#[derive(Debug, Default)]
pub struct Analyzer {
    keywords: KeywordSet,
    tagger: Tagger,
}

impl Analyzer {
    /// An analyser with the built-in tables and no keywords.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same analyser, looking for `keywords` too.
    #[must_use]
    pub fn with_keywords(self, keywords: KeywordSet) -> Self {
        Self { keywords, ..self }
    }

    /// Everything that is said about `text`. Any string gives an analysis.
    #[must_use]
    pub fn analyze(&self, text: &str) -> Analysis {
        let document = Document::new(text);
        let keywords = self.keywords.find(&document);
        let mut mentions = self.tagger.tag(&document);
        let mut entities = entity::gather(&document, &mut mentions);
        let quotes = quote::attribute(&document, &mentions, &mut entities);
        Analysis { sentences: document.sentences().to_vec(), mentions, entities, quotes, keywords }
    }

    /// Only where the keywords stand in `text`, as in [`Analysis::keywords`].
    #[must_use]
    pub fn highlight(&self, text: &str) -> Vec<KeywordMatch> {
        self.keywords.find(&Document::new(text))
    }
}

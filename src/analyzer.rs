//! The steps in order.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::document::Document;
use crate::error::Error;
use crate::keyword::{KeywordMatch, KeywordSet};
use crate::normalize::ReadingOrder;
use crate::sentence::Sentence;
use crate::tagger::Tagger;
use crate::user_lexicon::{self, UserLexicon};
use crate::{entity, quote};

/// Reads texts. Make one and use it for many texts; what it keeps of
/// one text, the weights of single words, changes no answer.
///
/// A clone shares all that is large, and costs nothing.
#[derive(Debug, Clone, Default)]
pub struct Analyzer {
    keywords: Arc<KeywordSet>,
    lexicon: Arc<UserLexicon>,
    tagger: Tagger,
}

impl Analyzer {
    /// An analyser with the built-in tables and model, and nothing of the user's.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same analyser, looking for `keywords` and no others.
    #[must_use]
    pub fn with_keywords(self, keywords: KeywordSet) -> Self {
        Self { keywords: Arc::new(keywords), ..self }
    }

    /// The same analyser, knowing the names of `lexicon` and no others of the user's. They
    /// win over what the model finds, as [`user_lexicon::merge`] says.
    #[must_use]
    pub fn with_lexicon(self, lexicon: UserLexicon) -> Self {
        Self { lexicon: Arc::new(lexicon), ..self }
    }

    /// The same analyser with the model in `bytes`, a file that the trainer wrote, in place
    /// of the built-in one.
    ///
    /// ```
    /// let error = wasim::Analyzer::new().with_model(b"GIF89a").unwrap_err();
    /// assert!(error.to_string().contains("the model file cannot be used"));
    /// ```
    ///
    /// # Errors
    /// When it is no such file, is of another version, or is damaged.
    pub fn with_model(self, bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { tagger: Tagger::from_bytes(bytes)?, ..self })
    }

    /// Everything that is said about `text`. Any string gives an analysis.
    ///
    /// Lines that were pasted in visual order, back to front, are read in reading order
    /// ([`ReadingOrder`]); names in [`Analysis::entities`] are spelt in it.
    #[must_use]
    pub fn analyze(&self, text: &str) -> Analysis {
        in_reading_order(text, &|text| self.read(text))
    }

    fn read(&self, text: &str) -> Analysis {
        let document = Document::new(text);
        let keywords = self.keywords.find(&document);
        let mut own = self.lexicon.find(&document);
        let found = self.tagger.tag_beside(&document, &mut own);
        let mut mentions = user_lexicon::merge(&document, own, found);
        let mut entities = entity::gather_with(&document, &mut mentions, &self.lexicon);
        let quotes = quote::attribute(&document, &mentions, &mut entities);
        Analysis { sentences: document.sentences().to_vec(), mentions, entities, quotes, keywords }
    }

    /// Only where the keywords stand in `text`, as in [`Analysis::keywords`].
    #[must_use]
    pub fn highlight(&self, text: &str) -> Vec<KeywordMatch> {
        let read = |text: &str| self.keywords.find(&Document::new(text));
        in_reading_order(text, &|text| Analysis { keywords: read(text), ..Analysis::default() })
            .keywords
    }
}

/// The sentences of `text`, as in [`Analysis::sentences`].
#[must_use]
pub fn sentences(text: &str) -> Vec<Sentence> {
    let read = |text: &str| Document::new(text).sentences().to_vec();
    in_reading_order(text, &|text| Analysis { sentences: read(text), ..Analysis::default() })
        .sentences
}

/// What `read` says about `text`, whose lines it sees in reading order.
fn in_reading_order(text: &str, read: &dyn Fn(&str) -> Analysis) -> Analysis {
    match ReadingOrder::of(text) {
        None => read(text),
        Some(order) => read(order.text()).of_given(&order),
    }
}

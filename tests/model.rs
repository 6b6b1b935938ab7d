//! The model file: what is damaged is refused, what is changed does no harm.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test: a panic is a failure")]

use proptest::prelude::*;
use wasim::tagger::file::{MAGIC, checksum};
use wasim::{Analyzer, Error};

const MODEL: &[u8] = include_bytes!("../data/model.bin");
/// Magic, version and checksum.
const HEAD: usize = MAGIC.len() + 1 + 4;
const TEXT: &str =
    "قال وزير الخارجية سامي الخوري إن بلاده ترحب بالاتفاق.\nوأضاف الخوري: سنعود إلى بيروت.";

/// The file with its checksum made to fit again.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(body) = bytes.get(HEAD..) {
        let sum = checksum(body).to_le_bytes();
        bytes[HEAD - 4..HEAD].copy_from_slice(&sum);
    }
    bytes
}

/// Every mention and quote lies in the text, on the borders of characters.
fn works(analyzer: &Analyzer) {
    let analysis = analyzer.analyze(TEXT);
    for mention in &analysis.mentions {
        assert!(!mention.span.slice(TEXT).is_empty());
        assert!((0.0..=1.0).contains(&mention.score));
        assert!(mention.entity.is_some_and(|id| id < analysis.entities.len()));
    }
    assert!(analysis.quotes.iter().all(|quote| !quote.span.slice(TEXT).is_empty()));
}

fn with_model(bytes: &[u8]) -> Result<Analyzer, Error> {
    Analyzer::new().with_model(bytes)
}

#[test]
fn the_embedded_model_is_whole() {
    works(&with_model(MODEL).unwrap());
}

#[test]
fn the_error_says_what_to_do() {
    let error = with_model(b"wasim-ta").unwrap_err().to_string();
    assert!(error.contains("model file"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_changed_byte_is_refused(at in 0..MODEL.len(), change in 1u8..) {
        let mut bytes = MODEL.to_vec();
        bytes[at] ^= change;
        prop_assert!(with_model(&bytes).is_err());
    }

    #[test]
    fn a_cut_file_is_refused(length in 0..MODEL.len()) {
        prop_assert!(with_model(&MODEL[..length]).is_err());
        prop_assert!(length < HEAD || with_model(&resealed(MODEL[..length].to_vec())).is_err());
    }

    #[test]
    fn a_changed_and_resealed_file_is_refused_or_works(
        changes in prop::collection::vec((HEAD..MODEL.len(), any::<u8>()), 1..20),
        counts in prop::collection::vec((HEAD..HEAD + 64, any::<u8>()), 0..2),
    ) {
        let mut bytes = MODEL.to_vec();
        for (at, byte) in changes.into_iter().chain(counts) {
            bytes[at] = byte;
        }
        if let Ok(analyzer) = with_model(&resealed(bytes)) {
            works(&analyzer);
        }
    }
}

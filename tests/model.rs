//! The model file: what is damaged is refused, what is changed does no harm.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test: a panic is a failure")]

use proptest::prelude::*;
use wasim::document::Document;
use wasim::tagger::Tagger;
use wasim::tagger::model::{MAGIC, checksum};

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

/// Every mention lies in the text, on the borders of characters.
fn works(tagger: &Tagger) {
    for mention in tagger.tag(&Document::new(TEXT)) {
        assert!(!mention.span.slice(TEXT).is_empty());
        assert!((0.0..=1.0).contains(&mention.score));
    }
}

#[test]
fn the_embedded_model_is_whole() {
    works(&Tagger::from_bytes(MODEL).unwrap());
}

#[test]
fn the_error_says_what_to_do() {
    let error = Tagger::from_bytes(b"wasim-ta").unwrap_err().to_string();
    assert!(error.contains("model file"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_changed_byte_is_refused(at in 0..MODEL.len(), change in 1u8..) {
        let mut bytes = MODEL.to_vec();
        bytes[at] ^= change;
        prop_assert!(Tagger::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_cut_file_is_refused(length in 0..MODEL.len()) {
        prop_assert!(Tagger::from_bytes(&MODEL[..length]).is_err());
        prop_assert!(length < HEAD || Tagger::from_bytes(&resealed(MODEL[..length].to_vec())).is_err());
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
        if let Ok(tagger) = Tagger::from_bytes(&resealed(bytes)) {
            works(&tagger);
        }
    }
}

//! The model file as hostile input: refused, or it works.
//!
//! Each five bytes of the input change one byte of the real file (where, in four bytes, and to
//! what), whose checksum is made to fit again. An input that begins with `=` is the body itself.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;
use wasim::document::Document;
use wasim::tagger::Tagger;
use wasim::tagger::model::{MAGIC, checksum};

const FILE: &[u8] = include_bytes!("../../data/model.bin");
/// Magic, version and checksum.
const HEAD: usize = MAGIC.len() + 1 + 4;
const TEXT: &str =
    "قال وزير الخارجية سامي الخوري إن بلاده ترحب بالاتفاق.\nوأضاف الخوري: سنعود إلى بيروت.";

fuzz_target!(|input: &[u8]| {
    let mut bytes = FILE.to_vec();
    match input.strip_prefix(b"=") {
        Some(body) => {
            bytes.truncate(HEAD);
            bytes.extend_from_slice(body);
        }
        None => {
            for change in input.chunks_exact(5) {
                let at = u32::from_le_bytes([change[0], change[1], change[2], change[3]]) as usize;
                let at = HEAD + at % (FILE.len() - HEAD);
                bytes[at] = change[4];
            }
        }
    }
    let sum = checksum(&bytes[HEAD..]).to_le_bytes();
    bytes[HEAD - 4..HEAD].copy_from_slice(&sum);
    if let Ok(tagger) = Tagger::from_bytes(&bytes) {
        laws::mentions(TEXT, &tagger.tag(&Document::new(TEXT)));
    }
});

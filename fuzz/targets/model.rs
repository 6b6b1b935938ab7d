//! The model files as hostile input: refused, or they work.
//!
//! Each five bytes of the input change one byte of the real file (where, in four bytes, and to
//! what), whose checksum is made to fit again. An input that begins with `=` is the body itself.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;
use wasim::clitic::train::cut_with;
use wasim::document::Document;
use wasim::tagger::Tagger;
use wasim::tagger::file::{MAGIC, checksum};

const CLITICS: &[u8] = include_bytes!("../../data/clitics.bin");
const ENCLITICS: &[u8] = include_bytes!("../../data/enclitics.bin");
const FILE: &[u8] = include_bytes!("../../data/model.bin");
/// Magic, version and checksum.
const HEAD: usize = MAGIC.len() + 1 + 4;
const TEXT: &str =
    "قال وزير الخارجية سامي الخوري إن بلاده ترحب بالاتفاق.\nوأضاف الخوري: سنعود إلى بيروت.";

fuzz_target!(|input: &[u8]| {
    let mut bytes = changed(FILE, HEAD, input);
    let sum = checksum(&bytes[HEAD..]).to_le_bytes();
    bytes[HEAD - 4..HEAD].copy_from_slice(&sum);
    if let Ok(tagger) = Tagger::from_bytes(&bytes) {
        laws::mentions(TEXT, &tagger.tag(&Document::new(TEXT)));
    }
    let (proclitics, enclitics) = (changed(CLITICS, 8, input), changed(ENCLITICS, 8, input));
    for word in TEXT.split(' ') {
        let (front, back) = cut_with(&proclitics, &enclitics, word);
        assert!(word.is_char_boundary(front) && word.is_char_boundary(word.len() - back));
    }
});

/// `file` with the changes that `input` asks for behind its first `head` bytes.
fn changed(file: &[u8], head: usize, input: &[u8]) -> Vec<u8> {
    if let Some(body) = input.strip_prefix(b"=") {
        return [&file[..head], body].concat();
    }
    let mut bytes = file.to_vec();
    for change in input.chunks_exact(5) {
        let at = u32::from_le_bytes([change[0], change[1], change[2], change[3]]) as usize;
        bytes[head + at % (file.len() - head)] = change[4];
    }
    bytes
}

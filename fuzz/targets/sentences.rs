//! Sentences.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| laws::sentences(&fuzz::text(input)));

//! Tokens and the particles written onto them.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = fuzz::text(input);
    laws::tokens(&text);
    laws::clitics(&text);
});

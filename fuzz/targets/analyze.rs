//! The whole analysis.
#![no_main]

use std::sync::LazyLock;

use fuzz::laws;
use libfuzzer_sys::fuzz_target;
use wasim::Analyzer;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new().with_keywords(laws::some_keywords()));

fuzz_target!(|input: &[u8]| {
    let text = fuzz::text(input);
    laws::analysis(&ANALYZER, &text);
    laws::an_emoji_before(&ANALYZER, &text);
});

//! Keywords. The lines before the first empty line are a list of them, patterns among them.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;
use wasim::document::Document;
use wasim::keyword::{Keyword, KeywordSet, Matching};

fuzz_target!(|input: &[u8]| {
    let all = fuzz::text(input);
    let (list, text) = all.split_once("\n\n").unwrap_or((&all, &all));
    let keywords = || list.lines().filter_map(Keyword::parse_line);
    let document = Document::new(text);
    let (set, errors) = KeywordSet::with_matching(keywords(), chosen(fuzz::switches(list.as_bytes())));
    assert!(errors.len() <= keywords().count());
    laws::keywords(text, &set.find(&document));
});

const SWITCHES: [&str; 8] =
    ["diacritics", "hamza", "letters", "digits", "case", "clitics", "article", "wholeWords"];

fn chosen(bits: u32) -> Matching {
    let mut matching = Matching::default();
    for (i, name) in SWITCHES.iter().enumerate() {
        *matching.switch(name).expect("a switch of that name") = bits >> i & 1 == 1;
    }
    matching
}

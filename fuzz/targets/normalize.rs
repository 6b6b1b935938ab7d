//! Normalising by every preset and by any other choice: twice, and back.
#![no_main]

use fuzz::laws;
use libfuzzer_sys::fuzz_target;
use wasim::normalize::{Form, Options};

fuzz_target!(|input: &[u8]| {
    let text = fuzz::text(input);
    laws::reading_order(&text);
    for options in laws::presets() {
        laws::normalizing(&text, &options);
    }
    laws::normalizing(&text, &chosen(fuzz::switches(input)));
});

const SWITCHES: [&str; 20] = [
    "visual",
    "presentation",
    "tatweel",
    "harakat",
    "dagger",
    "quranic",
    "alef",
    "wasla",
    "yeh",
    "tehMarbuta",
    "hamzaSeats",
    "lookalikes",
    "foreign",
    "digits",
    "punctuation",
    "bidi",
    "zeroWidth",
    "joiners",
    "spaces",
    "lowercase",
];

fn chosen(bits: u32) -> Options {
    let mut options = Options::none();
    for (i, name) in SWITCHES.iter().enumerate() {
        *options.switch(name).expect("a switch of that name") = bits >> i & 1 == 1;
    }
    options.form = [Form::None, Form::Nfc, Form::Nfkc][(bits >> 24) as usize % 3];
    options
}

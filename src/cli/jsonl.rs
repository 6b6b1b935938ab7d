//! JSON lines in, JSON lines out: one line in memory at a time.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufReader, Write};

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;
use wasim::Analyzer;
use wasim::offset::OffsetUnit;
use wasim::report::Report;

use super::complain;
use super::input::Input;
use super::json::Named;

#[derive(Deserialize)]
struct Line<'a> {
    /// Given back as it was written, whatever it is.
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Text<'a>,
}

/// The answer to a line that cannot be read.
#[derive(Serialize)]
struct BadLine<'a> {
    id: (),
    line: usize,
    error: &'a str,
}

/// Answers every line of `input` in its place. Says whether all could be
/// read; an error is one of writing.
pub(crate) fn answer(
    input: &Input,
    analyzer: &Analyzer,
    unit: OffsetUnit,
    out: &mut impl Write,
) -> io::Result<bool> {
    let reader = match input.open() {
        Ok(reader) => reader,
        Err(message) => {
            complain(message);
            return Ok(false);
        }
    };
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let mut bytes = Vec::new();
    let mut number = 0;
    let mut fine = true;
    loop {
        bytes.clear();
        match reader.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(fine),
            Ok(_) => number += 1,
            Err(error) => {
                complain(input.unreadable(&error));
                return Ok(false);
            }
        }
        if number == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(..3);
        }
        match parse(&bytes) {
            Ok(Line { id, text: Text(text) }) => {
                let analysis = analyzer.analyze(&text);
                let report = Report::new(&text, &analysis, unit);
                serde_json::to_writer(&mut *out, &Named { id, report })?;
            }
            Err(error) => {
                fine = false;
                complain(format_args!("{}:{number}: {error}", input.label()));
                serde_json::to_writer(&mut *out, &BadLine { id: (), line: number, error: &error })?;
            }
        }
        out.write_all(b"\n")?;
        // Whoever waits for an answer before the next line gets it now.
        if !reader.buffer().contains(&b'\n') {
            out.flush()?;
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Line<'_>, String> {
    const SHAPE: &str = r#"write one {"id": …, "text": "…"} a line"#;
    let line = std::str::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8 at byte {}; convert it first", error.valid_up_to()))?;
    if line.trim().is_empty() {
        return Err(format!("the line is blank; {SHAPE}"));
    }
    // The parser would take an array for an object's fields in order.
    if line.trim_start().starts_with('[') {
        return Err(format!("a list, not an object; {SHAPE}"));
    }
    serde_json::from_str(line).map_err(|error| {
        let what = error.to_string();
        // Every line is the parser's first: its own number would mislead.
        let what = what.replace(" at line 1 column ", " at column ");
        if error.is_data() {
            format!("{what}; {SHAPE}")
        } else {
            format!("not JSON: {what}; {SHAPE}")
        }
    })
}

/// A JSON string. JavaScript writes half an emoji as a lone surrogate escape;
/// it becomes U+FFFD here as in the browser, and all offsets stay true: both
/// are three bytes, one UTF-16 unit, one code point.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As bytes, since the parser refuses lone surrogates in strings.
        deserializer.deserialize_bytes(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> de::Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string as \"text\"")
    }

    fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Text<'de>, E> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Text(Cow::Borrowed(text))),
            Err(_) => self.visit_bytes(bytes),
        }
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Text<'de>, E> {
        let mut bytes = bytes.to_vec();
        let mut rest = bytes.as_mut_slice();
        while let Some(at) = rest.iter().position(|&b| b == 0xED) {
            rest = rest.split_at_mut(at).1;
            if let [first, second @ 0xA0..=0xBF, third, ..] = rest {
                [*first, *second, *third] = [0xEF, 0xBF, 0xBD];
            }
            rest = rest.split_at_mut(1).1;
        }
        String::from_utf8(bytes).map(|text| Text(Cow::Owned(text))).map_err(E::custom)
    }
}

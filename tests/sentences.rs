//! Where sentences end: hard cases by name, in `sentences.tsv`, and the page that shows
//! other tools beside us.
#![cfg(not(target_family = "wasm"))]
// Helpers of a test fail it as its own lines would.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use wasim::document::Document;

/// The name of each case, and its text with the ends marked.
fn cases() -> Vec<(&'static str, String)> {
    include_str!("sentences.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split_once('\t').unwrap())
        .map(|(name, text)| (name, unescape(text)))
        .collect()
}

/// `\n`, `\r` and `\u{…}` as the characters that they stand for.
fn unescape(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (c, rest) = match part.strip_prefix("u{").and_then(|hex| hex.split_once('}')) {
            Some((hex, rest)) => (u32::from_str_radix(hex, 16).unwrap().try_into().unwrap(), rest),
            None => (if part.starts_with('n') { '\n' } else { '\r' }, part.get(1..).unwrap()),
        };
        out.push(c);
        out.push_str(rest);
    }
    out
}

fn split(text: &str) -> Vec<&str> {
    Document::new(text).sentences().iter().map(|s| s.span.slice(text)).collect()
}

/// Whether a case comes out as it is marked.
fn right(marked: &str) -> bool {
    let text = marked.replace('‖', "").replace('|', " ");
    let expected: Vec<&str> =
        marked.split(['|', '‖', '\n', '\r']).filter(|s| !s.is_empty()).collect();
    split(&text) == expected
}

#[test]
fn hard_cases() {
    let cases = cases();
    assert!(cases.len() >= 65, "{}", cases.len());
    let wrong: Vec<_> = cases.iter().filter(|(_, marked)| !right(marked)).collect();
    assert!(wrong.is_empty(), "{} of {} wrong\n{wrong:#?}", wrong.len(), cases.len());
}

/// `npm run bench -- sentences` writes the page; what it says of us has to be true.
#[test]
fn the_page_that_compares_is_true_of_us() {
    let page = include_str!("../docs/sentences.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| case"))
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
        .collect();
    let expected: Vec<(&str, &str)> = cases()
        .iter()
        .map(|(name, marked)| (*name, if right(marked) { "✓" } else { "✗" }))
        .collect();
    let shown: Vec<(&str, &str)> = rows.iter().map(|row| (row[0], row[2])).collect();
    assert_eq!(shown, expected);
}

#[test]
fn sentences_keep_their_marks_and_no_white_space() {
    assert_eq!(split(" \u{200F}قال: «نعم.» \n"), ["قال: «نعم.»"]);
    assert_eq!(split("…"), ["…"]);
    assert_eq!(split(""), [""; 0]);
    assert_eq!(split(" \n\t\n"), [""; 0]);
}

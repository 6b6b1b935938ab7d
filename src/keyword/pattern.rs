//! `/patterns/`: regular expressions that run in linear time.
//!
//! Natively on the `regex` crate, in WebAssembly on `regex-lite`, its small sibling.
//! The syntax is what both know; `i` ignores the case of ASCII letters in both, and of
//! other letters natively only.

use regex::{Regex, RegexBuilder};

use super::Hit;
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Widening, fold};
use crate::span::Span;

/// What a compiled pattern may weigh, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A pattern ready to be found.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// Reads the folded text.
    folded: bool,
    /// Has to begin and to end at a word's edge.
    edges: (bool, bool),
}

/// The body and the flags of a term that is a pattern.
pub(super) fn parse(term: &str) -> Option<(&str, &str)> {
    let (body, flags) = term.trim().strip_prefix('/')?.rsplit_once('/')?;
    flags.chars().all(|c| matches!(c, 'i' | 'f')).then_some((body, flags))
}

impl Pattern {
    /// Compiles `body`. Fails when it is no regular expression, is empty, or is too large.
    pub(super) fn new(term: &str, body: &str, flags: &str) -> Result<Self, Error> {
        let folded = flags.contains('f');
        let (body, starts) = match body.strip_prefix("\\b") {
            Some(rest) => (rest, true),
            None => (body, false),
        };
        let (body, ends) = match body.strip_suffix("\\b") {
            Some(rest) if !rest.ends_with('\\') => (rest, true),
            _ => (body, false),
        };
        if body.is_empty() {
            return Err(Error::pattern(term, "it is empty"));
        }
        let source = spell_out(body, folded).map_err(|reason| Error::pattern(term, reason))?;
        let mut builder = RegexBuilder::new(&source);
        builder.case_insensitive(flags.contains('i')).size_limit(SIZE_LIMIT).nest_limit(100);
        #[cfg(not(target_family = "wasm"))]
        builder.dfa_size_limit(SIZE_LIMIT);
        let regex = builder.build().map_err(|error| Error::pattern(term, reason(&error)))?;
        Ok(Self { regex, folded, edges: (starts, ends) })
    }

    /// Adds a hit for every match that is not empty.
    pub(super) fn find(&self, document: &Document<'_>, keyword: usize, hits: &mut Vec<Hit>) {
        let text = if self.folded { document.folded() } else { document.text() };
        let mut widening = Widening::new(document.text());
        for found in self.regex.find_iter(text).filter(|m| !m.is_empty()) {
            if (self.edges.0 && !is_edge(text, found.start()))
                || (self.edges.1 && !is_edge(text, found.end()))
            {
                continue;
            }
            let span = if self.folded {
                document.to_source(Span::new(found.start(), found.end()))
            } else {
                Span::new(found.start(), found.end())
            };
            hits.extend(Hit::touching(document, &mut widening, keyword, span));
        }
    }
}

/// Whether a word begins or ends at byte `at`.
fn is_edge(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    word(before.chars().next_back()) != word(after.chars().next())
}

/// Digits, white space and word characters as `\d`, `\s` and `\w` mean them in
/// news: the engine leaves Unicode's full tables out.
const CLASSES: [(char, &str); 3] =
    [('d', "0-9٠-٩۰-۹"), ('s', r" \t-\r\u{A0}\u{2000}-\u{200A}\u{202F}\u{3000}"), ('w', WORD)];
const WORD: &str = r"0-9A-Za-z_\u{AA}-\u{2AF}\u{370}-\u{5FF}\u{610}-\u{61A}\u{620}-\u{669}\u{66E}-\u{6D3}\u{6D5}-\u{6DC}\u{6DF}-\u{6FF}\u{750}-\u{77F}\u{8A0}-\u{8FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFC}";

/// The pattern with the short classes spelt out and, to read folded text, its
/// letters folded where they are single.
fn spell_out(body: &str, folded: bool) -> Result<String, String> {
    let mut out = String::with_capacity(body.len() * 2);
    let mut in_class = false;
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let Some(next) = chars.next() else { return Err("it ends in a backslash".into()) };
                let class = CLASSES.iter().find(|(name, _)| *name == next.to_ascii_lowercase());
                match class {
                    Some((_, members)) if next.is_ascii_lowercase() && in_class => {
                        out.push_str(members);
                    }
                    Some((_, members)) if next.is_ascii_lowercase() => {
                        out.extend(["[", members, "]"]);
                    }
                    Some((_, members)) => out.extend(["[^", members, "]"]),
                    None if matches!(next, 'b' | 'B') => {
                        return Err("\\b can stand only at either end".into());
                    }
                    None => out.extend([c, next]),
                }
            }
            '[' | ']' => {
                in_class = c == '[';
                out.push(c);
            }
            _ if folded && c > '\u{7F}' => {
                let letters = fold(c.encode_utf8(&mut [0; 4])).text().to_owned();
                out.push_str(&letters);
            }
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// The engine's reason in one line.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    if text.contains("size limit") {
        return "it is too large".to_owned();
    }
    let last = text.lines().last().unwrap_or("");
    last.trim().trim_start_matches("error: ").to_owned()
}

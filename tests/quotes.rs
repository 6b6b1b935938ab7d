//! Quotes and speakers by phenomenon: a table of named cases in marked text.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::expect_used, clippy::panic, clippy::string_slice)]

use wasim::analysis::{Entity, Kind, Mention, QuoteKind, Rule};
use wasim::document::Document;
use wasim::entity;
use wasim::quote;
use wasim::span::Span;

struct Case {
    name: String,
    known: bool,
    text: String,
    mentions: Vec<Mention>,
    expected: Vec<(usize, usize, QuoteKind)>,
    who: Vec<String>,
}

/// Reads the marked text that `quotes.txt` explains.
fn cases() -> Vec<Case> {
    include_str!("quotes.txt")
        .split("\n## ")
        .skip(1)
        .map(|block| {
            let (name, body) = block.split_once('\n').expect("a case has a text");
            let known = name.strip_prefix("known: ");
            let lines: Vec<&str> =
                body.lines().filter(|l| !l.starts_with('>') && !l.is_empty()).collect();
            let who =
                body.lines().filter_map(|l| l.strip_prefix("> ")).map(str::to_owned).collect();
            let (text, mentions, expected) = unmark(&lines.join("\n"));
            let name = known.unwrap_or(name).to_owned();
            Case { name, known: known.is_some(), text, mentions, expected, who }
        })
        .collect()
}

type Unmarked = (String, Vec<Mention>, Vec<(usize, usize, QuoteKind)>);

fn unmark(marked: &str) -> Unmarked {
    let (mut text, mut mentions, mut quotes) = (String::new(), Vec::new(), Vec::new());
    let (mut names, mut said) = (Vec::new(), Vec::new());
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' | '[' => {
                let label = chars.next().expect("a label follows a bracket");
                assert_eq!(chars.next(), Some(' '), "{marked}");
                if c == '<' {
                    names.push((text.len(), label));
                } else {
                    said.push((text.len(), label));
                }
            }
            '>' => {
                let (start, label) = names.pop().expect("a name is open");
                let (kind, acting) = match label {
                    'P' => (Kind::Person, false),
                    'O' => (Kind::Organization, false),
                    'L' => (Kind::Place, false),
                    'G' => (Kind::Place, true),
                    'R' => (Kind::Role, false),
                    other => panic!("no such kind: {other}"),
                };
                let span = Span::new(start, text.len());
                let word_start = text[..start]
                    .rfind([' ', '\n', '"', '«', '('])
                    .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
                let word = Span::new(word_start, text.len());
                mentions.push(Mention {
                    span,
                    word,
                    kind,
                    acting,
                    entity: None,
                    score: 1.0,
                    rule: Rule::Model,
                    row: None,
                });
            }
            ']' => {
                let (start, label) = said.pop().expect("a quote is open");
                let kind = match label {
                    'D' => QuoteKind::Direct,
                    'O' => QuoteKind::Open,
                    'H' => QuoteKind::Headline,
                    'I' => QuoteKind::Indirect,
                    other => panic!("no such kind: {other}"),
                };
                quotes.push((start, text.len(), kind));
            }
            _ => text.push(c),
        }
    }
    mentions.sort_by_key(|m| m.span);
    quotes.sort_by_key(|q| (q.0, usize::MAX - q.1));
    (text, mentions, quotes)
}

/// What a case finds, in the notation of the table: one line a quote.
fn found(case: &Case) -> (Vec<String>, Vec<String>) {
    let document = Document::new(&case.text);
    let mut mentions = case.mentions.clone();
    let mut entities: Vec<Entity> = entity::gather(&document, &mut mentions);
    let quotes = quote::attribute(&document, &mentions, &mut entities);
    let line = |start: usize, end: usize, kind: QuoteKind, who: &str| {
        format!("{kind:?} [{}] {who}", case.text.get(start..end).unwrap_or("?").trim())
    };
    let found = quotes.iter().map(|q| {
        let who = q.entity.and_then(|e| entities.get(e)).map_or("?", |e| e.name.as_str());
        line(q.span.start(), q.span.end(), q.kind, who)
    });
    let expected = case
        .expected
        .iter()
        .zip(case.who.iter())
        .map(|((start, end, kind), who)| line(*start, *end, *kind, who));
    (found.collect(), expected.collect())
}

#[test]
fn every_case_is_found_or_known_to_fail() {
    let mut faults = Vec::new();
    for case in cases() {
        assert_eq!(case.expected.len(), case.who.len(), "{}: a speaker line a quote", case.name);
        let (found, expected) = found(&case);
        if (found == expected) == case.known {
            faults.push(format!(
                "{}{}\n  found    {found:#?}\n  expected {expected:#?}",
                case.name,
                if case.known { " (known to fail, but passes)" } else { "" },
            ));
        }
    }
    assert!(faults.is_empty(), "{} cases:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn hostile_marks_and_cues_are_read() {
    for piece in [
        "«",
        "\"",
        "“",
        "قال ",
        "قال: ",
        "أن ",
        "وفقا ل",
        "، مشيرا إلى أن ",
        ":\n",
        "\n«",
        "بحسب ما ",
    ] {
        let text = piece.repeat(20_000);
        let document = Document::new(&text);
        for quote in quote::attribute(&document, &[], &mut Vec::new()) {
            assert!(text.get(quote.span.start()..quote.span.end()).is_some());
        }
    }
}

//! W3C Web Annotation: one page of annotations a text, JSON-LD, one line each.
//!
//! `TextPositionSelector` counts code points, as its specification says.
//! <https://www.w3.org/TR/annotation-model/>

use std::io::{self, Write};

use serde::Serialize;
use wasim::Analysis;
use wasim::analysis::How;
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::span::{Source, Span};

use super::format::{Format, Item};
use super::marks::Ink;

/// Code points of context in a `TextQuoteSelector`.
const CONTEXT: usize = 32;

/// Writes annotation pages.
pub(crate) struct WebAnnotation;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a str,
    selector: (Position, Quotation<'a>),
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quotation<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

impl Format for WebAnnotation {
    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        let source = iri(item.name);
        let page = Page {
            context: "http://www.w3.org/ns/anno.jsonld",
            id: &format!("{source}#annotations"),
            kind: "AnnotationPage",
            items: annotations(item.text, item.analysis, &source),
        };
        serde_json::to_writer(&mut *out, &page)?;
        out.write_all(b"\n")
    }
}

fn annotations<'a>(text: &'a str, analysis: &'a Analysis, source: &'a str) -> Vec<Annotation<'a>> {
    let index = OffsetIndex::new(text, OffsetUnit::CodePoint);
    let name = |entity: Option<usize>| {
        entity.and_then(|id| analysis.entities.get(id)).map(|entity| entity.name.as_str())
    };
    let new =
        |id: String, span: Span<Source>, motivation, bodies: &[(_, Option<&'a str>)]| Annotation {
            id: format!("{source}#{id}"),
            kind: "Annotation",
            motivation,
            body: bodies
                .iter()
                .filter_map(|&(purpose, value)| {
                    Some(Body { kind: "TextualBody", purpose, value: value? })
                })
                .collect(),
            target: Target { source, selector: selector(text, &index, span) },
        };
    let mentions = analysis.mentions.iter().enumerate().map(|(i, m)| {
        let bodies = [("classifying", Some(Ink::of(m).name())), ("identifying", name(m.entity))];
        (m.span, new(format!("mention-{i}"), m.span, "identifying", &bodies))
    });
    let quotes = analysis.quotes.iter().enumerate().map(|(i, q)| {
        let speaker = name(q.entity).or_else(|| q.speaker.map(|span| span.slice(text)));
        let bodies = [
            ("classifying", Some("quote")),
            ("tagging", Some(q.kind.name())),
            ("identifying", speaker),
            ("describing", q.how.map(How::name)),
        ];
        (q.span, new(format!("quote-{i}"), q.span, "classifying", &bodies))
    });
    let keywords = analysis.keywords.iter().enumerate().map(|(i, k)| {
        let bodies = [
            ("classifying", Some(Ink::Keyword.name())),
            ("tagging", Some(k.keyword.term.as_str())),
            ("tagging", k.keyword.group.as_deref()),
        ];
        (k.span, new(format!("keyword-{i}"), k.span, "tagging", &bodies))
    });
    let mut all: Vec<_> = mentions.chain(quotes).chain(keywords).collect();
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, annotation)| annotation).collect()
}

fn selector<'a>(
    text: &'a str,
    index: &OffsetIndex<'_>,
    span: Span<Source>,
) -> (Position, Quotation<'a>) {
    let before = Span::<Source>::new(0, span.start()).slice(text);
    let after = Span::<Source>::new(span.end(), text.len()).slice(text);
    let prefix =
        before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (
        Position {
            kind: "TextPositionSelector",
            start: index.get(span.start()),
            end: index.get(span.end()),
        },
        Quotation {
            kind: "TextQuoteSelector",
            exact: span.slice(text),
            prefix: before.split_at_checked(prefix).map_or("", |(_, prefix)| prefix),
            suffix: after.split_at_checked(suffix).map_or("", |(suffix, _)| suffix),
        },
    )
}

/// A file as a relative IRI; standard input has a name of its own.
fn iri(name: Option<&str>) -> String {
    let Some(name) = name else { return "urn:wasim:stdin".to_owned() };
    let mut iri = String::new();
    // What comes before a colon in the first part would be taken for a scheme.
    if name.contains(':') && !name.starts_with('/') {
        iri.push_str("./");
    }
    for c in name.chars() {
        match c {
            '\\' if cfg!(windows) => iri.push('/'),
            _ if c.is_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(c) => iri.push(c),
            _ => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    iri.extend(["%", &format!("{byte:02X}")]);
                }
            }
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    #[test]
    fn files_are_relative_iris() {
        assert_eq!(super::iri(Some("خبر 1#2.txt")), "خبر%201%232.txt");
        assert_eq!(super::iri(Some("a:b")), "./a:b");
        assert_eq!(super::iri(None), "urn:wasim:stdin");
    }
}

//! A table (RFC 4180): one row a mention, quote and keyword, by where they stand.

use std::borrow::Cow;
use std::io::{self, Write};

use wasim::Analysis;
use wasim::analysis::How;
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::span::{Source, Span};

use super::format::{Format, Item};
use super::marks::Ink;

/// The columns of the page's table, after the file.
const HEAD: [&str; 9] = ["file", "start", "end", "kind", "text", "name", "cue", "why", "score"];

/// Writes the table.
pub(crate) struct Csv {
    pub(crate) unit: OffsetUnit,
}

struct Row<'a> {
    span: Span<Source>,
    kind: Cow<'static, str>,
    name: &'a str,
    cue: &'a str,
    why: &'a str,
    score: String,
}

impl Format for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(out, [HEAD.map(Cow::Borrowed)])
    }

    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        let index = OffsetIndex::new(item.text, self.unit);
        let rows = rows(item.text, item.analysis);
        write_rows(
            out,
            rows.iter().map(|row| {
                [
                    cell(item.name.unwrap_or("")),
                    index.get(row.span.start()).to_string().into(),
                    index.get(row.span.end()).to_string().into(),
                    Cow::Borrowed(row.kind.as_ref()),
                    cell(row.span.slice(item.text)),
                    cell(row.name),
                    cell(row.cue),
                    cell(row.why),
                    Cow::Borrowed(row.score.as_str()),
                ]
            }),
        )
    }
}

fn rows<'a>(text: &'a str, analysis: &'a Analysis) -> Vec<Row<'a>> {
    let name = |entity: Option<usize>| {
        entity.and_then(|id| analysis.entities.get(id)).map(|entity| entity.name.as_str())
    };
    let words = |span: Option<Span<Source>>| span.map_or("", |span| span.slice(text));
    let mentions = analysis.mentions.iter().map(|m| Row {
        span: m.span,
        kind: Ink::of(m).name().into(),
        name: name(m.entity).unwrap_or(""),
        cue: "",
        why: m.rule.name(),
        score: format!("{:.2}", m.score),
    });
    let quotes = analysis.quotes.iter().map(|q| Row {
        span: q.span,
        kind: format!("quote-{}", q.kind.name()).into(),
        name: name(q.entity).unwrap_or_else(|| words(q.speaker)),
        cue: words(q.cue),
        why: q.how.map_or("", How::name),
        score: String::new(),
    });
    let keywords = analysis.keywords.iter().map(|k| Row {
        span: k.span,
        kind: Ink::Keyword.name().into(),
        name: &k.keyword.term,
        cue: "",
        why: k.keyword.group.as_deref().unwrap_or(""),
        score: String::new(),
    });
    let mut rows: Vec<_> = mentions.chain(quotes).chain(keywords).collect();
    rows.sort_by_key(|row| row.span);
    rows
}

/// A spreadsheet must not take words that begin like a formula for one.
fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

fn write_rows<'a>(
    out: &mut dyn Write,
    rows: impl IntoIterator<Item = [Cow<'a, str>; HEAD.len()]>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

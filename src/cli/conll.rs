//! Columns, one token a line, a blank line after each sentence.

use std::io::{self, Write};

use wasim::analysis::Mention;
use wasim::document::Document;
use wasim::normalize::ReadingOrder;
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::span::{Source, Span};
use wasim::token::TokenKind;

use super::format::{Format, Item};
use super::marks::Ink;

/// Writes CoNLL-U Plus: tokens with their offsets and two columns of BIO
/// labels, of outer mentions and of those inside a role.
///
/// A token is cut where a mention begins or ends: و of وحماس has a line of its
/// own. The end of one piece is then the start of the next.
pub(crate) struct Conll {
    pub(crate) unit: OffsetUnit,
}

impl Format for Conll {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# global.columns = ID FORM START END OUTER INNER")
    }

    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        // Tokens follow each other as they are read.
        let order = ReadingOrder::of(item.text);
        let text = order.as_ref().map_or(item.text, ReadingOrder::text);
        let read = |span| order.as_ref().map_or(span, |order| order.to_read(span));
        let given = |span| order.as_ref().map_or(span, |order| order.to_given(span));
        let document = Document::new(text);
        let index = OffsetIndex::new(item.text, self.unit);
        let mut mentions = item.analysis.mentions.clone();
        for mention in &mut mentions {
            mention.span = read(mention.span);
        }
        mentions.sort_by_key(|mention| mention.span);
        let mut sentences: Vec<_> =
            item.analysis.sentences.iter().map(|s| s.tokens.clone()).collect();
        sentences.sort_by_key(|tokens| tokens.start);
        let layers = Layers::new(&mentions);
        match item.name {
            Some(name) => writeln!(out, "# newdoc id = {name}")?,
            None => writeln!(out, "# newdoc")?,
        }
        for sentence in sentences {
            let tokens = document.tokens().get(sentence).unwrap_or_default();
            let pieces = tokens
                .iter()
                .filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Newline))
                .flat_map(|token| layers.cut(token.source));
            for (id, piece) in pieces.enumerate() {
                let place = given(piece);
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{}\t{}",
                    id + 1,
                    piece.slice(text),
                    index.get(place.start()),
                    index.get(place.end()),
                    label(&layers.outer, piece),
                    label(&layers.inner, piece),
                )?;
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Mentions in two layers, in each of which none overlap.
#[derive(Default)]
struct Layers<'a> {
    outer: Vec<&'a Mention>,
    inner: Vec<&'a Mention>,
    /// Where any of them starts or ends, sorted.
    edges: Vec<usize>,
}

impl<'a> Layers<'a> {
    fn new(mentions: &'a [Mention]) -> Self {
        let mut layers = Self::default();
        let free = |layer: &[&Mention], mention: &Mention| {
            layer.last().is_none_or(|last| last.span.end() <= mention.span.start())
        };
        for mention in mentions {
            if free(&layers.outer, mention) {
                layers.outer.push(mention);
            } else if free(&layers.inner, mention) {
                layers.inner.push(mention);
            } else {
                continue;
            }
            layers.edges.extend([mention.span.start(), mention.span.end()]);
        }
        layers.edges.sort_unstable();
        layers.edges.dedup();
        layers
    }

    /// The pieces of a token between the edges of mentions.
    fn cut(&self, token: Span<Source>) -> impl Iterator<Item = Span<Source>> {
        let first = self.edges.partition_point(|&edge| edge <= token.start());
        let inside = self.edges.iter().skip(first).copied().take_while(move |&e| e < token.end());
        let mut start = token.start();
        inside.chain([token.end()]).map(move |end| {
            let piece = Span::new(start, end);
            start = end;
            piece
        })
    }
}

/// The label of a piece that no edge cuts.
fn label(layer: &[&Mention], piece: Span<Source>) -> String {
    let at = layer.partition_point(|mention| mention.span.end() <= piece.start());
    match layer.get(at) {
        Some(mention) if mention.span.start() <= piece.start() => {
            let place = if mention.span.start() == piece.start() { 'B' } else { 'I' };
            let kind = match Ink::of(mention) {
                Ink::Person => "PER",
                Ink::Organization => "ORG",
                Ink::Place => "LOC",
                Ink::Acting => "GPA",
                _ => "ROLE",
            };
            format!("{place}-{kind}")
        }
        _ => "O".to_owned(),
    }
}

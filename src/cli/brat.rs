//! brat standoff: the `.ann` that stands beside a text. Offsets count code points.
//!
//! `docs/brat/annotation.conf` names to brat what is written here.

use std::io::{self, Write};

use wasim::Analysis;
use wasim::analysis::{Kind, Quote};
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::span::{Source, Span};

use super::format::{Format, Item};

/// Writes text-bound marks (`T`), their attributes (`A`), who says what
/// (`R`), codes of countries (`N`), why a mark is there (`#`) and what names
/// one entity (`*`).
pub(crate) struct Brat;

impl Format for Brat {
    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        let index = OffsetIndex::new(item.text, OffsetUnit::CodePoint);
        let mut writer =
            Writer { out, text: item.text, index, marks: 0, attributes: 0, relations: 0 };
        let mentions = writer.mentions(item.analysis)?;
        for quote in &item.analysis.quotes {
            writer.quote(quote, item.analysis, &mentions)?;
        }
        for keyword in &item.analysis.keywords {
            let id = writer.mark("Keyword", keyword.span)?;
            writer.note(id, &line(&keyword.keyword.term))?;
        }
        Ok(())
    }
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    text: &'a str,
    index: OffsetIndex<'a>,
    marks: usize,
    attributes: usize,
    relations: usize,
}

impl Writer<'_> {
    /// Writes all mentions; gives their numbers.
    fn mentions(&mut self, analysis: &Analysis) -> io::Result<Vec<usize>> {
        let mut ids = Vec::new();
        for mention in &analysis.mentions {
            let kind = match mention.kind {
                Kind::Person => "Person",
                Kind::Organization => "Organization",
                Kind::Place => "Place",
                Kind::Role => "Role",
            };
            let id = self.mark(kind, mention.span)?;
            ids.push(id);
            if mention.acting {
                self.attributes += 1;
                writeln!(self.out, "A{}\tActing T{id}", self.attributes)?;
            }
            let entity = mention.entity.and_then(|entity| analysis.entities.get(entity));
            if let Some(entity) = entity
                && let Some(code) = &entity.country
            {
                let name = line(&entity.name);
                writeln!(self.out, "N{id}\tReference T{id} ISO3166:{code}\t{name}")?;
            }
            self.note(id, &format!("{} {:.2}", mention.rule.name(), mention.score))?;
        }
        for entity in analysis.entities.iter().filter(|entity| entity.mentions.len() > 1) {
            write!(self.out, "*\tSame")?;
            for id in entity.mentions.iter().filter_map(|&mention| ids.get(mention)) {
                write!(self.out, " T{id}")?;
            }
            writeln!(self.out)?;
        }
        Ok(ids)
    }

    fn quote(&mut self, quote: &Quote, analysis: &Analysis, mentions: &[usize]) -> io::Result<()> {
        let id = self.mark("Quote", quote.span)?;
        self.attributes += 1;
        writeln!(self.out, "A{}\tForm T{id} {}", self.attributes, quote.kind.name())?;
        if let Some(how) = quote.how {
            self.attributes += 1;
            writeln!(self.out, "A{}\tHow T{id} {}", self.attributes, how.name())?;
        }
        if let Some(cue) = quote.cue {
            let cue = self.mark("Cue", cue)?;
            self.relation("CuedBy", id, cue)?;
        }
        let entity = quote.entity.and_then(|entity| analysis.entities.get(entity));
        let speaker = match quote.speaker {
            Some(speaker) => Some(self.mark("Speaker", speaker)?),
            None => entity
                .and_then(|entity| entity.mentions.first())
                .and_then(|&mention| mentions.get(mention))
                .copied(),
        };
        if let Some(speaker) = speaker {
            self.relation("SaidBy", id, speaker)?;
        }
        match entity {
            Some(entity) => self.note(id, &line(&entity.name)),
            None => Ok(()),
        }
    }

    /// A text-bound mark, in pieces where it runs over line ends, as brat wants.
    fn mark(&mut self, kind: &str, span: Span<Source>) -> io::Result<usize> {
        self.marks += 1;
        let pieces: Vec<_> = pieces(self.text, span).collect();
        write!(self.out, "T{}\t{kind} ", self.marks)?;
        for (i, piece) in pieces.iter().enumerate() {
            let separator = if i == 0 { "" } else { ";" };
            let (start, end) = (self.index.get(piece.start()), self.index.get(piece.end()));
            write!(self.out, "{separator}{start} {end}")?;
        }
        for (i, piece) in pieces.iter().enumerate() {
            let separator = if i == 0 { "\t" } else { " " };
            write!(self.out, "{separator}{}", piece.slice(self.text))?;
        }
        writeln!(self.out)?;
        Ok(self.marks)
    }

    fn relation(&mut self, kind: &str, quote: usize, other: usize) -> io::Result<()> {
        self.relations += 1;
        writeln!(self.out, "R{}\t{kind} Arg1:T{quote} Arg2:T{other}", self.relations)
    }

    fn note(&mut self, mark: usize, text: &str) -> io::Result<()> {
        writeln!(self.out, "#{mark}\tAnnotatorNotes T{mark}\t{text}")
    }
}

/// The lines of a span, without white space around them.
fn pieces(text: &str, span: Span<Source>) -> impl Iterator<Item = Span<Source>> {
    let mut at = span.start();
    span.slice(text).split(['\n', '\r']).filter_map(move |piece| {
        let start = at + piece.len() - piece.trim_start().len();
        let end = start + piece.trim().len();
        at += piece.len() + 1;
        (start < end).then(|| Span::new(start, end))
    })
}

/// A name that must stand in one line and one column.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use wasim::analysis::QuoteKind;

    use super::*;

    #[test]
    fn a_quote_over_lines_is_in_pieces() {
        let text = "😀 قال: «نعم \r\n\n  لا»";
        let at = |word| text.find(word).unwrap();
        let quote = Quote {
            span: Span::new(at("نعم"), at("»")),
            kind: QuoteKind::Direct,
            cue: Some(Span::new(at("قال"), at(":"))),
            speaker: None,
            entity: None,
            how: None,
            closed: true,
        };
        let analysis = Analysis { quotes: vec![quote], ..Analysis::default() };
        let mut out = Vec::new();
        Brat.item(&mut out, &Item { name: None, text, analysis: &analysis }).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "T1\tQuote 8 11;17 19\tنعم لا\nA1\tForm T1 direct\n\
             T2\tCue 2 5\tقال\nR1\tCuedBy Arg1:T1 Arg2:T2\n"
        );
    }
}

//! What is drawn over a text, as marks that nest.

use wasim::Analysis;
use wasim::analysis::{Kind, Mention};
use wasim::span::{Source, Span};

/// What a mark shows. Of marks with one extent, the first of this order is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ink {
    Quote,
    Cue,
    Role,
    Person,
    Organization,
    Place,
    /// A place that acts.
    Acting,
    Keyword,
}

impl Ink {
    pub(crate) const ALL: [Self; 8] = [
        Self::Person,
        Self::Organization,
        Self::Acting,
        Self::Place,
        Self::Role,
        Self::Quote,
        Self::Cue,
        Self::Keyword,
    ];

    pub(crate) fn of(mention: &Mention) -> Self {
        match mention.kind {
            Kind::Person => Self::Person,
            Kind::Organization => Self::Organization,
            Kind::Place if mention.acting => Self::Acting,
            Kind::Place => Self::Place,
            Kind::Role => Self::Role,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Cue => "cue",
            Self::Role => "role",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Acting => "acting",
            Self::Keyword => "keyword",
        }
    }
}

/// One mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) span: Span<Source>,
    pub(crate) ink: Ink,
    /// Which mention, quote or keyword of the analysis it shows.
    pub(crate) index: usize,
}

/// A step of a walk over a marked text. Opens and closes nest.
pub(crate) enum Event<'t> {
    Open(Mark),
    Text(&'t str),
    Close,
}

/// The marks of an analysis, in the order in which they open.
pub(crate) fn of(analysis: &Analysis) -> Vec<Mark> {
    let mentions = analysis.mentions.iter().enumerate();
    let quotes = analysis.quotes.iter().enumerate();
    let keywords = analysis.keywords.iter().enumerate();
    let mut marks: Vec<Mark> = mentions
        .map(|(index, m)| Mark { span: m.span, ink: Ink::of(m), index })
        .chain(quotes.clone().map(|(index, q)| Mark { span: q.span, ink: Ink::Quote, index }))
        .chain(
            quotes.filter_map(|(index, q)| q.cue.map(|span| Mark { span, ink: Ink::Cue, index })),
        )
        .chain(keywords.map(|(index, k)| Mark { span: k.span, ink: Ink::Keyword, index }))
        .filter(|mark| !mark.span.is_empty())
        .collect();
    marks.sort_by_key(|mark| (mark.span, mark.ink));
    // Several quotes may share a cue.
    marks.dedup_by_key(|mark| (mark.span, mark.ink));
    marks
}

/// Walks over `text`. Marks that cross are closed and opened again, so that
/// what is written nests.
pub(crate) fn walk<'t, E>(
    text: &'t str,
    marks: &[Mark],
    mut each: impl FnMut(Event<'t>) -> Result<(), E>,
) -> Result<(), E> {
    let mut open: Vec<Mark> = Vec::new();
    let mut marks = marks.iter().copied().peekable();
    let mut at = 0;
    loop {
        // Close what ends here, and for a moment what was opened inside it.
        if let Some(first) = open.iter().position(|mark| mark.span.end() <= at) {
            let mut again = open.split_off(first);
            for _ in &again {
                each(Event::Close)?;
            }
            again.retain(|mark| mark.span.end() > at);
            for mark in again {
                each(Event::Open(mark))?;
                open.push(mark);
            }
        }
        while let Some(mark) = marks.next_if(|mark| mark.span.start() <= at) {
            each(Event::Open(mark))?;
            open.push(mark);
        }
        let next_start = marks.peek().map_or(text.len(), |mark| mark.span.start());
        let next = open.iter().map(|mark| mark.span.end()).fold(next_start, usize::min);
        if next <= at {
            return Ok(());
        }
        each(Event::Text(Span::<Source>::new(at, next).slice(text)))?;
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_cross_are_cut() {
        let mark = |start, end, ink| Mark { span: Span::new(start, end), ink, index: 0 };
        let mut marks = [
            mark(2, 5, Ink::Person),
            mark(0, 4, Ink::Quote),
            mark(4, 6, Ink::Keyword),
            mark(0, 4, Ink::Keyword),
        ];
        marks.sort_by_key(|mark| (mark.span, mark.ink));
        let mut written = String::new();
        walk("abcdef", &marks, |event| {
            match event {
                Event::Open(mark) => written.extend(["<", mark.ink.name(), " "]),
                Event::Text(text) => written += text,
                Event::Close => written.push('>'),
            }
            Ok::<_, ()>(())
        })
        .unwrap();
        assert_eq!(written, "<quote <keyword ab<person cd>>><person <keyword e>><keyword f>");
    }
}

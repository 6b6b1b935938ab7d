//! The analysis as numbers and strings: how it crosses into JavaScript, which makes its
//! objects from them much faster than they can be made from here.
//!
//! `js/report.js` reads what is written here, in the same order.

use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, How};
use crate::offset::{OffsetIndex, OffsetUnit};
use crate::report::hundredths;
use crate::span::{Source, Span};

/// What is absent.
const NONE: i32 = i32::MIN;

/// The numbers of an [`Analysis`], in UTF-16 offsets, list after list, each with its length
/// before it; a string is its place in a list of strings.
#[derive(Debug)]
pub(crate) struct Tape<'a> {
    index: OffsetIndex<'a>,
    numbers: Vec<i32>,
    strings: Vec<&'a str>,
    known: FxHashMap<&'a str, usize>,
}

impl<'a> Tape<'a> {
    /// Writes down `analysis` of `text`. `O(n)`.
    #[must_use]
    pub(crate) fn new(text: &'a str, analysis: &'a Analysis) -> Self {
        let mut tape = Self {
            index: OffsetIndex::new(text, OffsetUnit::Utf16),
            numbers: Vec::new(),
            strings: Vec::new(),
            known: FxHashMap::default(),
        };
        tape.list(&analysis.sentences, |tape, sentence| tape.span(sentence.span));
        tape.list(&analysis.mentions, |tape, mention| {
            tape.span(mention.span);
            tape.span(mention.word);
            tape.string(mention.kind.name());
            tape.number(usize::from(mention.acting));
            tape.some(mention.entity, Self::number);
            tape.number(hundredths(mention.score).into());
            tape.string(mention.rule.name());
        });
        tape.list(&analysis.entities, |tape, entity| {
            tape.string(entity.kind.name());
            tape.string(&entity.name);
            tape.list(&entity.aliases, |tape, alias| tape.string(alias));
            tape.some(entity.role.as_deref(), Self::string);
            tape.some(entity.country.as_deref(), Self::string);
            tape.some(entity.coordinates, |tape, point| {
                tape.numbers.extend([point.latitude, point.longitude].map(i32::from));
            });
            tape.list(&entity.mentions, |tape, &mention| tape.number(mention));
        });
        tape.list(&analysis.quotes, |tape, quote| {
            tape.span(quote.span);
            tape.string(quote.kind.name());
            tape.some(quote.cue, Self::span);
            tape.some(quote.speaker, Self::span);
            tape.some(quote.entity, Self::number);
            tape.some(quote.how.map(How::name), Self::string);
            tape.number(usize::from(quote.closed));
        });
        tape.list(&analysis.keywords, |tape, found| {
            tape.span(found.span);
            tape.span(found.word);
            tape.string(&found.keyword.term);
            tape.some(found.keyword.group.as_deref(), Self::string);
        });
        tape
    }

    /// All numbers in order.
    #[must_use]
    pub(crate) fn numbers(&self) -> &[i32] {
        &self.numbers
    }

    /// The strings, each once.
    #[must_use]
    pub(crate) fn strings(&self) -> &[&'a str] {
        &self.strings
    }

    /// A number below 2³¹: no string of JavaScript is longer.
    fn number(&mut self, number: usize) {
        self.numbers.push(i32::try_from(number).unwrap_or(i32::MAX));
    }

    fn span(&mut self, span: Span<Source>) {
        let (start, end) = (self.index.get(span.start()), self.index.get(span.end()));
        self.number(start);
        self.number(end);
    }

    fn string(&mut self, string: &'a str) {
        let strings = &mut self.strings;
        let place = *self.known.entry(string).or_insert_with(|| {
            strings.push(string);
            strings.len() - 1
        });
        self.number(place);
    }

    fn list<T>(&mut self, items: &'a [T], mut put: impl FnMut(&mut Self, &'a T)) {
        self.number(items.len());
        for item in items {
            put(self, item);
        }
    }

    /// What there is, or that there is nothing.
    fn some<T>(&mut self, item: Option<T>, put: impl FnOnce(&mut Self, T)) {
        match item {
            Some(item) => put(self, item),
            None => self.numbers.push(NONE),
        }
    }
}

//! The laws that hold for any text, each a function that panics where its law is broken.
//!
//! `tests/laws.rs` reads them on random texts and on the odd ones of `fuzz/odd`, the
//! targets of `fuzz/` on what the fuzzer makes.

#![allow(
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    missing_docs,
    reason = "helpers of tests: a panic is a failure, and the fuzz targets are another crate"
)]

use serde_json::Value;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use wasim::Analyzer;
use wasim::analysis::{Analysis, Mention};
use wasim::clitic;
use wasim::document::Document;
use wasim::keyword::{Keyword, KeywordMatch, KeywordSet};
use wasim::normalize::{Normalized, Options, ReadingOrder, fold, normalize};
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::report::Report;
use wasim::span::{Folded, Source, Span};
use wasim::token::TokenKind;

/// All presets.
pub fn presets() -> [Options; 6] {
    [
        Options::none(),
        Options::repair(),
        Options::fold(),
        Options::search(),
        Options::camel(),
        Options::light(),
    ]
}

/// Normalising with `options`: twice changes nothing more, and the way back is sound.
pub fn normalizing(text: &str, options: &Options) {
    let once = normalize(text, options);
    if !(options.visual && ReadingOrder::of(once.text()).is_some()) {
        let twice = normalize(once.text(), options);
        assert_eq!(twice.text(), once.text(), "twice, {text:?} {options:?}");
    }
    alignment(text, &once, options.visual && ReadingOrder::of(text).is_some());
    if *options == Options::none() {
        assert_eq!(once.text(), text, "nothing on changes nothing");
    }
}

/// Maps are in range and at char boundaries; what came from somewhere goes back there; and
/// they are monotone, where no line was turned.
fn alignment(source: &str, normalized: &Normalized, turned: bool) {
    let (text, map) = (normalized.text(), normalized.alignment());
    let mut last = Span::<Source>::new(0, 0);
    for span in characters(text) {
        let span: Span<Folded> = span;
        let back = map.to_source(span);
        assert!(source.get(back.start()..back.end()).is_some(), "{span:?} {back:?} {source:?}");
        assert!(!back.is_empty(), "every character comes from somewhere: {span:?} {source:?}");
        let follows = last.start() <= back.start() && last.end() <= back.end();
        assert!(turned || follows, "{span:?} {source:?}");
        assert!(map.to_folded(back).contains(span), "{span:?} {back:?} {source:?}");
        last = back;
    }
    let mut last = 0;
    for span in characters(source) {
        let there = map.to_folded(span);
        assert!(text.get(there.start()..there.end()).is_some(), "{span:?} {there:?} {source:?}");
        assert!(turned || last <= there.end(), "{span:?} {there:?} {source:?}");
        last = there.end();
    }
}

/// Lines in reading order: nothing is lost, lines stand where they stood, and spans of
/// graphemes lead to such spans and back.
pub fn reading_order(text: &str) {
    let Some(order) = ReadingOrder::of(text) else { return };
    assert_eq!(order.text().len(), text.len(), "{text:?}");
    let lines = |text: &str| text.match_indices(['\n', '\r']).map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!(lines(order.text()), lines(text), "{text:?}");
    for span in graphemes(text) {
        let read = order.to_read(span);
        assert_eq!(order.to_given(read), span, "{span:?} {read:?} {text:?}");
        assert!(order.text().get(read.start()..read.end()).is_some(), "{read:?} {text:?}");
    }
    for span in graphemes(order.text()) {
        at_graphemes(text, order.to_given(span));
    }
}

/// Tokens tile the text, begin and end at graphemes' edges, and their source folds to them.
pub fn tokens(text: &str) {
    let document = Document::new(text);
    let (mut folded, mut source) = (0, 0);
    for (i, token) in document.tokens().iter().enumerate() {
        assert_eq!(token.folded.start(), folded, "tiling {text:?}");
        assert!(!token.folded.is_empty(), "{text:?}");
        assert!(token.source.start() >= source, "in order {text:?}");
        // Between tokens stands only what folding drops.
        assert_eq!(folded_to(text.get(source..token.source.start()).unwrap()), "", "{text:?}");
        let written = text.get(token.source.start()..token.source.end()).unwrap();
        assert_eq!(folded_to(written), document.word(i), "{written:?} of {text:?}");
        at_graphemes(text, token.source);
        (folded, source) = (token.folded.end(), token.source.end());
    }
    assert_eq!(folded, document.folded().len(), "{text:?}");
    assert_eq!(folded_to(text.get(source..).unwrap()), "", "{text:?}");
}

/// A cut is one of the readings of its word, and these are in order; parts tile their word.
pub fn clitics(text: &str) {
    let document = Document::new(text);
    for i in 0..document.tokens().len() {
        let word = document.word(i);
        let readings: Vec<usize> = clitic::readings(word).collect();
        assert!(readings.is_sorted_by(|a, b| a > b), "{word:?}");
        assert_eq!(readings.last(), Some(&0), "{word:?}");
        assert!(readings.contains(&clitic::cut(word)), "{word:?}");
        assert!(readings.iter().all(|&cut| word.is_char_boundary(cut)), "{word:?}");
        let written = document.tokens()[i].source.slice(text);
        let parts = clitic::parts(written);
        let borders = [parts.proclitics.end(), parts.stem.end(), parts.enclitic.end()];
        assert_eq!(parts.proclitics.start(), 0, "{written:?}");
        assert_eq!(
            [parts.stem.start(), parts.enclitic.start(), written.len()],
            borders,
            "{written:?}"
        );
        assert!(!parts.stem.is_empty(), "{written:?}");
        at_graphemes(written, parts.stem);
    }
}

/// Sentences cover all that is not space, and begin and end with their tokens.
pub fn sentences(text: &str) {
    let document = Document::new(text);
    let tokens = document.tokens();
    let space = |kind| matches!(kind, TokenKind::Space | TokenKind::Newline);
    let mut next = 0;
    for sentence in document.sentences() {
        let own = &sentence.tokens;
        assert!(own.start >= next && !own.is_empty(), "{text:?}");
        assert!(tokens[next..own.start].iter().all(|t| space(t.kind)), "{text:?}");
        assert_eq!(sentence.span.start(), tokens[own.start].source.start(), "{text:?}");
        assert_eq!(sentence.span.end(), tokens[own.end - 1].source.end(), "{text:?}");
        next = own.end;
    }
    assert!(tokens[next..].iter().all(|t| space(t.kind)), "{text:?}");
}

/// Keywords found: in the text, at graphemes' edges, in order, inside their word.
pub fn keywords(text: &str, found: &[KeywordMatch]) {
    for hit in found {
        at_graphemes(text, hit.span);
        at_graphemes(text, hit.word);
        assert!(!hit.span.is_empty(), "{hit:?} {text:?}");
        assert!(hit.word.contains(hit.span), "{hit:?} {text:?}");
    }
    assert!(found.is_sorted_by_key(|hit| hit.span), "{text:?}");
}

/// Keywords of every kind, for texts that bring none of their own. Some match parts of
/// graphemes, none an emoji.
pub fn some_keywords() -> KeywordSet {
    let terms = ["قال", "غزة", "ا", "/[0-9]+/", "/[ء-ي]/", "/[\u{64B}-\u{655}]/", "/[ب-ي]+/f"];
    KeywordSet::new(terms.map(Keyword::from)).0
}

/// Everything said about a text: in range, at graphemes' edges, in order, and with indices that
/// point at something.
pub fn analysis(analyzer: &Analyzer, text: &str) {
    let analysis = analyzer.analyze(text);
    let report = |unit| serde_json::to_value(Report::new(text, &analysis, unit)).unwrap();
    let value = report(OffsetUnit::Utf8);
    for (start, end) in ranges(&value) {
        let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
        assert!(start < end, "{start}..{end} of {text:?}");
        at_graphemes(text, Span::new(start, end));
    }
    for key in LISTS {
        let places = ranges_of_items(&value[key]);
        let order: Vec<_> = places.iter().map(|&(s, e)| (s, std::cmp::Reverse(e))).collect();
        assert!(order.is_sorted(), "{key} {text:?}");
    }
    keywords(text, &analysis.keywords);
    mentions(text, &analysis.mentions);
    links(&analysis, text);
    units(text, &ranges(&value), &ranges(&report(OffsetUnit::Utf16)));
}

/// Mentions lie in the text, at graphemes' edges, and in their words.
pub fn mentions(text: &str, found: &[Mention]) {
    for mention in found {
        assert!(!mention.span.is_empty(), "{mention:?} {text:?}");
        assert!(mention.word.contains(mention.span), "{mention:?} {text:?}");
        assert!((0.0..=1.0).contains(&mention.score), "{mention:?} {text:?}");
        at_graphemes(text, mention.span);
        at_graphemes(text, mention.word);
    }
}

/// What points at something else points at what is there, and is known there.
fn links(analysis: &Analysis, text: &str) {
    for (i, mention) in analysis.mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            assert!(analysis.entities[entity].mentions.contains(&i), "{mention:?} {text:?}");
        }
    }
    for (id, entity) in analysis.entities.iter().enumerate() {
        assert!(entity.mentions.is_sorted(), "{entity:?} {text:?}");
        let own = |&i: &usize| analysis.mentions[i].entity == Some(id);
        assert!(entity.mentions.iter().all(own), "{entity:?} {text:?}");
    }
    for quote in &analysis.quotes {
        assert!(quote.entity.is_none_or(|id| id < analysis.entities.len()), "{text:?}");
    }
}

/// The UTF-16 slice in JavaScript is the UTF-8 slice in Rust.
fn units(text: &str, bytes: &[(u64, u64)], units: &[(u64, u64)]) {
    let wide: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(bytes.len(), units.len());
    for (&(s, e), &(ws, we)) in bytes.iter().zip(units) {
        let at = |n: u64| usize::try_from(n).unwrap();
        let slice = String::from_utf16(&wide[at(ws)..at(we)]).unwrap();
        assert_eq!(text.get(at(s)..at(e)), Some(slice.as_str()), "{text:?}");
    }
}

/// An emoji before a text moves every UTF-16 offset by two and changes nothing else.
pub fn an_emoji_before(analyzer: &Analyzer, text: &str) {
    let analyze = |text: &str| {
        let analysis = analyzer.analyze(text);
        serde_json::to_value(Report::new(text, &analysis, OffsetUnit::Utf16)).unwrap()
    };
    // Where one more token counts for nothing, and where the text stands on lines of its own.
    let (plain, moved) = (analyze(&format!("☀\n{text}")), analyze(&format!("😀☀\n{text}")));
    for part in LISTS {
        let before: Vec<_> = ranges(&plain[part])
            .into_iter()
            .map(|(start, end)| (if start == 0 { 0 } else { start + 2 }, end + 2))
            .collect();
        assert_eq!(before, ranges(&moved[part]), "{part} {text:?}");
    }
    assert_eq!(plain["entities"], moved["entities"], "{text:?}");
    let scores = |value: &Value| -> Vec<Value> {
        value["mentions"].as_array().unwrap().iter().map(|m| m["score"].clone()).collect()
    };
    assert_eq!(scores(&plain), scores(&moved), "{text:?}");
    let moved = format!("😀{text}");
    let index = |text| OffsetIndex::new(text, OffsetUnit::Utf16);
    let (before, after) = (index(text), index(&moved));
    for at in text.char_indices().map(|(at, _)| at).chain([text.len()]) {
        assert_eq!(before.get(at) + 2, after.get(at + "😀".len()), "{text:?}");
    }
}

/// The lists of a report that are in order and stand in the text.
const LISTS: [&str; 4] = ["sentences", "mentions", "quotes", "keywords"];

fn folded_to(text: &str) -> String {
    fold(text).text().to_owned()
}

/// The spans of the characters of `text`.
fn characters<T>(text: &str) -> impl Iterator<Item = Span<T>> {
    text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8()))
}

/// The spans of the graphemes of `text`.
fn graphemes(text: &str) -> impl Iterator<Item = Span<Source>> {
    text.grapheme_indices(true).map(|(at, part)| Span::new(at, at + part.len()))
}

/// `span` lies in the text and splits no grapheme.
fn at_graphemes(text: &str, span: Span<Source>) {
    let is_edge = |at| GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap();
    assert!(text.get(span.start()..span.end()).is_some(), "{span:?} of {text:?}");
    assert!(is_edge(span.start()) && is_edge(span.end()), "{span:?} in a grapheme of {text:?}");
}

/// Every range in a report, in its order.
fn ranges(value: &Value) -> Vec<(u64, u64)> {
    let within = match value {
        Value::Object(object) => object.values().flat_map(ranges).collect(),
        Value::Array(array) => array.iter().flat_map(ranges).collect(),
        _ => Vec::new(),
    };
    range(value).into_iter().chain(within).collect()
}

fn ranges_of_items(list: &Value) -> Vec<(u64, u64)> {
    list.as_array().unwrap().iter().filter_map(range).collect()
}

fn range(value: &Value) -> Option<(u64, u64)> {
    Some((value.get("start")?.as_u64()?, value.get("end")?.as_u64()?))
}

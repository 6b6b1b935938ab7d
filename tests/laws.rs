//! The laws that hold for any text, on text made to break them.
#![cfg(not(target_family = "wasm"))]
// Helpers of a test fail it as its own lines would.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unicode_segmentation::GraphemeCursor;
use wasim::Analyzer;
use wasim::clitic;
use wasim::document::Document;
use wasim::keyword::{Keyword, KeywordSet};
use wasim::normalize::{Normalized, Options, fold, normalize};
use wasim::offset::{OffsetIndex, OffsetUnit};
use wasim::report::Report;
use wasim::span::{Folded, Source, Span};
use wasim::token::TokenKind;

/// Pieces that news has, and pieces that break programs that read news.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "قال", "وقال", "الوزير", "أحمد", "إلى", "على", "مدينة", "غزة", "وليد", "للسعودية", "مسؤول",
    "ا", "و", "ي", "ى", "ؤ", "ئ", "ء", "آ", "ٱ", "لا", "ه", "ة", " ", " ", " ", "\n", "\r\n",
    "\t", "\u{64E}", "\u{651}", "\u{651}\u{64E}", "\u{64B}", "\u{652}", "\u{670}", "\u{653}",
    "\u{654}", "\u{655}", "\u{640}", "\u{640}\u{640}", "\u{6DD}", "\u{6E5}", "\u{610}",
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202B}", "\u{202C}",
    "\u{2067}", "\u{2069}", "\u{FEFF}", "\u{A0}", "\u{202F}", "\u{AD}", "ک", "ی", "گ", "پ", "ہ",
    "ۀ", "ﻻ", "ﻷ", "ﻹ", "ﷲ", "ﷺ", "ﷻ", "ﺍﻟﻘﺎﻫﺮﺓ", "\u{FE70}", "\u{FE76}", "\u{FE77}",
    "\u{FE7C}", "\u{FC60}", "\u{FCF2}", "٣", "٢٠١٥", "۵", "3.5", "1,500", "٣٫١٤", "12/8",
    "05:01", "23%", ".", "..", "...", "…", "،", "؛", ":", "؟", "!", "«", "»", "\"", "“", "”",
    "'", "(", ")", "[", "]", "-", "–", "_", "#", "@", "#غزة_اليوم", "د.", "أ.د.", "م.ت.ف.",
    "ص.ب.", "ق.م.", "BBC", "F16", "İ", "ẞ", "Å", "\u{301}", "e\u{301}", "x\u{307}", "\u{212A}",
    "ﬁ", "Ａ", "½", "\u{1100}", "\u{1161}", "\u{11A8}", "각", "😀", "👩‍👩‍👧", "🇵🇸", "🇵", "❤️", "👍🏽",
    "1️⃣", "http://a.com/x?y=1.", "www.x.org", "me@news.co", "pic.twitter.com/a", "@user_1",
    "\0", "\u{FFFD}", "\u{10FFFF}", "<img onerror=x>", "\u{903}", "\u{E0041}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (0x600_u32..0x700).prop_filter_map("char", char::from_u32).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn presets() -> [Options; 6] {
    [
        Options::none(),
        Options::repair(),
        Options::fold(),
        Options::search(),
        Options::camel(),
        Options::light(),
    ]
}

fn folded_to(text: &str) -> String {
    fold(text).text().to_owned()
}

fn is_grapheme_edge(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap()
}

/// All char boundaries of a text.
fn edges(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// In range, at char boundaries, and monotone.
fn check_alignment(source: &str, normalized: &Normalized) {
    let (text, map) = (normalized.text(), normalized.alignment());
    let mut last = Span::<Source>::new(0, 0);
    for pair in edges(text).windows(2) {
        let span = Span::<Folded>::new(pair[0], pair[1]);
        let back = map.to_source(span);
        assert!(source.get(back.start()..back.end()).is_some(), "{span:?} {back:?}");
        assert!(!back.is_empty(), "every character comes from somewhere: {span:?}");
        assert!(last.start() <= back.start() && last.end() <= back.end());
        assert!(map.to_folded(back).contains(span), "{span:?} {back:?}");
        last = back;
    }
    let mut last = 0;
    for pair in edges(source).windows(2) {
        let there = map.to_folded(Span::new(pair[0], pair[1]));
        assert!(text.get(there.start()..there.end()).is_some());
        assert!(last <= there.end());
        last = there.end();
    }
}

/// Every range of a report, in the order of the contract.
fn ranges(value: &serde_json::Value, found: &mut Vec<(u64, u64)>) {
    match value {
        serde_json::Value::Object(object) => {
            if let (Some(start), Some(end)) = (object.get("start"), object.get("end")) {
                found.push((start.as_u64().unwrap(), end.as_u64().unwrap()));
            }
            object.values().for_each(|v| ranges(v, found));
        }
        serde_json::Value::Array(array) => array.iter().for_each(|v| ranges(v, found)),
        _ => {}
    }
}

/// Every token begins and ends at an edge of a grapheme.
fn tokens_at_edges(text: &str) -> bool {
    Document::new(text).tokens().iter().all(|token| {
        is_grapheme_edge(text, token.source.start()) && is_grapheme_edge(text, token.source.end())
    })
}

/// Texts that break a law, kept until they are cured: marks that stand on no letter, of
/// which one in some ten thousand random texts is made, and a hamza after a dropped tatweel.
/// Fails when one is cured, so that it is taken out.
#[test]
fn known_exceptions() {
    for text in ["\u{6D6}\u{301}\u{655}", "\u{64B}\u{301}ﹰ"] {
        assert!(!tokens_at_edges(text), "{text:?} keeps the law now");
    }
    let text = "إلى\u{64E}ـ\u{654}";
    let twice = presets().iter().all(|options| {
        let once = normalize(text, options);
        normalize(once.text(), options).text() == once.text()
    });
    assert!(!twice, "{text:?} keeps the law now");
}

/// The same texts on every run, so that a run says something about the change and not about
/// luck. `PROPTEST_RNG_SEED` and `PROPTEST_CASES` look further.
fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    let rng_seed = match given.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_125),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    ProptestConfig { cases: given.cases.max(512), rng_seed, failure_persistence: None, ..given }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn normalising_twice_changes_nothing_more(text in text()) {
        for options in presets() {
            let once = normalize(&text, &options);
            let twice = normalize(once.text(), &options);
            prop_assert_eq!(twice.text(), once.text(), "{:?}", options);
        }
    }

    #[test]
    fn alignments_are_in_range_and_in_order(text in text()) {
        for options in presets() {
            check_alignment(&text, &normalize(&text, &options));
        }
    }

    #[test]
    fn nothing_on_changes_nothing(text in text()) {
        let same = normalize(&text, &Options::none());
        prop_assert_eq!(same.text(), text);
    }

    #[test]
    fn tokens_tile_the_text(text in text()) {
        let document = Document::new(&text);
        let (mut folded, mut source) = (0, 0);
        for token in document.tokens() {
            prop_assert_eq!(token.folded.start(), folded);
            prop_assert!(!token.folded.is_empty());
            prop_assert!(token.source.start() >= source, "in order");
            // Between tokens stands only what folding drops.
            let between = text.get(source..token.source.start()).unwrap();
            prop_assert_eq!(folded_to(between), "");
            prop_assert!(text.get(token.source.start()..token.source.end()).is_some());
            (folded, source) = (token.folded.end(), token.source.end());
        }
        prop_assert_eq!(folded, document.folded().len());
        prop_assert_eq!(folded_to(text.get(source..).unwrap()), "");
    }

    #[test]
    fn tokens_end_at_grapheme_edges(text in text()) {
        prop_assert!(tokens_at_edges(&text));
    }

    #[test]
    fn the_source_of_a_token_folds_back_to_it(text in text()) {
        let document = Document::new(&text);
        for (i, token) in document.tokens().iter().enumerate() {
            let source = token.source.slice(&text);
            prop_assert_eq!(folded_to(source), document.word(i));
        }
    }

    #[test]
    fn sentences_cover_all_that_is_not_space(text in text()) {
        let document = Document::new(&text);
        let mut next = 0;
        for sentence in document.sentences() {
            prop_assert!(sentence.tokens.start >= next && !sentence.tokens.is_empty());
            for i in next..sentence.tokens.start {
                let kind = document.tokens()[i].kind;
                prop_assert!(matches!(kind, TokenKind::Space | TokenKind::Newline));
            }
            next = sentence.tokens.end;
            prop_assert_eq!(
                sentence.span.start(),
                document.tokens()[sentence.tokens.start].source.start()
            );
            prop_assert_eq!(sentence.span.end(), document.tokens()[next - 1].source.end());
        }
        for token in &document.tokens()[next..] {
            prop_assert!(matches!(token.kind, TokenKind::Space | TokenKind::Newline));
        }
    }

    #[test]
    fn an_emoji_before_moves_utf16_by_two_and_nothing_else(text in text()) {
        let keywords = ["قال", "غزة", "/[0-9]+/"].map(Keyword::from);
        let analyzer = Analyzer::new().with_keywords(KeywordSet::new(keywords).0);
        let analyze = |text: &str| {
            let analysis = analyzer.analyze(text);
            serde_json::to_value(Report::new(text, &analysis, OffsetUnit::Utf16)).unwrap()
        };
        let all = |value: &serde_json::Value| {
            let mut found = Vec::new();
            ranges(value, &mut found);
            found
        };
        // Where one more token counts for nothing, and where the text stands on lines of its own.
        let (plain, moved) = (analyze(&format!("☀\n{text}")), analyze(&format!("😀☀\n{text}")));
        for part in ["sentences", "mentions", "quotes", "keywords"] {
            let before: Vec<_> = all(&plain[part])
                .into_iter()
                .map(|(start, end)| (if start == 0 { 0 } else { start + 2 }, end + 2))
                .collect();
            prop_assert_eq!(&before, &all(&moved[part]), "{}", part);
        }
        prop_assert_eq!(&plain["entities"], &moved["entities"]);
        for (before, after) in plain["mentions"].as_array().unwrap().iter().zip(moved["mentions"].as_array().unwrap()) {
            prop_assert_eq!(&before["score"], &after["score"]);
        }
        let moved = format!("😀{text}");
        let (before, after) =
            (OffsetIndex::new(&text, OffsetUnit::Utf16), OffsetIndex::new(&moved, OffsetUnit::Utf16));
        for at in edges(&text) {
            prop_assert_eq!(before.get(at) + 2, after.get(at + "😀".len()));
        }
    }

    #[test]
    fn every_range_is_in_the_text(text in text()) {
        let analysis = Analyzer::new().analyze(&text);
        let value = serde_json::to_value(Report::new(&text, &analysis, OffsetUnit::Utf8)).unwrap();
        let mut found = Vec::new();
        ranges(&value, &mut found);
        for (start, end) in found {
            let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
            prop_assert!(start < end && text.get(start..end).is_some());
            prop_assert!(is_grapheme_edge(&text, start) && is_grapheme_edge(&text, end));
        }
        for key in ["sentences", "mentions", "quotes", "keywords"] {
            let order: Vec<_> = value[key]
                .as_array()
                .unwrap()
                .iter()
                .map(|x| (x["start"].as_u64().unwrap(), std::cmp::Reverse(x["end"].as_u64().unwrap())))
                .collect();
            prop_assert!(order.is_sorted(), "{}", key);
        }
    }

    #[test]
    fn a_cut_is_one_of_the_readings(text in text()) {
        let document = Document::new(&text);
        for i in 0..document.tokens().len() {
            let word = document.word(i);
            let readings: Vec<usize> = clitic::readings(word).collect();
            prop_assert!(readings.is_sorted_by(|a, b| a > b));
            prop_assert_eq!(readings.last(), Some(&0));
            prop_assert!(readings.contains(&clitic::cut(word)));
            prop_assert!(readings.iter().all(|&cut| word.is_char_boundary(cut)));
        }
    }
}

//! Lines that a PDF gives in visual order.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, reason = "a test: a panic is a failure")]

use wasim::Analyzer;
use wasim::analysis::Analysis;
use wasim::keyword::{Keyword, KeywordSet};
use wasim::normalize::ReadingOrder;
use wasim::span::Span;

fn read(text: &str) -> String {
    ReadingOrder::of(text)
        .map_or_else(|| "as it stands".to_owned(), |order| order.text().to_owned())
}

#[test]
fn lines_in_visual_order_are_read() {
    for (name, given, expected) in [
        (
            "letters back to front",
            "ةيوهجلا ةنيدملا يف هيلع ضبق ىذلا لجرلا نأ ريزولا لاق",
            "قال الوزير أن الرجل الذى قبض عليه في المدينة الجهوية",
        ),
        (
            "presentation forms back to front",
            "ﺮﻴﺨﺑ ﺔﻨﻳﺪﻤﻟﺍ ﻥﺇ ﺮﻳﺯﻮﻟﺍ ﻝﺎﻗ",
            "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻤﺪﻳﻨﺔ ﺑﺨﻴﺮ",
        ),
        (
            "numbers and Latin words keep their order",
            "2015/8/12 يف ABC Holding ةكرش نم 25.5% ىلع ةنيدملا تلصح",
            "حصلت المدينة على 25.5% من شركة ABC Holding في 2015/8/12",
        ),
        (
            "brackets as they are drawn",
            "«ةنيدملا ىلإ (سمأ) دوعن نل» ةريزولا تلاق",
            "قالت الوزيرة «لن نعود (أمس) إلى المدينة»",
        ),
        (
            "brackets as they are meant",
            "»ةنيدملا ىلإ )سمأ( دوعن نل« ةريزولا تلاق",
            "قالت الوزيرة «لن نعود (أمس) إلى المدينة»",
        ),
        (
            "a line too short to tell follows the rest",
            "ديدج رمتؤم\nةنيدملا ىلإ ةعماجلا نم ةرايز يف",
            "مؤتمر جديد\nفي زيارة من الجامعة إلى المدينة",
        ),
        (
            "lines in order stay beside one that is not",
            "زار الوزير المدينة في الصباح\nةنيدملا ىلإ ةعماجلا نم ةرايز يف\nخبر جديد\n",
            "زار الوزير المدينة في الصباح\nفي زيارة من الجامعة إلى المدينة\nخبر جديد\n",
        ),
        ("marks stay on their letters", "ةُنيدملا ىلع ةٌرايز\r\n", "زيارةٌ على المدينةُ\r\n"),
    ] {
        assert_eq!(read(given), expected, "{name}");
    }
}

#[test]
fn lines_in_order_are_let_be() {
    for text in [
        "",
        "قال الوزير إن المدينة بخير",
        "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻤﺪﻳﻨﺔ ﺑﺨﻴﺮ",
        "أهلا وسهلا",
        "كلا ثم كلا وألف كلا",
        "مثلا وأصلا وفضلا وقليلا",
        "hello world (2015)",
        "نم يا صغيري نم",
        "زارالمدينةالجديدة وعاد",
        "سلام",
    ] {
        assert_eq!(read(text), "as it stands", "{text}");
    }
}

#[test]
fn spans_lead_to_what_was_given_and_back() {
    let given = "خبر في المدينة عن الوزير\n2015 ماع يف ABC ةكرش نم ةنيدملا ىلإ داع";
    let order = ReadingOrder::of(given).unwrap();
    let read = order.text();
    for (part, there) in [
        ("الوزير", "الوزير"),
        ("المدينة من", "نم ةنيدملا"),
        ("2015", "2015"),
        ("15", "15"),
        ("BC في", "يف ABC"),
        ("عام 2015", "2015 ماع"),
        ("الوزير\nعاد", "الوزير\n2015 ماع يف ABC ةكرش نم ةنيدملا ىلإ داع"),
    ] {
        let start = read.find(part).unwrap();
        let span = Span::new(start, start + part.len());
        let found = order.to_given(span);
        assert_eq!(found.slice(given), there, "{part}");
        assert!(order.to_read(found).contains(span), "{part}");
    }
}

/// The same text in visual order gives the same mentions, quotes and sentences, back to front.
#[test]
fn an_analysis_of_lines_in_visual_order_stands_where_they_do() {
    let straight = "وزير الخارجية يصل إلى بيروت\nقال وزير الخارجية سامي الخوري إن بلاده ترحب بالاتفاق. وأضاف الخوري: سنعود إلى بيروت.";
    let turned = |line: &str| line.chars().rev().collect::<String>();
    let given = straight.lines().map(turned).collect::<Vec<_>>().join("\n");
    let analyzer = Analyzer::new().with_keywords(KeywordSet::new([Keyword::from("اتفاق")]).0);
    let (read, found) = (analyzer.analyze(straight), analyzer.analyze(&given));

    let sorted = |mut parts: Vec<String>| {
        parts.sort();
        parts
    };
    let parts = |analysis: &Analysis, text: &str| {
        let spans = analysis.mentions.iter().map(|m| m.span);
        let spans = spans
            .chain(analysis.quotes.iter().flat_map(|q| [Some(q.span), q.cue, q.speaker]).flatten());
        let spans = spans.chain(analysis.sentences.iter().map(|s| s.span));
        let spans = spans.chain(analysis.keywords.iter().map(|k| k.word));
        spans.map(|span| span.slice(text).to_owned()).collect::<Vec<_>>()
    };
    let expected = parts(&read, straight).iter().map(|part| turned(part)).collect();
    assert_eq!(sorted(parts(&found, &given)), sorted(expected));
    let names =
        |analysis: &Analysis| analysis.entities.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found), names(&read));
    assert!(found.mentions.len() >= 4 && found.mentions.is_sorted_by_key(|m| m.span));
}

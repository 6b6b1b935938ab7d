//! The JavaScript door in real browsers; `npm test` runs it in Chromium and Firefox.
#![cfg(target_family = "wasm")]
// In a test a panic is the failure.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use js_sys::{Array, JsString, Object, Reflect};
use wasim::keyword::{Keyword, KeywordSet};
use wasim::wasm::{Analyzer, Normalized, sentences};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ARTICLE: &str = "😀 عقد وزير الصحة سامر العلي مؤتمرًا في عمّان، وقال: «لن نُغلـــق أي مركز».\n\
    وأضاف أن الوزارة ستفتح فرعًا في إربد. وبحسب منظمة الصحة العالمية، تحسّن الوضع 🏥🏥.";

/// The fields of the JSON contract: list, then fields of its items.
const CONTRACT: [(&str, &[&str]); 5] = [
    ("sentences", &["start", "end"]),
    ("mentions", &["start", "end", "word", "kind", "acting", "entity", "score", "rule"]),
    ("entities", &["id", "kind", "name", "aliases", "role", "country", "coordinates", "mentions"]),
    ("quotes", &["start", "end", "kind", "cue", "speaker", "entity", "how", "closed"]),
    ("keywords", &["start", "end", "word", "term", "group"]),
];

fn analyzer(terms: &[&str]) -> Analyzer {
    let keywords = Array::new();
    for term in terms {
        keywords.push(&Array::of2(&(*term).into(), &JsValue::NULL));
    }
    bare().with(&keywords, &JsValue::NULL, &JsValue::NULL).ok().unwrap()
}

/// An analyser with nothing of the user's.
fn bare() -> Analyzer {
    Analyzer::new(None).ok().unwrap()
}

#[wasm_bindgen(module = "/js/report.js")]
extern "C" {
    /// What the package makes of what the module gives.
    fn report(numbers: JsValue, strings: JsValue) -> JsValue;
}

fn objects(tape: &Array) -> JsValue {
    report(tape.get(0), tape.get(1))
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    get(object, name).unchecked_into::<Array>().to_vec()
}

fn number(object: &JsValue, name: &str) -> u32 {
    let value = get(object, name).as_f64().unwrap();
    assert!(value >= 0.0 && value.fract() == 0.0, "{name} is {value}");
    value as u32
}

/// What JavaScript shows for `text.slice(start, end)`.
fn slice(text: &JsString, range: &JsValue) -> String {
    text.slice(number(range, "start"), number(range, "end")).into()
}

#[wasm_bindgen_test]
fn absent_is_null_and_never_missing() {
    let analysis = objects(&analyzer(&["الصحة"]).analyze(ARTICLE));
    for (name, fields) in CONTRACT {
        for item in list(&analysis, name) {
            let keys: Vec<String> = Object::keys(item.unchecked_ref::<Object>())
                .iter()
                .map(|key| key.as_string().unwrap())
                .collect();
            assert_eq!(keys, fields, "{name}");
            for field in fields {
                assert!(!get(&item, field).is_undefined(), "{name}.{field}");
            }
        }
    }
    let keywords = list(&analysis, "keywords");
    assert_eq!(keywords.len(), 2);
    assert!(get(&keywords[0], "group").is_null());
}

#[wasm_bindgen_test]
fn slices_in_javascript_are_slices_in_rust() {
    let term = Keyword { term: "الصحة".to_owned(), ..Keyword::default() };
    let (set, errors) = KeywordSet::new([term]);
    assert!(errors.is_empty());
    let native = wasim::Analyzer::new().with_keywords(set).analyze(ARTICLE);
    let analysis = objects(&analyzer(&["الصحة"]).analyze(ARTICLE));
    let text = JsString::from(ARTICLE);
    let same = |name: &str, spans: Vec<&str>| {
        let shown: Vec<String> =
            list(&analysis, name).iter().map(|item| slice(&text, item)).collect();
        assert_eq!(shown, spans, "{name}");
        assert!(!shown.is_empty(), "{name}");
    };
    same("sentences", native.sentences.iter().map(|s| s.span.slice(ARTICLE)).collect());
    same("mentions", native.mentions.iter().map(|m| m.span.slice(ARTICLE)).collect());
    same("keywords", native.keywords.iter().map(|k| k.span.slice(ARTICLE)).collect());
    for (mention, item) in native.mentions.iter().zip(list(&analysis, "mentions")) {
        assert_eq!(slice(&text, &get(&item, "word")), mention.word.slice(ARTICLE));
    }
    for (quote, item) in native.quotes.iter().zip(list(&analysis, "quotes")) {
        assert_eq!(slice(&text, &item), quote.span.slice(ARTICLE));
    }
}

#[wasm_bindgen_test]
fn an_emoji_in_front_moves_every_offset_by_two() {
    let moved = format!("😀{ARTICLE}");
    let before = list(&objects(&analyzer(&[]).analyze(ARTICLE)), "mentions");
    let after = list(&objects(&analyzer(&[]).analyze(&moved)), "mentions");
    assert_eq!(before.len(), after.len());
    for (b, a) in before.iter().zip(&after) {
        for name in ["start", "end"] {
            assert_eq!(number(b, name) + 2, number(a, name));
        }
    }
}

#[wasm_bindgen_test]
fn lone_surrogates_keep_offsets_true() {
    let mut units: Vec<u16> = "قال ".encode_utf16().collect();
    units.push(0xD83D);
    units.extend(" نعم".encode_utf16());
    units.push(0xDE00);
    let text = JsString::from_char_code(&units);
    // U+FFFD takes the place of each, one unit for one unit.
    let given = String::from_utf16_lossy(&units);
    let found = list(&objects(&analyzer(&["نعم", "قال"]).analyze(&given)), "keywords");
    let shown: Vec<String> = found.iter().map(|item| slice(&text, item)).collect();
    assert_eq!(shown, ["قال", "نعم"]);
}

#[wasm_bindgen_test]
fn sentences_alone_are_those_of_the_analysis() {
    let analysis = objects(&analyzer(&[]).analyze(ARTICLE));
    let ranges = |items: Vec<JsValue>| -> Vec<(u32, u32)> {
        items.iter().map(|item| (number(item, "start"), number(item, "end"))).collect()
    };
    let all = ranges(list(&analysis, "sentences"));
    assert_eq!(ranges(list(&objects(&sentences(ARTICLE)), "sentences")), all);
    assert!(all.len() > 1);
}

#[wasm_bindgen_test]
fn a_bad_keyword_is_named_and_the_others_work() {
    let analyzer = analyzer(&["", "الصحة"]);
    let problems = analyzer.problems().unwrap().unchecked_into::<Array>();
    assert_eq!(problems.length(), 1);
    assert_eq!(number(&problems.get(0), "index"), 0);
    assert_eq!(list(&objects(&analyzer.highlight(ARTICLE)), "keywords").len(), 2);
}

#[wasm_bindgen_test]
fn keywords_of_another_shape_are_an_error() {
    let null = JsValue::NULL;
    for bad in [7.into(), Array::of1(&7.into()).into(), Array::of1(&Array::new()).into()] {
        assert!(bare().with(&bad, &null, &null).is_err());
        assert!(bare().with(&null, &null, &bad).is_err());
    }
}

#[wasm_bindgen_test]
fn a_lexicon_is_a_table_or_rows() {
    let row = Array::of3(&"وزارة الصحة".into(), &"organization".into(), &JsValue::NULL);
    let table = "name\tkind\nوزارة الصحة\torganization\nسمر\tpersn";
    for (lexicon, bad) in [(Array::of1(&row).into(), 0), (JsValue::from_str(table), 1)] {
        let analyzer = bare().with(&JsValue::NULL, &JsValue::NULL, &lexicon).ok().unwrap();
        let mentions = list(&objects(&analyzer.analyze("قالت وزارة الصحة نعم")), "mentions");
        assert_eq!(get(&mentions[0], "rule"), "user");
        let problems = analyzer.problems().unwrap().unchecked_into::<Array>();
        assert_eq!(problems.length(), bad);
        assert!(bad == 0 || number(&problems.get(0), "index") == 2);
    }
}

#[wasm_bindgen_test]
fn a_model_that_is_none_is_an_error() {
    assert!(Analyzer::new(Some(vec![0; 64])).is_err());
}

#[wasm_bindgen_test]
fn normalising_takes_its_options_by_name() {
    let normalized = |pairs: &[(&str, JsValue)]| {
        let options = Object::new();
        for (name, value) in pairs {
            Reflect::set(&options, &(*name).into(), value).unwrap();
        }
        Normalized::new("ﻻ أُمّـــة ٣", &options).map(|n| n.text())
    };
    assert_eq!(normalized(&[]).ok().unwrap(), "لا أُمّة ٣");
    let fold = ("preset", "fold".into());
    assert_eq!(normalized(std::slice::from_ref(&fold)).ok().unwrap(), "لا امه 3");
    let kept = ("digits", JsValue::FALSE);
    assert_eq!(normalized(&[kept, fold.clone()]).ok().unwrap(), "لا امه ٣");
    assert_eq!(normalized(&[("digits", JsValue::NULL), fold]).ok().unwrap(), "لا امه 3");
    for bad in [("preset", "lucene".into()), ("digits", 1.into()), ("fast", JsValue::TRUE)] {
        assert!(normalized(&[bad]).is_err());
    }
}

#[wasm_bindgen_test]
fn maps_are_sparse() {
    let text = "😀 غزه ".repeat(100);
    let normalized = Normalized::new(&text, &JsValue::NULL).ok().unwrap();
    assert_eq!(normalized.text(), text);
    for which in 0..4 {
        assert_eq!(normalized.map(which).unwrap().len(), 2, "map {which}");
    }
    // No line of it was turned.
    assert!(normalized.map(4).unwrap().is_empty());
    assert!(normalized.map(5).is_err());
}

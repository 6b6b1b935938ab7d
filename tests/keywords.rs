//! Keywords: cases by name. `[…]` in a text is where the terms stand.
#![cfg(not(target_family = "wasm"))]
// Helpers of a test fail it as its own lines would.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use wasim::document::Document;
use wasim::keyword::{Keyword, KeywordMatch, KeywordSet, Matching};

fn find(terms: &[&str], matching: Matching, text: &str) -> Vec<KeywordMatch> {
    let keywords = terms.iter().map(|&term| Keyword::from(term));
    let (set, errors) = KeywordSet::with_matching(keywords, matching);
    assert_eq!(errors, []);
    set.find(&Document::new(text))
}

/// The text with every match in brackets; only for matches that do not overlap.
fn marked(text: &str, found: &[KeywordMatch]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for m in found {
        out.push_str(text.get(at..m.span.start()).unwrap());
        out.push('[');
        out.push_str(m.span.slice(text));
        out.push(']');
        at = m.span.end();
    }
    out + text.get(at..).unwrap()
}

fn check(terms: &[&str], matching: Matching, expected: &str) {
    let text: String = expected.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let found = find(terms, matching, &text);
    assert_eq!(marked(&text, &found), expected, "{terms:?}");
}

fn all(terms: &[&str], expected: &str) {
    check(terms, Matching::default(), expected);
}

/// What is marked is the word itself: nothing before it, nothing after.
#[test]
fn where_mark_js_goes_wrong() {
    let rows = include_str!("mark_js.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut cases = 0;
    for row in rows {
        let [name, terms, text, marked] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let terms: Vec<&str> = terms.split('|').collect();
        let found = find(&terms, Matching::default(), text);
        let found: Vec<&str> = found.iter().map(|m| m.span.slice(text)).collect();
        assert_eq!(found, marked.split('|').collect::<Vec<_>>(), "{name}");
        cases += 1;
    }
    assert_eq!(cases, 10);
}

#[test]
fn proclitics_stay_outside_and_the_word_holds_them() {
    for (term, text, span, word) in [
        ("القاهرة", "للقاهرة", "لقاهرة", "للقاهرة"),
        ("القاهرة", "وبالقاهرة", "القاهرة", "وبالقاهرة"),
        ("اللجنة", "للجنة", "لجنة", "للجنة"),
        ("وليد", "لوليد", "وليد", "لوليد"),
        ("وليد", "وليد", "وليد", "وليد"),
        ("مصر", "ولمصر", "مصر", "ولمصر"),
        ("وزير", "الوزير", "وزير", "الوزير"),
        ("وزير", "للوزير", "وزير", "للوزير"),
        ("وزير الري", "ووزير الري", "وزير الري", "ووزير الري"),
        ("حزب العمل", "لحزبِ العمل", "حزبِ العمل", "لحزبِ العمل"),
    ] {
        let found = find(&[term], Matching::default(), text);
        assert_eq!(found.len(), 1, "{term} in {text}");
        assert_eq!(found[0].span.slice(text), span);
        assert_eq!(found[0].word.slice(text), word);
    }
}

#[test]
fn letters_of_the_root_are_no_proclitics() {
    for (term, text) in [("ليد", "وليد"), ("لال", "بلال"), ("لسطين", "فلسطين"), ("زير", "وزير")]
    {
        assert_eq!(find(&[term], Matching::default(), text), [], "{term} in {text}");
    }
}

#[test]
fn each_equivalence_is_a_switch() {
    let on = Matching::default();
    for (off, term, text) in [
        (Matching { diacritics: false, ..on }, "كتب", "كُتُب"),
        (Matching { diacritics: false, ..on }, "كتب", "كـتب"),
        (Matching { hamza: false, ..on }, "أحمد", "احمد"),
        (Matching { hamza: false, ..on }, "مسؤول", "مسئول"),
        (Matching { letters: false, ..on }, "مدرسة", "مدرسه"),
        (Matching { letters: false, ..on }, "على", "علي"),
        (Matching { letters: false, ..on }, "كتاب", "کتاب"),
        (Matching { digits: false, ..on }, "2030", "٢٠٣٠"),
        (Matching { case: false, ..on }, "NATO", "nato"),
        (Matching { clitics: false, ..on }, "مصر", "ومصر"),
        (Matching { article: false, ..on }, "وزير", "الوزير"),
        (Matching::exact(), "أحمد", "أحمدُ"),
    ] {
        assert_eq!(find(&[term], on, text).len(), 1, "{term} in {text}");
        assert_eq!(find(&[term], off, text), [], "{term} in {text}, {off:?}");
        assert_eq!(find(&[term], off, term).len(), 1, "{term} in itself");
    }
    // The other switches still count.
    let strict = Matching { hamza: false, ..on };
    check(&["القاهرة"], strict, "ل[لقاهرة]");
    assert_eq!(find(&["أحمد"], strict, "وأَحمد").len(), 1);
}

#[test]
fn inside_words() {
    let inside = Matching { whole_words: false, ..Matching::default() };
    check(&["قبل"], inside, "المست[قبل] [قبل] الاست[قبَل]ا");
    check(&["سد الن"], inside, "عند [سد\nالن]هضة");
    check(&["أحمد"], Matching { hamza: false, ..inside }, "احمد و[أحمد]ي");
}

#[test]
fn phrases() {
    all(&["سد النهضة"], "يقع [سد\nالنهضة] و[سد  \u{A0} النهضة]");
    // An empty line parts two paragraphs.
    all(&["سد النهضة"], "سد\n\nالنهضة");
    all(&["سد النهضة"], "سدالنهضة");
    all(&["#غزة"], "في [#غزة] غزة");
    all(&["حزب الله"], "[حزب_الله]");
    all(&["د. سامي"], "قال [د. سامي]");
    all(&["وزير خارجية"], "ال[وزير الخارجية]");
}

#[test]
fn patterns() {
    all(&["/[0-9]+ طن/"], "وصلت [12 طن] اليوم");
    all(&[r"/\d+/"], "من [١٢] إلى [34] و[۵]");
    all(&[r"/\bقبل\b/"], "المستقبل [قبل] غد");
    all(&[r"/أحمد/"], "[أحمد] واحمد");
    all(&[r"/أحمد/f"], "[أحمد] و[احمد] و[أَحْمد]");
    all(&["/nato/i"], "حلف [NATO]");
    all(&[r"/\w+ات\b/"], "[طالبات] جدد");
    all(&[r"/[^\s]+ة/"], "[مدينة] كبير");
    // A match takes the marks of its last letter with it.
    all(&["/كتب/"], "[كتبَ] الدرس");
    // Slashes alone make no pattern.
    all(&["12/8"], "يوم [12/8] صباحا");
}

#[test]
fn a_bad_term_is_an_error_that_names_it_and_the_others_work() {
    let terms = ["(", "/(/", r"/a\bb/", "//", "/[0-9]{1000}{1000}/", "  ", "مصر"];
    let (set, errors) = KeywordSet::new(terms.map(Keyword::from));
    let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 6, "{messages:#?}");
    for (message, part) in messages.iter().zip([
        "is empty",
        "keyword /(/ is not a pattern that can be used: unclosed group",
        "\\b can stand only at either end",
        "it is empty",
        "it is too large",
        "is empty",
    ]) {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(set.find(&Document::new("في مصر")).len(), 1);
}

#[test]
fn groups_and_order() {
    let keyword =
        |term: &str, group: &str| Keyword { term: term.into(), group: Some(group.into()) };
    let (set, _) = KeywordSet::new([
        keyword("الأمن", "ب"),
        keyword("مجلس الأمن", "أ"),
        keyword("مجلس", "ج"),
        keyword("مجلس", "د"),
    ]);
    let found = set.find(&Document::new("مجلس الأمن"));
    let groups: Vec<_> = found.iter().filter_map(|m| m.keyword.group.as_deref()).collect();
    assert_eq!(groups, ["أ", "ج", "د", "ب"]);
}

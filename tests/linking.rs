//! Entity linking, measured apart from the finding of mentions: the articles of
//! `linking.txt` give the mentions, the engine says which of them are one.
#![cfg(not(target_family = "wasm"))]
// In a test a panic is the failure, and the sums are small.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]
#![allow(clippy::cast_precision_loss)]

use wasim::analysis::{Kind, Mention, Rule};
use wasim::document::Document;
use wasim::entity;
use wasim::span::Span;

/// One article: its text, its mentions, and the entity number of each.
struct Article {
    name: String,
    text: String,
    mentions: Vec<Mention>,
    entities: Vec<u32>,
}

fn articles() -> Vec<Article> {
    let file = include_str!("linking.txt");
    file.split("\n== ")
        .skip(1)
        .map(|case| {
            let (name, marked) = case.split_once('\n').expect("a name, then the text");
            read(name, marked.trim())
        })
        .collect()
}

/// Reads marked text: ⟦kind#entity text⟧.
fn read(name: &str, marked: &str) -> Article {
    let mut text = String::new();
    let mut open: Vec<(usize, Kind, u32)> = Vec::new();
    let mut found: Vec<(Mention, u32)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['⟦', '⟧']) {
        text.push_str(&rest[..at]);
        if let Some(tag) = rest[at..].strip_prefix('⟦') {
            let (head, after) = tag.split_once(' ').expect("a space after the kind");
            let (kind, entity) = head.split_once('#').expect("kind#entity");
            let kind = match kind {
                "person" => Kind::Person,
                "organization" => Kind::Organization,
                "place" => Kind::Place,
                "role" => Kind::Role,
                other => panic!("{name}: unknown kind {other}"),
            };
            open.push((text.len(), kind, entity.parse().expect("a number")));
            rest = after;
        } else {
            let (start, kind, entity) = open.pop().expect("a mark to close");
            let span = Span::new(start, text.len());
            let word_start = text[..start]
                .rfind([' ', '\n', '«'])
                .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            let word = Span::new(word_start, text.len());
            let (acting, rule) = (false, Rule::Model);
            let mention =
                Mention { span, word, kind, acting, entity: None, score: 1.0, rule, row: None };
            found.push((mention, entity));
            rest = &rest[at + '⟧'.len_utf8()..];
        }
    }
    text.push_str(rest);
    assert!(open.is_empty(), "{name}: a mark is not closed");
    found.sort_by_key(|(mention, _)| mention.span);
    let (mentions, entities) = found.into_iter().unzip();
    Article { name: name.to_owned(), text, mentions, entities }
}

/// Pairs of mentions said to be one, right, and in the articles.
#[derive(Default)]
struct Pairs {
    right: usize,
    said: usize,
    gold: usize,
}

impl Pairs {
    fn f1(&self) -> f64 {
        let (right, said, gold) = (self.right as f64, self.said as f64, self.gold as f64);
        200.0 * right / (said + gold)
    }
}

#[test]
fn pairwise_f1_over_all_articles() {
    let mut pairs = Pairs::default();
    let mut wrong = Vec::new();
    for mut article in articles() {
        let document = Document::new(&article.text);
        let _ = entity::gather(&document, &mut article.mentions);
        let before = (pairs.right, pairs.said, pairs.gold);
        for i in 0..article.mentions.len() {
            for j in 0..i {
                let (a, b) = (article.mentions[i].entity, article.mentions[j].entity);
                let said = a.is_some() && a == b;
                let gold = article.entities[i] == article.entities[j];
                pairs.said += usize::from(said);
                pairs.gold += usize::from(gold);
                pairs.right += usize::from(said && gold);
                if said != gold {
                    wrong.push(format!(
                        "{}: {} / {}: said {said}",
                        article.name,
                        article.mentions[j].span.slice(&article.text),
                        article.mentions[i].span.slice(&article.text),
                    ));
                }
            }
        }
        assert!(pairs.gold > before.2, "{} has no pair", article.name);
    }
    println!("pairwise F1 {:.1} over {} pairs; {wrong:#?}", pairs.f1(), pairs.gold);
    assert!(pairs.f1() >= 95.0, "pairwise F1 {:.1}; {wrong:#?}", pairs.f1());
}

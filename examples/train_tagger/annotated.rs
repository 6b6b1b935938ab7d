//! Our annotations of public news: which mentions stand where, without the texts.

use std::collections::HashMap;
use std::path::PathBuf;

use wasim::analysis::Kind;
use wasim::span::Span;

use crate::corpus;
use crate::gold::{Article, Mark};

/// A row for each article: its name in the collection, its length and its mentions, each a
/// letter for the kind and a range, in Unicode code points.
const TABLE: &str = include_str!("khaleej.tsv");

/// The annotated articles that are among the news, in the order of the table.
pub fn read(news: &[PathBuf]) -> Vec<Article> {
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let places: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(i, row)| (row[0], i)).collect();
    let mut found: Vec<Option<Article>> = vec![None; rows.len()];
    corpus::articles(news, |id, text| {
        let Some(&place) = places.get(id) else { return };
        let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        assert_eq!(rows[place][1].parse(), Ok(at.len() - 1), "{id}: another text than annotated");
        let marks = rows[place][2].split_whitespace().map(|mark| mark_of(mark, &at)).collect();
        let mut article = Article::new(text, marks);
        // The collection has no headlines.
        article.sentences.iter_mut().for_each(|s| s.headline = false);
        found[place] = Some(article);
    });
    let missing = found.iter().position(Option::is_none);
    assert_eq!(missing, None, "an annotated article is not among the news");
    found.into_iter().flatten().collect()
}

fn mark_of(mark: &str, at: &[usize]) -> Mark {
    let (kind, range) = mark.split_at(1);
    let (start, end) = range.split_once('-').expect("a range");
    let byte = |n: &str| at[n.parse::<usize>().expect("a number")];
    Mark {
        span: Span::new(byte(start), byte(end)),
        kind: match kind {
            "P" => Kind::Person,
            "O" => Kind::Organization,
            "R" => Kind::Role,
            "L" | "A" => Kind::Place,
            other => panic!("{other}: no kind of mention"),
        },
        acting: kind == "A",
    }
}

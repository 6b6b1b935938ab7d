//! How good a model is on annotated articles, as `eval/score.py` counts it.

use wasim::analysis::{Kind, Mention};
use wasim::document::Document;
use wasim::tagger::Tagger;

use crate::gold::Article;

const KINDS: [(&str, &[Kind]); 6] = [
    ("person", &[Kind::Person]),
    ("organization", &[Kind::Organization]),
    ("place", &[Kind::Place]),
    ("role", &[Kind::Role]),
    ("actor", &[Kind::Person, Kind::Organization]),
    ("all", &[Kind::Person, Kind::Organization, Kind::Place, Kind::Role]),
];

/// One line of figures: F1 by kind, acting, and how right the sure mentions are.
pub fn line(tagger: &Tagger, articles: &[&Article]) -> String {
    let found: Vec<Vec<Mention>> =
        articles.iter().map(|a| tagger.tag(&Document::new(&a.text))).collect();
    let pairs = || articles.iter().zip(&found);
    let mut out = String::new();
    for (name, kinds) in KINDS {
        let gold =
            articles.iter().flat_map(|a| &a.marks).filter(|m| kinds.contains(&m.kind)).count();
        let said = found.iter().flatten().filter(|m| kinds.contains(&m.kind)).count();
        let right = pairs()
            .flat_map(|(a, f)| f.iter().filter(|m| kinds.contains(&m.kind) && a.has(m)))
            .count();
        let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        out += &format!(
            "{name} {:.1} ({:.1} {:.1})  ",
            share(2 * right, gold + said),
            share(right, said),
            share(right, gold)
        );
    }
    let (mut agree, mut places, mut acting, mut recalled) = (0, 0, 0, 0);
    for (article, found) in pairs() {
        for mark in article.marks.iter().filter(|m| m.kind == Kind::Place) {
            if let Some(m) = found.iter().find(|m| m.kind == Kind::Place && m.span == mark.span) {
                places += 1;
                agree += usize::from(m.acting == mark.acting);
                acting += usize::from(mark.acting);
                recalled += usize::from(mark.acting && m.acting);
            }
        }
    }
    let sure = pairs().flat_map(|(a, f)| f.iter().filter(|m| m.score >= 0.9).map(|m| a.has(m)));
    let (sure_right, sure) = sure.fold((0, 0), |(r, n), has| (r + usize::from(has), n + 1));
    out += &format!(
        "acting {:.1} recall {:.1}  sure {sure} {:.1}",
        100.0 * f64::from(agree as u32) / f64::from(places.max(1) as u32),
        100.0 * f64::from(recalled as u32) / f64::from(acting.max(1) as u32),
        100.0 * f64::from(sure_right as u32) / f64::from(sure.max(1) as u32)
    );
    out
}

impl Article {
    fn has(&self, mention: &Mention) -> bool {
        self.marks.iter().any(|m| m.span == mention.span && m.kind == mention.kind)
    }
}

//! Annotated articles as labelled words.

use std::fs;
use std::path::Path;

use wasim::analysis::Kind;
use wasim::document::Document;
use wasim::span::{Source, Span};
use wasim::tagger::label::MEANING;
use wasim::tagger::sequence::{opens, sequences};

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    entities: Vec<Entity>,
}

#[derive(serde::Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A mention as the annotators marked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub span: Span<Source>,
    pub kind: Kind,
    pub acting: bool,
}

/// A sentence with its labels.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Folded words.
    pub words: Vec<String>,
    /// Where they stand.
    pub spans: Vec<Span<Source>>,
    pub labels: Vec<u8>,
    /// Whether it begins the text.
    pub headline: bool,
}

/// An article.
#[derive(Debug, Clone)]
pub struct Article {
    pub text: String,
    pub sentences: Vec<Sentence>,
    pub marks: Vec<Mark>,
}

impl Article {
    /// A text with its marks.
    pub fn new(text: &str, marks: Vec<Mark>) -> Self {
        let document = Document::new(text);
        let mut sentences = Vec::new();
        sequences(&document, |tokens| {
            sentences.push(Sentence {
                words: tokens.iter().map(|&t| document.word(t).to_owned()).collect(),
                spans: tokens.iter().map(|&t| document.tokens()[t].source).collect(),
                labels: vec![0; tokens.len()],
                headline: opens(&document, tokens),
            });
        });
        // Titles first: what lies in one is labelled as its part.
        let (titles, others): (Vec<&Mark>, Vec<&Mark>) =
            marks.iter().partition(|m| m.kind == Kind::Role);
        for mark in titles.into_iter().chain(others) {
            for sentence in &mut sentences {
                if sentence.label(mark) {
                    break;
                }
            }
        }
        Self { text: text.to_owned(), sentences, marks }
    }
}

impl Sentence {
    /// The first and the last word of a mark.
    pub fn find(&self, mark: &Mark) -> Option<(usize, usize)> {
        let (start, end) = (mark.span.start(), mark.span.end());
        let first = self.spans.iter().position(|s| s.start() <= start && start < s.end())?;
        let last = self.spans.iter().position(|s| s.start() < end && end <= s.end())?;
        (first <= last).then_some((first, last))
    }

    fn label(&mut self, mark: &Mark) -> bool {
        let Some((first, last)) = self.find(mark) else { return false };
        let labels = &mut self.labels[first..=last];
        let inside = mark.kind != Kind::Role
            && labels.iter().all(|&l| MEANING[l as usize] == (Some((Kind::Role, false)), None));
        if inside || labels.iter().all(|&l| l == 0) {
            for (i, label) in labels.iter_mut().enumerate() {
                let part = Some((mark.kind, i == 0));
                let meaning = if inside { (Some((Kind::Role, false)), part) } else { (part, None) };
                *label = MEANING.iter().position(|m| *m == meaning).unwrap_or(0) as u8;
            }
        }
        true
    }
}

/// Reads a gold file.
pub fn read(path: &Path) -> Vec<Article> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).expect("a gold line");
            let at: Vec<usize> =
                line.text.char_indices().map(|(i, _)| i).chain([line.text.len()]).collect();
            let marks = line.entities.iter().map(|e| Mark {
                span: Span::new(at[e.start], at[e.end]),
                kind: match e.kind.as_str() {
                    "PER" => Kind::Person,
                    "ORG" => Kind::Organization,
                    "ROLE" => Kind::Role,
                    _ => Kind::Place,
                },
                acting: e.kind == "GPA",
            });
            Article::new(&line.text, marks.collect())
        })
        .collect()
}

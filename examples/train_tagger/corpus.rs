//! Raw news: as a stream of word numbers, and article by article.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use wasim::document::Document;
use wasim::token::TokenKind;

#[derive(serde::Deserialize)]
struct Article {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// The news files of the shared folder.
pub fn files(shared: &Path) -> Vec<PathBuf> {
    ["ant-2016-2017", "sanad-khaleej-2008-2018"]
        .map(|name| shared.join(format!("news/{name}.jsonl.gz")))
        .to_vec()
}

/// Calls `each` with the name and the text of every article of the news files, headline first.
pub fn articles(files: &[PathBuf], mut each: impl FnMut(&str, &str)) {
    for path in files {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
            let article: Article =
                serde_json::from_str(&line.expect("a line of news")).expect("an article");
            if article.title.is_empty() {
                each(&article.id, &article.text);
            } else {
                each(&article.id, &format!("{}\n{}", article.title, article.text));
            }
        }
    }
}

/// All news as numbers of words, with the words and their counts, most frequent first.
#[derive(Debug, Default)]
pub struct Corpus {
    pub stream: Vec<u32>,
    pub words: Vec<String>,
    pub counts: Vec<u32>,
}

/// What stands for a line break, and for every number.
const LINE: &str = "\n";
const NUMBER: &str = "0";

impl Corpus {
    /// Reads news files.
    pub fn read(files: &[PathBuf]) -> Self {
        let mut index: HashMap<String, u32> = HashMap::new();
        let mut corpus = Self::default();
        articles(files, |_, text| corpus.add(text, &mut index));
        corpus.sort();
        corpus
    }

    fn add(&mut self, text: &str, index: &mut HashMap<String, u32>) {
        let document = Document::new(text);
        for (i, token) in document.tokens().iter().enumerate() {
            let word = match token.kind {
                TokenKind::Space => continue,
                TokenKind::Newline => LINE,
                TokenKind::Number => NUMBER,
                _ => document.word(i),
            };
            let id = index.get(word).copied().unwrap_or_else(|| {
                let id = self.words.len() as u32;
                index.insert(word.to_owned(), id);
                self.words.push(word.to_owned());
                self.counts.push(0);
                id
            });
            self.counts[id as usize] += 1;
            self.stream.push(id);
        }
    }

    /// Numbers the words anew, most frequent first.
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by(|&a, &b| {
            self.counts[b].cmp(&self.counts[a]).then_with(|| self.words[a].cmp(&self.words[b]))
        });
        let mut new = vec![0; order.len()];
        for (rank, &old) in (0..).zip(&order) {
            new[old] = rank;
        }
        self.stream.iter_mut().for_each(|id| *id = new[*id as usize]);
        self.words = order.iter().map(|&o| std::mem::take(&mut self.words[o])).collect();
        self.counts = order.iter().map(|&o| self.counts[o]).collect();
    }
}

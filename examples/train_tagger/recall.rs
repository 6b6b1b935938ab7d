//! The second reading: trained on what models that have not seen an article made of it.

use std::ptr;
use std::thread;

use wasim::tagger::features::{EDGE, Gist, HERE};
use wasim::tagger::memory::{self, Memory, NOTHING};
use wasim::tagger::table::WordTable;

use crate::crf::{Crf, Options, Row, Sequence};
use crate::gold::Article;
use crate::trained::{Extractor, Hashed, Rows, Trained, id, rows, sequence};

/// An article after the first reading: scores, sentence by sentence.
pub type Scores = Vec<Vec<Row>>;

/// The scores of every article, by a model trained on the others.
pub fn held_out(
    articles: &[&Article],
    table: &WordTable,
    folds: usize,
    options: Options,
    chosen: &Rows,
) -> (Vec<Scores>, Vec<Vec<Vec<u8>>>) {
    // A copy of an article is left out with it.
    let first = |article: &Article| articles.iter().position(|a| ptr::eq(*a, article));
    let parts: Vec<usize> =
        articles.iter().map(|a| first(a).expect("it is among them") % folds).collect();
    let fold = |f: usize| -> Vec<(usize, Scores, Vec<Vec<u8>>)> {
        let known: Vec<&Article> =
            articles.iter().zip(&parts).filter(|(_, part)| **part != f).map(|(a, _)| *a).collect();
        let model = Trained::first(&known, table, options, Some(chosen));
        let mut extractor = Extractor::new(table);
        (0..articles.len())
            .filter(|&i| parts[i] == f)
            .map(|i| {
                let scores: Scores =
                    articles[i].sentences.iter().map(|s| model.scores(&mut extractor, s)).collect();
                let labels = scores.iter().map(|s| model.crf.decode(s).0).collect();
                (i, scores, labels)
            })
            .collect()
    };
    let mut out = thread::scope(|scope| {
        let odd = scope.spawn(|| (1..folds).step_by(2).flat_map(fold).collect::<Vec<_>>());
        let mut out: Vec<_> = (0..folds).step_by(2).flat_map(fold).collect();
        out.extend(odd.join().expect("a fold"));
        out
    });
    out.sort_by_key(|(i, ..)| *i);
    out.into_iter().map(|(_, scores, labels)| (scores, labels)).unzip()
}

/// The memory features of the words of an article.
pub fn features(
    article: &Article,
    labels: &[Vec<u8>],
    extractor: &mut Extractor<'_>,
) -> Vec<Hashed> {
    let gists: Vec<Vec<Gist>> = article.sentences.iter().map(|s| extractor.gists(s)).collect();
    let mut known = Memory::default();
    let places: Vec<Vec<usize>> = gists
        .iter()
        .zip(labels)
        .map(|(gists, labels)| gists.iter().zip(labels).map(|(g, &l)| known.add(g, l)).collect())
        .collect();
    gists
        .iter()
        .zip(places.iter().zip(labels))
        .map(|(gists, (places, labels))| {
            let evidence: Vec<_> =
                places.iter().zip(labels).map(|(&p, &l)| known.evidence(p, l)).collect();
            let at = |i: Option<usize>| i.and_then(|i| evidence.get(i)).copied().unwrap_or(NOTHING);
            let gist = |i: Option<usize>| i.and_then(|i| gists.get(i)).unwrap_or(&EDGE);
            (0..gists.len())
                .map(|here| {
                    let mut out = Vec::new();
                    let before = here.checked_sub(1);
                    memory::features(
                        [at(before), at(Some(here)), at(Some(here + 1))],
                        [gist(before), gist(Some(here))],
                        |f| out.push(id(f, HERE)),
                    );
                    out
                })
                .collect()
        })
        .collect()
}

/// The model of the second reading, and the sequences it was trained on.
pub fn train(
    articles: &[&Article],
    first: &Trained,
    scores: Vec<Scores>,
    labels: &[Vec<Vec<u8>>],
    table: &WordTable,
    options: Options,
) -> (Trained, Vec<Sequence>) {
    let mut extractor = Extractor::new(table);
    let hashed: Vec<Vec<Hashed>> =
        articles.iter().zip(labels).map(|(a, l)| features(a, l, &mut extractor)).collect();
    let rows: Rows = rows(hashed.iter().flatten(), 3);
    let mut data = Vec::new();
    for ((article, hashed), scores) in articles.iter().zip(&hashed).zip(scores) {
        for ((sentence, hashed), base) in article.sentences.iter().zip(hashed).zip(scores) {
            data.push(Sequence { base, ..sequence(hashed, &sentence.labels, &rows) });
        }
    }
    let mut crf = Crf::new(rows.len());
    crf.pairs = first.crf.pairs;
    crf.train(&data, options);
    (Trained { rows, crf }, data)
}

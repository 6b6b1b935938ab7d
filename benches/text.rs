//! How fast text is read, against the budgets of DESIGN.md and a plain copy as the limit.
//!
//! ```text
//! cargo bench --no-default-features --bench text
//! ```
//!
//! The text is our own, see `news`. The last group shows whether the time for a byte
//! grows with the text.

// The macro makes a public function of its own.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use wasim::clitic;
use wasim::document::Document;
use wasim::keyword::KeywordSet;
use wasim::normalize::{Options, fold, normalize};
use wasim::{sentence, token};

#[path = "news/mod.rs"]
mod news;
use news::{news, terms};

/// The same with a haraka after each letter: what is dropped has to be remembered.
fn vowelled(text: &str) -> String {
    text.chars()
        .flat_map(|c| [Some(c), ('ب'..='ي').contains(&c).then_some('\u{64E}')])
        .flatten()
        .collect()
}

fn steps(c: &mut Criterion) {
    let text = news(1 << 20);
    let vowelled = vowelled(&text);
    let normalized = fold(&text);
    let tokens = token::tokenize(&normalized);
    let document = Document::new(&text);
    let bytes = |text: &str| Throughput::Bytes(u64::try_from(text.len()).unwrap_or(0));
    let mut group = c.benchmark_group("1 MB");
    group.throughput(bytes(&text));
    group.bench_function("copy", |b| b.iter(|| black_box(&text).clone()));
    group.bench_function("fold", |b| b.iter(|| fold(black_box(&text))));
    group.bench_function("repair", |b| b.iter(|| normalize(black_box(&text), &Options::repair())));
    group.bench_function("tokens", |b| b.iter(|| token::tokenize(black_box(&normalized))));
    group.bench_function("sentences, from tokens", |b| {
        b.iter(|| sentence::split(normalized.text(), black_box(&tokens)));
    });
    group.bench_function("document", |b| b.iter(|| Document::new(black_box(&text))));
    group.bench_function("cuts", |b| {
        b.iter(|| (0..tokens.len()).map(|i| clitic::cut(document.word(i))).sum::<usize>());
    });
    for count in [100, 1_000, 10_000] {
        let (set, _) = KeywordSet::new(terms(count));
        group.bench_function(BenchmarkId::new("keywords", count), |b| {
            b.iter(|| set.find(black_box(&document)));
        });
    }
    group.throughput(bytes(&vowelled));
    group.bench_function("fold, vowelled", |b| b.iter(|| fold(black_box(&vowelled))));
    group.finish();

    c.bench_function("build 10,000 keywords", |b| {
        let terms = terms(10_000);
        b.iter(|| KeywordSet::new(terms.iter().cloned()));
    });
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("document");
    group.sample_size(10);
    for size in [10_000, 100_000, 1_000_000, 10_000_000] {
        let text = news(size);
        group.throughput(Throughput::Bytes(u64::try_from(text.len()).unwrap_or(0)));
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| Document::new(black_box(&text)));
        });
    }
    group.finish();
}

criterion_group! {
    name = text;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2))
        .sample_size(20);
    targets = steps, growth
}
criterion_main!(text);

//! Makes `data/model.bin`, the model of the tagger.
//!
//! ```text
//! cargo run --release --features train --example train_tagger -- ../shared data/model.bin
//! ```
//!
//! Reads, from the directory given first: `gold/train.jsonl`, `news/*.jsonl.gz`
//! and `gazetteers/*.tsv`; `data/MODEL.md` has their licences. The same input gives
//! the same bytes. `--fold N` leaves out every fifth article from the Nth on;
//! `--without annotations,classes,lists,usage,memory` leaves out parts; `--share 0.5` takes
//! a part of the articles: all three for measuring.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::panic,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::needless_for_each,
    clippy::type_complexity,
    clippy::string_slice,
    unreachable_pub,
    reason = "a tool for developers, fed with files of known form; loops over columns compile to vector code"
)]

mod acting;
mod annotated;
mod calibrate;
mod corpus;
mod crf;
mod embed;
mod gold;
mod kmeans;
mod measure;
mod names;
mod pack;
mod random;
mod recall;
mod trained;
mod usage;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crf::Options;
use gold::Article;
use trained::Trained;
use wasim::tagger::Tagger;

/// For choosing features.
const WIDE: Options = Options { rate: 0.1, l1: 3e-5, drop: 0.3, epochs: 6 };
const FEATURES: usize = 46_000;
const FIRST: Options = Options { rate: 0.1, l1: 2e-5, drop: 0.2, epochs: 8 };
const SECOND: Options = Options { rate: 0.1, l1: 1e-4, drop: 0.1, epochs: 6 };
const FOLDS: usize = 4;
/// How often an article of `train.jsonl` is read: it is of many papers, the others of one.
const READ: usize = 2;

/// What to leave out, for measuring.
#[derive(Default)]
struct Choice {
    fold: Option<usize>,
    share: Option<f32>,
    without: Vec<String>,
}

fn main() {
    let start = Instant::now();
    let say = |what: &str| eprintln!("{:4} s  {what}", start.elapsed().as_secs());
    let mut args = std::env::args().skip(1);
    let mut paths = Vec::new();
    let mut choice = Choice::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value after the option");
        match arg.as_str() {
            "--fold" => choice.fold = Some(value().parse().expect("a number")),
            "--share" => choice.share = Some(value().parse().expect("a number")),
            "--without" => choice.without = value().split(',').map(str::to_owned).collect(),
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    let [shared, out] = paths.as_slice() else {
        panic!("usage: train_tagger SHARED OUT [--fold N] [--share S] [--without PARTS]");
    };
    let with = |part: &str| !choice.without.iter().any(|p| p == part);

    let all = gold::read(&shared.join("gold/train.jsonl"));
    let news = corpus::files(shared);
    let more = if with("annotations") { annotated::read(&news) } else { Vec::new() };
    let own = all.iter().enumerate().filter(|(i, _)| choice.fold.is_none_or(|f| i % 5 != f));
    let own: Vec<&Article> = own.map(|(_, article)| article).collect();
    let again = std::iter::repeat_n(&own, READ).flatten().copied();
    let known: Vec<&Article> = again.chain(&more).collect();
    // Of every kind the same share.
    let share = choice.share.unwrap_or(1.0);
    let taken = |i: usize| (i as f32 * share) as usize;
    let articles: Vec<&Article> =
        (0..known.len()).filter(|&i| taken(i + 1) > taken(i)).map(|i| known[i]).collect();
    let mut words = words::Words::default();
    let listed = if with("lists") { names::listed(shared) } else { BTreeMap::new() };
    if with("classes") {
        words.add_news(&corpus::Corpus::read(&news), &listed);
        say("word classes learnt");
    }
    words.add_bits(listed);
    let mut table = words.table();
    if with("usage") {
        let model = Trained::first(&articles, &table, WIDE, None);
        say("model without the use of words trained");
        words.add_bits(usage::bits(&model, &table, &news, 4, 4.0));
        table = words.table();
        say("use of words in news read");
    }
    let chosen = Trained::first(&articles, &table, WIDE, None).strongest(FEATURES);
    say("features chosen");
    let first = Trained::first(&articles, &table, FIRST, Some(&chosen));
    say("first reading trained");
    let (scores, labels) = recall::held_out(&articles, &table, FOLDS, FIRST, &chosen);
    say("articles read by models that do not know them");
    let (mut second, data) = recall::train(&articles, &first, scores, &labels, &table, SECOND);
    let calibration = calibrate::fit(&second, &data);
    if !with("memory") {
        second.crf.rows.iter_mut().for_each(|r| *r = crf::Row::default());
        second.crf.pairs = first.crf.pairs;
    }
    say("second reading trained");
    let acting = acting::train(&articles, &table);
    let (bytes, report) = pack::pack(&pack::Parts {
        words: &words.packed(),
        coarser: &words.coarser,
        first: &first,
        second: &second,
        acting: &acting,
        calibration,
    });
    fs::write(out, &bytes).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
    say(&format!("{report}, {} bytes in all", bytes.len()));
    let tagger = Tagger::from_bytes(&bytes).unwrap_or_else(|e| panic!("{e}"));
    if let Some(fold) = choice.fold {
        let unseen: Vec<&Article> = all.iter().skip(fold).step_by(5).collect();
        println!("left out  {}", measure::line(&tagger, &unseen));
    }
    let dev = gold::read(&shared.join("gold/dev.jsonl"));
    println!("dev  {}", measure::line(&tagger, &dev.iter().collect::<Vec<_>>()));
}

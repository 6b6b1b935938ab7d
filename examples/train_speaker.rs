//! Makes `data/speaker.tsv` and `data/referent.tsv`, the weights by which it is decided who speaks
//! and whom a phrase like «the minister» stands for.
//!
//! ```text
//! cargo run --release --features train --example train_speaker -- ../shared data
//! ```
//!
//! Reads `gold/train.jsonl` of the directory given first: texts, mentions, quotes and
//! who speaks. Each cue that the finder meets is a choice between all who may speak, each
//! phrase without a name one between all it may stand for;
//! a log-linear model learns to choose as the annotators did. What was said before
//! depends on earlier choices, so the texts are read again with the new weights, a
//! few times. The same input gives the same bytes. `--mentions FILE` takes mentions as a
//! tagger found them; `--wrong` prints the choices that come out wrong. `--check` writes nothing:
//! it trains five times, each time without every fifth article, and prints how often the
//! speakers of quotes in those are right.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a tool for developers, fed with files of known form"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use wasim::analysis::{Kind, Mention, Rule};
use wasim::document::Document;
use wasim::entity;
use wasim::normalize::fold;
use wasim::quote::train::{COLUMNS, Choice, Open, Ranker, Rankers, Task, attribute};
use wasim::span::{Source, Span};

const ROUNDS: usize = 4;
const STEPS: usize = 400;
const RATE: f64 = 0.3;
/// How much weights are held to zero, a choice.
const DECAY: f64 = 4e-4;
/// How much more those of a single context are.
const DECAY_CONTEXT: f64 = 1.5e-3;
/// Weights in the table are tenths.
const SCALE: f64 = 10.0;
const TASKS: [(Task, &str); 2] = [(Task::Speaker, "speaker.tsv"), (Task::Referent, "referent.tsv")];

/// An article as annotated.
struct Article {
    text: String,
    mentions: Vec<Mention>,
    quotes: Vec<Gold>,
}

struct Gold {
    span: Span<Source>,
    speaker: Option<Span<Source>>,
    who: String,
}

/// A choice: features of each option, as rows of the table, its context and which are right.
struct Example {
    options: Vec<Vec<usize>>,
    context: usize,
    right: Vec<bool>,
    /// For printing: whom the gold says, the text before; and the options by name.
    label: String,
    names: Vec<String>,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (mut paths, mut found, mut wrong, mut check) = (Vec::new(), None, false, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--mentions" => found = args.next(),
            "--wrong" => wrong = true,
            "--check" => check = true,
            _ => paths.push(arg),
        }
    }
    let [shared, out] = paths.as_slice() else {
        panic!("usage: train_speaker SHARED OUT [--mentions FILE] [--wrong] [--check]");
    };
    let mut articles = read(&format!("{shared}/gold/train.jsonl"));
    if let Some(path) = found {
        for (article, line) in articles.iter_mut().zip(read_file(&path).lines()) {
            article.mentions = tagged(line);
        }
    }
    if check {
        return cross_validate(&articles);
    }
    let rankers = fit(&articles.iter().collect::<Vec<_>>(), wrong);
    for ((task, name), ranker) in TASKS.iter().zip([&rankers.speaker, &rankers.referent]) {
        let table = print(*task, ranker);
        fs::write(format!("{out}/{name}"), table).unwrap_or_else(|e| panic!("{out}: {e}"));
    }
}

/// Trains both rankers.
fn fit(articles: &[&Article], wrong: bool) -> Rankers {
    let mut rankers = Rankers::read(START_SPEAKER, START_REFERENT);
    for round in 0..ROUNDS {
        let mut examples = [Vec::new(), Vec::new()];
        for article in articles {
            collect(article, &rankers, &mut examples);
        }
        let mut trained = Vec::new();
        for ((task, _), examples) in TASKS.iter().zip(&examples) {
            let weights = train(examples, task.features().len());
            let right = examples.iter().filter(|e| e.right[best(&weights, e)]).count();
            if wrong && round + 1 == ROUNDS {
                print_wrong(*task, &weights, examples);
            }
            eprintln!("round {round}: {task:?}, {} choices, {right} right", examples.len());
            trained.push(rounded(&weights));
        }
        [rankers.speaker, rankers.referent] = trained.try_into().expect("two tasks");
    }
    rankers
}

/// Prints each speaker of an article left out that comes out wrong, and how many are right.
fn cross_validate(articles: &[Article]) {
    let (mut all, mut right) = (0, 0);
    for fold in 0..5 {
        let left_out = |n: &usize| n % 5 == fold;
        let (tested, kept): (Vec<_>, Vec<_>) =
            articles.iter().enumerate().partition(|(n, _)| left_out(n));
        let rankers = fit(&kept.into_iter().map(|(_, a)| a).collect::<Vec<_>>(), false);
        for (_, article) in tested {
            let document = Document::new(&article.text);
            let mut mentions = article.mentions.clone();
            let mut entities = entity::gather(&document, &mut mentions);
            let (quotes, _) = attribute(&document, &mentions, &mut entities, &rankers);
            for gold in &article.quotes {
                let Some(found) = quotes.iter().find(|q| overlap(gold.span, q.span) >= 0.8) else {
                    continue;
                };
                let name = found.entity.and_then(|e| entities.get(e)).map_or("", |e| &e.name);
                let words = found.speaker.map_or("", |w| w.slice(&article.text));
                all += 1;
                if match gold.who.as_str() {
                    "?" => name.is_empty() && words.is_empty(),
                    who => same_name(name, who) || same_name(words, who),
                } {
                    right += 1;
                } else {
                    let start = gold.span.start();
                    let before = article.text.get(..start).unwrap_or_default();
                    let from = before.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
                    let around = before[from..].replace('\n', " ⏎ ");
                    let said: String = gold.span.slice(&article.text).chars().take(80).collect();
                    let how = found.how.map_or("Nobody".into(), |h| format!("{h:?}"));
                    println!("{how} for {}: {words} = {name} ← {around}«{said}", gold.who);
                }
            }
        }
    }
    println!("{right} of {all} right");
}

fn read_file(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn read(path: &str) -> Vec<Article> {
    read_file(path).lines().map(article).collect()
}

fn article(line: &str) -> Article {
    let v: Value = serde_json::from_str(line).expect("JSON");
    let text = v["text"].as_str().expect("a text").to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let at = |v: &Value| bytes[v.as_u64().expect("an offset") as usize];
    let span = |v: &Value| Span::new(at(&v["start"]), at(&v["end"]));
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let mut mentions: Vec<Mention> = list(&v["entities"])
        .iter()
        .map(|e| {
            let own: Span<Source> = span(e);
            let kind = match e["type"].as_str() {
                Some("PER") => Kind::Person,
                Some("ORG") => Kind::Organization,
                Some("ROLE") => Kind::Role,
                _ => Kind::Place,
            };
            let before = text.get(..own.start()).unwrap_or_default();
            let clitics = before.chars().rev().take_while(|c| c.is_alphabetic() || *c == 'ـ');
            let start = own.start() - clitics.map(char::len_utf8).sum::<usize>();
            let word = Span::new(start, own.end());
            let acting = e["type"] == "GPA";
            Mention {
                span: own,
                word,
                kind,
                acting,
                entity: None,
                score: 1.0,
                rule: Rule::Model,
                row: None,
            }
        })
        .collect();
    mentions.sort_by_key(|m| m.span);
    let quotes = list(&v["quotes"])
        .iter()
        .map(|q| Gold {
            span: span(q),
            speaker: q["speaker"].is_object().then(|| span(&q["speaker"])),
            who: q["who"].as_str().unwrap_or("?").to_owned(),
        })
        .collect();
    Article { text, mentions, quotes }
}

/// Mentions as `[start, end, word start, word end, kind, acting, score]`, in bytes.
fn tagged(line: &str) -> Vec<Mention> {
    let v: Value = serde_json::from_str(line).expect("JSON");
    let one = |m: &Value| {
        let n = |i: usize| m[i].as_u64().expect("a number") as usize;
        let kind = [Kind::Person, Kind::Organization, Kind::Place, Kind::Role][n(4)];
        let (span, word) = (Span::new(n(0), n(1)), Span::new(n(2), n(3)));
        let (acting, rule) = (m[5] == true, Rule::Model);
        Mention { span, word, kind, acting, entity: None, score: 1.0, rule, row: None }
    };
    v["m"].as_array().expect("a list").iter().map(one).collect()
}

/// The choices of one article that the gold decides.
fn collect(article: &Article, rankers: &Rankers, examples: &mut [Vec<Example>; 2]) {
    let document = Document::new(&article.text);
    let mut mentions = article.mentions.clone();
    let mut entities = entity::gather(&document, &mut mentions);
    let (quotes, choices) = attribute(&document, &mentions, &mut entities, rankers);
    for choice in choices {
        let gold = quotes
            .iter()
            .filter(|q| match choice.task {
                Task::Speaker => q.cue.is_some_and(|c| overlap(c, choice.asks) > 0.0),
                Task::Referent => q.speaker == Some(choice.asks),
            })
            .find_map(|q| article.quotes.iter().find(|g| overlap(g.span, q.span) >= 0.8));
        let Some(gold) = gold.filter(|g| g.who != "?") else { continue };
        let name = |e: usize| entities.get(e).map_or("", |e| e.name.as_str());
        let right = match choice.task {
            Task::Speaker => speaks(&choice, gold, name, &article.text),
            Task::Referent => meant(&choice, &gold.who, name, &article.text),
        };
        if right.contains(&true) && right.contains(&false) {
            let names = |o: &Open| {
                let words = o.words.map_or("-", |w| w.slice(&article.text));
                format!("{words} = {}", o.entity.map_or("-", name))
            };
            let around = article.text.get(..choice.asks.end()).unwrap_or_default();
            let start = around.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
            examples[usize::from(choice.task == Task::Referent)].push(Example {
                options: choice.options.iter().map(rows).collect(),
                context: choice.context + 1,
                right,
                label: format!("{} ← {}", gold.who, &around[start..]).replace('\n', " ⏎ "),
                names: choice.options.iter().map(names).collect(),
            });
        }
    }
}

/// Which options speak: by words over those of the gold, or by name.
fn speaks<'n>(
    choice: &Choice,
    gold: &Gold,
    name: impl Fn(usize) -> &'n str,
    text: &str,
) -> Vec<bool> {
    let over = |w: Span<Source>| {
        gold.speaker.is_some_and(|g| w.start() < g.end() && g.start() < w.end())
            || same_name(w.slice(text), &gold.who)
    };
    let right = |o: &Open| {
        o.words.is_some_and(over) || o.entity.is_some_and(|e| same_name(name(e), &gold.who))
    };
    choice.options.iter().map(right).collect()
}

/// Which options are whom a phrase means. It stands for itself only where it is as full a name
/// as the annotators gave, or nobody else has one.
fn meant<'n>(choice: &Choice, who: &str, name: impl Fn(usize) -> &'n str, text: &str) -> Vec<bool> {
    let full = |a: &str| {
        let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let (a_words, whose) = (words(a), words(who));
        let (n, m) = (a_words.len(), whose.len());
        same_name(a, who) && (2 * n >= m && 2 * m >= n || a_words.first() == whose.first())
    };
    let mut right: Vec<bool> =
        choice.options.iter().map(|o| o.entity.is_some_and(|e| full(name(e)))).collect();
    let words = choice.options[0].words.map_or("", |w| w.slice(text));
    if full(words) || !right.contains(&true) && same_name(words, who) {
        right[0] = true;
    }
    right
}

/// The features that hold, as rows of the table.
fn rows(open: &Open) -> Vec<usize> {
    (0..64).filter(|n| open.features & (1 << n) != 0).collect()
}

/// Prints each choice that comes out wrong: what asked, what was chosen, what was right.
fn print_wrong(task: Task, weights: &Weights, examples: &[Example]) {
    for e in examples.iter().filter(|e| !e.right[best(weights, e)]) {
        println!("{task:?} in {}: {}", task.contexts()[e.context - 1], e.label);
        for (n, features) in e.options.iter().enumerate() {
            let chosen = n == best(weights, e);
            if chosen || e.right[n] {
                let weight = |f: &usize| {
                    let sum = weights[*f][0] + weights[*f][e.context];
                    format!("{}{:+.0}", task.features()[*f], SCALE * sum)
                };
                let told: Vec<String> = features.iter().map(weight).collect();
                let verdict = if chosen { "chosen" } else { "right" };
                println!("  {verdict}: {} | {}", e.names[n], told.join(" "));
            }
        }
    }
}

fn overlap(a: Span<Source>, b: Span<Source>) -> f64 {
    let both = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    both as f64 / (a.end().max(b.end()) - a.start().min(b.start())) as f64
}

/// Whether the words of the shorter name all stand in the longer.
fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| -> BTreeSet<String> {
        fold(s)
            .text()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| w.strip_prefix("ال").filter(|rest| rest.len() > 4).unwrap_or(w).to_owned())
            .collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// By feature: everywhere, then by context.
type Weights = Vec<[f64; COLUMNS]>;

fn score(weights: &Weights, features: &[usize], context: usize) -> f64 {
    features.iter().map(|&f| weights[f][0] + weights[f][context]).sum()
}

fn best(weights: &Weights, e: &Example) -> usize {
    let scores: Vec<f64> = e.options.iter().map(|o| score(weights, o, e.context)).collect();
    (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0)
}

/// Raises the probability that a right option is chosen, by steps that shrink with what
/// each weight has moved.
fn train(examples: &[Example], features: usize) -> Weights {
    let mut weights: Weights = vec![[0.0; COLUMNS]; features];
    let mut moved: Weights = vec![[1e-6; COLUMNS]; features];
    let count = examples.len() as f64;
    for _ in 0..STEPS {
        let mut slope: Weights = weights
            .iter()
            .map(|row| {
                let mut row = row.map(|w| -DECAY_CONTEXT * w);
                row[0] *= DECAY / DECAY_CONTEXT;
                row
            })
            .collect();
        for e in examples {
            let weigh = |o: &Vec<usize>| score(&weights, o, e.context).exp();
            let all: Vec<f64> = e.options.iter().map(weigh).collect();
            let total: f64 = all.iter().sum();
            let good: f64 = all.iter().zip(&e.right).filter(|(_, r)| **r).map(|(w, _)| w).sum();
            for ((features, weight), right) in e.options.iter().zip(&all).zip(&e.right) {
                let pull = if *right { weight / good } else { 0.0 } - weight / total;
                for &f in features {
                    slope[f][0] += pull / count;
                    slope[f][e.context] += pull / count;
                }
            }
        }
        for ((row, steps), slopes) in weights.iter_mut().zip(&mut moved).zip(&slope) {
            for c in 0..COLUMNS {
                steps[c] += slopes[c] * slopes[c];
                row[c] += RATE * slopes[c] / steps[c].sqrt();
            }
        }
    }
    weights
}

fn rounded(weights: &Weights) -> Ranker {
    let round = |w: f64| (w * SCALE).round() as i16;
    Ranker { weights: weights.iter().map(|row| row.map(round)).collect() }
}

fn print(task: Task, ranker: &Ranker) -> String {
    let mut out = String::from(HEAD);
    writeln!(out, "feature\teverywhere\t{}", task.contexts().join("\t")).expect("a string");
    let columns = task.contexts().len() + 1;
    for (name, row) in task.features().iter().zip(&ranker.weights) {
        let row: Vec<String> = row.iter().take(columns).map(ToString::to_string).collect();
        writeln!(out, "{name}\t{}", row.join("\t")).expect("a string");
    }
    out
}

/// By what the first round chooses: the nearest subject, the last speaker.
const START_SPEAKER: &str = "feature\nafter:subject\t40\nbefore:fronted\t60\nbefore:antecedent\t30\n\
    before:subject\t5\ncarried:here\t20\ncarried:usual\t4\n";
const START_REFERENT: &str = "feature\nitself\t10\nlinked\t20\nissued\t20\nissued:beside\t20\n\
    spoke:last\t5\nhead:of-title\t10\n";

const HEAD: &str = "\
# What each feature of one that could be chosen weighs, in tenths: everywhere, and more by context.
# Trained on ../shared/gold/train.jsonl; the features are explained where they are named in src/quote. Made anew by
#   cargo run --release --features train --example train_speaker -- ../shared data
";

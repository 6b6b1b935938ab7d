//! Whether the time for a byte grows with the text, and how much memory a byte takes.
//!
//! ```text
//! cargo bench --no-default-features --bench growth             # the table
//! cargo bench --no-default-features --bench growth -- --json   # the same for scripts
//! cargo bench --no-default-features --bench growth -- --text BYTES FILE
//! cargo bench --no-default-features --bench growth -- --terms COUNT FILE
//! ```
//!
//! Time is the processor's where Linux tells it, so that other programs count for less;
//! memory is the most that was allocated at once, the result with it, the text without.
//! The last two forms write the text and the terms, for the benches in other languages.

use std::hint::black_box;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use wasim::Analyzer;
use wasim::document::Document;
use wasim::keyword::KeywordSet;
use wasim::normalize::{ReadingOrder, fold};
use wasim::tagger::Tagger;

#[path = "news/mod.rs"]
mod news;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// A text is read until this many bytes were, so that the clock's grain does not count.
const LEAST: usize = 2_000_000;

/// A step: reads a text, and gives a number that depends on all of the result.
type Work<'w> = &'w dyn Fn(&str) -> usize;

/// One step over one text.
struct Row {
    step: &'static str,
    bytes: usize,
    nanoseconds: f64,
    memory: f64,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--text", bytes, file] => {
            let text = news::news(bytes.parse().unwrap_or(0));
            std::fs::write(file, text).unwrap_or_else(|error| eprintln!("{file}: {error}"));
        }
        ["--terms", count, file] => {
            let terms: Vec<String> =
                news::terms(count.parse().unwrap_or(0)).into_iter().map(|k| k.term).collect();
            std::fs::write(file, terms.join("\n"))
                .unwrap_or_else(|error| eprintln!("{file}: {error}"));
        }
        only => {
            let json = only.contains(&"--json");
            for row in rows(only) {
                row.print(json);
            }
        }
    }
}

impl Row {
    fn print(&self, json: bool) {
        let Self { step, bytes, nanoseconds, memory } = self;
        if json {
            println!(
                r#"{{"step":"{step}","bytes":{bytes},"nanoseconds":{nanoseconds:.3},"memory":{memory:.2}}}"#
            );
        } else {
            println!(
                "{step:<12} {bytes:>10} bytes {:>8.1} MB/s {memory:>6.2} bytes of memory a byte",
                1e3 / nanoseconds
            );
        }
    }
}

fn rows(only: &[&str]) -> Vec<Row> {
    let (set, _) = KeywordSet::new(news::terms(1_000));
    let analyzer = Analyzer::new();
    // What is made once, on the first text, is the module's own.
    drop(analyzer.analyze(news::ARTICLE));
    let tagger = Tagger::default();
    let steps: [(&str, Work<'_>); 6] = [
        ("copy", &|text| black_box(text.to_owned()).len()),
        ("normalise", &|text| fold(text).text().len()),
        ("sentences", &|text| Document::new(text).sentences().len()),
        ("keywords", &|text| set.find(&Document::new(text)).len()),
        // The analysis but for quotes and entities.
        ("mentions", &|text| {
            black_box(ReadingOrder::of(text));
            tagger.tag(&Document::new(text)).len()
        }),
        ("analysis", &|text| analyzer.analyze(text).mentions.len()),
    ];
    let texts = SIZES.map(news::news);
    let wanted = |name: &str| !only.iter().any(|o| !o.starts_with('-')) || only.contains(&name);
    let wanted = steps.iter().filter(|(name, _)| wanted(name));
    wanted.flat_map(|(name, work)| measure(name, &texts, work)).collect()
}

/// Rounds in which every size has its turn, so that what disturbs one disturbs all.
const ROUNDS: usize = 7;

/// Each text's least disturbed run.
fn measure(step: &'static str, texts: &[String], work: Work<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = texts
        .iter()
        .map(|text| Row {
            step,
            bytes: text.len(),
            nanoseconds: f64::MAX,
            memory: memory(text, work),
        })
        .collect();
    for _ in 0..ROUNDS {
        for (row, text) in rows.iter_mut().zip(texts) {
            row.nanoseconds = row.nanoseconds.min(time(text, work) / as_float(text.len()));
        }
    }
    rows
}

/// The nanoseconds that one reading takes.
fn time(text: &str, work: Work<'_>) -> f64 {
    let readings = LEAST.div_ceil(text.len());
    let began = processor();
    for _ in 0..readings {
        black_box(work(black_box(text)));
    }
    processor().saturating_sub(began).as_secs_f64() * 1e9 / as_float(readings)
}

/// The bytes of memory for each byte of the text.
fn memory(text: &str, work: Work<'_>) -> f64 {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    black_box(work(black_box(text)));
    as_float(MEMORY.peak_usage().saturating_sub(before)) / as_float(text.len())
}

#[expect(clippy::cast_precision_loss, reason = "no number here comes near 2^53")]
fn as_float(number: usize) -> f64 {
    number as f64
}

/// How long this thread has run, or the time where that is not told.
fn processor() -> Duration {
    // The kernel adds up when it schedules.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|line| line.split(' ').next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);

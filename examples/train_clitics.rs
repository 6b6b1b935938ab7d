//! Makes `data/clitics.bin` and `data/enclitics.bin`, the models of the clitic cutter, and says
//! how good they are.
//!
//! ```text
//! cargo run --release --features train --example train_clitics -- ../shared data
//! ```
//!
//! Reads, from the directory given first: `corpora/pud.conllu` (UD Arabic-PUD, CC BY-SA 3.0),
//! `gold/train.jsonl` (where mentions start), `news/*.jsonl.gz` (word counts; ANT Corpus,
//! Apache-2.0, and SANAD, CC BY 4.0) and `gazetteers/*.tsv` (names; a licence on each row).
//! It first measures on every fifth document of the gold, trained on the others, and then
//! trains on all. The same input gives the same bytes. With `ERRORS=1` it also prints the
//! held-out words that the model gets wrong.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a tool for developers, fed with files of known form"
)]

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use wasim::clitic::{
    readings,
    train::{Ending, Example, Lexicon, Size, Trained, train},
};
use wasim::normalize::{Options, fold, normalize};

/// Words with a document number, so that whole documents can be held out.
type Documents = Vec<(usize, Example)>;

/// A written word with its document number, as the gold cuts it: its proclitics, and the rest
/// in light spelling with its pronoun.
type Words = Vec<(usize, Example, Ending)>;

const SIZE: Size = Size { distilled: 60_000, rows: 8_000, endings: 40_000, tail_rows: 1_500 };

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(shared), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: train_clitics SHARED FOLDER".into());
    };
    let shared = Path::new(&shared);
    let pud = treebank(&fs::read_to_string(shared.join("corpora/pud.conllu"))?);
    let mentions = mention_starts(&shared.join("gold/train.jsonl"))?;
    let lexicon = Lexicon {
        counts: news(&shared.join("news"), |text| fold(text).text().to_owned())?,
        light: news(&shared.join("news"), light)?,
        names: names(shared)?,
    };
    eprintln!(
        "{} treebank words, {} mention starts, {} news words, {} names",
        pud.len(),
        mentions.len(),
        lexicon.counts.len(),
        lexicon.names.len()
    );

    let known = |i: usize| !i.is_multiple_of(5);
    let fronts: Documents = pud.iter().map(|(i, e, _)| (*i, e.clone())).collect();
    let gold: Vec<Example> =
        fronts.iter().chain(&mentions).filter(|(i, _)| known(*i)).map(|(_, e)| e.clone()).collect();
    let endings: Vec<Ending> =
        pud.iter().filter(|(i, ..)| known(*i)).map(|(.., e)| e.clone()).collect();
    let model = train(&gold, &endings, &lexicon, SIZE);
    for (name, set) in [("treebank words", &fronts), ("mention starts", &mentions)] {
        let held: Vec<&Example> = set.iter().filter(|(i, _)| !known(*i)).map(|(_, e)| e).collect();
        report(name, &held, &model, &lexicon);
    }
    report_whole(&pud.iter().filter(|(i, ..)| !known(*i)).collect::<Vec<_>>(), &model);

    let gold: Vec<Example> = fronts.into_iter().chain(mentions).map(|(_, e)| e).collect();
    let endings: Vec<Ending> = pud.into_iter().map(|(.., e)| e).collect();
    let model = train(&gold, &endings, &lexicon, SIZE);
    for (name, bytes) in [("clitics.bin", &model.bytes), ("enclitics.bin", &model.enclitics)] {
        fs::write(Path::new(&out).join(name), bytes)?;
        eprintln!("{name}: {} bytes", bytes.len());
    }
    Ok(())
}

/// Prints word accuracies on words held out.
fn report(name: &str, held: &[&Example], model: &Trained, lexicon: &Lexicon) {
    let share = |cut: &dyn Fn(&str) -> usize| {
        let open: Vec<_> = held.iter().filter(|e| readings(&e.word).len() > 1).collect();
        let wrong = open.iter().filter(|e| cut(&e.word) != e.cut).count();
        let of = |n: usize| 100.0 * (1.0 - wrong as f64 / n as f64);
        format!(
            "{:.2} % of {}, {:.2} % of {} doubtful",
            of(held.len()),
            held.len(),
            of(open.len()),
            open.len()
        )
    };
    println!("{name}, never cut:  {}", share(&|_| 0));
    println!("{name}, teacher:    {}", share(&|w| model.cut_by_teacher(lexicon, w)));
    println!("{name}, weights:    {}", share(&|w| model.cut_by_weights(w)));
    println!("{name}, as shipped: {}", share(&|w| model.cut(w)));
    if std::env::var_os("ERRORS").is_some() {
        for e in held.iter().filter(|e| readings(&e.word).len() > 1) {
            let (t, c) = (model.cut_by_teacher(lexicon, &e.word), model.cut(&e.word));
            if c != e.cut {
                println!("  {} gold {} teacher {} shipped {}", e.word, e.cut / 2, t / 2, c / 2);
            }
        }
    }
}

/// Prints how many words are cut right at both ends.
fn report_whole(held: &[&(usize, Example, Ending)], model: &Trained) {
    let wrong = |cut: &dyn Fn(&str) -> usize, tail: &dyn Fn(&str) -> usize| {
        held.iter()
            .filter(|(_, e, end)| cut(&e.word) != e.cut || tail(&end.word) != end.tail)
            .count()
    };
    let share = |wrong: usize| {
        format!("{:.2} % of {}", 100.0 * (1.0 - wrong as f64 / held.len() as f64), held.len())
    };
    let ends = held.iter().filter(|(.., end)| end.tail > 0).count();
    println!("both ends, never cut:   {}", share(wrong(&|_| 0, &|_| 0)));
    println!("both ends, proclitics:  {}", share(wrong(&|w| model.cut(w), &|_| 0)));
    println!("both ends, as shipped:  {}", share(wrong(&|w| model.cut(w), &|w| model.tail(w))));
    let missed = held.iter().filter(|(.., e)| e.tail > 0 && model.tail(&e.word) != e.tail).count();
    let false_ones = held.iter().filter(|(.., e)| e.tail == 0 && model.tail(&e.word) > 0).count();
    println!("pronouns: {ends}, missed {missed}, false {false_ones}");
    if std::env::var_os("ERRORS").is_some() {
        for (.., e) in held.iter().filter(|(.., e)| model.tail(&e.word) != e.tail) {
            println!("  {} gold {} shipped {}", e.word, e.tail / 2, model.tail(&e.word) / 2);
        }
    }
}

fn light(text: &str) -> String {
    normalize(text, &Options { visual: false, ..Options::light() }).text().to_owned()
}

/// The written words of a treebank in CoNLL-U, with the clitics that it takes off.
fn treebank(text: &str) -> Words {
    let mut words = Vec::new();
    let mut document = 0;
    let mut forms: Vec<(&str, &str)> = Vec::new();
    for line in text.lines() {
        if line.starts_with("# sent_id") {
            document += 1;
        }
        let mut columns = line.split('\t');
        let (Some(id), Some(form)) = (columns.next(), columns.next()) else { continue };
        if id.parse::<u32>().is_err() {
            continue;
        }
        let (tag, misc) = (columns.nth(1).unwrap_or(""), columns.next_back().unwrap_or(""));
        forms.push((form, tag));
        if !misc.contains("SpaceAfter=No") {
            written(&forms, &mut |example, ending| words.push((document / 5, example, ending)));
            forms.clear();
        }
    }
    words
}

/// Cuts what stands between two spaces into words of letters.
fn written(forms: &[(&str, &str)], found: &mut impl FnMut(Example, Ending)) {
    for run in forms.split(|(form, _)| !form.chars().any(char::is_alphabetic)) {
        let mut word = String::new();
        let mut cut = 0;
        let mut leading = true;
        let mut stem = String::new();
        let mut tail = 0;
        for (i, (form, tag)) in run.iter().enumerate() {
            let folded = fold(form);
            leading &= i + 1 < run.len()
                && matches!(folded.text(), "و" | "ف" | "ب" | "ك" | "ل" | "س")
                && !matches!(*tag, "NOUN" | "PROPN" | "ADJ" | "VERB" | "PRON");
            word.push_str(folded.text());
            if leading {
                cut = word.len();
                continue;
            }
            let spelt = light(form);
            // A pronoun after a preposition alone (له) is all that is left.
            tail = if !stem.is_empty() && *tag == "PRON" && PRONOUNS.contains(&spelt.as_str()) {
                spelt.len()
            } else {
                0
            };
            stem.push_str(&spelt);
        }
        if !word.is_empty() {
            found(Example { word, cut }, Ending { word: stem, tail });
        }
    }
}

const PRONOUNS: [&str; 11] = ["ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "نا", "ني", "ي"];

/// Where mentions start inside the written word.
fn mention_starts(path: &Path) -> Result<Documents, Box<dyn Error>> {
    let mut found = Vec::new();
    for (document, line) in BufReader::new(File::open(path)?).lines().enumerate() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let text: Vec<char> = line["text"].as_str().unwrap_or("").chars().collect();
        for entity in line["entities"].as_array().into_iter().flatten() {
            let start = entity["start"].as_u64().unwrap_or(0) as usize;
            let letter = |c: &char| c.is_alphabetic() || ('\u{640}'..='\u{65F}').contains(c);
            let before = text[..start].iter().rev().take_while(|c| letter(c)).count();
            let after = text[start..].iter().take_while(|c| letter(c)).count();
            let clitic: String = text[start - before..start].iter().collect();
            let word: String = text[start - before..start + after].iter().collect();
            let word = fold(&word).text().to_owned();
            let cut = fold(&clitic).text().len();
            if after > 0 && readings(&word).any(|c| c == cut) {
                found.push((document, Example { word, cut }));
            }
        }
    }
    Ok(found)
}

/// How often each word of the `spelt` news stands there; words met twice or less are left out.
fn news(
    directory: &Path,
    spelt: impl Fn(&str) -> String,
) -> Result<HashMap<String, u32>, Box<dyn Error>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut files: Vec<_> = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    for file in files {
        let reader = BufReader::new(flate2::read::MultiGzDecoder::new(File::open(file)?));
        for line in reader.lines() {
            let line: serde_json::Value = serde_json::from_str(&line?)?;
            let text = spelt(line["text"].as_str().unwrap_or(""));
            for word in text.split(|c: char| !c.is_alphabetic()) {
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_owned(), 1)),
                }
            }
        }
    }
    counts.retain(|_, count| *count > 2);
    Ok(counts)
}

/// The first words of listed names.
fn names(shared: &Path) -> Result<std::collections::HashSet<String>, Box<dyn Error>> {
    let mut names = std::collections::HashSet::new();
    for file in ["NAME", "PER", "LOC", "ORG"] {
        let text = fs::read_to_string(shared.join(format!("gazetteers/{file}.tsv")))?;
        for row in text.lines().skip(1) {
            let name = fold(row.split('\t').next().unwrap_or(""));
            let first = name.text().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            names.insert(first.to_owned());
        }
    }
    Ok(names)
}

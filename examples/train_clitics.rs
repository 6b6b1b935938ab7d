//! Makes `data/clitics.bin`, the model of the proclitic cutter, and says how good it is.
//!
//! ```text
//! cargo run --release --features train --example train_clitics -- ../shared data/clitics.bin
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
    train::{Example, Lexicon, Size, Trained, train},
};
use wasim::normalize::fold;

/// Words with a document number, so that whole documents can be held out.
type Documents = Vec<(usize, Example)>;

const SIZE: Size = Size { distilled: 60_000, rows: 8_000 };

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(shared), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: train_clitics SHARED OUT".into());
    };
    let shared = Path::new(&shared);
    let pud = treebank(&fs::read_to_string(shared.join("corpora/pud.conllu"))?);
    let mentions = mention_starts(&shared.join("gold/train.jsonl"))?;
    let lexicon = Lexicon { counts: news(&shared.join("news"))?, names: names(shared)? };
    eprintln!(
        "{} treebank words, {} mention starts, {} news words, {} names",
        pud.len(),
        mentions.len(),
        lexicon.counts.len(),
        lexicon.names.len()
    );

    let known = |i: usize| !i.is_multiple_of(5);
    let gold: Vec<Example> =
        pud.iter().chain(&mentions).filter(|(i, _)| known(*i)).map(|(_, e)| e.clone()).collect();
    let model = train(&gold, &lexicon, SIZE);
    for (name, set) in [("treebank words", &pud), ("mention starts", &mentions)] {
        let held: Vec<&Example> = set.iter().filter(|(i, _)| !known(*i)).map(|(_, e)| e).collect();
        report(name, &held, &model, &lexicon);
    }

    let gold: Vec<Example> = pud.into_iter().chain(mentions).map(|(_, e)| e).collect();
    let model = train(&gold, &lexicon, SIZE);
    fs::write(&out, &model.bytes)?;
    eprintln!("{out}: {} bytes", model.bytes.len());
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

/// The written words of a treebank in CoNLL-U, with the proclitics that it takes off.
fn treebank(text: &str) -> Documents {
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
            written(&forms, &mut |example| words.push((document / 5, example)));
            forms.clear();
        }
    }
    words
}

/// Cuts what stands between two spaces into words of letters.
fn written(forms: &[(&str, &str)], found: &mut impl FnMut(Example)) {
    for run in forms.split(|(form, _)| !form.chars().any(char::is_alphabetic)) {
        let mut word = String::new();
        let mut cut = 0;
        let mut leading = true;
        for (i, (form, tag)) in run.iter().enumerate() {
            let folded = fold(form);
            leading &= i + 1 < run.len()
                && matches!(folded.text(), "و" | "ف" | "ب" | "ك" | "ل" | "س")
                && !matches!(*tag, "NOUN" | "PROPN" | "ADJ" | "VERB" | "PRON");
            word.push_str(folded.text());
            if leading {
                cut = word.len();
            }
        }
        if !word.is_empty() {
            found(Example { word, cut });
        }
    }
}

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

/// How often each folded word stands in the news; words met twice or less are left out.
fn news(directory: &Path) -> Result<HashMap<String, u32>, Box<dyn Error>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut files: Vec<_> = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    for file in files {
        let reader = BufReader::new(flate2::read::MultiGzDecoder::new(File::open(file)?));
        for line in reader.lines() {
            let line: serde_json::Value = serde_json::from_str(&line?)?;
            let folded = fold(line["text"].as_str().unwrap_or(""));
            for word in folded.text().split(|c: char| !c.is_alphabetic()) {
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

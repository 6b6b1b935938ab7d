//! The golden files of tests/golden, read as its README says.
#![cfg(not(target_family = "wasm"))]
// Helpers of a test fail it as its own lines would.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

mod common;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use common::marked;
use wasim::Analyzer;
use wasim::keyword::{Keyword, KeywordSet};
use wasim::user_lexicon::{Row, UserLexicon};

struct Case {
    name: String,
    keywords: Vec<Keyword>,
    lexicon: Vec<Row>,
    layers: Vec<Layer>,
}

struct Layer {
    name: String,
    /// Why it is wrong today.
    known: Option<String>,
    marked: String,
    /// Its lines in the file.
    lines: std::ops::Range<usize>,
}

fn read(source: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let fail = |what: &str| Err(format!("line {}: {what}", number + 1));
        if let Some(name) = line.strip_prefix("== ") {
            if cases.iter().any(|case| case.name == name) {
                return fail("a case of this name is there already");
            }
            let (keywords, lexicon, layers) = Default::default();
            cases.push(Case { name: name.to_owned(), keywords, lexicon, layers });
            continue;
        }
        // What stands before the first case is a comment.
        let Some(case) = cases.last_mut() else { continue };
        if let Some(heading) = line.strip_prefix("-- ") {
            let (name, known) = match heading.split_once(" known: ") {
                Some((name, why)) => (name, Some(why.to_owned())),
                None => (heading, None),
            };
            case.layers.push(Layer {
                name: name.to_owned(),
                known,
                marked: String::new(),
                lines: number + 1..number + 1,
            });
            continue;
        }
        match case.layers.last_mut() {
            // A comment before the next case.
            _ if line.starts_with("# ") => {}
            None if line.starts_with("~ ") => match row(line) {
                Some(row) => case.lexicon.push(row),
                None => return fail("not a row: ~ kind: name | alias"),
            },
            None => match line.strip_prefix("+ ").and_then(Keyword::parse_line) {
                Some(keyword) => case.keywords.push(keyword),
                None if line.trim().is_empty() => {}
                None => return fail("neither a keyword nor a layer"),
            },
            Some(layer) => {
                layer.marked.extend([line, "\n"]);
                if !line.trim().is_empty() {
                    layer.lines.end = number + 1;
                }
            }
        }
    }
    for layer in cases.iter_mut().flat_map(|case| &mut case.layers) {
        layer.marked.truncate(layer.marked.trim_end_matches('\n').len());
    }
    Ok(cases)
}

/// A row of the lexicon: `~ kind: name | alias | …`.
fn row(line: &str) -> Option<Row> {
    let (kind, names) = line.strip_prefix("~ ")?.split_once(": ")?;
    let mut names = names.split('|').map(|name| name.trim().to_owned());
    let row = Row::new(names.next()?, kind);
    Some(Row { aliases: names.collect(), ..row })
}

/// Compares a case with today's answers. Failures go to `report`; gives what
/// each layer would be when blessed.
fn check(case: &Case, report: &mut String) -> Result<Vec<Option<String>>, String> {
    let (text, _) = marked::read(&case.layers.first().ok_or("no layer")?.marked)?;
    let (set, errors) = KeywordSet::new(case.keywords.iter().cloned());
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let (lexicon, errors) = UserLexicon::new(case.lexicon.iter().cloned());
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let analysis = Analyzer::new().with_keywords(set).with_lexicon(lexicon).analyze(&text);
    let keywords: Vec<_> =
        case.keywords.iter().map(|k| (k.term.clone(), k.group.clone())).collect();
    let mut blessed = Vec::new();
    for layer in &case.layers {
        let name = &layer.name;
        let (own, expected) = marked::read(&layer.marked)?;
        if own != text {
            return Err(format!("{name}: another text than the first layer's:\n{own}\n{text}"));
        }
        if marked::write(&own, &expected) != layer.marked {
            let canonical = marked::write(&own, &expected);
            return Err(format!("{name}: written otherwise than by rule; should be:\n{canonical}"));
        }
        let found =
            marked::layer(&analysis, &text, name, &keywords).ok_or(format!("no layer {name}"))?;
        let found_marked = marked::write(&text, &found);
        let right = found == expected;
        match (&layer.known, right) {
            (None, false) => {
                let _ = write!(
                    report,
                    "{name}\n  is:     {found_marked}\n  should: {}\n",
                    layer.marked
                );
            }
            (Some(why), true) => {
                let _ = writeln!(report, "{name}: right now; take «known: {why}» away");
            }
            _ => {}
        }
        blessed.push((layer.known.is_none() || right).then_some(found_marked));
    }
    Ok(blessed)
}

/// The file with the blessed layers in place of the old.
fn bless(source: &str, cases: &[Case], blessed: &[Vec<Option<String>>]) -> String {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let layers = cases.iter().zip(blessed).flat_map(|(case, new)| case.layers.iter().zip(new));
    for (layer, new) in layers.collect::<Vec<_>>().into_iter().rev() {
        if let Some(new) = new {
            lines.splice(layer.lines.clone(), [new.clone()]);
            lines[layer.lines.start - 1] = format!("-- {}", layer.name);
        }
    }
    lines.join("\n") + "\n"
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn golden() {
    let blessing = env::var_os("WASIM_BLESS").is_some();
    assert!(!blessing || env::var_os("CI").is_none(), "goldens are not blessed in CI");
    let mut failures = String::new();
    for file in files() {
        let source = fs::read_to_string(&file).unwrap();
        let cases = read(&source).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut all = Vec::new();
        for case in &cases {
            let mut report = String::new();
            match check(case, &mut report) {
                Ok(blessed) => all.push(blessed),
                Err(error) => {
                    report = error + "\n";
                    all.push(vec![None; case.layers.len()]);
                }
            }
            if !report.is_empty() {
                let name = file.file_name().unwrap_or_default().display();
                let _ = writeln!(failures, "== {name}: {}\n{report}", case.name);
            }
        }
        if blessing {
            fs::write(&file, bless(&source, &cases, &all)).unwrap();
        }
    }
    assert!(!blessing, "blessed; read the diff, then run without WASIM_BLESS");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn marked_text_is_read_and_written() {
    for marked in ["", "نعم", "⟦a|ن⟦b c|ع⟧⟧م⟦|ه⟧", "⟦x|\\u{200F}أ\n⟧\\u{00A0}ب", "⟦a|⟦b|س⟧⟧"]
    {
        let (text, marks) = marked::read(marked).unwrap();
        assert_eq!(marked::write(&text, &marks), marked);
    }
    for bad in ["⟦a", "⟦a|⟧", "⟦a|", "⟧", "\\u{XY}", "\\u{D800}"] {
        assert!(marked::read(bad).is_err(), "{bad}");
    }
    let crossing = [("a", 0, 2), ("b", 1, 3)].map(|(label, start, end)| marked::Mark {
        span: wasim::span::Span::new(start, end),
        label: label.to_owned(),
    });
    assert_eq!(marked::write("xyz", &crossing), "⟦a|xy⟧z\n!! not in place ⟦b|yz⟧");
}

//! The command line.

use std::io::{self, BufRead, Write};

use wasim::Analyzer;
use wasim::offset::OffsetUnit;
use wasim::report::Report;

#[derive(serde::Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
}

fn main() -> io::Result<()> {
    let analyzer = Analyzer::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let analysis = analyzer.analyze(&line.text);
        let report = Report::new(&line.text, &analysis, OffsetUnit::CodePoint);
        let mut value = serde_json::to_value(&report)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("id".into(), line.id);
        }
        writeln!(out, "{value}")?;
    }
    Ok(())
}

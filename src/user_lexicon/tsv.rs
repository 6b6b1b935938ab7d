//! A table of names as text.

use super::Row;
use crate::error::{Error, RowFault};

/// The columns that a table can have.
const COLUMNS: [&str; 4] = ["name", "kind", "aliases", "country"];

/// The rows of a table with the numbers of their lines, from 1.
pub(super) fn rows(table: &str) -> Vec<(usize, Result<Row, Error>)> {
    let table = table.strip_prefix('\u{FEFF}').unwrap_or(table);
    let mut lines = table
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((first, number)) = lines.next() else { return Vec::new() };
    let header: Vec<&str> = first.split('\t').map(str::trim).collect();
    if let Err(fault) = check(&header) {
        return vec![(number, Err(Error::row_of_lexicon(number, String::new(), fault)))];
    }
    lines.map(|(line, number)| (number, row(&header, line, number))).collect()
}

/// Whether the header has what it must, and nothing else.
fn check(header: &[&str]) -> Result<(), RowFault> {
    let has = |name| header.contains(&name);
    if !has("name") || !has("kind") {
        return Err(RowFault::NoHeader);
    }
    let repeated = |i: usize, name: &str| header.iter().take(i).any(|before| *before == name);
    match header.iter().enumerate().find(|(i, name)| !COLUMNS.contains(name) || repeated(*i, name))
    {
        Some((_, name)) => Err(RowFault::Column((*name).to_owned())),
        None => Ok(()),
    }
}

fn row(header: &[&str], line: &str, number: usize) -> Result<Row, Error> {
    let mut row = Row::default();
    let cells: Vec<&str> = line.split('\t').collect();
    for (&column, &cell) in header.iter().zip(&cells) {
        match column {
            "name" => cell.clone_into(&mut row.name),
            "kind" => cell.clone_into(&mut row.kind),
            "aliases" => row.aliases = cell.split('|').map(str::to_owned).collect(),
            _ => row.country = Some(cell.to_owned()),
        }
    }
    // Tabs at the end of a line are what spreadsheets leave.
    let more = cells.get(header.len()..).unwrap_or_default();
    if more.iter().any(|cell| !cell.trim().is_empty()) {
        let fault = RowFault::Cells { found: cells.len(), columns: header.len() };
        return Err(Error::row_of_lexicon(number, row.name, fault));
    }
    Ok(row)
}

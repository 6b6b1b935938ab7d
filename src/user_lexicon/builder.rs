//! From rows as they were given to entries that can be looked for.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Entry, MATCHING, Row, UserLexicon};
use crate::analysis::Kind;
use crate::error::{Error, RowFault};
use crate::keyword::{Keyword, KeywordSet, key};
use crate::normalize::fold;
use crate::token::{TokenKind, tokenize};

/// Gathers rows and errors.
#[derive(Debug, Default)]
pub(super) struct Builder {
    entries: Vec<Entry>,
    keywords: Vec<Keyword>,
    entry_of: Vec<usize>,
    errors: Vec<Error>,
    /// The row and kind of each name and alias, in the form that is compared.
    taken: FxHashMap<String, (usize, Kind)>,
}

impl Builder {
    /// Adds a row, or an error that says why not. `number` counts from 1.
    pub(super) fn add(&mut self, number: usize, row: Row) {
        let name = row.name.trim().to_owned();
        if let Err(fault) = self.try_add(number, row) {
            self.errors.push(Error::row_of_lexicon(number, name, fault));
        }
    }

    /// Notes a row that could not be read.
    pub(super) fn refuse(&mut self, error: Error) {
        self.errors.push(error);
    }

    pub(super) fn build(self) -> (UserLexicon, Vec<Error>) {
        // No name is empty or a pattern: all can be used.
        let (names, _) = KeywordSet::with_matching(self.keywords, MATCHING);
        (UserLexicon { entries: self.entries, names, entry_of: self.entry_of }, self.errors)
    }

    fn try_add(&mut self, number: usize, row: Row) -> Result<(), RowFault> {
        let Row { name, kind, aliases, country } = row;
        let name = trimmed(name);
        form(&name).map_err(|fault| match fault {
            RowFault::Empty(_) if name.is_empty() => RowFault::NoName,
            other => other,
        })?;
        let kind = Kind::named(kind.trim()).ok_or_else(|| RowFault::Kind(kind.clone()))?;
        let country = code(country)?;
        let aliases: Vec<String> =
            aliases.into_iter().map(trimmed).filter(|alias| !alias.is_empty()).collect();
        let mut forms = Vec::new();
        for written in [&name].into_iter().chain(&aliases).flat_map(|name| spellings(name)) {
            let form = form(&written)?;
            if let Some(&(row, other)) = self.taken.get(&form) {
                let name = written.into_owned();
                return Err(if other == kind {
                    RowFault::Repeated { name, row }
                } else {
                    RowFault::Contradicted { name, kind: kind.name(), row, other: other.name() }
                });
            }
            forms.push((form, written.into_owned()));
        }
        let entry = self.entries.len();
        for (form, written) in forms {
            // An alias may be the name in another spelling.
            if self.taken.insert(form, (number, kind)).is_none() {
                self.keywords.push(Keyword { term: written, group: None });
                self.entry_of.push(entry);
            }
        }
        self.entries.push(Entry { name, kind, aliases, country });
        Ok(())
    }
}

/// The text without white space around it; the same memory where there is none.
fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// A name as it is written, and with عبد written onto the word after it or apart from it:
/// عبد الرحمن and عبدالرحمن.
fn spellings(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let other = |from: &str, to: &str| {
        let spelt = format!(" {name}").replace(from, to);
        (spelt.len() != name.len() + 1).then(|| Cow::Owned(spelt.trim_start().to_owned()))
    };
    let has = name.contains("عبد");
    let joined = has.then(|| other(" عبد ال", " عبدال")).flatten();
    let apart = has.then(|| other(" عبدال", " عبد ال")).flatten();
    [Some(Cow::Borrowed(name)), joined, apart].into_iter().flatten()
}

/// The form in which names are compared: folded, white space as one space.
fn form(name: &str) -> Result<String, RowFault> {
    if name.len() > 1 && name.starts_with('/') && name.ends_with('/') {
        return Err(RowFault::Pattern(name.to_owned()));
    }
    let folded = fold(name);
    let mut form = String::with_capacity(folded.text().len());
    let mut solid = false;
    for token in tokenize(&folded) {
        match token.kind {
            TokenKind::Space | TokenKind::Newline if form.ends_with(' ') => {}
            TokenKind::Space | TokenKind::Newline => form.push(' '),
            kind => {
                solid |= kind != TokenKind::Punctuation;
                form.push_str(token.folded.slice(folded.text()));
            }
        }
    }
    if solid { Ok(key(&form)) } else { Err(RowFault::Empty(name.to_owned())) }
}

/// A country's code, in capitals.
fn code(given: Option<String>) -> Result<Option<String>, RowFault> {
    let Some(given) = given.filter(|code| !code.trim().is_empty()) else { return Ok(None) };
    let code = given.trim().to_ascii_uppercase();
    let fine = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if fine { Ok(Some(code)) } else { Err(RowFault::Country(given)) }
}

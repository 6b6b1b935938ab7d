//! Files of keywords, one term a line.

use std::path::PathBuf;

use wasim::keyword::{Keyword, KeywordSet};

use super::complain;
use super::input;

/// Reads the `files`. Says on stderr which terms cannot be used and whether
/// all could; the others work. An error is a file that cannot be read.
pub(crate) fn load(files: &[PathBuf]) -> Result<(KeywordSet, bool), ()> {
    let mut keywords = Vec::new();
    let mut places = Vec::new();
    if files.is_empty() {
        return Ok((KeywordSet::default(), true));
    }
    for file in input::list(files) {
        let text = file.read().map_err(complain)?;
        for (index, line) in text.lines().enumerate() {
            if let Some(keyword) = Keyword::parse_line(line) {
                keywords.push(keyword);
                places.push((file.label().to_owned(), index + 1));
            }
        }
    }
    let (set, errors) = KeywordSet::new(keywords.iter().cloned());
    let fine = errors.is_empty();
    if !fine {
        // The set names its bad terms but not their lines: ask one by one.
        for (keyword, (file, line)) in keywords.into_iter().zip(places) {
            for error in KeywordSet::new([keyword]).1 {
                complain(format_args!("{file}:{line}: {error}"));
            }
        }
    }
    Ok((set, fine))
}

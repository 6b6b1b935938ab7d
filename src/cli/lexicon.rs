//! The file of the user's own names.

use std::path::Path;

use wasim::user_lexicon::UserLexicon;

use super::complain;
use super::input;

/// Reads `file`. Says on stderr which rows cannot be used and whether all
/// could; the others work. An error is a file that cannot be read.
pub(crate) fn load(file: Option<&Path>) -> Result<(UserLexicon, bool), ()> {
    let Some(file) = file else { return Ok((UserLexicon::default(), true)) };
    let input = input::named(file);
    let (lexicon, errors) = UserLexicon::from_tsv(&input.read().map_err(complain)?);
    for error in &errors {
        complain(format_args!("{}: {error}", input.label()));
    }
    Ok((lexicon, errors.is_empty()))
}

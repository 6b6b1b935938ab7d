//! What every output format does.

use std::io::{self, Write};

use wasim::Analysis;

/// One analysed text.
pub(crate) struct Item<'a> {
    /// The file as it was named; none for standard input.
    pub(crate) name: Option<&'a str>,
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
}

/// Writes analyses one after the other.
pub(crate) trait Format {
    /// What stands before the first.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One text.
    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()>;

    /// What stands after the last.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

//! The arguments.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use wasim::offset::OffsetUnit;

/// Marks who acts, where, and who said what in Arabic news.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "\
Exit status: 0; 1 when a line, a file, a keyword or a row of the lexicon failed
(the others are done); 2 on bad usage, or when what an option names cannot be used.

Examples:
  wasim article.txt
  wasim --format html article.txt > article.html
  wasim --jsonl --offsets codepoint < articles.jsonl > analyses.jsonl
  wasim --keywords terms.txt --format csv *.txt > marks.csv
  wasim --lexicon names.tsv article.txt"
)]
pub(crate) struct Args {
    /// UTF-8 texts; standard input without any, or for -
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// What to print
    #[arg(short, long, value_enum, default_value_t = FormatName::Text)]
    pub(crate) format: FormatName,

    /// Read {"id","text"} lines, write {"id",…analysis} lines: one in, one out
    ///
    /// A line that cannot be read is answered in its place with
    /// {"id":null,"line":N,"error":…}; the others go on. Memory does not grow
    /// with the number of lines.
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// What offsets count [default: utf8; webannotation and brat: codepoint]
    #[arg(long, value_enum, value_name = "UNIT")]
    pub(crate) offsets: Option<Unit>,

    /// Terms to find: one a line; may be given again
    ///
    /// `term`, `group: term` or `/pattern/`; a line that begins with # and a
    /// space is a comment.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) keywords: Vec<PathBuf>,

    /// Names to mark: a table with the columns name, kind, aliases
    ///
    /// UTF-8, a header first, columns parted by tabs, aliases by |. Kinds are
    /// person, organization, place and role; a column country with ISO codes
    /// may be there too. A line that begins with # is a comment. These names
    /// win over what the model finds.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) lexicon: Option<PathBuf>,

    /// Another model than the built-in one, as the trainer writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,

    /// Whether text has colours; auto heeds `NO_COLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// The text with its marks, to read
    Text,
    /// The analysis, one line a text
    Json,
    /// The text with its marks, a document that stands alone
    Html,
    /// One row a mention, quote and keyword
    Csv,
    /// One token a line, mentions in BIO columns
    Conll,
    /// W3C Web Annotation, JSON-LD
    Webannotation,
    /// brat standoff, the .ann beside a text (docs/brat has its annotation.conf)
    Brat,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// UTF-8 bytes: Rust, Go, C
    Utf8,
    /// UTF-16 code units: JavaScript, Java, C#
    Utf16,
    /// Unicode code points: Python
    Codepoint,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Utf8 => Self::Utf8,
            Unit::Utf16 => Self::Utf16,
            Unit::Codepoint => Self::CodePoint,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Args {
    /// Says which arguments do not go together, and what to do.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.jsonl && !matches!(self.format, FormatName::Text | FormatName::Json) {
            return Err("--jsonl writes JSON lines; leave out --format, or --jsonl".into());
        }
        let fixed = matches!(self.format, FormatName::Webannotation | FormatName::Brat);
        if fixed && self.offsets.is_some_and(|unit| unit != Unit::Codepoint) {
            return Err("webannotation and brat count code points by their \
                        specifications; leave out --offsets"
                .into());
        }
        if self.format == FormatName::Brat && self.files.len() > 1 {
            return Err("brat keeps one .ann beside each text; give one FILE at a time: \
                        wasim --format brat a.txt > a.ann"
                .into());
        }
        Ok(())
    }

    /// Whether text output has colours.
    pub(crate) fn colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        super::Args::command().debug_assert();
    }
}

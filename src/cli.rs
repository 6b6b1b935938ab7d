//! The command line, from its arguments to its exit code.
//!
//! Exit codes: 0, 1 when a line, a file, a keyword or a row of the lexicon failed
//! (the others are done), 2 on bad usage or when a file that an option names cannot
//! be used. A reader that goes away, as `head` does, ends the
//! program quietly.

mod args;
mod brat;
mod conll;
mod csv;
mod format;
mod html;
mod input;
mod json;
mod jsonl;
mod keywords;
mod lexicon;
mod marks;
mod text;
mod webannotation;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use wasim::Analyzer;
use wasim::offset::OffsetUnit;

use args::{Args, FormatName};
use format::{Format, Item};
use input::Input;

/// Says on stderr what went wrong. When nobody reads stderr there is nobody to tell.
fn complain(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "wasim: {message}");
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    if let Err(message) = args.check() {
        Args::command().error(clap::error::ErrorKind::ArgumentConflict, message).exit();
    }
    let Ok((analyzer, fine)) = analyzer(&args) else { return ExitCode::from(2) };
    match analyze_all(&args, &analyzer) {
        Ok(true) if fine => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("cannot write the output: {error}"));
            ExitCode::from(1)
        }
    }
}

/// The analyser that the arguments ask for, and whether all that they name can be used. An
/// error, that was told, is a file that cannot.
fn analyzer(args: &Args) -> Result<(Analyzer, bool), ()> {
    let (keywords, keywords_fine) = keywords::load(&args.keywords)?;
    let (lexicon, lexicon_fine) = lexicon::load(args.lexicon.as_deref())?;
    let analyzer = Analyzer::new().with_keywords(keywords).with_lexicon(lexicon);
    let Some(model) = &args.model else { return Ok((analyzer, keywords_fine && lexicon_fine)) };
    let model = input::named(model);
    let bytes = model.bytes().map_err(complain)?;
    let analyzer = analyzer
        .with_model(&bytes)
        .map_err(|error| complain(format_args!("{}: {error}", model.label())))?;
    Ok((analyzer, keywords_fine && lexicon_fine))
}

/// Analyses every input. Says whether all of them could be read; an error is
/// one of writing.
fn analyze_all(args: &Args, analyzer: &Analyzer) -> io::Result<bool> {
    let inputs = input::list(&args.files);
    let colored = args.colored();
    if args.jsonl {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let mut fine = true;
        for input in &inputs {
            fine &= jsonl::answer(input, analyzer, args.unit(), &mut out)?;
        }
        out.flush()?;
        return Ok(fine);
    }
    let several = inputs.len() > 1;
    match args.format {
        FormatName::Text if colored => {
            // Turns colours into what an older Windows console understands.
            let out = anstream::AutoStream::always(io::stdout().lock());
            write_all(&inputs, analyzer, &mut text::Text::new(true, several), out)
        }
        _ => {
            let mut format: Box<dyn Format> = match args.format {
                FormatName::Text => Box::new(text::Text::new(false, several)),
                FormatName::Json => Box::new(json::Json { unit: args.unit(), several }),
                FormatName::Html => Box::new(html::Html::new(several)),
                FormatName::Csv => Box::new(csv::Csv { unit: args.unit() }),
                FormatName::Conll => Box::new(conll::Conll { unit: args.unit() }),
                FormatName::Webannotation => Box::new(webannotation::WebAnnotation),
                FormatName::Brat => Box::new(brat::Brat),
            };
            write_all(&inputs, analyzer, format.as_mut(), io::stdout().lock())
        }
    }
}

fn write_all(
    inputs: &[Input],
    analyzer: &Analyzer,
    format: &mut dyn Format,
    out: impl Write,
) -> io::Result<bool> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut fine = true;
    format.begin(&mut out)?;
    for input in inputs {
        match input.read() {
            Ok(text) => {
                let analysis = analyzer.analyze(&text);
                let item = Item { name: input.name(), text: &text, analysis: &analysis };
                format.item(&mut out, &item)?;
            }
            Err(message) => {
                complain(message);
                fine = false;
            }
        }
    }
    format.end(&mut out)?;
    out.flush()?;
    Ok(fine)
}

impl Args {
    fn unit(&self) -> OffsetUnit {
        self.offsets.map_or(OffsetUnit::Utf8, OffsetUnit::from)
    }
}

//! The text with its marks, to read on a terminal.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Color, Effects, Style};

use super::format::{Format, Item};
use super::marks::{self, Event, Ink};

/// Writes marked text: coloured, or with the kinds in brackets.
pub(crate) struct Text {
    colored: bool,
    several: bool,
}

impl Text {
    pub(crate) fn new(colored: bool, several: bool) -> Self {
        Self { colored, several }
    }
}

impl Format for Text {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for ink in Ink::ALL {
            if self.colored {
                let style = style(&[ink]);
                write!(out, "{style}{}{style:#} ", ink.name())?;
            } else {
                write!(out, "[{}] ", ink.name())?;
            }
        }
        writeln!(out, "\n")
    }

    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        if self.several {
            writeln!(out, "=== {} ===", item.name.unwrap_or("-"))?;
        }
        let mut inks = Vec::new();
        marks::walk(item.text, &marks::of(item.analysis), |event| match event {
            Event::Open(mark) => {
                inks.push(mark.ink);
                if self.colored { Ok(()) } else { write!(out, "[{}: ", mark.ink.name()) }
            }
            Event::Close => {
                inks.pop();
                if self.colored { Ok(()) } else { out.write_all(b"]") }
            }
            Event::Text(text) => {
                let style = if self.colored { style(&inks) } else { Style::new() };
                write!(out, "{style}")?;
                write_safely(out, text)?;
                write!(out, "{style:#}")
            }
        })?;
        if item.text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") }
    }
}

/// The colour of the innermost mark that has one, and the effects of all.
fn style(inks: &[Ink]) -> Style {
    let mut style = Style::new();
    for ink in inks {
        let (color, effects) = match ink {
            Ink::Person => (Some(AnsiColor::BrightBlue), Effects::BOLD),
            Ink::Organization => (Some(AnsiColor::BrightMagenta), Effects::BOLD),
            Ink::Acting => (Some(AnsiColor::BrightCyan), Effects::BOLD),
            Ink::Place => (Some(AnsiColor::Green), Effects::new()),
            Ink::Role => (Some(AnsiColor::Yellow), Effects::new()),
            Ink::Quote => (None, Effects::UNDERLINE),
            Ink::Cue => (None, Effects::ITALIC),
            Ink::Keyword => (None, Effects::INVERT),
        };
        if let Some(color) = color {
            style = style.fg_color(Some(Color::Ansi(color)));
        }
        style = style.effects(style.get_effects() | effects);
    }
    style
}

/// Control characters of a text could command the terminal: they are shown as
/// pictures instead.
fn write_safely(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    for piece in text.split_inclusive(control) {
        let clean = piece.trim_end_matches(control);
        out.write_all(clean.as_bytes())?;
        for c in piece.chars().skip(clean.chars().count()) {
            let picture = match u32::from(c) {
                // A carriage return before a line feed is a line end.
                0x0D => continue,
                code @ 0..0x20 => char::from_u32(0x2400 + code),
                0x7F => Some('\u{2421}'),
                _ => None,
            };
            write!(out, "{}", picture.unwrap_or(char::REPLACEMENT_CHARACTER))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn control_characters_are_shown() {
        let mut out = Vec::new();
        super::write_safely(&mut out, "a\u{1b}[31mب\r\nc\t\u{7f}\u{9b}\u{1b}").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a␛[31mب\nc\t␡\u{fffd}␛");
    }
}

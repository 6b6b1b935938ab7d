//! The marked text as a document that stands alone: no script, nothing fetched.

use std::io::{self, Write};

use wasim::Analysis;
use wasim::analysis::{Kind, Quote, QuoteKind};

use super::format::{Format, Item};
use super::marks::{self, Event, Ink, Mark};

/// Writes the document: each text with its marks, then who said what.
pub(crate) struct Html {
    several: bool,
}

impl Html {
    pub(crate) fn new(several: bool) -> Self {
        Self { several }
    }
}

const STYLE: &str = include_str!("html.css");

impl Format for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>واسم</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<ul class=\"legend\">\n"
        )?;
        for ink in Ink::ALL {
            writeln!(out, "<li><mark class=\"{}\">{}</mark></li>", ink.name(), arabic(ink))?;
        }
        writeln!(out, "</ul>")
    }

    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        writeln!(out, "<article>")?;
        if self.several {
            writeln!(out, "<h2><bdi>{}</bdi></h2>", escape(item.name.unwrap_or("-")))?;
        }
        // A line end right after <pre> or <div> may be swallowed: none stands there.
        write!(out, "<div class=\"text\">")?;
        marks::walk(item.text, &marks::of(item.analysis), |event| match event {
            Event::Open(mark) => {
                let name = mark.ink.name();
                match title(item.analysis, mark) {
                    Some(title) => {
                        write!(out, "<mark class=\"{name}\" title=\"{}\">", escape(&title))
                    }
                    None => write!(out, "<mark class=\"{name}\">"),
                }
            }
            Event::Text(text) => write!(out, "{}", escape(text)),
            Event::Close => write!(out, "</mark>"),
        })?;
        writeln!(out, "</div>")?;
        actors(out, item.analysis)?;
        quotes(out, item)?;
        writeln!(out, "</article>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</body>\n</html>")
    }
}

/// Persons, bodies and places that act, with how often they stand in the text.
fn actors(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    let acts = |mention: &usize| analysis.mentions.get(*mention).is_some_and(|m| m.acting);
    let mut actors: Vec<_> = analysis
        .entities
        .iter()
        .filter(|entity| match entity.kind {
            Kind::Person | Kind::Organization => true,
            Kind::Place => entity.mentions.iter().any(acts),
            Kind::Role => false,
        })
        .collect();
    if actors.is_empty() {
        return Ok(());
    }
    actors.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    writeln!(out, "<h3>الفاعلون</h3>\n<ul>")?;
    for entity in actors {
        write!(out, "<li><bdi>{}</bdi>", escape(&entity.name))?;
        if let Some(role) = &entity.role {
            write!(out, " — <bdi>{}</bdi>", escape(role))?;
        }
        writeln!(out, " <small>({})</small></li>", entity.mentions.len())?;
    }
    writeln!(out, "</ul>")
}

fn quotes(out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
    if item.analysis.quotes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h3>الأقوال</h3>\n<dl>")?;
    let mut last = None;
    for quote in &item.analysis.quotes {
        let speaker = speaker(item, quote).unwrap_or("—");
        if last.replace(speaker) != Some(speaker) {
            writeln!(out, "<dt><bdi>{}</bdi></dt>", escape(speaker))?;
        }
        // Marks tell the speaker's own words from a report of them.
        let words = escape(quote.span.slice(item.text));
        match quote.kind {
            QuoteKind::Indirect => writeln!(out, "<dd><bdi>{words}</bdi></dd>")?,
            _ => writeln!(out, "<dd><bdi>«{words}»</bdi></dd>")?,
        }
    }
    writeln!(out, "</dl>")
}

fn speaker<'a>(item: &'a Item<'_>, quote: &Quote) -> Option<&'a str> {
    let entity = quote.entity.and_then(|id| item.analysis.entities.get(id));
    entity
        .map(|entity| entity.name.as_str())
        .or_else(|| quote.speaker.map(|span| span.slice(item.text)))
}

/// What a reader sees who rests on the mark.
fn title(analysis: &Analysis, mark: Mark) -> Option<String> {
    let name = |entity: Option<usize>| {
        entity.and_then(|id| analysis.entities.get(id)).map(|entity| entity.name.as_str())
    };
    let kind = arabic(mark.ink);
    match mark.ink {
        Ink::Cue => None,
        Ink::Keyword => {
            let keyword = &analysis.keywords.get(mark.index)?.keyword;
            Some(format!("{}: {}", keyword.group.as_deref().unwrap_or(kind), keyword.term))
        }
        Ink::Quote => {
            let speaker = name(analysis.quotes.get(mark.index)?.entity);
            Some(speaker.map_or_else(|| kind.to_owned(), |speaker| format!("{kind}: {speaker}")))
        }
        _ => {
            let name = name(analysis.mentions.get(mark.index)?.entity);
            Some(name.map_or_else(|| kind.to_owned(), |name| format!("{kind}: {name}")))
        }
    }
}

fn arabic(ink: Ink) -> &'static str {
    match ink {
        Ink::Quote => "قول",
        Ink::Cue => "كلمة الإسناد",
        Ink::Role => "صفة",
        Ink::Person => "شخص",
        Ink::Organization => "جهة",
        Ink::Place => "مكان",
        Ink::Acting => "مكان فاعل",
        Ink::Keyword => "كلمة مفتاحية",
    }
}

/// Text as HTML, in elements and in quoted attributes. A character that HTML
/// cannot hold is shown as U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(c),
            '\r' => escaped.push_str("&#13;"),
            _ if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(c),
        }
    }
    escaped
}

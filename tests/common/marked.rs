//! Marked text: the notation of tests/golden/README.md, read and written.

#![allow(clippy::format_push_string, clippy::indexing_slicing, clippy::string_slice)]

use wasim::analysis::{Analysis, How, Kind, Mention, Rule};
use wasim::span::{Source, Span};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// One mark, in bytes of the text without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Span<Source>,
    pub(crate) label: String,
}

impl Mark {
    fn new(span: Span<Source>, label: impl Into<String>) -> Self {
        Self { span, label: label.into() }
    }
}

/// Reads marked text into the text and its marks, sorted.
pub(crate) fn read(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if c == OPEN {
            let (label, after) = rest[c.len_utf8()..]
                .split_once('|')
                .ok_or_else(|| format!("a mark without a label, before: {rest}"))?;
            open.push(marks.len());
            marks.push(Mark::new(Span::new(text.len(), text.len()), label));
            rest = after;
            continue;
        }
        let mut length = c.len_utf8();
        if c == CLOSE {
            let index =
                open.pop().ok_or_else(|| format!("{CLOSE} without {OPEN}, before: {rest}"))?;
            marks[index].span = Span::new(marks[index].span.start(), text.len());
            if marks[index].span.is_empty() {
                return Err(format!("a mark of nothing, before: {rest}"));
            }
        } else if let Some((code, _)) = rest.strip_prefix("\\u{").and_then(|r| r.split_once('}')) {
            let number = u32::from_str_radix(code, 16).map_err(|error| error.to_string())?;
            text.push(char::from_u32(number).ok_or("not a character")?);
            length = "\\u{}".len() + code.len();
        } else {
            text.push(c);
        }
        rest = &rest[length..];
    }
    if open.is_empty() {
        Ok((text, sorted(marks)))
    } else {
        Err(format!("a mark is not closed: {marked}"))
    }
}

/// Writes a text with sorted marks. A mark that crosses an earlier one, or
/// marks nothing, cannot be written in place and stands on a line of its own below.
pub(crate) fn write(text: &str, marks: &[Mark]) -> String {
    let mut opens: Vec<&Mark> = Vec::new();
    let mut below = String::new();
    let mut stack: Vec<usize> = Vec::new();
    for mark in marks {
        stack.retain(|&end| end > mark.span.start());
        if mark.span.is_empty() || stack.last().is_some_and(|&end| end < mark.span.end()) {
            below +=
                &format!("\n!! not in place {OPEN}{}|{}{CLOSE}", mark.label, mark.span.slice(text));
        } else {
            stack.push(mark.span.end());
            opens.push(mark);
        }
    }
    let mut written = String::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut opens = opens.into_iter().peekable();
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        while ends.pop_if(|end| *end <= at).is_some() {
            written.push(CLOSE);
        }
        while let Some(mark) = opens.next_if(|mark| mark.span.start() <= at) {
            written += &format!("{OPEN}{}|", mark.label);
            ends.push(mark.span.end());
        }
        match c {
            _ if at == text.len() => {}
            _ if unseen(c) => written += &format!("\\u{{{:04X}}}", u32::from(c)),
            _ => written.push(c),
        }
    }
    written + &below
}

/// Characters that cannot be seen, or not told from a space.
fn unseen(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{9}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '\u{61C}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn sorted(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.label.cmp(&b.label)));
    marks
}

/// The marks of one layer of an analysis, sorted; none for a layer that does
/// not exist. `keywords` are the terms and groups of the case.
pub(crate) fn layer(
    analysis: &Analysis,
    text: &str,
    name: &str,
    keywords: &[(String, Option<String>)],
) -> Option<Vec<Mark>> {
    let marks = match name {
        "mentions" => mentions(analysis),
        "words" => words(analysis),
        "lexicon" => lexicon(analysis),
        "quotes" => quotes(analysis, text),
        "sentences" => analysis.sentences.iter().map(|s| Mark::new(s.span, "")).collect(),
        "keywords" => analysis
            .keywords
            .iter()
            .map(|k| {
                let own = |(term, group): &(String, Option<String>)| {
                    *term == k.keyword.term && *group == k.keyword.group
                };
                let number = keywords.iter().position(own).map_or(0, |index| index + 1);
                Mark::new(k.span, number.to_string())
            })
            .collect(),
        _ => return None,
    };
    Some(sorted(marks))
}

fn mentions(analysis: &Analysis) -> Vec<Mark> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut marks = Vec::new();
    for mention in &analysis.mentions {
        let mut label = match mention.kind {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Role => "role",
        }
        .to_owned();
        if let Some(entity) = mention.entity {
            let number = numbers.iter().position(|&id| id == entity).unwrap_or_else(|| {
                numbers.push(entity);
                numbers.len() - 1
            });
            label += &format!("#{number}");
        }
        if mention.acting {
            label += " acting";
        }
        marks.push(Mark::new(mention.span, label));
    }
    marks
}

fn words(analysis: &Analysis) -> Vec<Mark> {
    let longer = analysis.mentions.iter().filter(|mention| mention.word != mention.span);
    let mut marks = sorted(longer.map(|mention| Mark::new(mention.word, "")).collect());
    marks.dedup();
    marks
}

/// What the user named, under the names of the entities.
fn lexicon(analysis: &Analysis) -> Vec<Mark> {
    let own = analysis.mentions.iter().filter(|mention| mention.rule == Rule::User);
    let entity = |mention: &Mention| mention.entity.and_then(|id| analysis.entities.get(id));
    own.map(|mention| Mark::new(mention.span, entity(mention).map_or("", |e| &e.name))).collect()
}

fn quotes(analysis: &Analysis, text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut shared: Vec<(&str, Span<Source>, String)> = Vec::new();
    for (number, quote) in (1..).zip(&analysis.quotes) {
        let mut label = format!("{} {number}", quote.kind.name());
        if !quote.closed {
            label += " unclosed";
        }
        if let Some(how) = quote.how.map(How::name) {
            label += &format!(" {how}");
        }
        let entity = quote.entity.and_then(|id| analysis.entities.get(id));
        if let Some(entity) = entity {
            label += &format!(" = {}", entity.name);
        }
        marks.push(Mark::new(quote.span, label));
        for (what, span) in [("cue", quote.cue), ("speaker", quote.speaker)] {
            let Some(span) = span.filter(|span| !span.slice(text).is_empty()) else { continue };
            match shared.iter_mut().find(|(other, at, _)| *other == what && *at == span) {
                Some((.., label)) => *label += &format!(" {number}"),
                None => shared.push((what, span, format!("{what} {number}"))),
            }
        }
    }
    marks.extend(shared.into_iter().map(|(_, span, label)| Mark::new(span, label)));
    marks
}

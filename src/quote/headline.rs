//! Headlines: «NAME: …» with no verb, told from labels and datelines.

use super::cue::Shape;
use super::extent;
use super::item::Sign;
use super::marks::Marked;
use super::reader::{Reader, Run};
use super::speaker::{self, Phrase};
use super::vocabulary::{Duty, vocabulary};
use crate::analysis::Kind;

/// A headline with its speaker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headline {
    pub(super) content: Run,
    pub(super) speaker: Phrase,
    /// The verb, if there is one: المستوطنون يحذرون: ….
    pub(super) cue: Option<usize>,
    /// The words, where they stand in marks.
    pub(super) mark: Option<Marked>,
}

/// How long a line may be and still be a headline, in items.
const LONGEST: usize = 45;

/// Reads the line `line` as a headline that quotes.
pub(super) fn read(r: &Reader<'_>, line: Run) -> Option<Headline> {
    if line.to < line.from + 3 {
        return None;
    }
    let end = (line.to - 1).min(line.from + LONGEST);
    let mut colon = r.first(Sign::Colon, line.from + 1..end)?;
    while inside_marks(r, line.from, colon) {
        colon = r.first(Sign::Colon, colon + 1..end)?;
    }
    let mark = r.mark_at(colon + 1).filter(|m| m.words >= 5 && r.is(colon, Sign::Colon));
    let ends_with_stop = matches!(r.word(line.to - 1), "." | "،");
    if mark.is_none() && (ends_with_stop || line.to - line.from > LONGEST) {
        return None;
    }
    // The part before the colon that speaks: after «..» or a dash.
    let from = (line.from..colon)
        .rev()
        .find(|i| {
            matches!(r.sign(*i), Some(Sign::Stop | Sign::Dash | Sign::Colon | Sign::Other))
                && r.word(*i) != "#"
        })
        .map_or(line.from, |i| i + 1);
    if from >= colon
        || is_label(r, line.from, colon)
        || is_label(r, from, colon)
        || colon - from > 14
    {
        return None;
    }
    let end = (colon + 1..line.to)
        .find(|i| extent::is_link(r, *i) || r.is(*i, Sign::Other) && r.word(*i) == "#");
    let content = extent::trim(r, Run { from: colon + 1, to: end.unwrap_or(line.to) });
    if content.to < content.from + 2 {
        return None;
    }
    // قال فلان: … is a sentence like any other.
    let reports = |i: usize| {
        r.mention_over(i).is_none()
            && r.lex(i).cue.is_some_and(|c| matches!(c.shape, Shape::Perfect | Shape::Participle))
    };
    if (from..colon).any(reports) {
        return None;
    }
    let cue = (from..colon).find(|i| {
        r.mention_over(*i).is_none() && r.lex(*i).cue.is_some_and(|c| c.shape == Shape::Imperfect)
    });
    let speaker = who(r, from, colon)?;
    Some(Headline { content, speaker, cue, mark })
}

fn who(r: &Reader<'_>, from: usize, colon: usize) -> Option<Phrase> {
    // «معاريف» عن مصادر: the source is who speaks.
    let about = (from..colon).find(|i| r.has(*i, Duty::ABOUT) && r.mention_over(*i).is_none());
    let start = about.map_or(from, |i| i + 1);
    let first = if r.is(start, Sign::Quote) { start + 1 } else { start };
    let mention = r.mention_over(first).filter(|m| match r.kind(*m) {
        Some(Kind::Place) => r.speaks(*m),
        _ => true,
    });
    let noun = r.has(first, Duty::SOURCE);
    let last = colon.checked_sub(1).and_then(|i| r.mention_over(i)).filter(|m| {
        r.speaks(*m) && r.kind(*m) != Some(Kind::Place) && !r.has_clitic_preposition(*m)
    });
    if mention.is_none() && !noun && last.is_none() {
        return None;
    }
    if mention.is_some() || noun {
        return speaker::phrase(r, start, colon).map(|p| Phrase { run: p.run, ..p });
    }
    last.and_then(|m| speaker::phrase(r, r.run(m).from, colon))
}

/// Whether items `from..colon` are a label: wholly, or by two first words or more.
fn is_label(r: &Reader<'_>, from: usize, colon: usize) -> bool {
    let mut words = (from..colon).filter(|i| r.is(*i, Sign::Word)).map(|i| r.word(i)).take(6);
    let labels = words.next().map_or(&[][..], |first| vocabulary().labels(first));
    !labels.is_empty() && {
        let rest: Vec<&str> = words.collect();
        labels.iter().any(|label| {
            let begins = rest.iter().zip(label).take_while(|(word, other)| word == other).count();
            begins == label.len() && (begins > 0 || rest.is_empty())
        })
    }
}

/// Whether a line is a label with what it labels: مقال مقترح: …. Nothing in it is said.
pub(super) fn is_labelled(r: &Reader<'_>, line: Run) -> bool {
    let reach = line.from + 1..line.to.min(line.from + 8);
    r.first(Sign::Colon, reach).is_some_and(|colon| is_label(r, line.from, colon))
}

fn inside_marks(r: &Reader<'_>, from: usize, i: usize) -> bool {
    let first = r.marks.partition_point(|mark| mark.open < from);
    let mut before = r.marks.iter().skip(first).take_while(|mark| mark.open < i);
    before.any(|mark| mark.close > i)
}

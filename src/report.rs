//! The analysis as every door gives it out: names and units of the JSON contract.

use serde::Serialize;

use crate::analysis::{Analysis, Coordinates, How, Kind, QuoteKind, Rule};
use crate::offset::{OffsetIndex, OffsetUnit};
use crate::span::{Source, Span};

/// A range in the unit that the caller asked for, `start..end`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Range {
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
}

/// An [`Analysis`] in a caller's offsets, ready for JSON or JavaScript.
/// Absent is `null`, never missing.
#[derive(Debug, Clone, Serialize)]
pub struct Report<'a> {
    sentences: Vec<Range>,
    mentions: Vec<MentionReport>,
    entities: Vec<EntityReport<'a>>,
    quotes: Vec<QuoteReport>,
    keywords: Vec<KeywordReport<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct MentionReport {
    start: usize,
    end: usize,
    word: Range,
    kind: &'static str,
    acting: bool,
    entity: Option<usize>,
    score: f64,
    rule: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct EntityReport<'a> {
    id: usize,
    kind: &'static str,
    name: &'a str,
    aliases: &'a [String],
    role: Option<&'a str>,
    country: Option<&'a str>,
    coordinates: Option<CoordinatesReport>,
    mentions: &'a [usize],
}

#[derive(Debug, Clone, Serialize)]
struct CoordinatesReport {
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Clone, Serialize)]
struct QuoteReport {
    start: usize,
    end: usize,
    kind: &'static str,
    cue: Option<Range>,
    speaker: Option<Range>,
    entity: Option<usize>,
    how: Option<&'static str>,
    closed: bool,
}

#[derive(Debug, Clone, Serialize)]
struct KeywordReport<'a> {
    start: usize,
    end: usize,
    word: Range,
    term: &'a str,
    group: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// `analysis` of `text`, with offsets in `unit`. One forward pass over the
    /// text, then a short look-up for each offset.
    #[must_use]
    pub fn new(text: &str, analysis: &'a Analysis, unit: OffsetUnit) -> Self {
        let index = OffsetIndex::new(text, unit);
        let range = |span: Span<Source>| Range {
            start: index.get(span.start()),
            end: index.get(span.end()),
        };
        Self {
            sentences: analysis.sentences.iter().map(|s| range(s.span)).collect(),
            mentions: analysis
                .mentions
                .iter()
                .map(|m| {
                    let Range { start, end } = range(m.span);
                    MentionReport {
                        start,
                        end,
                        word: range(m.word),
                        kind: m.kind.name(),
                        acting: m.acting,
                        entity: m.entity,
                        score: f64::from(hundredths(m.score)) / 100.0,
                        rule: m.rule.name(),
                    }
                })
                .collect(),
            entities: analysis
                .entities
                .iter()
                .enumerate()
                .map(|(id, e)| EntityReport {
                    id,
                    kind: e.kind.name(),
                    name: &e.name,
                    aliases: &e.aliases,
                    role: e.role.as_deref(),
                    country: e.country.as_deref(),
                    coordinates: e.coordinates.map(CoordinatesReport::from),
                    mentions: &e.mentions,
                })
                .collect(),
            quotes: analysis
                .quotes
                .iter()
                .map(|q| {
                    let Range { start, end } = range(q.span);
                    QuoteReport {
                        start,
                        end,
                        kind: q.kind.name(),
                        cue: q.cue.map(range),
                        speaker: q.speaker.map(range),
                        entity: q.entity,
                        how: q.how.map(How::name),
                        closed: q.closed,
                    }
                })
                .collect(),
            keywords: analysis
                .keywords
                .iter()
                .map(|k| {
                    let Range { start, end } = range(k.span);
                    KeywordReport {
                        start,
                        end,
                        word: range(k.word),
                        term: &k.keyword.term,
                        group: k.keyword.group.as_deref(),
                    }
                })
                .collect(),
        }
    }
}

impl From<Coordinates> for CoordinatesReport {
    fn from(at: Coordinates) -> Self {
        Self { latitude: at.latitude(), longitude: at.longitude() }
    }
}

/// A score in hundredths: the same digits from every door.
#[must_use]
pub fn hundredths(score: f32) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let hundredths = (f64::from(score) * 100.0).round() as u8;
    hundredths
}

impl Kind {
    /// Its name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Role => "role",
        }
    }
}

impl Kind {
    /// The kind of a name, as [`name`](Self::name) gives it; case does not count.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Person, Self::Organization, Self::Place, Self::Role]
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

impl Rule {
    /// Its name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Gazetteer => "gazetteer",
            Self::Title => "title",
            Self::Alias => "alias",
            Self::User => "user",
        }
    }
}

impl QuoteKind {
    /// Its name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Open => "open",
            Self::Headline => "headline",
            Self::Indirect => "indirect",
        }
    }
}

impl How {
    /// Its name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Role => "role",
            Self::Carried => "carried",
            Self::Headline => "headline",
            Self::According => "according",
        }
    }
}

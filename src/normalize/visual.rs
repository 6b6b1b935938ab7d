//! Lines in visual order, as some PDFs give them: what stands first is what is drawn
//! leftmost, so that Arabic words and their letters come back to front.
//!
//! A line is judged by what its words look like read either way ([`Evidence`]): letters
//! that only end a word (ة, ى), the article, إ, common short words, and the shapes of
//! presentation forms. Nothing is turned unless the evidence against the written order is
//! four times that for it.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_compatible;

use super::grapheme::joined;
use crate::span::{Source, Span};

/// A text with its lines in reading order, and the way back to how it was given.
///
/// Lines stand where they stood and keep their lengths. In a line that was turned, digits
/// and Latin words keep their own order, and brackets and guillemets are the ones that
/// a reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingOrder {
    text: String,
    lines: Vec<Line>,
}

/// A line that was turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    span: Span<Source>,
    /// Where parts stand that keep their own order, in the line as it was given.
    kept: Vec<Span<Source>>,
}

impl ReadingOrder {
    /// Reads `text`; `None` when all its lines are in reading order already, as nearly all
    /// are: that is seen by the first words of each. `O(n)`.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let orders = || lines(text).map(|line| Evidence::of(line).order());
        if !orders().any(|order| order == Order::Reversed) {
            return None;
        }
        Some(Self::turned_from(text, orders().any(|order| order == Order::Straight)))
    }

    /// Turns what is to be turned in a text in which some lines are.
    #[cold]
    fn turned_from(text: &str, straight: bool) -> Self {
        let mut out = Self { text: String::with_capacity(text.len()), lines: Vec::new() };
        for piece in text.split_inclusive(is_break) {
            let line = piece.strip_suffix(is_break).unwrap_or(piece);
            let turn = match Evidence::of(line).order() {
                Order::Reversed => true,
                Order::Straight => false,
                // Where all that tells says so, what is too short to tell follows.
                Order::Unknown => !straight && line.chars().any(is_arabic),
            };
            if turn {
                out.turn(line);
            } else {
                out.text.push_str(line);
            }
            out.text.push_str(piece.get(line.len()..).unwrap_or(""));
        }
        out
    }

    /// The text in reading order.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of [`Self::text`] stands in the text as it was given. A span over several
    /// lines, or over a part of a number, stands for all that lies between. `O(log lines)`.
    #[must_use]
    pub fn to_given(&self, span: Span<Source>) -> Span<Source> {
        to_given(&self.lines, span)
    }

    /// What a span of the text as it was given stands for in [`Self::text`]. `O(log lines)`.
    #[must_use]
    pub fn to_read(&self, span: Span<Source>) -> Span<Source> {
        to_read(&self.lines, span)
    }

    /// The lines that were turned, in order, each with the parts that keep their own order;
    /// both where they stand in the text as it was given.
    pub fn turned(&self) -> impl Iterator<Item = (Span<Source>, &[Span<Source>])> {
        self.lines.iter().map(|line| (line.span, line.kept.as_slice()))
    }

    pub(super) fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Adds `line`, turned.
    fn turn(&mut self, line: &str) {
        let start = self.text.len();
        let mut kept = Vec::new();
        let mut units: Vec<Span<Source>> = Vec::new();
        let mut rest = line;
        while !rest.is_empty() {
            let at = line.len() - rest.len();
            let len = left_to_right(rest).max(grapheme(rest));
            if rest.chars().next().is_some_and(|c| c.len_utf8() < len) {
                kept.push(Span::new(start + at, start + at + len));
            }
            units.push(Span::new(at, at + len));
            rest = rest.get(len..).unwrap_or("");
        }
        let mirrored = mirrored_as_drawn(line);
        for unit in units.iter().rev() {
            let part = unit.slice(line);
            match part.chars().next().map(mirror) {
                Some(c) if mirrored && part.len() == c.len_utf8() => self.text.push(c),
                _ => self.text.push_str(part),
            }
        }
        self.lines.push(Line { span: Span::new(start, start + line.len()), kept });
    }
}

/// As [`ReadingOrder::to_given`].
pub(super) fn to_given(lines: &[Line], span: Span<Source>) -> Span<Source> {
    reflect(lines, span, Line::to_given)
}

/// As [`ReadingOrder::to_read`].
pub(super) fn to_read(lines: &[Line], span: Span<Source>) -> Span<Source> {
    reflect(lines, span, Line::to_read)
}

/// Maps a span line by line.
fn reflect(
    lines: &[Line],
    span: Span<Source>,
    within: fn(&Line, Span<Source>) -> Span<Source>,
) -> Span<Source> {
    let holds = |at: usize| {
        let line = lines.get(lines.partition_point(|l| l.span.end() <= at))?;
        (line.span.start() <= at).then_some(line)
    };
    if span.is_empty() {
        return holds(span.start()).map_or(span, |line| within(line, span));
    }
    let (first, last) = (holds(span.start()), holds(span.end() - 1));
    match (first, last) {
        (Some(a), Some(b)) if a == b => within(a, span),
        _ => Span::new(
            first.map_or(span.start(), |line| line.span.start()),
            last.map_or(span.end(), |line| line.span.end()),
        ),
    }
}

impl Line {
    /// `span` seen from the other end of the line.
    fn mirrored(&self, span: Span<Source>) -> Span<Source> {
        let both = self.span.start() + self.span.end();
        Span::new(both - span.end(), both - span.start())
    }

    /// The part that keeps its order and holds all of `span`, or `span` with the rest of
    /// the parts that it cuts; in the line as it was given.
    fn snapped(&self, span: Span<Source>) -> Result<Span<Source>, Span<Source>> {
        let cut = |at: usize| {
            let part = self.kept.get(self.kept.partition_point(|p| p.end() <= at))?;
            (part.start() < at).then_some(*part)
        };
        let first = self.kept.get(self.kept.partition_point(|p| p.end() <= span.start()));
        if let Some(part) = first.filter(|p| p.contains(span)) {
            return Ok(*part);
        }
        let whole =
            [cut(span.start()), cut(span.end())].into_iter().flatten().fold(span, Span::cover);
        Err(whole)
    }

    fn to_given(&self, span: Span<Source>) -> Span<Source> {
        match self.snapped(self.mirrored(span)) {
            Ok(part) => shifted(span, self.mirrored(part), part),
            Err(whole) => whole,
        }
    }

    fn to_read(&self, span: Span<Source>) -> Span<Source> {
        match self.snapped(span) {
            Ok(part) => shifted(span, part, self.mirrored(part)),
            Err(whole) => self.mirrored(whole),
        }
    }
}

/// `span` of `from`, at the same place in `to`.
fn shifted(span: Span<Source>, from: Span<Source>, to: Span<Source>) -> Span<Source> {
    let start = to.start() + span.start().saturating_sub(from.start());
    Span::new(start, start + span.len())
}

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As it is read.
    Straight,
    /// Back to front.
    Reversed,
    /// Too little tells.
    Unknown,
}

/// What the words of a line say for its order and against it, in points.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    straight: Points,
    reversed: Points,
}

#[derive(Debug, Clone, Copy, Default)]
struct Points {
    /// From what no word is, read the other way.
    sure: u32,
    /// From what few words are: مثلا ends as the article begins, نم is a word.
    weak: u32,
}

/// Short words that few lines are without, and that are no words back to front.
const COMMON: [&str; 12] =
    ["في", "على", "إلى", "أن", "عن", "الذي", "التي", "هذا", "ذلك", "قال", "بعد", "كما"];

/// Letters of the longest of them.
const LONGEST_COMMON: usize = 4;

/// Their keys.
static COMMON_KEYS: LazyLock<[u64; COMMON.len()]> =
    LazyLock::new(|| COMMON.map(|word| key(&word.chars().collect::<Vec<_>>())));

/// The letters of a short word as one number.
fn key(word: &[char]) -> u64 {
    word.iter().fold(0, |key, &letter| key << 16 | u64::from(u32::from(letter) & 0xFFFF))
}

/// Points that the first words of a line have to give for its order, and none against it, for
/// the rest not to be looked at.
const ENOUGH: u32 = 5;

impl Evidence {
    fn of(line: &str) -> Self {
        let mut found = Self::default();
        let mut word = Vec::new();
        let mut edges = None;
        for c in line.chars().chain([' ']) {
            if is_arabic(c) {
                if let Some(shape) = Shape::of(c) {
                    edges = Some((edges.map_or(shape, |(first, _)| first), shape));
                }
                letters(c, &mut word);
            } else if !word.is_empty() {
                found.add(&mut word, edges);
                // The first words of a line in order say so, and nothing else is to be known.
                if found.straight.all() >= ENOUGH && found.reversed.all() == 0 {
                    return found;
                }
                word.clear();
                edges = None;
            }
        }
        found
    }

    /// Adds what a word says; leaves it back to front.
    fn add(&mut self, word: &mut [char], edges: Option<(Shape, Shape)>) {
        if let Some((first, last)) = edges {
            self.straight.sure += points(first == Shape::Initial) + points(last == Shape::Final);
            self.reversed.sure += points(first == Shape::Final) + points(last == Shape::Initial);
        }
        self.straight.read(word);
        word.reverse();
        self.reversed.read(word);
    }

    fn order(self) -> Order {
        let (straight, reversed) = (self.straight.all(), self.reversed.all());
        if self.reversed.sure >= 2 && reversed >= 4 && reversed >= 4 * straight {
            Order::Reversed
        } else if straight > 0 && 2 * straight >= reversed {
            Order::Straight
        } else {
            Order::Unknown
        }
    }
}

impl Points {
    fn all(self) -> u32 {
        self.sure + self.weak
    }

    /// Adds what the letters of a word say, read in this order.
    fn read(&mut self, word: &[char]) {
        match word {
            ['م', 'ن'] | ['ا', 'ل', _, _, ..] => self.weak += 1,
            ['إ', _, _, ..] => self.sure += 2,
            _ => {}
        }
        let ends = matches!(word, [_, _, .., 'ة' | 'ى']);
        let common = word.len() <= LONGEST_COMMON && COMMON_KEYS.contains(&key(word));
        self.sure += points(ends) + points(common);
    }
}

fn points(found: bool) -> u32 {
    if found { 2 } else { 0 }
}

/// The form of a letter that its neighbours ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Isolated,
    Final,
    Initial,
    Medial,
}

impl Shape {
    /// The shape of a presentation form of Arabic (`UnicodeData.txt`, U+FE80–FEFC).
    fn of(c: char) -> Option<Self> {
        let (first, of) = match c {
            '\u{FE89}'..='\u{FE8C}' => ('\u{FE89}', 4),
            '\u{FE8F}'..='\u{FE92}' => ('\u{FE8F}', 4),
            '\u{FE95}'..='\u{FEA8}' => ('\u{FE95}', 4),
            '\u{FEB1}'..='\u{FEEC}' => ('\u{FEB1}', 4),
            '\u{FEF1}'..='\u{FEF4}' => ('\u{FEF1}', 4),
            '\u{FE81}'..='\u{FE88}' => ('\u{FE81}', 2),
            '\u{FE8D}'..='\u{FE8E}' => ('\u{FE8D}', 2),
            '\u{FE93}'..='\u{FE94}' => ('\u{FE93}', 2),
            '\u{FEA9}'..='\u{FEB0}' => ('\u{FEA9}', 2),
            '\u{FEED}'..='\u{FEF0}' => ('\u{FEED}', 2),
            '\u{FEF5}'..='\u{FEFC}' => ('\u{FEF5}', 2),
            _ => return None,
        };
        Some(match (u32::from(c) - u32::from(first)) % of {
            0 => Self::Isolated,
            1 => Self::Final,
            2 => Self::Initial,
            _ => Self::Medial,
        })
    }
}

/// Adds the letters that `c` is or is a form of.
fn letters(c: char, word: &mut Vec<char>) {
    match c {
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => {}
        '\u{FB50}'.. => decompose_compatible(c, |c| {
            if c.is_alphabetic() {
                word.push(c);
            }
        }),
        _ => word.push(c),
    }
}

/// Letters of Arabic, shaped or not, and the marks on them.
fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{0621}'..='\u{065F}' | '\u{066E}'..='\u{06D3}' | '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}'
    )
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The pieces of `text` between breaks. As `split(is_break)`, but fast: only the bytes that
/// may begin a break are looked at.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut from = 0;
        let end = loop {
            let Some(at) = text.get(from..).and_then(|t| break_byte(t.as_bytes())) else {
                break text.len();
            };
            let tail = text.get(from + at..).unwrap_or("");
            if tail.starts_with(is_break) {
                break from + at;
            }
            from += at + tail.chars().next().map_or(1, char::len_utf8);
        };
        let line = text.get(..end).unwrap_or(text);
        rest = text.get(end..).and_then(|rest| rest.strip_prefix(is_break));
        Some(line)
    })
}

/// Bytes that [`break_byte`] looks at together.
const STEP: usize = 32;

/// The first byte that may begin a break.
fn break_byte(bytes: &[u8]) -> Option<usize> {
    let begins = |byte: &u8| matches!(byte, b'\n' | b'\r' | 0xE2);
    let chunks = bytes.chunks(STEP);
    let (at, chunk) = (0..)
        .step_by(STEP)
        .zip(chunks)
        .find(|(_, chunk)| chunk.iter().fold(false, |any, byte| any | begins(byte)))?;
    Some(at + chunk.iter().position(begins)?)
}

/// The length of the grapheme at the start of `rest`.
fn grapheme(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, mut last)) = chars.next() else { return 0 };
    for (at, c) in chars {
        if !joined(last, c) {
            return at;
        }
        last = c;
    }
    rest.len()
}

/// The length of what at the start of `rest` is written from left to right in a line of
/// Arabic, too: Latin words with all between them, numbers with their separators.
fn left_to_right(rest: &str) -> usize {
    let (mut len, mut gap, mut latin) = (0, 0, false);
    let mut last = ' ';
    for (at, c) in rest.char_indices() {
        let letter = c.is_alphabetic() && !is_arabic(c);
        let goes_on = gap == 0 && len > 0 && (joined(last, c) || matches!(c, '%' | '٪'));
        last = c;
        if letter || c.is_numeric() || goes_on {
            latin |= letter;
            (len, gap) = (at + c.len_utf8(), 0);
            continue;
        }
        // A gap, which counts only if what follows it goes on.
        gap += 1;
        let separates = matches!(c, '.' | ',' | '،' | '٫' | '٬' | '/' | ':' | '-');
        if len == 0 || is_arabic(c) || !(latin || (gap == 1 && separates)) {
            break;
        }
    }
    len
}

/// Whether the brackets of a line in visual order are those that are drawn, which are the
/// opposites of those that are meant: closing ones then touch what stands left of them.
fn mirrored_as_drawn(line: &str) -> bool {
    let mut drawn = 0_i32;
    let mut before = ' ';
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        if mirror(c) != c && before.is_whitespace() != after.is_whitespace() {
            let closes = matches!(c, ')' | ']' | '}' | '>' | '»' | '›');
            drawn += if closes == after.is_whitespace() { 1 } else { -1 };
        }
        before = c;
    }
    drawn >= 0
}

/// The bracket that looks like `c` in a mirror (`Bidi_Mirrored`); other characters as they are.
fn mirror(c: char) -> char {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    let other = PAIRS.iter().find_map(|&(a, b)| match c {
        _ if c == a => Some(b),
        _ if c == b => Some(a),
        _ => None,
    });
    other.unwrap_or(c)
}

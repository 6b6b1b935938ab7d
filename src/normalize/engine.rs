//! One pass over a text with the rows that the options chose.

use unicode_normalization::char::{canonical_combining_class, compose};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use super::alignment::Alignment;
use super::options::{Form, Options};
use super::table::{TABLE, To};
use super::{Normalized, Span};

/// What becomes of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Keep,
    To(To),
}

/// What becomes of a character that neither joins another nor has another length then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Simple {
    /// It is not so simple.
    Not,
    Same,
    To(char),
}

/// The rows that act, laid out for look-up.
#[derive(Debug)]
pub(super) struct Plan {
    /// The Arabic block, U+0600–06FF.
    arabic: Vec<Action>,
    /// What becomes of characters of two bytes whatever is around them, by [`of_pair`].
    simple: [Simple; 256],
    /// All other characters, sorted.
    other: Vec<(char, char, To)>,
    form: Form,
    lowercase: bool,
}

impl Plan {
    pub(super) fn new(options: &Options) -> Self {
        let mut arabic = vec![Action::Keep; 256];
        let mut other = Vec::new();
        for row in TABLE.iter().filter(|row| options.has(row.step)) {
            if arabic_index(row.first).is_none() {
                other.push((row.first, row.last, row.to));
            }
            for slot in (row.first..=row.last).filter_map(arabic_index) {
                if let Some(action) = arabic.get_mut(slot) {
                    *action = Action::To(row.to);
                }
            }
        }
        other.sort_unstable_by_key(|&(first, ..)| first);
        let mut plan = Self {
            arabic,
            simple: [Simple::Not; 256],
            other,
            form: options.form,
            lowercase: options.lowercase,
        };
        for c in simple_ones() {
            let mut bytes = [0; 2];
            let simple = match plan.action(c) {
                Action::Keep => Simple::Same,
                Action::To(To::Char(to)) if to.len_utf8() == bytes.len() => Simple::To(to),
                Action::To(_) => Simple::Not,
            };
            if let [lead, second] = *c.encode_utf8(&mut bytes).as_bytes()
                && let Some(place) = plan.simple.get_mut(usize::from(of_pair(lead, second)))
            {
                *place = simple;
            }
        }
        plan
    }

    fn action(&self, c: char) -> Action {
        if let Some(index) = arabic_index(c) {
            return self.arabic.get(index).copied().unwrap_or(Action::Keep);
        }
        let next = self.other.partition_point(|&(_, last, _)| last < c);
        match self.other.get(next) {
            Some(&(first, _, to)) if first <= c => Action::To(to),
            _ => Action::Keep,
        }
    }

    /// Normalises `text`.
    pub(super) fn run(&self, text: &str) -> Normalized {
        let mut pen = Pen {
            plan: self,
            text,
            out: String::with_capacity(text.len()),
            alignment: Alignment::default(),
            previous: '\n',
            base: None,
        };
        let mut chars = text.chars();
        loop {
            let at = text.len() - chars.as_str().len();
            let simple = pen.simple(at, chars.as_str());
            if simple > 0 {
                chars = text.get(at + simple..).unwrap_or("").chars();
                continue;
            }
            let Some(c) = chars.next() else { break };
            if c.is_ascii() {
                pen.keep(at, c, if self.lowercase { c.to_ascii_lowercase() } else { c });
                continue;
            }
            if self.joins(c, chars.as_str(), &pen.out) {
                let end = text.len() - self.after_marks(chars.as_str()).len();
                pen.cluster(at, end);
                chars = text.get(end..).unwrap_or("").chars();
                continue;
            }
            pen.alone(at, c);
        }
        Normalized { text: pen.out, alignment: pen.alignment }
    }

    /// Whether `c`, between what was `written` and `rest`, has to be taken
    /// together with the character before it.
    fn joins(&self, c: char, rest: &str, written: &str) -> bool {
        if self.form == Form::None || c < '\u{300}' || matches!(c, 'ء'..='ي') {
            return false;
        }
        match arabic_index(c) {
            // The commonest marks compose with nothing: alone on a letter they need no second look.
            Some(_) if matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}') => {
                self.action(c) == Action::Keep
                    && (rest.chars().next().is_some_and(|c| self.mark(c))
                        || !written.ends_with(|c| matches!(c, 'ء'..='ي')))
            }
            Some(_) => self.mark(c) && (composes(c) || self.action(c) == Action::Keep),
            // Hangul and a few Indic vowels compose without being marks.
            None => {
                self.mark(c)
                    || (is_nfc_quick([c].into_iter()) == IsNormalized::Maybe
                        && written.chars().next_back().and_then(|b| compose(b, c)).is_some())
            }
        }
    }

    /// Whether `c` combines with what stands before it.
    fn mark(&self, c: char) -> bool {
        match c {
            '\0'..'\u{300}' | 'ء'..='ي' => false,
            // Shaped marks.
            '\u{FC5E}'..='\u{FC63}'
            | '\u{FCF2}'..='\u{FCF4}'
            | '\u{FE70}'..='\u{FE72}'
            | '\u{FE74}'
            | '\u{FE76}'..='\u{FE7F}' => {
                self.action(c) == Action::To(To::Letters) || self.form == Form::Nfkc
            }
            _ => canonical_combining_class(c) != 0,
        }
    }

    /// What of `rest` follows its leading marks, and what is dropped between them.
    fn after_marks<'t>(&self, rest: &'t str) -> &'t str {
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            if self.mark(c) {
                end = at + c.len_utf8();
            } else if !self.drops(c) {
                break;
            }
        }
        rest.get(end..).unwrap_or("")
    }

    /// A base with its marks, brought to the form and mapped; `None` when each
    /// of them becomes what it becomes alone.
    fn compose(&self, source: &str) -> Option<String> {
        // A dotless or Persian yeh under a hamza is the seat of ئ.
        let letters: String = source
            .chars()
            .filter(|&c| composes(c) || !self.drops(c))
            .flat_map(|c| self.letters(c))
            .collect();
        let mut formed = self.formed(&letters);
        let seat = formed.contains('\u{0654}') && formed.contains(['ى', 'ی']);
        if seat {
            let seated = |c| if matches!(c, 'ى' | 'ی') { 'ي' } else { c };
            formed = self.formed(&formed.chars().map(seated).collect::<String>());
        }
        let mapped: String = formed.chars().flat_map(|c| self.map(c)).collect();
        let shaped = source.chars().any(|c| self.action(c) == Action::To(To::Letters));
        if formed == letters && !shaped && !seat && self.formed(&mapped) == mapped {
            return None;
        }
        // A hamza that found no alef would join the bare alef that another one left.
        let orphan = |c: &char| composes(*c) && self.action('أ') != Action::Keep;
        let mapped: String =
            formed.chars().filter(|c| !orphan(c)).flat_map(|c| self.map(c)).collect();
        Some(self.formed(&mapped))
    }

    /// Whether nothing is left of `c`.
    fn drops(&self, c: char) -> bool {
        matches!(self.action(c), Action::To(To::Mark | To::Tatweel | To::Control))
    }

    /// `c`, or the letters that it is a form of.
    fn letters(&self, c: char) -> impl Iterator<Item = char> + use<> {
        let shaped = self.action(c) == Action::To(To::Letters);
        let letters = shaped.then(|| [c].into_iter().nfkc());
        // A mark shaped alone comes with a space to stand on, and not as a part of the text.
        let letters = letters.into_iter().flatten().filter(|&c| c != ' ');
        letters.chain((!shaped).then_some(c))
    }

    fn formed(&self, text: &str) -> String {
        match self.form {
            Form::None => text.to_owned(),
            Form::Nfc => text.nfc().collect(),
            Form::Nfkc => text.nfkc().collect(),
        }
    }

    /// What `c` becomes where neighbours do not matter.
    fn map(&self, c: char) -> impl Iterator<Item = char> + use<> {
        let (one, lower) = match self.action(c) {
            Action::Keep if self.lowercase => (None, Some(c.to_lowercase())),
            Action::Keep | Action::To(To::Letters) => (Some(c), None),
            Action::To(To::Char(to)) => (Some(to), None),
            Action::To(To::Digit) => (Some(ascii_digit(c)), None),
            Action::To(To::Mark | To::Tatweel | To::Control) => (None, None),
        };
        one.into_iter().chain(lower.into_iter().flatten())
    }
}

/// The last character that was kept, to take back when a mark joins it.
#[derive(Debug, Clone, Copy)]
struct Base {
    source: usize,
    folded: usize,
    edits: usize,
}

/// The text as it is being written.
struct Pen<'p> {
    plan: &'p Plan,
    text: &'p str,
    out: String,
    alignment: Alignment,
    /// The source character that a dropped mark would belong to; a line feed for none.
    previous: char,
    base: Option<Base>,
}

impl Pen<'_> {
    /// Writes the run of simple characters at the start of `rest`, and says how many bytes it
    /// has. As [`Self::keep`] for each, but faster.
    fn simple(&mut self, at: usize, rest: &str) -> usize {
        let mut bytes = rest.as_bytes();
        // Up to where it is written, and the length of the last character.
        let (mut written, mut last) = (0, 0);
        loop {
            match *bytes {
                [b' '..=b'@' | b'['..=b'~', ref tail @ ..] => (bytes, last) = (tail, 1),
                [lead @ (0xC2 | 0xD8 | 0xD9), second, ref tail @ ..] => {
                    match self.plan.simple.get(usize::from(of_pair(lead, second))) {
                        Some(Simple::Same) => {}
                        Some(&Simple::To(to)) => {
                            let at = rest.len() - bytes.len();
                            self.out.push_str(rest.get(written..at).unwrap_or(""));
                            self.out.push(to);
                            written = at + 2;
                        }
                        _ => break,
                    }
                    (bytes, last) = (tail, 2);
                }
                _ => break,
            }
        }
        let len = rest.len() - bytes.len();
        let run = rest.get(..len).unwrap_or("");
        if let Some(c) = run.chars().next_back() {
            self.out.push_str(run.get(written..).unwrap_or(""));
            let (source, folded) = (at + len - last, self.out.len() - last);
            self.base = Some(Base { source, folded, edits: self.alignment.mark() });
            self.previous = c;
        }
        len
    }

    /// A character that joins nothing before it.
    fn alone(&mut self, at: usize, c: char) {
        // Dropped marks at the start of a line or after a control are of one grapheme
        // with the marks that are kept after them.
        if self.previous == '\n' && self.plan.action(c) == Action::Keep && super::extends(c) {
            let base = self.after_dropped(at);
            self.alignment.rewind(base.edits);
            self.keep(at, c, c);
            self.base = Some(base);
            if base.source < at {
                self.replaced(base.source, at + c.len_utf8(), base.folded);
            }
            return;
        }
        match self.plan.action(c) {
            Action::Keep if arabic_index(c).is_some() => self.keep(at, c, c),
            Action::Keep => self.other(at, c),
            Action::To(To::Char(to)) => self.keep(at, c, to),
            Action::To(To::Digit) => self.keep(at, c, ascii_digit(c)),
            Action::To(To::Letters) => self.letters(at, c),
            // A joiner between emoji is part of what they show; no mark after it takes it in.
            Action::To(_) if c == '\u{200D}' && self.after_pictograph() => {
                self.keep(at, c, c);
                self.base = None;
            }
            Action::To(to) => self.drop(at, c, to),
        }
    }

    fn keep(&mut self, at: usize, c: char, to: char) {
        let start = self.out.len();
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            (self.previous, self.base) = ('\n', None);
        } else {
            // A mark is no base: what comes after it joins the letter that it stands on.
            if self.base.is_none() || !self.plan.mark(c) {
                self.base = Some(self.here(at));
            }
            self.previous = c;
        }
        self.out.push(to);
        if c.len_utf8() != to.len_utf8() {
            self.replaced(at, at + c.len_utf8(), start);
        }
    }

    /// A character of no row outside ASCII and the Arabic block.
    fn other(&mut self, at: usize, c: char) {
        let formed = match self.plan.form {
            Form::None => true,
            Form::Nfc => is_nfc_quick([c].into_iter()) == IsNormalized::Yes,
            Form::Nfkc => is_nfkc_quick([c].into_iter()) == IsNormalized::Yes,
        };
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(to), None) if formed && self.plan.lowercase => self.keep(at, c, to),
            _ if formed && !self.plan.lowercase => self.keep(at, c, c),
            _ => self.letters(at, c),
        }
    }

    /// A character that becomes several.
    fn letters(&mut self, at: usize, c: char) {
        let base = self.here(at);
        (self.previous, self.base) = (c, Some(base));
        match self.plan.compose(c.encode_utf8(&mut [0; 4])) {
            Some(composed) => self.out.push_str(&composed),
            None => self.out.extend(self.plan.map(c)),
        }
        self.replaced(at, at + c.len_utf8(), base.folded);
    }

    fn drop(&mut self, at: usize, c: char, to: To) {
        let attached = match to {
            To::Tatweel => {
                let p = self.previous;
                p.is_alphabetic() || p == TATWEEL || super::encloses(p)
            }
            To::Mark => self.previous != '\n',
            _ => false,
        };
        if !attached {
            self.previous = '\n';
        } else if to == To::Tatweel {
            self.previous = TATWEEL;
        }
        self.alignment.drop(Span::new(at, at + c.len_utf8()), self.out.len(), attached);
    }

    /// Marks at `at..end` join the base before them.
    fn cluster(&mut self, at: usize, end: usize) {
        // They join it across controls that were dropped between: the result has none.
        let base = self.base.unwrap_or_else(|| self.after_dropped(at));
        let source = self.text.get(base.source..end).unwrap_or("");
        let Some(composed) = self.plan.compose(source) else {
            let marks = self.text.get(at..end).unwrap_or("");
            marks.char_indices().for_each(|(i, c)| self.alone(at + i, c));
            return;
        };
        self.out.truncate(base.folded);
        self.alignment.rewind(base.edits);
        self.out.push_str(&composed);
        if composed.is_empty() {
            let attached = self.previous != '\n';
            self.alignment.drop(Span::new(base.source, end), base.folded, attached);
        } else {
            if composed != source {
                self.replaced(base.source, end, base.folded);
            }
            self.previous = source.chars().next_back().unwrap_or(self.previous);
            self.base = Some(base);
        }
    }

    /// Whether what stands before, and stays, is a picture with its selectors.
    fn after_pictograph(&self) -> bool {
        let mut written = self.out.chars().rev();
        self.previous != '\n'
            && written
                .find(|c| !matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'))
                .is_some_and(super::pictograph)
    }

    /// A base that starts at source byte `at` and will be written next.
    fn here(&self, at: usize) -> Base {
        Base { source: at, folded: self.out.len(), edits: self.alignment.mark() }
    }

    /// The same, with what was dropped just before it and belongs to nothing.
    fn after_dropped(&self, at: usize) -> Base {
        match self.alignment.dropped_before(at) {
            Some(source) => Base { source, edits: self.alignment.mark() - 1, ..self.here(at) },
            None => self.here(at),
        }
    }

    /// The source `start..end` became what is written from `folded` on.
    fn replaced(&mut self, start: usize, end: usize, folded: usize) {
        self.alignment.replace(Span::new(start, end), Span::new(folded, self.out.len()));
    }
}

const TATWEEL: char = '\u{0640}';

/// Letters ء to ي, and the signs of news: none is a mark, or is composed of others.
fn simple_ones() -> impl Iterator<Item = char> {
    ('ء'..='ي').chain(['،', '؛', '؟', '«', '»'])
}

/// Where the character of these two bytes stands in [`Plan::simple`]: no two of U+0080–00BF
/// and U+0600–067F share a place.
const fn of_pair(lead: u8, second: u8) -> u8 {
    (lead & 3) << 6 | second & 0x3F
}

/// The place of `c` in the Arabic block.
fn arabic_index(c: char) -> Option<usize> {
    let index = u32::from(c).wrapping_sub(0x600);
    if index < 0x100 { usize::try_from(index).ok() } else { None }
}

/// Madda and hamza, above and below: they compose with alef, waw and yeh.
fn composes(c: char) -> bool {
    matches!(c, '\u{0653}'..='\u{0655}')
}

/// The ASCII digit of the same value as an Arabic-Indic or Persian one.
fn ascii_digit(c: char) -> char {
    let zero = if c < '۰' { '٠' } else { '۰' };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

//! What a reader takes for one character: graphemes, as UAX 29 cuts them.

use unicode_normalization::char::is_combining_mark;

use crate::span::{Source, Span};

/// Whether `c` is part of the grapheme before it: a combining mark, a joiner, or
/// what changes the look of an emoji (UAX 29, `Extend` and `SpacingMark`).
pub(crate) fn extends(c: char) -> bool {
    match c {
        '\0'..'\u{300}' | 'ء'..='ي' => false,
        // Vowels of Thai and Lao that count as letters.
        '\u{0E33}'
        | '\u{0EB3}'
        | '\u{200C}'
        | '\u{200D}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}'
        | '\u{E0100}'..='\u{E01EF}' => true,
        _ => is_combining_mark(c),
    }
}

/// Whether `c` is part of the grapheme after it: the Arabic number signs and the end
/// of ayah, and letters of other scripts that are written over the next (UAX 29, `Prepend`).
pub(crate) fn encloses(c: char) -> bool {
    matches!(
        c,
        '\u{0600}'..='\u{0605}'
            | '\u{06DD}'
            | '\u{070F}'
            | '\u{0890}'..='\u{0891}'
            | '\u{08E2}'
            | '\u{0D4E}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{111C2}'..='\u{111C3}'
            | '\u{1193F}'
            | '\u{11941}'
            | '\u{11A3A}'
            | '\u{11A84}'..='\u{11A89}'
            | '\u{11D46}'
            | '\u{11F02}'
    )
}

/// Whether `c` is a picture that a joiner binds to the next one (UTS 51,
/// `Extended_Pictographic`, in whole blocks where others of the block are rare).
pub(crate) fn pictograph(c: char) -> bool {
    match c {
        '\0'..'\u{A9}' | '\u{AF}'..'\u{203C}' | '\u{1F1E6}'..='\u{1F1FF}' => false,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | 'Ⓜ' | '〰' | '〽' | '㊗' | '㊙' => true,
        _ => matches!(
            c,
            '\u{2190}'..='\u{21FF}'
                | '\u{2300}'..='\u{23FF}'
                | '\u{25A0}'..='\u{27BF}'
                | '\u{2900}'..='\u{297F}'
                | '\u{2B00}'..='\u{2BFF}'
                | '\u{1F000}'..='\u{1FAFF}'
                | '\u{1FC00}'..='\u{1FFFD}'
        ),
    }
}

/// Whether no grapheme begins between `before` and `after`. Says so too between any two
/// flags, and between any two letters of scripts in which a syllable is one grapheme.
#[inline(never)]
pub(crate) fn joined(before: char, after: char) -> bool {
    if before == '\r' && after == '\n' {
        return true;
    }
    if stands_alone(before) || stands_alone(after) {
        return false;
    }
    let flag = |c| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    extends(after)
        || encloses(before)
        || (before == '\u{200D}' && pictograph(after))
        || (flag(before) && flag(after))
        || (of_syllables(before) && of_syllables(after))
}

/// Line breaks and controls, which nothing extends.
fn stands_alone(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E001F}'
        )
}

/// Letters of the scripts of India and beyond, and of Korea.
fn of_syllables(c: char) -> bool {
    matches!(
        c,
        '\u{900}'..='\u{11FF}'
            | '\u{1700}'..='\u{1CFF}'
            | '\u{A800}'..='\u{D7FF}'
            | '\u{10000}'..='\u{1EFFF}'
    ) && c.is_alphabetic()
}

/// Widens spans until they split no grapheme. Linear in the text for spans that come
/// by their starts, however long its graphemes are.
#[derive(Debug)]
pub(crate) struct Widening<'t> {
    text: &'t str,
    /// The last of its answers that was not empty.
    last: Span<Source>,
}

impl<'t> Widening<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, last: Span::new(0, 0) }
    }

    /// `span` with the rest of the graphemes that it touches.
    pub(crate) fn widen(&mut self, span: Span<Source>) -> Span<Source> {
        let known = self.last;
        let inside = |at| known.start() < at && at < known.end();
        let start = if inside(span.start()) { known.start() } else { self.back(span.start()) };
        let end = if inside(span.end()) { known.end() } else { self.forth(span.end()) };
        self.last = Span::new(start, end);
        self.last
    }

    fn back(&self, mut at: usize) -> usize {
        let (before, after) = self.text.split_at_checked(at).unwrap_or(("", ""));
        let Some(mut next) = after.chars().next() else { return at };
        for c in before.chars().rev() {
            if !joined(c, next) {
                break;
            }
            (at, next) = (at - c.len_utf8(), c);
        }
        at
    }

    fn forth(&self, mut at: usize) -> usize {
        let (before, after) = self.text.split_at_checked(at).unwrap_or(("", ""));
        let Some(mut last) = before.chars().next_back() else { return at };
        for c in after.chars() {
            if !joined(last, c) {
                break;
            }
            (at, last) = (at + c.len_utf8(), c);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_widen_to_graphemes() {
        for (text, part, whole) in [
            ("قال", "ا", "ا"),
            ("قَال", "\u{64E}", "قَ"),
            ("قَّال", "ق", "قَّ"),
            ("\u{6DD}١٢ ", "١", "\u{6DD}١"),
            ("ا\u{200F}\u{64E}", "ا", "ا"),
            ("👩\u{200D}👧 ", "👧", "👩\u{200D}👧"),
            ("\r\n", "\n", "\r\n"),
            ("\u{1100}\u{1161}", "\u{1161}", "\u{1100}\u{1161}"),
        ] {
            let start = text.find(part).unwrap();
            let span = Widening::new(text).widen(Span::new(start, start + part.len()));
            assert_eq!(span.slice(text), whole, "{part:?} of {text:?}");
        }
    }
}

//! Tokens: the pieces that tile a text.

mod class;
mod net;

use crate::normalize::{Normalized, pictograph};
use crate::span::{Folded, Source, Span};
use class::{Class, class};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with their marks; digits too after Latin letters (`F16`).
    Word,
    /// Digits, with the separators inside a number, date, score or time, and a percent sign.
    Number,
    /// A web address, with or without its scheme.
    Url,
    /// A mail address.
    Email,
    /// A name after @.
    Handle,
    /// One emoji, with all that it is joined from.
    Emoji,
    /// One punctuation mark or symbol; two or more full stops are one token.
    Punctuation,
    /// White space that breaks no line; also `_` between words of a hashtag, which stands for it.
    Space,
    /// A line break.
    Newline,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the source.
    pub source: Span<Source>,
    /// Where it stands in the folded text.
    pub folded: Span<Folded>,
    /// What it is.
    pub kind: TokenKind,
}

/// Whether a character of the folded text is a letter or digit. The commonest letters are told
/// first: the tables of Unicode are slow to ask.
pub(crate) fn is_lettered(c: char) -> bool {
    matches!(c, 'ء'..='ي') || c.is_alphanumeric()
}

/// Cuts a folded text into tokens.
///
/// Their folded spans tile the folded text in order. Their source spans are in
/// order, too, and tile the source but for the control characters that folding
/// dropped, which lie between tokens and in none. A token begins and ends at a
/// grapheme's edge.
///
/// The `#` of a hashtag is a token of its own, so that the names behind it are
/// words like any other. `O(n)`.
#[must_use]
pub fn tokenize(normalized: &Normalized) -> Vec<Token> {
    let text = normalized.text();
    let mut cutter = Cutter { text, at: 0, searched: 0 };
    let mut walk = normalized.alignment().walk();
    let mut tokens = Vec::with_capacity(room(text));
    while let Some((folded, kind)) = cutter.next() {
        tokens.push(Token { source: walk.next_source(folded), folded, kind });
    }
    tokens
}

/// How many tokens a text has, or a few more: two for each mark that stands after a word.
/// Asked first, since a vector that grows takes three times its room.
fn room(text: &str) -> usize {
    // ASCII but letters and digits; ، ؛ ؟ by their second bytes, « » “ ” … by their first.
    let mark = |byte: u8| byte < b'0' || matches!(byte, 0x8C | 0x9B | 0x9F | 0xC2 | 0xE2 | b':');
    // Counted in bytes as far as they hold: the compiler then takes many at once.
    let marks = |part: &[u8]| part.iter().map(|&byte| u8::from(mark(byte))).sum::<u8>();
    2 * text.as_bytes().chunks(255).map(|part| usize::from(marks(part))).sum::<usize>() + 1
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// Up to here no address begins: looked for once.
    searched: usize,
}

impl Cutter<'_> {
    fn next(&mut self) -> Option<(Span<Folded>, TokenKind)> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let (len, kind) = common(rest.as_bytes()).or_else(|| self.careful(rest))?;
        self.at = start + len;
        Some((Span::new(start, self.at), kind))
    }

    /// The token at the start of `rest`, which is all that is left.
    fn careful(&mut self, rest: &str) -> Option<(usize, TokenKind)> {
        let start = self.at;
        let first = rest.chars().next()?;
        let before = self.text.get(..start).and_then(|t| t.chars().next_back());
        let (len, kind) = match class(first) {
            Class::Latin | Class::Digit if start >= self.searched => {
                let (address, looked) = net::address(rest);
                self.searched = start + looked;
                address.unwrap_or_else(|| plain(first, rest))
            }
            Class::Other if first == '@' && !before.is_some_and(char::is_alphanumeric) => {
                net::handle(rest).unwrap_or_else(|| plain(first, rest))
            }
            Class::Other if first == '_' && between_words(before, rest) => (1, TokenKind::Space),
            _ => plain(first, rest),
        };
        Some((extended(rest, len, kind), kind))
    }
}

/// The token at the start of `rest` where the bytes say it all, as they nearly always do:
/// Arabic letters before a space or another ASCII character, or one space before either.
fn common(rest: &[u8]) -> Option<(usize, TokenKind)> {
    if let [b' ', tail @ ..] = rest {
        let alone =
            matches!(tail, [b'!'..=b'~', ..] | [0xD8, 0xA1..=0xBF, ..] | [0xD9, 0x80..=0x8A, ..]);
        return alone.then_some((1, TokenKind::Space));
    }
    let (pairs, _) = rest.as_chunks();
    // ء to ي.
    let letter = |pair: &&[u8; 2]| matches!(pair, [0xD8, 0xA1..=0xBF] | [0xD9, 0x80..=0x8A]);
    let len = 2 * pairs.iter().take_while(letter).count();
    let ends = matches!(rest.get(len..), Some([] | [..=0x7F, ..]));
    (len > 0 && ends).then_some((len, TokenKind::Word))
}

/// The token at the start of `rest`, by the classes of its characters.
fn plain(first: char, rest: &str) -> (usize, TokenKind) {
    let run = |kind, of: fn(Class) -> bool| {
        let len = rest.find(|c| !of(class(c))).unwrap_or(rest.len());
        (len, kind)
    };
    match class(first) {
        Class::Newline => {
            (if rest.starts_with("\r\n") { 2 } else { first.len_utf8() }, TokenKind::Newline)
        }
        Class::Space => run(TokenKind::Space, |c| c == Class::Space),
        Class::Letter => run(TokenKind::Word, |c| matches!(c, Class::Letter | Class::Mark)),
        Class::Latin => {
            run(TokenKind::Word, |c| matches!(c, Class::Latin | Class::Digit | Class::Mark))
        }
        Class::Digit => (number(rest), TokenKind::Number),
        Class::Emoji => (emoji(rest), TokenKind::Emoji),
        Class::Prepend => prepended(rest),
        Class::Mark | Class::Other => {
            let len = if first == '.' {
                rest.len() - rest.trim_start_matches('.').len()
            } else {
                first.len_utf8()
            };
            (len, TokenKind::Punctuation)
        }
    }
}

/// A sign that encloses what follows it, and that.
fn prepended(rest: &str) -> (usize, TokenKind) {
    let len = rest.find(|c| class(c) != Class::Prepend).unwrap_or(rest.len());
    let after = rest.get(len..).unwrap_or("");
    match after.chars().next() {
        Some(next) if class(next) != Class::Newline && !next.is_control() => {
            let (enclosed, kind) = plain(next, after);
            (len + enclosed, kind)
        }
        _ => (len, TokenKind::Punctuation),
    }
}

/// The length of a number: digits, each group after one separator, and a percent sign.
fn number(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = match class(c) {
            Class::Digit => true,
            _ => {
                matches!(c, '.' | ',' | '،' | '٫' | '٬' | '/' | ':' | '-')
                    && chars.peek().is_some_and(|&next| class(next) == Class::Digit)
            }
        };
        if !inside {
            return len + if matches!(c, '%' | '٪') { c.len_utf8() } else { 0 };
        }
        len += c.len_utf8();
    }
    len
}

/// The length of an emoji: a picture, or flags. Flags in a row are one token: what was
/// dropped between their letters said which of them pair.
fn emoji(rest: &str) -> usize {
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    match rest.find(|c| !(flag(c) || class(c) == Class::Mark)) {
        Some(0) => rest.chars().next().map_or(0, char::len_utf8),
        Some(len) => len,
        None => rest.len(),
    }
}

/// The length of the token of `len` bytes at the start of `rest` with the marks that
/// belong to it, and the pictures that they join to it.
fn extended(rest: &str, mut len: usize, kind: TokenKind) -> usize {
    if kind == TokenKind::Newline {
        return len;
    }
    loop {
        let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        match after.chars().next() {
            Some(c)
                if class(c) == Class::Mark || (token.ends_with('\u{200D}') && pictograph(c)) =>
            {
                len += c.len_utf8();
            }
            _ => return len,
        }
    }
}

/// Whether an underscore stands between two words, one of them not Latin.
fn between_words(before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().nth(1).map(class);
    let before = before.map(class);
    let word = |c| matches!(c, Some(Class::Letter | Class::Latin | Class::Digit | Class::Mark));
    word(before) && word(after) && (before == Some(Class::Letter) || after == Some(Class::Letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_read_as_with_care() {
        let signs = [" ", "\t", "\n", "ء", "ـ", "ف", "ي", "\u{64B}", "ک", "a", "1", "،", "«", "…"];
        let signs = signs.iter().chain(&["\u{200D}", "\u{600}", "_", "@", "", "\u{7F}"]);
        let mut common_ones = 0;
        for a in signs.clone() {
            for b in signs.clone() {
                for c in signs.clone() {
                    let text = format!("{a}{b}{c}");
                    let careful = Cutter { text: &text, at: 0, searched: 0 }.careful(&text);
                    let common = common(text.as_bytes());
                    assert!(common.is_none() || common == careful, "{text:?}");
                    common_ones += usize::from(common.is_some());
                }
            }
        }
        assert!(common_ones > 1_000, "{common_ones}");
    }

    #[test]
    fn news_has_room() {
        let text = "قال (اليوم) إن «العمل»، في 3.5 كم… بلغ: 12%؛ ثم؟\nنعم.";
        let tokens = tokenize(&crate::normalize::fold(text)).len();
        assert!((tokens..2 * tokens).contains(&room(text)), "{tokens} {}", room(text));
    }
}

//! What a character can be part of.

use crate::normalize::{encloses, extends};

/// A class of characters of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter of any script but Latin.
    Letter,
    /// A Latin letter.
    Latin,
    /// A digit or another numeric character.
    Digit,
    /// Extends the character before it.
    Mark,
    /// A part of an emoji.
    Emoji,
    /// Extends over the digits after it: the Arabic number signs and the end of ayah.
    Prepend,
    /// White space inside a line.
    Space,
    /// A line break.
    Newline,
    /// Everything else.
    Other,
}

/// The class of `c`.
pub(super) fn class(c: char) -> Class {
    match c {
        // The commonest first.
        'ء'..='ي' => Class::Letter,
        ' ' | '\t' => Class::Space,
        'a'..='z' | 'A'..='Z' => Class::Latin,
        '0'..='9' => Class::Digit,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Class::Newline,
        '!'..='~' | '«' | '»' | '،' | '؛' | '؟' | '\u{2010}'..='\u{2027}' => Class::Other,
        _ if encloses(c) => Class::Prepend,
        '\u{1F3FB}'..='\u{1F3FF}' => Class::Mark,
        '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => {
            Class::Emoji
        }
        '\u{1FC00}'..='\u{1FFFD}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}'
        | '\u{3030}'
        | '\u{303D}' => Class::Emoji,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic() => Class::Latin,
        _ if c.is_whitespace() => Class::Space,
        _ if extends(c) => Class::Mark,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

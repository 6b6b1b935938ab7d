//! Folding: the text that tables and models match, with the way back.

use unicode_normalization::UnicodeNormalization;

use crate::span::{Folded, Source, Span};

/// A folded text and where each part of it came from.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    text: String,
    alignment: Alignment,
}

impl Normalized {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The way from the folded text to the source and back.
    #[must_use]
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }
}

/// One place where the folded text and the source differ in length.
#[derive(Debug, Clone, Copy)]
struct Edit {
    source: Span<Source>,
    folded: Span<Folded>,
    /// A dropped mark that belongs to the letter before it.
    attached: bool,
}

/// A map between a text and its folded form, kept sparsely: only where lengths differ.
///
/// **The rule at edges**: a dropped haraka or tatweel belongs to the letter
/// before it; a dropped control character, and a mark with no letter before it,
/// belong to nothing and stay outside.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    edits: Vec<Edit>,
}

impl Alignment {
    /// The source that a span of the folded text stands for, whole characters
    /// with the dropped marks that belong to them. `O(log edits)`.
    #[must_use]
    pub fn to_source(&self, span: Span<Folded>) -> Span<Source> {
        let start = self.source_start(span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.source_end(span.end()))
    }

    /// The folded text that a span of the source became. `O(log edits)`.
    #[must_use]
    pub fn to_folded(&self, span: Span<Source>) -> Span<Folded> {
        Span::new(self.folded_at(span.start(), false), self.folded_at(span.end(), true))
    }

    fn source_start(&self, at: usize) -> usize {
        let next = self.edits.partition_point(|e| e.folded.end() <= at);
        match self.edits.get(next) {
            Some(edit) if edit.folded.start() < at => edit.source.start(),
            _ => self.source_after(next, at),
        }
    }

    fn source_end(&self, at: usize) -> usize {
        let mut next = self.edits.partition_point(|e| e.folded.end() < at);
        let mut end = self.source_after(next, at);
        if let Some(edit) = self.edits.get(next)
            && edit.folded.start() < at
        {
            end = edit.source.end();
            next += 1;
        }
        while let Some(edit) = self.edits.get(next)
            && edit.attached
            && edit.folded.end() == at
            && edit.source.start() == end
        {
            end = edit.source.end();
            next += 1;
        }
        end
    }

    /// The source position of folded byte `at`, that follows edit `next - 1`.
    fn source_after(&self, next: usize, at: usize) -> usize {
        match next.checked_sub(1).and_then(|i| self.edits.get(i)) {
            Some(edit) => edit.source.end() + (at - edit.folded.end()),
            None => at,
        }
    }

    fn folded_at(&self, at: usize, end: bool) -> usize {
        let next = self.edits.partition_point(|e| e.source.end() <= at);
        match self.edits.get(next) {
            Some(edit) if edit.source.start() < at => {
                if end {
                    edit.folded.end()
                } else {
                    edit.folded.start()
                }
            }
            _ => match next.checked_sub(1).and_then(|i| self.edits.get(i)) {
                Some(edit) => edit.folded.end() + (at - edit.source.end()),
                None => at,
            },
        }
    }
}

/// Folds `text` for matching. Any string can be folded. `O(n)`.
#[must_use]
pub fn fold(text: &str) -> Normalized {
    let mut out = String::with_capacity(text.len());
    let mut edits = Vec::new();
    let mut after_letter = false;
    for (at, c) in text.char_indices() {
        let start = out.len();
        let mut attached = false;
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' | 'ی' => out.push('ي'),
            'ة' => out.push('ه'),
            'ک' => out.push('ك'),
            '٠'..='٩' => out.push(digit(c, '٠')),
            '۰'..='۹' => out.push(digit(c, '۰')),
            '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {
                attached = after_letter;
            }
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => {}
            '\u{A0}' | '\u{202F}' => out.push(' '),
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => {
                for d in [c].into_iter().nfkc() {
                    out.push_str(fold(d.encode_utf8(&mut [0; 4])).text());
                }
            }
            _ => out.extend(c.to_lowercase()),
        }
        if out.len() > start {
            after_letter = c.is_alphabetic();
        }
        if out.len() - start != c.len_utf8() {
            edits.push(Edit {
                source: Span::new(at, at + c.len_utf8()),
                folded: Span::new(start, out.len()),
                attached,
            });
        }
    }
    Normalized { text: out, alignment: Alignment { edits } }
}

/// The ASCII digit of the same value, for a digit of the row that starts at `zero`.
fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

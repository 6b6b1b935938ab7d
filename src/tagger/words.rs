//! The words of a document with their proclitics cut, as the rules read them.

use crate::document::Document;
use crate::lexicon::{Entry, WordClass, lexicon};
use crate::span::{Source, Span};
use crate::token::TokenKind;

/// A token that is not white space.
#[derive(Debug, Clone)]
pub(crate) struct Word<'d> {
    /// The folded token.
    pub(crate) text: &'d str,
    /// The folded token without the proclitics that `cut` counts; for لل… with the article restored.
    pub(crate) stem: String,
    /// Bytes of proclitics before the stem, in the folded token.
    pub(crate) cut: usize,
    /// What the stem is known as.
    pub(crate) class: WordClass,
    /// Where the token stands.
    pub(crate) source: Span<Source>,
    /// Where the stem stands.
    pub(crate) stem_source: Span<Source>,
    /// What the token is made of.
    pub(crate) kind: TokenKind,
}

impl Word<'_> {
    /// Whether the stem has the article.
    pub(crate) fn definite(&self) -> bool {
        self.stem.starts_with("ال") && self.stem.len() > 6
    }

    /// The proclitics, as written but folded.
    pub(crate) fn proclitics(&self) -> &str {
        self.text.get(..self.cut).unwrap_or("")
    }
}

/// The words of `document`, each cut where the tables know its stem, else whole.
pub(crate) fn words<'d>(document: &'d Document<'_>) -> Vec<Word<'d>> {
    document
        .tokens()
        .iter()
        .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Newline))
        .map(|token| {
            let text = token.folded.slice(document.folded());
            let (cut, stem) = known_stem(text);
            let start = token.folded.start() + cut;
            let stem_source = document.to_source(Span::new(start, token.folded.end()));
            let class = lexicon().class(&stem);
            Word { text, stem, cut, class, source: token.source, stem_source, kind: token.kind }
        })
        .collect()
}

/// The fewest proclitics that leave a stem the tables know; none when no cut does.
fn known_stem(word: &str) -> (usize, String) {
    for cut in [0, 2, 4, 6] {
        let (head, tail) = word.split_at_checked(cut).unwrap_or(("", ""));
        if tail.chars().count() < 2 || !proclitic(head) {
            break;
        }
        for stem in [Some(tail.to_owned()), restored(head, tail)].into_iter().flatten() {
            if known(&stem) {
                return (cut, stem);
            }
        }
    }
    (0, word.to_owned())
}

/// Whether `head` can stand before a noun: one of و ف, then one of ب ك ل.
fn proclitic(head: &str) -> bool {
    matches!(head, "" | "و" | "ف" | "ب" | "ك" | "ل" | "وب" | "وك" | "ول" | "فب" | "فك" | "فل")
}

/// The stem of لل…: the second ل is the article whose alef is swallowed.
fn restored(head: &str, tail: &str) -> Option<String> {
    (head.ends_with('ل') && tail.starts_with('ل')).then(|| format!("ا{tail}"))
}

fn known(stem: &str) -> bool {
    let lexicon = lexicon();
    lexicon.class(stem) != WordClass::default()
        || lexicon.name(stem).is_some()
        || lexicon.starts_name(stem)
}

/// The longest known name that starts at word `at`: its last word (exclusive) and what it is.
pub(crate) fn known_name(words: &[Word<'_>], at: usize) -> Option<(usize, Entry)> {
    let first = words.get(at)?;
    let rest = words.get(at + 1..).unwrap_or(&[]).iter().map(|w| w.text);
    let (count, entry) = lexicon().longest_name(&first.stem, rest)?;
    Some((at + count, entry))
}

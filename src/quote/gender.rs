//! Whether a verb agrees with a noun, as far as their forms tell.

use super::cue::{Agreement, Cue};
use super::reader::Reader;
use super::speaker::Phrase;
use crate::analysis::Kind;

/// What a noun is, by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    /// مسؤولون: a verb before it is singular, a verb behind it plural.
    People,
}

impl Gender {
    /// How a verb goes on with it.
    pub(super) fn agreement(self) -> Agreement {
        match self {
            Self::Masculine => Agreement::Masculine,
            Self::Feminine => Agreement::Feminine,
            Self::People => Agreement::Plural,
        }
    }
}

/// What a verb tells of its subject.
pub(super) fn told(agreement: Agreement) -> Option<Gender> {
    match agreement {
        Agreement::Masculine => Some(Gender::Masculine),
        Agreement::Feminine => Some(Gender::Feminine),
        Agreement::Plural => Some(Gender::People),
        Agreement::Any => None,
    }
}

/// The gender of the head of a phrase; `None` where its form does not tell.
pub(super) fn of(r: &Reader<'_>, phrase: Phrase) -> Option<Gender> {
    let mut at = phrase.run.from;
    let mut word = r.word(at);
    while at < phrase.run.to && !word.starts_with(is_letter) {
        at += 1;
        word = r.word(at);
    }
    let word = if r.lex(at).joined() { word.get(2..).unwrap_or(word) } else { word };
    let kind = r.mention_over(at).and_then(|m| r.kind(m));
    match kind {
        // A name does not tell.
        Some(Kind::Person) => None,
        Some(Kind::Place) => {
            let masculine = word.starts_with("ال") && !word.ends_with('ه') || word == "لبنان";
            (!masculine).then_some(Gender::Feminine)
        }
        _ => noun(word, kind),
    }
}

/// The commonest letters are told first: the tables of Unicode are slow to ask.
fn is_letter(c: char) -> bool {
    matches!(c, 'ء'..='ي') || c.is_alphabetic()
}

fn noun(word: &str, kind: Option<Kind>) -> Option<Gender> {
    let bare = word.strip_prefix("ال").unwrap_or(word);
    let mut letters = bare.chars();
    let first = letters.next()?;
    let third = letters.nth(1);
    let length = bare.chars().count();
    if bare.ends_with('ه') || bare.ends_with("ات") {
        return Some(Gender::Feminine);
    }
    if length > 4
        && (bare.ends_with("ون") || bare.ends_with("ين"))
        && kind != Some(Kind::Organization)
    {
        return Some(Gender::People);
    }
    // خبراء, نشطاء.
    if length > 4 && bare.ends_with("اء") {
        return Some(Gender::People);
    }
    // مصادر, وسائل, تقارير: plurals of things.
    if bare == "مصادر" || first != 'م' && third == Some('ا') && (5..=6).contains(&length) {
        return Some(Gender::Feminine);
    }
    // حماس, فتح tell nothing; a title does.
    (kind != Some(Kind::Organization)).then_some(Gender::Masculine)
}

/// Whether `cue` speaks against a noun of gender `gender` as its subject; `None` where it tells nothing.
pub(super) fn disagrees(gender: Gender, cue: Cue, before: bool) -> Option<bool> {
    match (cue.agrees, gender) {
        (Agreement::Any, _) => None,
        (Agreement::Feminine, g) => Some(g != Gender::Feminine),
        (Agreement::Masculine, Gender::People) => Some(before),
        (Agreement::Masculine, g) => Some(g == Gender::Feminine),
        (Agreement::Plural, g) => Some(g != Gender::People),
    }
}

/// Whether who spoke by a verb of one agreement can go on by one of the other.
pub(super) fn clash(past: Agreement, now: Agreement) -> Option<bool> {
    if past == Agreement::Any || now == Agreement::Any {
        return None;
    }
    // مجموعة من العلماء … وأوضحوا.
    (past != Agreement::Feminine || now != Agreement::Plural).then_some(past != now)
}

//! What the model found makes room for what the user named.

use rustc_hash::FxHashMap;

use super::may_nest;
use crate::analysis::{Kind, Mention};
use crate::document::Document;
use crate::lexicon::{WordClass, lexicon};
use crate::span::{Source, Span};
use crate::token::{Token, TokenKind};

/// Both lists as one, sorted; each of them is sorted, and `own` is what the user named.
///
/// A mention of `found` that shares a written word with one of `own` gives way:
///
/// - a title keeps a body or a place inside it, of either list, and ends with it where the
///   model took more words into that body or place;
/// - a title that runs into a name of the user's ends before it;
/// - a person's name that begins with a title of the user's begins behind it;
/// - any other is dropped: whoever wants the longer name gives it as an alias.
#[must_use]
pub fn merge(document: &Document<'_>, mut own: Vec<Mention>, found: Vec<Mention>) -> Vec<Mention> {
    if own.is_empty() {
        return found;
    }
    let (titles, names): (Vec<_>, Vec<_>) = own.iter().partition(|m| m.kind == Kind::Role);
    // A body of the model's at the end of a title, and where the user's ends that starts like it.
    let shorter: FxHashMap<usize, usize> = found
        .iter()
        .filter(|m| m.kind != Kind::Role)
        .filter_map(|m| {
            let name = over(&names, m.word).find(|name| may_nest(name, m))?;
            (name.word.start() == m.word.start()).then_some((m.word.end(), name.word.end()))
        })
        .collect();
    let left = found.into_iter().filter_map(|m| {
        let m = match shorter.get(&m.word.end()) {
            Some(&end) if m.kind == Kind::Role => ending(&m, end),
            _ => m,
        };
        let rest = over(&names, m.word).try_fold(m, |m, name| beside_name(document, m, name))?;
        over(&titles, rest.word).try_fold(rest, |m, title| beside_title(document, m, title))
    });
    let mut merged: Vec<Mention> = left.collect();
    merged.append(&mut own);
    Mention::sort(&mut merged);
    merged
}

/// Those of `own`, sorted and apart from each other, that overlap `word`.
fn over<'o>(own: &'o [&Mention], word: Span<Source>) -> impl Iterator<Item = &'o Mention> {
    let first = own.partition_point(|m| m.word.end() <= word.start());
    own.iter().skip(first).copied().take_while(move |m| m.word.start() < word.end())
}

/// What is left of `mention` beside a name of the user's.
fn beside_name(document: &Document<'_>, mention: Mention, name: &Mention) -> Option<Mention> {
    if !mention.word.overlaps(name.word) {
        // Cut before this name already.
        return Some(mention);
    }
    if mention.kind != Kind::Role {
        return None;
    }
    if may_nest(name, &mention) {
        return Some(mention);
    }
    let last = words(document, Span::new(mention.word.start(), name.word.start()))
        .rfind(|t| !opens_name(document, t))?;
    // The particle alone is no title.
    (last.source.end() > mention.span.start()).then(|| ending(&mention, last.source.end()))
}

/// `mention`, made to end at `end`.
fn ending(mention: &Mention, end: usize) -> Mention {
    let to = |span: Span<Source>| Span::new(span.start(), end);
    Mention { span: to(mention.span), word: to(mention.word), ..mention.clone() }
}

/// What is left of `mention` beside a title of the user's.
fn beside_title(document: &Document<'_>, mention: Mention, title: &Mention) -> Option<Mention> {
    if may_nest(&mention, title) || !mention.word.overlaps(title.word) {
        return Some(mention);
    }
    if mention.kind != Kind::Person || title.word.start() > mention.word.start() {
        return None;
    }
    let first = words(document, Span::new(title.word.end(), mention.word.end()))
        .find(|t| !opens_name(document, t))?;
    let rest = Span::new(first.source.start(), mention.span.end());
    Some(Mention { span: rest, word: Span::new(rest.start(), mention.word.end()), ..mention })
}

/// The words that lie in `span`; none when it is turned round.
fn words<'d>(
    document: &'d Document<'_>,
    span: Span<Source>,
) -> impl DoubleEndedIterator<Item = &'d Token> {
    let tokens = document.tokens();
    let first = tokens.partition_point(|t| t.source.start() < span.start());
    let end = tokens.partition_point(|t| t.source.end() <= span.end());
    let inside = tokens.get(first..end).unwrap_or_default();
    inside.iter().filter(|t| t.kind == TokenKind::Word)
}

/// Whether a word stands between a title and a name and belongs to neither: السيد, في.
fn opens_name(document: &Document<'_>, token: &Token) -> bool {
    let class = lexicon().class(token.folded.slice(document.folded()));
    class.has(WordClass::HONORIFIC.with(WordClass::FUNCTION))
}

//! A mention's name, made comparable.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::mem;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::analysis::{Coordinates, Kind, Mention};
use crate::document::Document;
use crate::lexicon::{Entry, WordClass, lexicon};
use crate::span::{Source, Span};
use crate::token::is_lettered;

/// A name as comparable parts, in order: folded words without article, marks and punctuation.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    /// A hash of each word.
    pub(super) parts: Vec<u64>,
    /// Classes of each word.
    pub(super) classes: Vec<WordClass>,
    /// ISO code and whether it is a country (else its capital), for places.
    pub(super) state: Option<(&'static str, bool)>,
    /// What else the name may mean: عمان is a capital and a country.
    pub(super) rival: Option<Entry>,
    /// Where a place is, if the tables say so.
    pub(super) coordinates: Option<Coordinates>,
    /// The country whose adjective stands in the name.
    pub(super) demonym: Option<&'static str>,
    /// A hash of the last word without its weak letters, where enough is left.
    pub(super) skeleton: Option<u64>,
    /// How it is shown.
    pub(super) display: String,
}

impl Name {
    /// Reads the name of `mention`.
    pub(super) fn read(document: &Document<'_>, mention: &Mention) -> Self {
        let written = mention.span.slice(document.text());
        let folded = document.folded_of(mention.span);
        if swallows_article(document, mention, folded) {
            Self::of(&format!("ا{folded}"), mention.kind, format!("ا{written}"))
        } else {
            Self::of(folded, mention.kind, written.to_owned())
        }
    }

    /// The name that `folded` is, of a thing of `kind`.
    pub(super) fn of(folded: &str, kind: Kind, display: String) -> Self {
        let mut name = Self { display, ..Self::default() };
        let words = folded.split(|c| !is_lettered(c)).filter(|w| !w.is_empty());
        let (mut servant, mut last) = (String::new(), Cow::default());
        // Between two words stands a space, or more.
        let most = 1 + folded.bytes().filter(u8::is_ascii).count();
        name.parts.reserve(most);
        name.classes.reserve(most);
        for word in words {
            // عبدالله and عبد الله are one name: the servant-of is glued to what it serves.
            if word == "عبد" {
                servant.push_str(word);
                continue;
            }
            last = if servant.is_empty() {
                Cow::Borrowed(word)
            } else {
                Cow::Owned(mem::take(&mut servant) + word)
            };
            name.push(&last);
        }
        if !servant.is_empty() {
            name.push(&servant);
            last = Cow::Owned(servant);
        }
        name.skeleton = skeleton(without_article(&last));
        if kind == Kind::Place {
            name.is_entry(lexicon().name(folded));
            name.rival = lexicon().rival(folded);
        }
        name
    }

    /// Takes what a table says of the name.
    fn is_entry(&mut self, entry: Option<Entry>) {
        self.state = entry.and_then(state);
        self.coordinates = entry.and_then(|entry| entry.coordinates);
    }

    fn push(&mut self, word: &str) {
        let lexicon = lexicon();
        self.parts.push(FxBuildHasher.hash_one(without_article(word)));
        self.classes.push(lexicon.class(word));
        if self.demonym.is_none() {
            self.demonym = lexicon.demonym(word);
        }
    }

    /// Whether this name's parts stand in `other`, in order but not necessarily side by side.
    pub(super) fn within(&self, other: &Self) -> bool {
        let mut rest = other.parts.iter();
        !self.parts.is_empty() && self.parts.iter().all(|part| rest.any(|p| p == part))
    }

    /// Whether the two are the same words.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.parts == other.parts
    }

    /// Whether `other`, a title standing alone, can mean the bearer of this title:
    /// fewer of its words, or more when it has two at least. Nobody bears a title
    /// with «former» in it who is meant by the title without it.
    pub(super) fn bears(&self, other: &Self) -> bool {
        let former = |name: &Self| name.classes.iter().any(|c| c.has(WordClass::FORMER));
        former(self) == former(other)
            && (other.within(self) || (self.parts.len() >= 2 && self.within(other)))
    }

    /// Whether `short` is this organization's name without its head (حركة حماس: حماس)
    /// or without the adjectives behind it (الحرس الثوري الإيراني: الحرس الثوري).
    pub(super) fn shortens_to(&self, short: &Self) -> bool {
        let headless = self.classes.first().is_some_and(|c| c.has(WordClass::BODY))
            && self.parts.get(1..) == Some(short.parts.as_slice());
        let bare = short.parts.len() >= 2
            && self.parts.starts_with(&short.parts)
            && self.classes.get(short.parts.len()..).is_some_and(|rest| {
                rest.iter().all(|class| class.has(WordClass::DEMONYM)) || rest.len() == 1
            });
        headless || bare
    }
}

/// The state of a table entry: its code, and whether it is the country (else the capital).
fn state(entry: Entry) -> Option<(&'static str, bool)> {
    entry.country.map(|iso| (iso, !entry.capital))
}

/// Takes for each name that two states share the one whose country the text speaks of more.
pub(super) fn settle_rivals(names: &mut [Name]) {
    let mut spoken_of: FxHashMap<&str, usize> = FxHashMap::default();
    for name in names.iter().filter(|n| n.rival.is_none()) {
        for iso in name.state.map(|(iso, _)| iso).into_iter().chain(name.demonym) {
            *spoken_of.entry(iso).or_default() += 1;
        }
    }
    let times = |iso: &str| spoken_of.get(iso).copied().unwrap_or(0);
    for name in names {
        if let (Some((usual, _)), Some(other)) = (name.state, name.rival)
            && other.country.is_some_and(|other| times(other) > times(usual))
        {
            name.is_entry(Some(other));
        }
    }
}

/// Whether the name follows a ل that swallowed the alef of its article: للسعودية, but not للبنان.
fn swallows_article(document: &Document<'_>, mention: &Mention, folded: &str) -> bool {
    let before: Span<Source> = Span::new(mention.word.start(), mention.span.start());
    let before = before.slice(document.text());
    if !before.trim_end_matches('\u{640}').ends_with('ل') || !folded.starts_with('ل') {
        return false;
    }
    let lexicon = lexicon();
    let first = folded.split(' ').next().unwrap_or("");
    let known = |word: &str| {
        lexicon.name(word).is_some()
            || lexicon.starts_name(word)
            || lexicon.class(word) != WordClass::default()
    };
    known(&format!("ا{first}")) || !known(first)
}

/// What a foreign name keeps however it is written: the letters that are no long vowels. Short
/// words keep too little: كرم is not كريم.
fn skeleton(word: &str) -> Option<u64> {
    let kept: String = word.chars().filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ه')).collect();
    let enough = word.chars().count() >= 5 && kept.chars().count() >= 3;
    enough.then(|| FxBuildHasher.hash_one(kept))
}

/// A word without its article, when enough is left.
fn without_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 3 => rest,
        _ => word,
    }
}

//! Names of mentions, made comparable.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};
use std::mem;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::analysis::{Coordinates, Kind, Mention};
use crate::document::Document;
use crate::lexicon::{Entry, WordClass, lexicon};
use crate::span::{Source, Span};
use crate::token::is_lettered;

/// The names of all mentions. News says the same names again and again: each is read once.
pub(super) struct Names<'d> {
    text: &'d str,
    mentions: Vec<Named>,
    all: Vec<Name>,
}

/// What a mention is called.
#[derive(Clone, Copy)]
struct Named {
    /// Its name, as an index.
    name: usize,
    /// A ل before it swallowed the alef of its article.
    swallowed: bool,
}

impl<'d> Names<'d> {
    /// Reads the names of `mentions`.
    pub(super) fn read(document: &'d Document<'_>, mentions: &[Mention]) -> Self {
        let mut all = Vec::new();
        let mut known: FxHashMap<(Kind, Cow<'d, str>), usize> = FxHashMap::default();
        let read = |mention: &Mention| {
            let folded = document.folded_of(mention.span);
            let swallowed = swallows_article(document, mention, folded);
            let folded = if swallowed { Cow::Owned(format!("ا{folded}")) } else { folded.into() };
            let name = *known.entry((mention.kind, folded)).or_insert_with_key(|(kind, folded)| {
                all.push(Name::of(folded, *kind));
                all.len() - 1
            });
            Named { name, swallowed }
        };
        let mentions = mentions.iter().map(read).collect();
        let mut names = Self { text: document.text(), mentions, all };
        names.settle_rivals();
        names
    }

    /// Takes for each name that two states share the one whose country the text speaks of more.
    fn settle_rivals(&mut self) {
        let mut spoken_of: FxHashMap<&str, usize> = FxHashMap::default();
        for name in self.mentions.iter().filter_map(|named| self.all.get(named.name)) {
            if name.rival.is_none() {
                for iso in name.country().into_iter().chain(name.demonym) {
                    *spoken_of.entry(iso).or_default() += 1;
                }
            }
        }
        let times = |iso: &str| spoken_of.get(iso).copied().unwrap_or(0);
        for name in &mut self.all {
            if let (Some(usual), Some(other)) = (name.country(), name.rival)
                && other.country.is_some_and(|other| times(other) > times(usual))
            {
                name.entry = name.rival;
            }
        }
    }

    /// Adds a name that no mention has; its index.
    pub(super) fn add(&mut self, name: Name) -> usize {
        self.all.push(name);
        self.all.len() - 1
    }

    /// The index of the name of a mention.
    pub(super) fn index(&self, mention: usize) -> Option<usize> {
        self.mentions.get(mention).map(|named| named.name)
    }

    pub(super) fn get(&self, index: usize) -> Option<&Name> {
        self.all.get(index)
    }

    /// The name of a mention.
    pub(super) fn of(&self, mention: usize) -> Option<&Name> {
        self.get(self.index(mention)?)
    }

    /// The name of a mention as it is written.
    pub(super) fn written(&self, at: usize, mention: &Mention) -> Cow<'d, str> {
        let written = mention.span.slice(self.text);
        match self.mentions.get(at) {
            Some(Named { swallowed: true, .. }) => Cow::Owned(format!("ا{written}")),
            _ => Cow::Borrowed(written),
        }
    }
}

/// A name as comparable parts, in order: folded words without article, marks and punctuation.
#[derive(Debug, Default)]
pub(super) struct Name {
    /// A hash of each word.
    pub(super) parts: Vec<u64>,
    /// Whether the first word heads the name of a body: وزارة.
    headed: bool,
    /// How many words at the end are adjectives of countries.
    adjectives: usize,
    /// Whether it says that a title is no longer held.
    former: bool,
    /// What the tables know a place as.
    entry: Option<&'static Entry>,
    /// What else the name may mean: عمان is a capital and a country.
    rival: Option<&'static Entry>,
    /// The country whose adjective stands in the name.
    pub(super) demonym: Option<&'static str>,
    /// A hash of the last word of a person without its weak letters, where enough is left.
    pub(super) skeleton: Option<u64>,
}

impl Name {
    /// The name that `folded` is, of a thing of `kind`.
    pub(super) fn of(folded: &str, kind: Kind) -> Self {
        let mut name = Self::default();
        let words = folded.split(|c| !is_lettered(c)).filter(|w| !w.is_empty());
        let (mut servant, mut last) = (String::new(), Cow::default());
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
        match kind {
            Kind::Person => name.skeleton = skeleton(without_article(&last)),
            Kind::Place => {
                name.entry = lexicon().name(folded);
                name.rival = lexicon().rival(folded);
            }
            Kind::Organization | Kind::Role => {}
        }
        name
    }

    /// The code of the country that a place is, or is the capital of.
    pub(super) fn country(&self) -> Option<&'static str> {
        self.entry?.country
    }

    /// The same, and whether it is the capital.
    pub(super) fn state(&self) -> Option<(&'static str, bool)> {
        self.country().zip(self.entry.map(|entry| entry.capital))
    }

    /// Where a place is, if the tables say so.
    pub(super) fn coordinates(&self) -> Option<Coordinates> {
        self.entry?.coordinates
    }

    fn push(&mut self, word: &str) {
        let class = lexicon().class(word);
        self.headed |= self.parts.is_empty() && class.has(WordClass::BODY);
        self.former |= class.has(WordClass::FORMER);
        self.adjectives = if class.has(WordClass::DEMONYM) { self.adjectives + 1 } else { 0 };
        self.parts.push(FxBuildHasher.hash_one(without_article(word)));
        if self.demonym.is_none() && class.has(WordClass::DEMONYM) {
            self.demonym = lexicon().demonym(word);
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
        self.former == other.former
            && (other.within(self) || (self.parts.len() >= 2 && self.within(other)))
    }

    /// Whether `short` is this organization's name without its head (حركة حماس: حماس)
    /// or without the adjectives behind it (الحرس الثوري الإيراني: الحرس الثوري).
    pub(super) fn shortens_to(&self, short: &Self) -> bool {
        let headless = self.headed && self.parts.get(1..) == Some(short.parts.as_slice());
        let bare = short.parts.len() >= 2
            && self
                .parts
                .strip_prefix(short.parts.as_slice())
                .is_some_and(|rest| rest.len() <= self.adjectives || rest.len() == 1);
        headless || bare
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
    let (mut all, mut kept, mut hasher) = (0, 0, FxHasher::default());
    for c in word.chars() {
        all += 1;
        if !matches!(c, 'ا' | 'و' | 'ي' | 'ه') {
            kept += 1;
            hasher.write_u32(c.into());
        }
    }
    (all >= 5 && kept >= 3).then(|| hasher.finish())
}

/// A word without its article, when enough is left.
fn without_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().nth(2).is_some() => rest,
        _ => word,
    }
}

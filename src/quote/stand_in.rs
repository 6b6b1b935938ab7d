//! Whom a phrase stands for that names nobody: الوزير, البيان, المسؤول الأميركي, معاليه.

use std::borrow::Cow;

use super::cue::Agreement;
use super::gender::{self, Gender};
use super::history::{Carried, History};
use super::item::Sign;
use super::rank::features;
use super::reader::Reader;
use super::speaker::Phrase;
use super::vocabulary::{Duty, vocabulary};
use super::words::{Words, hash, head, stem, words};
use crate::analysis::{Kind, Mention};
use crate::lexicon::{WordClass, lexicon};
use crate::span::{Source, Span};

features! {
    /// What tells for or against one whom a phrase may stand for.
    Likeness {
        /// The phrase stands for nobody else.
        ITSELF = "itself",
        /// The same, and its words stand in the text before, too.
        ITSELF_AGAIN = "itself:again",
        ITSELF_BARE = "itself:no-article",
        ITSELF_LONG = "itself:long",
        ITSELF_NATION = "itself:nation",
        /// المصدر نفسه.
        ITSELF_SAME = "itself:same",
        LINKED = "linked",
        SPOKE_LAST = "spoke:last",
        SPOKE_SECOND = "spoke:second",
        SPOKE_EARLIER = "spoke:earlier",
        SPOKE_NEVER = "spoke:never",
        SPOKE_ASIDE = "spoke:aside",
        NAMED_LAST = "named:last",
        SAME_SENTENCE = "same-sentence",
        NEXT_SENTENCE = "next-sentence",
        FAR = "far",
        PERSON = "person",
        BODY = "body",
        TITLE = "title",
        STATE = "state",
        HEAD_OF_TITLE = "head:of-title",
        HEAD_OF_NAME = "head:of-name",
        HEAD_OF_WORDS = "head:of-words",
        HEAD_WITHIN = "head:within",
        ALL_WORDS = "all-words",
        SOME_WORDS = "some-words",
        NATION_SAME = "nation:same",
        NATION_OTHER = "nation:other",
        CLASH = "clash",
        FITS = "fits",
        /// Many people, one person.
        MANY_ONE = "many-one",
        ISSUED = "issued",
        ISSUED_BESIDE = "issued:beside",
    }
}

/// What sort of noun heads the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// معاليه.
    Honour,
    /// البيان.
    Text,
    /// التقرير, which speaks for itself more often.
    Report,
    /// المصدر: a person, a body, or nobody known.
    Source,
    /// الوزارة.
    Body,
    /// الوزير.
    Human,
    /// وزير, وزير المياه.
    HumanBare,
    Other,
}

impl Sort {
    /// Whether such a noun can stand for a mention of that kind.
    fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Human | Self::HumanBare | Self::Honour => kind == Kind::Person,
            Self::Body => kind == Kind::Organization,
            _ => kind != Kind::Role,
        }
    }
}

/// The columns of the table behind the first, which holds everywhere.
#[cfg(feature = "train")]
pub(super) const SORTS: [&str; 8] =
    ["honour", "text", "report", "source", "body", "human", "human-bare", "other"];

/// One whom a phrase may stand for; nobody but itself without an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Referent {
    pub(super) entity: Option<usize>,
    pub(super) likeness: Likeness,
}

/// A phrase, read.
pub(super) struct Asked<'p> {
    pub(super) phrase: Phrase,
    /// Hashes of its folded words without ال.
    content: &'p [u64],
    /// The first of them, and the second.
    first: &'p str,
    second: Option<&'p str>,
    pub(super) sort: Sort,
    nations: &'p [&'static str],
    definite: bool,
    /// المصدر نفسه, ذات المصدر.
    same: bool,
}

/// How many mentions and items before a phrase are asked.
const NEAREST: usize = 60;
const REACH: usize = 500;
/// How many entities may be chosen from: the last speakers, the last named, and all.
const SPEAKERS: usize = 6;
const NAMED: usize = 8;
const MOST: usize = 16;

impl<'p> Asked<'p> {
    /// Reads a phrase, spelt `folded`, whose words are `content`.
    pub(super) fn new(
        r: &Reader<'_>,
        phrase: Phrase,
        folded: &'p str,
        content: &'p Words,
    ) -> Option<Self> {
        let is_same = |word: &str| SAME.contains(&word);
        let bare: Vec<&str> = words(folded).map(|(_, bare)| bare).collect();
        let same = bare.iter().any(|word| is_same(word));
        let all = match bare.as_slice() {
            [first, ..] if is_same(first) => 1..bare.len(),
            [rest @ .., last] if is_same(last) && !rest.is_empty() => 0..rest.len(),
            all => 0..all.len(),
        };
        let bare = bare.get(all.clone())?;
        let (first, second) = (unclitic(bare.first()?), bare.get(1).copied());
        let at = (phrase.run.from..phrase.run.to).find(|i| !is_same(r.word(*i)))?;
        let word = r.word(at);
        let definite = at > phrase.run.from || word.starts_with("ال") || word.starts_with("لل");
        let class = lexicon().class(first).with(lexicon().class(word));
        let role = phrase.mention.and_then(|m| r.kind(m)) == Some(Kind::Role);
        let sort = if HONOURS.contains(&first) {
            Sort::Honour
        } else if TEXTS.contains(&first) {
            Sort::Text
        } else if REPORTS.contains(&first) {
            Sort::Report
        } else if stem(first) == "مصدر" {
            Sort::Source
        } else if class.has(WordClass::BODY.with(WordClass::MEDIA)) {
            Sort::Body
        } else if role || class.has(WordClass::ROLE.with(WordClass::RANK)) {
            if definite { Sort::Human } else { Sort::HumanBare }
        } else {
            Sort::Other
        };
        let nations = &content.nations;
        let content = content.all.get(all)?;
        Some(Self { phrase, content, first, second, sort, nations, definite, same })
    }

    pub(super) fn context(&self) -> usize {
        self.sort as usize
    }
}

/// The scene in which a phrase stands: who was named and who spoke before it.
struct Scene<'s> {
    history: &'s History<'s>,
    asked: &'s Asked<'s>,
    /// What stands for the first word of the phrase: as it is, and in whichever number.
    first: u64,
    head: u64,
    sentence: u32,
    /// The entity of the phrase's own mention.
    linked: Option<usize>,
    issued: Option<usize>,
    beside: Option<usize>,
    /// The last named of the sort that is asked for.
    last: Option<usize>,
    /// The entities that were named, the latest first, each where it was last.
    seen: Vec<(usize, usize)>,
    /// Who spoke or acted, the latest first.
    recent: Vec<Carried>,
    gender: Option<Gender>,
}

/// All whom `asked` may stand for.
pub(super) fn all(history: &History<'_>, r: &Reader<'_>, asked: &Asked<'_>) -> Vec<Referent> {
    let phrase = asked.phrase;
    let before = before(r, phrase);
    let linked = phrase.mention.and_then(|m| r.mentions.get(m)?.entity);
    let own = linked.filter(|e| history.kind(*e) == Some(Kind::Role));
    let mut scene = Scene {
        history,
        asked,
        first: hash(asked.first),
        head: head(asked.first),
        sentence: r.sentence(phrase.run.from),
        linked,
        issued: issued(history, r, asked),
        beside: beside(history, r, asked, before),
        last: None,
        seen: Vec::with_capacity(NEAREST),
        recent: history.last(SPEAKERS),
        gender: gender::of(r, phrase),
    };
    for (m, mention) in near(r, before) {
        let Some(e) = mention.entity.filter(|_| mention.speaks()) else { continue };
        if asked.sort.takes(mention.kind) {
            scene.last = scene.last.or(Some(e));
        }
        if history.named_next(m) >= before {
            scene.seen.push((e, m));
        }
    }
    let is_headed = |e| history.called(e).is_some_and(|called| called.is_headed(scene.head));
    let spoke = scene.recent.iter().map(|past| past.entity);
    let spoke = spoke.chain([scene.issued, scene.beside, linked].into_iter().flatten());
    let spoke = spoke.map(|e| (e, scene.seen.iter().find(|(known, _)| *known == e).map(|x| x.1)));
    let named = scene.seen.iter().enumerate().filter(|&(n, &(e, _))| n < NAMED || is_headed(e));
    let named = named.map(|(_, &(e, m))| (e, Some(m)));
    let mut out = Vec::with_capacity(MOST + 1);
    out.push(Referent { entity: None, likeness: scene.itself(own) });
    for (e, m) in spoke.chain(named) {
        if out.len() > MOST {
            break;
        }
        if own != Some(e) && !out.iter().any(|x| x.entity == Some(e)) {
            out.push(Referent {
                entity: Some(e),
                likeness: scene.likeness(e, m.map(|m| r.sentence(r.run(m).from))),
            });
        }
    }
    out
}

/// How many mentions stand before a phrase.
fn before(r: &Reader<'_>, phrase: Phrase) -> usize {
    let start = r.source(phrase.run).map_or(0, Span::start);
    r.mentions.partition_point(|m| m.span.start() < start)
}

/// The mentions before mention `before` that are asked, the nearest first.
fn near<'r>(r: &'r Reader<'_>, before: usize) -> impl Iterator<Item = (usize, &'r Mention)> {
    let from = before.saturating_sub(NEAREST);
    (from..before).rev().filter_map(|m| Some((m, r.mentions.get(m)?)))
}

impl Scene<'_> {
    fn itself(&self, own: Option<usize>) -> Likeness {
        let asked = self.asked;
        let again = own.is_some_and(|e| self.history.told(e).next().is_some());
        Likeness::ITSELF
            .when(again, Likeness::ITSELF_AGAIN)
            .when(!asked.definite, Likeness::ITSELF_BARE)
            .when(asked.content.len() > 2, Likeness::ITSELF_LONG)
            .when(!asked.nations.is_empty(), Likeness::ITSELF_NATION)
            .when(asked.same, Likeness::ITSELF_SAME)
    }

    /// What tells for entity `e`, that was named last in sentence `named`.
    fn likeness(&self, e: usize, named: Option<u32>) -> Likeness {
        let mut common = Common::default();
        let called = self.history.called(e);
        for words in called.into_iter().flat_map(|called| [&called.title, &called.name]) {
            common.see(self, words);
        }
        let (mut newest, mut agrees, mut headed) = (None, Agreement::Any, false);
        for past in self.history.told(e) {
            common.see(self, &past.words);
            headed |= past.words.is_headed(self.head);
            newest = newest.or(Some(past));
            if agrees == Agreement::Any {
                agrees = past.agrees;
            }
        }
        let ago = newest.map(|p| p.sentence).max(named).map(|s| self.sentence.saturating_sub(s));
        let place = self.recent.iter().filter(|past| !past.acted).position(|past| past.entity == e);
        let kind = self.history.kind(e);
        let clash = self.gender.and_then(|gender| gender::clash(agrees, gender.agreement()));
        let many = self.gender == Some(Gender::People);
        let count = common.shared.count_ones() as usize;
        let of = self.asked.content.len();
        Likeness::default()
            .when(called.is_some_and(|c| c.title.is_headed(self.head)), Likeness::HEAD_OF_TITLE)
            .when(called.is_some_and(|c| c.name.is_headed(self.head)), Likeness::HEAD_OF_NAME)
            .when(headed, Likeness::HEAD_OF_WORDS)
            .when(common.head, Likeness::HEAD_WITHIN)
            .when(count == of, Likeness::ALL_WORDS)
            .when(count > 0 && count < of, Likeness::SOME_WORDS)
            .when(common.nation, Likeness::NATION_SAME)
            .when(common.nations && !common.nation, Likeness::NATION_OTHER)
            .when(self.linked == Some(e), Likeness::LINKED)
            .when(place == Some(0), Likeness::SPOKE_LAST)
            .when(place == Some(1), Likeness::SPOKE_SECOND)
            .when(place.is_some_and(|p| p > 1), Likeness::SPOKE_EARLIER)
            .when(place.is_none(), Likeness::SPOKE_NEVER)
            .when(newest.is_some_and(|p| p.aside), Likeness::SPOKE_ASIDE)
            .when(self.last == Some(e), Likeness::NAMED_LAST)
            .when(ago == Some(0), Likeness::SAME_SENTENCE)
            .when(ago == Some(1), Likeness::NEXT_SENTENCE)
            .when(ago.is_some_and(|a| a > 4), Likeness::FAR)
            .when(kind == Some(Kind::Person), Likeness::PERSON)
            .when(kind == Some(Kind::Organization), Likeness::BODY)
            .when(kind == Some(Kind::Role), Likeness::TITLE)
            .when(kind == Some(Kind::Place), Likeness::STATE)
            .when(clash == Some(true), Likeness::CLASH)
            .when(clash == Some(false), Likeness::FITS)
            .when(many && kind == Some(Kind::Person), Likeness::MANY_ONE)
            .when(self.issued == Some(e), Likeness::ISSUED)
            .when(self.beside == Some(e), Likeness::ISSUED_BESIDE)
    }
}

/// What the words of a phrase have in common with all that an entity is called.
#[derive(Default)]
struct Common {
    /// The words that are shared, a bit each.
    shared: u32,
    /// Its first word.
    head: bool,
    /// A country; whether both name any.
    nation: bool,
    nations: bool,
}

impl Common {
    fn see(&mut self, scene: &Scene<'_>, words: &Words) {
        let asked = scene.asked;
        if words.all.is_empty() {
            return;
        }
        for (n, word) in asked.content.iter().enumerate() {
            self.shared |= u32::from(words.has(*word)) << n;
        }
        self.head |= words.has(scene.first);
        self.nation |= asked.nations.iter().any(|nation| words.nations.contains(nation));
        self.nations |= !asked.nations.is_empty() && !words.nations.is_empty();
    }
}

/// Who spoke where the noun of a text stood last: قالت الوزارة في بيان … وأضاف البيان.
fn issued(history: &History<'_>, r: &Reader<'_>, asked: &Asked<'_>) -> Option<usize> {
    if !matches!(asked.sort, Sort::Text | Sort::Report) {
        return None;
    }
    let from = asked.phrase.run.from;
    let stands = |i: &usize| {
        let word = r.word(*i);
        word.strip_suffix('ا').unwrap_or(word).ends_with(asked.first)
            && word.len() <= asked.first.len() + 6
    };
    let mut at = from;
    for _ in 0..3 {
        at = (from.saturating_sub(REACH)..at).rev().find(stands)?;
        if let Some(e) = beside_at(r, at + 1) {
            return Some(e);
        }
        if let Some(e) = history.spoke_in(r.sentence(at)) {
            return Some(e);
        }
    }
    None
}

/// Who issued a text: بيان صادر عن الوزارة, بيان للحركة, بيان اللجنة.
fn beside(
    history: &History<'_>,
    r: &Reader<'_>,
    asked: &Asked<'_>,
    before: usize,
) -> Option<usize> {
    if !matches!(asked.sort, Sort::Text | Sort::Report) {
        return None;
    }
    let phrase = asked.phrase;
    let mention = phrase.mention.and_then(|m| r.mentions.get(m));
    let mention = mention.filter(|m| m.kind != Kind::Role).and_then(|m| m.entity);
    if let Some(e) = mention.or_else(|| beside_at(r, phrase.run.to)) {
        return Some(e);
    }
    // بيان للوزارة, بيان اللجنة: the body that was named before.
    let owner = head(r.word(phrase.run.to).strip_prefix("لل").or(asked.second)?);
    let mut named = near(r, before).filter_map(|(_, m)| m.entity);
    named.find(|e| history.called(*e).is_some_and(|called| called.is_headed(owner)))
}

/// Whoever issued a text, where no mention names it: بيان صادر عن إدارة المهرجان.
pub(super) fn issuer(r: &Reader<'_>, phrase: Phrase) -> Option<Phrase> {
    let word = r.word(phrase.run.from);
    let bare = word.strip_prefix('ل').filter(|w| TEXTS.contains(w)).unwrap_or(word);
    let to = phrase.run.to;
    let issued = |i: usize| matches!(r.word(i), "صادر" | "صدر" | "الصادر" | "صادره");
    if !TEXTS.contains(&bare) {
        return None;
    }
    let at = (phrase.run.from + 1..=to).find(|i| issued(*i))?;
    let about = r
        .ahead(at + 1, ISSUED)
        .take_while(|i| r.is(*i, Sign::Word) || r.is(*i, Sign::Other))
        .find(|i| r.has(*i, Duty::ABOUT))?;
    super::speaker::phrase(r, about + 1, about + ISSUED)
}

/// How far the issuer of a text may stand from «issued», in items.
const ISSUED: usize = 12;

/// The words of a phrase without the ل that they stand behind: لخبير, للخبير.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelt {
    pub(super) span: Span<Source>,
    /// The ل swallowed the alef of their article.
    swallowed: bool,
}

impl Spelt {
    /// How they are spelt, where `text` stands in their span.
    pub(super) fn of(self, text: &str) -> Cow<'_, str> {
        if self.swallowed { format!("ا{text}").into() } else { text.into() }
    }
}

pub(super) fn spelt(r: &Reader<'_>, phrase: Phrase) -> Option<Spelt> {
    let span = r.source(phrase.run)?;
    let word = r.word(phrase.run.from);
    let bare = word.strip_prefix('ل').filter(|_| r.mention_over(phrase.run.from).is_none());
    let known = |w: &str| {
        let class = WordClass::ROLE.with(WordClass::BODY).with(WordClass::MEDIA);
        vocabulary().lex(w).duty.has(Duty::SOURCE) || lexicon().class(w).has(class)
    };
    let Some(bare) = bare.filter(|_| span.slice(r.document.text()).starts_with('ل')) else {
        return Some(Spelt { span, swallowed: false });
    };
    let inside = Span::new(span.start() + 'ل'.len_utf8(), span.end());
    let swallowed = !known(bare) && bare.strip_prefix('ل').is_some_and(known);
    let span = if swallowed || known(bare) { inside } else { span };
    Some(Spelt { span, swallowed })
}

fn beside_at(r: &Reader<'_>, to: usize) -> Option<usize> {
    let mut i = to;
    while i < to + 6
        && matches!(
            r.word(i),
            "صادر"
                | "صدر"
                | "نشره"
                | "نشرته"
                | "اصدره"
                | "اصدرته"
                | "عن"
                | "نشر"
                | "ل"
                | "الصادر"
                | "نشرها"
                | "صادره"
        )
    {
        i += 1;
    }
    let m = r.mention_over(i)?;
    let mention = r.mentions.get(m)?;
    let names = mention.speaks();
    ((i > to || r.has_clitic_preposition(m)) && names).then_some(mention.entity).flatten()
}

/// Forms of address by which a text goes back to a person: معاليه.
const HONOURS: [&str; 8] =
    ["معاليه", "سموه", "فضيلته", "سعادته", "سيادته", "جلالته", "فخامته", "سماحته"];

/// The same: before its noun or behind it.
const SAME: [&str; 7] = ["ذات", "نفس", "ذاته", "ذاتها", "نفسه", "نفسها", "عينه"];

/// Texts that somebody issues.
const TEXTS: [&str; 13] = [
    "بيان",
    "بلاغ",
    "منشور",
    "خطاب",
    "رساله",
    "تصريح",
    "اعلان",
    "سؤال",
    "مقال",
    "حساب",
    "تحذير",
    "كلمه",
    "مذكره",
];
const REPORTS: [&str; 7] = ["تقرير", "تحقيق", "دراسه", "وثيقه", "مرسوم", "قرار", "استطلاع"];

/// لبيان, للمصدر: the noun behind ل, where it is one that speaks.
fn unclitic(word: &str) -> &str {
    let bare = word.strip_prefix("لل").or_else(|| word.strip_prefix('ل'));
    let known = |w: &&str| {
        TEXTS.contains(w) || REPORTS.contains(w) || vocabulary().lex(w).duty.has(Duty::SOURCE)
    };
    bare.filter(known).unwrap_or(word)
}

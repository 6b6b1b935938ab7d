//! Whom a phrase stands for that names nobody: الوزير, البيان, المسؤول الأميركي, معاليه.

use std::borrow::Cow;

use super::gender::{self, Gender};
use super::history::{History, Past};
use super::item::Sign;
use super::rank::features;
use super::reader::Reader;
use super::speaker::Phrase;
use super::vocabulary::{Duty, vocabulary};
use super::words::{Words, stem};
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
    /// Its folded words without ال.
    pub(super) content: &'p [String],
    head: String,
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
    pub(super) fn new(r: &Reader<'_>, phrase: Phrase, words: &'p Words) -> Option<Self> {
        let content = words.all.as_slice();
        let same = content.iter().any(|w| SAME.contains(&w.as_str()));
        let content = match content {
            [first, rest @ ..] if SAME.contains(&first.as_str()) => rest,
            [rest @ .., last] if SAME.contains(&last.as_str()) && !rest.is_empty() => rest,
            all => all,
        };
        let head = unclitic(content.first()?);
        let at = (phrase.run.from..phrase.run.to).find(|i| !SAME.contains(&r.word(*i)))?;
        let word = r.word(at);
        let definite = at > phrase.run.from || word.starts_with("ال") || word.starts_with("لل");
        let class = lexicon().class(&head).with(lexicon().class(word));
        let role = phrase.mention.and_then(|m| r.kind(m)) == Some(Kind::Role);
        let sort = if HONOURS.contains(&head.as_str()) {
            Sort::Honour
        } else if TEXTS.contains(&head.as_str()) {
            Sort::Text
        } else if REPORTS.contains(&head.as_str()) {
            Sort::Report
        } else if stem(&head) == "مصدر" {
            Sort::Source
        } else if class.has(WordClass::BODY.with(WordClass::MEDIA)) {
            Sort::Body
        } else if role || class.has(WordClass::ROLE.with(WordClass::RANK)) {
            if definite { Sort::Human } else { Sort::HumanBare }
        } else {
            Sort::Other
        };
        let nations = &words.nations;
        Some(Self { phrase, content, head, sort, nations, definite, same })
    }

    pub(super) fn context(&self) -> usize {
        self.sort as usize
    }
}

/// The scene in which a phrase stands: who was named and who spoke before it.
struct Scene<'s> {
    history: &'s History<'s>,
    asked: &'s Asked<'s>,
    sentence: usize,
    /// The entity of the phrase's own mention.
    linked: Option<usize>,
    issued: Option<usize>,
    beside: Option<usize>,
    /// The last named of the sort that is asked for.
    last: Option<usize>,
    /// In which sentence each entity was named last.
    seen: Vec<(usize, usize)>,
    /// Who spoke, the latest first.
    spoke: Vec<usize>,
    gender: Option<Gender>,
}

/// All whom `asked` may stand for.
pub(super) fn all(history: &History<'_>, r: &Reader<'_>, asked: &Asked<'_>) -> Vec<Referent> {
    let phrase = asked.phrase;
    let linked = phrase.mention.and_then(|m| r.mentions.get(m)?.entity);
    let own = linked.filter(|e| history.kind(*e) == Some(Kind::Role));
    let recent = history.last(SPEAKERS);
    let mut scene = Scene {
        history,
        asked,
        sentence: r.sentence(phrase.run.from),
        linked,
        issued: issued(history, r, asked),
        beside: beside(history, r, asked),
        last: None,
        seen: Vec::with_capacity(NEAREST),
        spoke: recent.iter().filter(|c| !c.acted).map(|c| c.entity).collect(),
        gender: gender::of(r, phrase),
    };
    let mut entities: Vec<usize> = recent.iter().map(|past| past.entity).collect();
    let first = [scene.issued, scene.beside, linked];
    entities.extend(first.into_iter().flatten());
    for (m, mention) in near(r, phrase) {
        let Some(e) = mention.entity.filter(|_| mention.kind != Kind::Place || mention.acting)
        else {
            continue;
        };
        if asked.sort.takes(mention.kind) {
            scene.last = scene.last.or(Some(e));
        }
        if scene.seen.iter().any(|(known, _)| *known == e) {
            continue;
        }
        scene.seen.push((e, r.sentence(r.run(m).from)));
        if scene.seen.len() <= NAMED || history.called(e).is_headed(&asked.head) {
            entities.push(e);
        }
    }
    let mut out = Vec::with_capacity(MOST + 1);
    out.push(Referent { entity: None, likeness: scene.itself(own) });
    for e in entities {
        if out.len() <= MOST && own != Some(e) && !out.iter().any(|x| x.entity == Some(e)) {
            out.push(Referent { entity: Some(e), likeness: scene.likeness(e) });
        }
    }
    out
}

/// The mentions before a phrase that are asked, the nearest first.
fn near<'r>(r: &'r Reader<'_>, phrase: Phrase) -> impl Iterator<Item = (usize, &'r Mention)> {
    let start = r.source(phrase.run).map_or(0, Span::start);
    let end = r.mentions.partition_point(|m| m.span.start() < start);
    (end.saturating_sub(NEAREST)..end).rev().filter_map(|m| Some((m, r.mentions.get(m)?)))
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

    fn likeness(&self, e: usize) -> Likeness {
        let told: Vec<&Past> = self.history.told(e).collect();
        let named = self.seen.iter().find(|(known, _)| *known == e).map(|(_, s)| *s);
        let newest = told.first();
        let ago = newest.map(|p| p.sentence).max(named).map(|s| self.sentence.saturating_sub(s));
        let place = self.spoke.iter().position(|s| *s == e);
        let kind = self.history.kind(e);
        let agrees = self.history.agreement(e);
        let clash =
            self.gender.zip(agrees).and_then(|(g, past)| gender::clash(past, g.agreement()));
        let many = self.gender == Some(Gender::People);
        self.words(e, &told)
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

    /// What the words of the phrase have in common with what an entity is called.
    fn words(&self, e: usize, told: &[&Past]) -> Likeness {
        let asked = self.asked;
        let called = self.history.called(e);
        let (title, name) = (&called.title, &called.name);
        let sets = || [title, name].into_iter().chain(told.iter().map(|p| &p.words));
        let within = |w: &str| sets().any(|set| set.has(w));
        let count = asked.content.iter().filter(|w| within(w)).count();
        let same = asked.nations.iter().any(|n| sets().any(|set| set.nations.contains(n)));
        let other = !same && !asked.nations.is_empty() && sets().any(|s| !s.nations.is_empty());
        Likeness::default()
            .when(title.is_headed(&asked.head), Likeness::HEAD_OF_TITLE)
            .when(name.is_headed(&asked.head), Likeness::HEAD_OF_NAME)
            .when(told.iter().any(|p| p.words.is_headed(&asked.head)), Likeness::HEAD_OF_WORDS)
            .when(within(&asked.head), Likeness::HEAD_WITHIN)
            .when(count == asked.content.len(), Likeness::ALL_WORDS)
            .when(count > 0 && count < asked.content.len(), Likeness::SOME_WORDS)
            .when(same, Likeness::NATION_SAME)
            .when(other, Likeness::NATION_OTHER)
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
        word.strip_suffix('ا').unwrap_or(word).ends_with(asked.head.as_str())
            && word.len() <= asked.head.len() + 6
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
fn beside(history: &History<'_>, r: &Reader<'_>, asked: &Asked<'_>) -> Option<usize> {
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
    let owner = r.word(phrase.run.to).strip_prefix("لل").map(str::to_owned);
    let owner = owner.or_else(|| asked.content.get(1).cloned())?;
    let mut named = near(r, phrase).filter_map(|(_, m)| m.entity);
    named.find(|e| history.called(*e).is_headed(&owner))
}

/// Whoever issued a text, where no mention names it: بيان صادر عن إدارة المهرجان.
pub(super) fn issuer(r: &Reader<'_>, phrase: Phrase) -> Option<Phrase> {
    let word = r.word(phrase.run.from);
    let bare = word.strip_prefix('ل').filter(|w| TEXTS.contains(w)).unwrap_or(word);
    let to = phrase.run.to;
    let issued = |i: usize| matches!(r.word(i), "صادر" | "صدر" | "الصادر" | "صادره");
    let at = (phrase.run.from + 1..=to).find(|i| issued(*i)).filter(|_| TEXTS.contains(&bare))?;
    let about = r
        .ahead(at + 1, ISSUED)
        .take_while(|i| r.is(*i, Sign::Word) || r.is(*i, Sign::Other))
        .find(|i| r.has(*i, Duty::ABOUT))?;
    super::speaker::phrase(r, about + 1, about + ISSUED)
}

/// How far the issuer of a text may stand from «issued», in items.
const ISSUED: usize = 12;

/// The words of a phrase, and how they are spelt without the ل that they stand behind: لخبير, للخبير.
pub(super) fn spelt<'r>(r: &'r Reader<'_>, phrase: Phrase) -> Option<(Span<Source>, Cow<'r, str>)> {
    let words = r.source(phrase.run)?;
    let text = words.slice(r.document.text());
    let word = r.word(phrase.run.from);
    let bare = word.strip_prefix('ل').filter(|_| r.mention_over(phrase.run.from).is_none());
    let known = |w: &str| {
        let class = WordClass::ROLE.with(WordClass::BODY).with(WordClass::MEDIA);
        vocabulary().lex(w).duty.has(Duty::SOURCE) || lexicon().class(w).has(class)
    };
    let Some(bare) = bare.filter(|_| text.starts_with('ل')) else {
        return Some((words, text.into()));
    };
    let inside = Span::new(words.start() + 'ل'.len_utf8(), words.end());
    if known(bare) {
        return Some((inside, inside.slice(r.document.text()).into()));
    }
    match bare.strip_prefix('ل').filter(|w| known(w)) {
        Some(_) => Some((inside, format!("ا{}", inside.slice(r.document.text())).into())),
        None => Some((words, text.into())),
    }
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
    let names = mention.kind != Kind::Place || mention.acting;
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
fn unclitic(word: &str) -> String {
    let bare = word.strip_prefix("لل").or_else(|| word.strip_prefix('ل'));
    let known = |w: &&str| {
        TEXTS.contains(w) || REPORTS.contains(w) || vocabulary().lex(w).duty.has(Duty::SOURCE)
    };
    bare.filter(known).unwrap_or(word).to_owned()
}

//! Who has spoken so far, and whom a short phrase stands for.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::cue::Agreement;
use super::reader::Reader;
use super::speaker::Phrase;
use crate::analysis::{Entity, How, Kind};
use crate::normalize::fold;
use crate::span::{Source, Span};

/// A speaker found.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    /// The words that name it in this sentence.
    pub(super) words: Option<Span<Source>>,
    pub(super) entity: Option<usize>,
    pub(super) how: How,
    pub(super) agrees: Agreement,
}

/// The speakers of a document in the order in which they spoke.
pub(super) struct History<'e> {
    pub(super) entities: &'e mut Vec<Entity>,
    past: Vec<Past>,
    /// Per entity: the words of its title and of its name, once they were asked for.
    known: RefCell<FxHashMap<usize, [Vec<String>; 2]>>,
}

struct Past {
    entity: usize,
    agrees: Agreement,
    /// Spoke within what another said, or in a relative clause.
    aside: bool,
    /// The folded words by which it was introduced.
    words: Vec<String>,
}

/// How far back a short phrase is resolved.
const MEMORY: usize = 12;

impl<'e> History<'e> {
    pub(super) fn new(entities: &'e mut Vec<Entity>) -> Self {
        Self { entities, past: Vec::new(), known: RefCell::default() }
    }

    /// Whether nobody has spoken or acted.
    pub(super) fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    /// The last speaker that agrees with a verb, or the last of all.
    pub(super) fn carried(&self, agrees: Agreement) -> Option<Speaker> {
        let recent = || self.past.iter().rev().take(MEMORY).filter(|p| !p.aside);
        let past = recent()
            .take(4)
            .find(|p| {
                agrees == Agreement::Any
                    || p.agrees == Agreement::Any
                    || compatible(p.agrees, agrees)
            })
            .or_else(|| recent().next())
            .or_else(|| self.past.last())?;
        Some(Speaker {
            words: None,
            entity: Some(past.entity),
            how: How::Carried,
            agrees: past.agrees,
        })
    }

    /// The speaker that a phrase names, and the memory of it.
    pub(super) fn named(
        &mut self,
        r: &Reader<'_>,
        phrase: Phrase,
        how: How,
        agrees: Agreement,
    ) -> Option<Speaker> {
        let words = r.source(phrase.run)?;
        let text = words.slice(r.document.text());
        let content = content_words(text);
        let mention = phrase.mention.and_then(|m| r.mentions.get(m));
        let linked = mention.and_then(|m| m.entity).filter(|e| *e < self.entities.len());
        let (entity, how) = match linked {
            Some(e) if self.entities.get(e).is_some_and(|x| x.kind != Kind::Role) => (e, how),
            _ => match self.resolve(r, phrase, &content) {
                Some(e) => (e, if how == How::Subject { How::Role } else { how }),
                None => (linked.unwrap_or_else(|| self.add(text)), how),
            },
        };
        self.past.push(Past { entity, agrees, aside: false, words: content });
        Some(Speaker { words: Some(words), entity: Some(entity), how, agrees })
    }

    /// The last one who spoke did so within what another said: nobody goes on for him.
    pub(super) fn set_aside(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.aside = true;
        }
    }

    /// Remembers that a speaker spoke on.
    pub(super) fn again(&mut self, speaker: &Speaker, agrees: Agreement) {
        if let Some(entity) = speaker.entity {
            let agrees = if agrees == Agreement::Any { speaker.agrees } else { agrees };
            self.past.push(Past { entity, agrees, aside: false, words: Vec::new() });
        }
    }

    /// A phrase that names nobody (الوزير, البيان, وزير المياه): who was introduced by those words.
    fn resolve(&self, r: &Reader<'_>, phrase: Phrase, content: &[String]) -> Option<usize> {
        let content = match content {
            [first, rest @ ..] if matches!(first.as_str(), "ذات" | "نفس") => rest,
            all => all,
        };
        let head = &unclitic(content.first()?);
        if HONOURS.contains(&head.as_str()) {
            let person =
                |p: &&Past| self.entities.get(p.entity).is_some_and(|e| e.kind == Kind::Person);
            return self.past.iter().rev().take(MEMORY).find(person).map(|p| p.entity);
        }
        let definite =
            (phrase.run.from..phrase.run.to).find(|i| r.word(*i) != "ذات").is_some_and(|i| {
                r.word(i).starts_with("ال") || r.word(i).starts_with("لل") || i > phrase.run.from
            });
        if let Some(issuer) = Self::issuer(r, phrase, head) {
            return Some(issuer);
        }
        let recent = || self.past.iter().rev().take(MEMORY);
        let all_in = |words: &[String]| content.iter().all(|w| words.contains(w));
        let told = |words: &[String]| {
            if definite {
                words.contains(head)
            } else {
                words.len() >= content.len() && all_in(words)
            }
        };
        // All the words first: الرئيس التونسي is no other president.
        let whole = recent().find(|p| !p.words.is_empty() && content.len() > 1 && all_in(&p.words));
        if let Some(past) = whole.or_else(|| recent().find(|p| told(&p.words))) {
            return Some(past.entity);
        }
        if let Some(e) = self.before(r, phrase, |words| {
            if definite { words.first() == Some(head) } else { content.len() > 1 && all_in(words) }
        }) {
            return Some(e);
        }
        if !definite || content.len() > 6 {
            return None;
        }
        let kind = |p: &&Past, kind| self.entities.get(p.entity).is_some_and(|e| e.kind == kind);
        if BODIES.contains(&head.as_str()) && content.len() <= 3 {
            return recent().find(|p| kind(p, Kind::Organization)).map(|p| p.entity);
        }
        // المتحدث, المصدر نفسه: whoever spoke last. البيان: the body that spoke last.
        let body = |p: &&Past| self.entities.get(p.entity).is_some_and(|e| e.kind != Kind::Person);
        if TEXTS.contains(&head.as_str()) {
            return recent().find(body).or_else(|| recent().next()).map(|p| p.entity);
        }
        if STAND_INS.contains(&head.as_str()) {
            let human = |p: &&Past| kind(p, Kind::Person) || kind(p, Kind::Role);
            return recent().find(human).or_else(|| recent().next()).map(|p| p.entity);
        }
        // المهاجم السوري, الأديبة: a description of the person who spoke last, unless it is an office.
        let office = OFFICES.contains(&head.as_str()) || content.len() > 2;
        let described = phrase.mention.and_then(|m| r.kind(m)) == Some(Kind::Role);
        (described && !office)
            .then(|| recent().find(|p| kind(p, Kind::Person)).map(|p| p.entity))
            .flatten()
    }

    /// The entity of the nearest mention before a phrase whose name or title `is` it.
    fn before(
        &self,
        r: &Reader<'_>,
        phrase: Phrase,
        is: impl Fn(&[String]) -> bool,
    ) -> Option<usize> {
        let start = r.source(phrase.run)?.start();
        let end = r.mentions.partition_point(|m| m.span.start() < start);
        let text = r.source(phrase.run)?.slice(r.document.text());
        let mut known = self.known.borrow_mut();
        r.mentions.get(end.saturating_sub(NEAREST)..end)?.iter().rev().find_map(|mention| {
            let e = mention.entity?;
            let entity =
                self.entities.get(e).filter(|e| e.kind != Kind::Place && e.name != text)?;
            let words = known.entry(e).or_insert_with(|| {
                let role = entity.role.as_deref().map(content_words).unwrap_or_default();
                [role, content_words(&entity.name)]
            });
            words.iter().any(|w| is(w)).then_some(e)
        })
    }

    /// Who issued a text: بيان صادر عن الوزارة, بيان للحركة.
    fn issuer(r: &Reader<'_>, phrase: Phrase, head: &str) -> Option<usize> {
        if !TEXTS.contains(&head) {
            return None;
        }
        let mut i = phrase.run.to;
        while matches!(
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
        ) {
            i += 1;
        }
        let mention = r.mentions.get(r.mention_over(i)?)?;
        (i > phrase.run.to || r.has_clitic_preposition(r.mention_over(i)?))
            .then_some(mention.entity)
            .flatten()
    }

    /// Whom the text names by the description that stands for `entity`, if that names nobody itself.
    pub(super) fn named_below(&self, entity: usize) -> Option<usize> {
        let kind = |e: usize| self.entities.get(e).map(|e| e.kind);
        let at = self.past.iter().position(|p| p.entity == entity && !p.words.is_empty())?;
        let words = &self.past.get(at)?.words;
        let head = words.first().filter(|_| kind(entity) == Some(Kind::Role))?;
        let shared = |p: &&Past| {
            let common = words.iter().filter(|w| p.words.contains(w)).count();
            p.entity != entity
                && matches!(kind(p.entity), Some(Kind::Person | Kind::Organization))
                && p.words.contains(head)
                && 2 * common > words.len()
        };
        self.past.get(at..)?.iter().take(MEMORY).find(shared).map(|p| p.entity)
    }

    fn add(&mut self, text: &str) -> usize {
        let found = self.entities.iter().rposition(|e| e.kind == Kind::Role && e.name == text);
        found.unwrap_or_else(|| {
            self.entities.push(Entity {
                kind: Kind::Role,
                name: text.to_owned(),
                aliases: Vec::new(),
                role: None,
                country: None,
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        })
    }
}

/// How many mentions before a phrase are asked.
const NEAREST: usize = 60;

/// Nouns by which a text goes back to whoever spoke last.
const STAND_INS: [&str; 32] = [
    "متحدث",
    "متحدثه",
    "مصدر",
    "مسؤول",
    "مسئول",
    "مسؤوله",
    "خبير",
    "خبيره",
    "باحث",
    "باحثه",
    "محلل",
    "ناطق",
    "كاتب",
    "كاتبه",
    "ناشط",
    "ناشطه",
    "اخير",
    "اخيره",
    "قيادي",
    "فاعل",
    "برلماني",
    "برلمانيه",
    "نائب",
    "رجل",
    "مدرب",
    "لاعب",
    "محامي",
    "فنان",
    "فنانه",
    "مراسل",
    "مراسله",
    "دبلوماسي",
];

/// Forms of address by which a text goes back to a person: معاليه.
const HONOURS: [&str; 8] =
    ["معاليه", "سموه", "فضيلته", "سعادته", "سيادته", "جلالته", "فخامته", "سماحته"];

/// Nouns by which a text goes back to the body that spoke last.
const BODIES: [&str; 12] = [
    "هيئه",
    "جهه",
    "مؤسسه",
    "منظمه",
    "جمعيه",
    "شركه",
    "نقابه",
    "صحيفه",
    "مجله",
    "قناه",
    "وكاله",
    "جريده",
];

/// Titles of an office: each may be another's.
const OFFICES: [&str; 16] = [
    "رئيس",
    "رئيسه",
    "امين",
    "وزير",
    "وزيره",
    "ملك",
    "امير",
    "مستشار",
    "مستشاره",
    "سفير",
    "قائد",
    "مدير",
    "مبعوث",
    "نائب",
    "مفوض",
    "زعيم",
];

/// Texts that a body issues.
const TEXTS: [&str; 9] =
    ["بيان", "بلاغ", "منشور", "خطاب", "رساله", "تصريح", "اعلان", "تقرير", "مقال"];

/// لبيان, للمصدر: the noun behind ل, where it is one that speaks.
fn unclitic(word: &str) -> String {
    let bare = word.strip_prefix("لل").or_else(|| word.strip_prefix('ل'));
    bare.filter(|w| TEXTS.contains(w) || STAND_INS.contains(w)).unwrap_or(word).to_owned()
}

fn compatible(past: Agreement, now: Agreement) -> bool {
    past == now || (past != Agreement::Feminine && now != Agreement::Feminine)
}

/// The folded words of a phrase without ال.
fn content_words(text: &str) -> Vec<String> {
    fold(text)
        .text()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(16)
        .map(|w| w.strip_prefix("ال").filter(|rest| rest.len() > 4).unwrap_or(w).to_owned())
        .collect()
}

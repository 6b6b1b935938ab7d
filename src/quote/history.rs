//! Who has spoken so far, and whom a short phrase stands for.

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
}

struct Past {
    entity: usize,
    agrees: Agreement,
    /// The folded words by which it was introduced.
    words: Vec<String>,
}

/// How far back a short phrase is resolved.
const MEMORY: usize = 12;

impl<'e> History<'e> {
    pub(super) fn new(entities: &'e mut Vec<Entity>) -> Self {
        Self { entities, past: Vec::new() }
    }

    /// The last speaker that agrees with a verb, or the last of all.
    pub(super) fn carried(&self, agrees: Agreement) -> Option<Speaker> {
        let recent = || self.past.iter().rev().take(MEMORY);
        let past = recent()
            .take(4)
            .find(|p| {
                agrees == Agreement::Any
                    || p.agrees == Agreement::Any
                    || compatible(p.agrees, agrees)
            })
            .or_else(|| recent().next())?;
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
            _ => match self.resolve(&content, text) {
                Some(e) => (e, if how == How::Subject { How::Role } else { how }),
                None => (linked.unwrap_or_else(|| self.add(text)), how),
            },
        };
        self.past.push(Past { entity, agrees, words: content });
        Some(Speaker { words: Some(words), entity: Some(entity), how, agrees })
    }

    /// Remembers that a speaker spoke on.
    pub(super) fn again(&mut self, speaker: &Speaker, agrees: Agreement) {
        if let Some(entity) = speaker.entity {
            let agrees = if agrees == Agreement::Any { speaker.agrees } else { agrees };
            self.past.push(Past { entity, agrees, words: Vec::new() });
        }
    }

    /// A definite phrase that names nobody (الوزير, البيان): who was introduced by that word.
    fn resolve(&self, content: &[String], text: &str) -> Option<usize> {
        let head = content.first()?;
        let definite = fold(text).text().starts_with("ال");
        for past in self.past.iter().rev().take(MEMORY) {
            if past.words.iter().any(|w| same_noun(w, head)) {
                return Some(past.entity);
            }
        }
        if !definite || content.len() > 3 {
            return None;
        }
        let spoken = self.past.iter().rev().take(MEMORY).map(|p| p.entity);
        for e in spoken.chain((0..self.entities.len()).rev().take(64)) {
            let Some(entity) = self.entities.get(e) else { continue };
            let known = entity.role.as_deref().into_iter().chain([entity.name.as_str()]);
            if entity.kind != Kind::Place
                && known
                    .filter(|k| *k != text)
                    .any(|k| content_words(k).first().is_some_and(|w| same_noun(w, head)))
            {
                return Some(e);
            }
        }
        // المتحدث, المصدر نفسه, البيان: whoever spoke last.
        (content.len() <= 2 && STAND_INS.contains(&head.as_str()))
            .then(|| self.past.last().map(|p| p.entity))
            .flatten()
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

/// Nouns by which a text goes back to whoever spoke last.
const STAND_INS: [&str; 24] = [
    "متحدث",
    "متحدثه",
    "مصدر",
    "بيان",
    "مسؤول",
    "مسوول",
    "مسؤوله",
    "خبير",
    "باحث",
    "باحثه",
    "محلل",
    "ناطق",
    "كاتب",
    "ناشط",
    "اخير",
    "اخيره",
    "قيادي",
    "فاعل",
    "بلاغ",
    "برلماني",
    "نائب",
    "رجل",
    "مدرب",
    "لاعب",
];

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
        .map(|w| {
            w.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(w).to_owned()
        })
        .collect()
}

fn same_noun(a: &str, b: &str) -> bool {
    a == b
}

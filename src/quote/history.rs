//! Who has spoken so far, and whom a short phrase stands for.

use std::cell::OnceCell;
use std::mem;

use super::cue::Agreement;
use super::gender;
use super::rankers::Rankers;
use super::reader::{Reader, Run};
use super::speaker::Phrase;
use super::stand_in::{self, Asked};
#[cfg(feature = "train")]
use super::train::Choice;
use super::words::{Called, Words, words};
use crate::analysis::{Entity, How, Kind, Mention};
use crate::lexicon::{WordClass, lexicon};
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
    /// Per mention: the next of its entity that can speak.
    named_next: Vec<u32>,
    /// The sentence and the line that are read.
    now: (u32, u32),
    rankers: &'e Rankers,
    /// What there was to choose from, for training.
    #[cfg(feature = "train")]
    pub(super) choices: Vec<Choice>,
    /// What entities are called, once it was asked for.
    called: Vec<OnceCell<Option<Box<Called>>>>,
}

/// Someone who spoke or acted, and where.
pub(super) struct Past {
    pub(super) entity: usize,
    pub(super) agrees: Agreement,
    /// Spoke within what another said, or in a relative clause.
    pub(super) aside: bool,
    /// Did something, and said nothing.
    acted: bool,
    /// The folded words by which it was introduced.
    pub(super) words: Words,
    /// The same in the text.
    span: Option<Span<Source>>,
    pub(super) sentence: u32,
    line: u32,
}

/// One who spoke or acted before and may go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carried {
    pub(super) entity: usize,
    pub(super) agrees: Agreement,
    pub(super) aside: bool,
    pub(super) acted: bool,
    /// How often of late.
    pub(super) times: usize,
    pub(super) sentence: u32,
    pub(super) line: u32,
    span: Option<Span<Source>>,
}

/// How far back a short phrase is resolved.
const MEMORY: usize = 12;

impl<'e> History<'e> {
    pub(super) fn new(
        mentions: &[Mention],
        entities: &'e mut Vec<Entity>,
        rankers: &'e Rankers,
    ) -> Self {
        Self {
            called: entities.iter().map(|_| OnceCell::new()).collect(),
            named_next: named_next(mentions, entities.len()),
            entities,
            past: Vec::new(),
            now: (0, 0),
            rankers,
            #[cfg(feature = "train")]
            choices: Vec::new(),
        }
    }

    /// Whether nobody has spoken or acted.
    pub(super) fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    /// Goes on to a sentence and its line.
    pub(super) fn move_to(&mut self, sentence: u32, line: u32) {
        self.now = (sentence, line);
    }

    pub(super) fn kind(&self, entity: usize) -> Option<Kind> {
        self.entities.get(entity).map(|e| e.kind)
    }

    /// Whether an entity is called as a body is.
    pub(super) fn is_body(&self, entity: usize) -> bool {
        let body = WordClass::BODY.with(WordClass::MEDIA);
        let name = self.entities.get(entity).map(|e| fold(&e.name)).unwrap_or_default();
        words(name.text()).next().is_some_and(|(_, bare)| lexicon().class(bare).has(body))
    }

    /// The next mention of the same entity that can speak, behind one that can.
    pub(super) fn named_next(&self, mention: usize) -> usize {
        self.named_next.get(mention).map_or(usize::MAX, |next| *next as usize)
    }

    /// Who spoke or acted of late, the latest first.
    fn late(&self) -> impl DoubleEndedIterator<Item = &Past> {
        let from = self.past.len().saturating_sub(MEMORY);
        self.past.get(from..).unwrap_or_default().iter().rev()
    }

    /// Whether an entity has spoken of late.
    pub(super) fn spoke(&self, entity: usize) -> bool {
        self.late().any(|p| p.entity == entity && !p.acted)
    }

    /// The last `most` who spoke or acted, the latest first, each once.
    pub(super) fn last(&self, most: usize) -> Vec<Carried> {
        let mut out: Vec<Carried> = Vec::with_capacity(most);
        for past in self.late() {
            if let Some(known) = out.iter_mut().find(|c| c.entity == past.entity) {
                known.times += usize::from(!past.acted);
                known.acted &= past.acted;
                known.aside &= past.aside;
                if known.agrees == Agreement::Any {
                    known.agrees = past.agrees;
                }
                if known.span.is_none() && past.sentence == known.sentence {
                    known.span = past.span;
                }
            } else if out.len() < most {
                out.push(Carried {
                    entity: past.entity,
                    agrees: past.agrees,
                    aside: past.aside,
                    acted: past.acted,
                    times: usize::from(!past.acted),
                    sentence: past.sentence,
                    line: past.line,
                    span: past.span,
                });
            }
        }
        out
    }

    /// One who spoke before speaks on.
    pub(super) fn go_on(&mut self, past: Carried, agrees: Agreement) -> Speaker {
        let words = past.span.filter(|_| past.sentence == self.now.0);
        let agrees = if agrees == Agreement::Any { past.agrees } else { agrees };
        let speaker = Speaker { words, entity: Some(past.entity), how: How::Carried, agrees };
        self.again(&speaker, agrees);
        speaker
    }

    /// Whom `carried` gives.
    pub(super) fn usual(&self, agrees: Agreement) -> Option<usize> {
        self.carried(agrees)?.entity
    }

    /// The last speaker that agrees with a verb, or the last of all.
    pub(super) fn carried(&self, agrees: Agreement) -> Option<Speaker> {
        let recent = || self.late().filter(|p| !p.aside);
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

    /// Remembers who does what no cue says. Whether anyone does.
    pub(super) fn acts(&mut self, r: &Reader<'_>, phrase: Phrase, agrees: Agreement) -> bool {
        let named = self.named(r, phrase, How::Subject, agrees).is_some();
        if let Some(last) = self.past.last_mut().filter(|_| named) {
            last.acted = true;
        }
        named
    }

    /// The speaker that a phrase names, and the memory of it.
    pub(super) fn named(
        &mut self,
        r: &Reader<'_>,
        phrase: Phrase,
        how: How,
        agrees: Agreement,
    ) -> Option<Speaker> {
        if let Some(issuer) = stand_in::issuer(r, phrase) {
            let named = self.named(r, issuer, how, agrees)?;
            let words = r.source(Run { from: phrase.run.from, to: issuer.run.to });
            return Some(Speaker { words, ..named });
        }
        let spelt = stand_in::spelt(r, phrase)?;
        let folded = spelt.of(r.document.folded_of(spelt.span));
        let content = Words::read(&folded);
        let mention = phrase.mention.and_then(|m| r.mentions.get(m));
        let linked = mention.and_then(|m| m.entity).filter(|e| *e < self.entities.len());
        let is_name = mention.is_some_and(|m| m.kind != Kind::Role);
        let named = linked.is_some() && is_name;
        let stands_for = if named { None } else { self.resolve(r, phrase, &folded, &content) };
        let own = linked.filter(|e| is_name || self.kind(*e) == Some(Kind::Role));
        let (entity, how, words_of) = match (stands_for, own) {
            // Words that stand for somebody are no name of his: they may be wrong.
            (Some(e), _) => {
                (e, if how == How::Subject { How::Role } else { how }, Words::default())
            }
            (None, Some(e)) => (e, how, content),
            (None, None) => {
                (self.add(&spelt.of(spelt.span.slice(r.document.text()))), how, content)
            }
        };
        let (sentence, line) = (r.sentence(phrase.run.from), r.line(phrase.run.from));
        let span = Some(spelt.span);
        let agrees = gender::of(r, phrase).map_or(agrees, gender::Gender::agreement);
        let (aside, acted) = (false, false);
        self.past.push(Past {
            entity,
            agrees,
            aside,
            acted,
            words: words_of,
            span,
            sentence,
            line,
        });
        Some(Speaker { words: span, entity: Some(entity), how, agrees })
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
            let (sentence, line) = self.now;
            let span = speaker.words;
            let (aside, acted, words) = (false, false, Words::default());
            self.past.push(Past { entity, agrees, aside, acted, words, span, sentence, line });
        }
    }

    /// A phrase that names nobody (الوزير, البيان, وزير المياه): whom it stands for.
    fn resolve(
        &mut self,
        r: &Reader<'_>,
        phrase: Phrase,
        folded: &str,
        words: &Words,
    ) -> Option<usize> {
        let asked = Asked::new(r, phrase, folded, words)?;
        let referents = stand_in::all(self, r, &asked);
        let sets = referents.iter().map(|x| x.likeness.0);
        let best = self.rankers.referent.best(sets, asked.context());
        #[cfg(feature = "train")]
        self.choices.push(super::train::referents(r, &asked, &referents));
        referents.get(best?)?.entity
    }

    /// What was told of an entity of late, the latest first.
    pub(super) fn told(&self, entity: usize) -> impl Iterator<Item = &Past> {
        self.late().filter(move |p| p.entity == entity)
    }

    /// How verbs agreed with an entity of late.
    pub(super) fn agreement(&self, entity: usize) -> Option<Agreement> {
        self.told(entity).map(|p| p.agrees).find(|a| *a != Agreement::Any)
    }

    /// Who spoke first in a sentence.
    pub(super) fn spoke_in(&self, sentence: u32) -> Option<usize> {
        let here = self.late().filter(|p| p.sentence == sentence);
        here.filter(|p| !p.acted).map(|p| p.entity).next_back()
    }

    /// What an entity is called.
    pub(super) fn called(&self, entity: usize) -> Option<&Called> {
        let read = || Some(Box::new(Called::read(self.entities.get(entity)?)));
        self.called.get(entity)?.get_or_init(read).as_deref()
    }

    /// Whom the text names by the description that stands for `entity`, if that names nobody itself.
    pub(super) fn named_below(&self, entity: usize) -> Option<usize> {
        let kind = |e: usize| self.entities.get(e).map(|e| e.kind);
        let at = self.past.iter().position(|p| p.entity == entity && !p.words.all.is_empty())?;
        let words = &self.past.get(at)?.words;
        let head = *words.all.first().filter(|_| kind(entity) == Some(Kind::Role))?;
        let shared = |p: &&Past| {
            let common = words.all.iter().filter(|w| p.words.has(**w)).count();
            p.entity != entity
                && matches!(kind(p.entity), Some(Kind::Person | Kind::Organization))
                && p.words.has(head)
                && 2 * common > words.all.len()
        };
        let below = || self.past.get(at + 1..).unwrap_or_default().iter().take(MEMORY);
        let other = |p: &&Past| p.entity != entity && p.words.all != words.all;
        let first = || below().find(|p| other(p) && p.words.head == words.head);
        below().find(shared).or_else(first).map(|p| p.entity)
    }

    /// The entity of a source that no mention names; of late, the same words are the same one.
    fn add(&mut self, text: &str) -> usize {
        let mut known = self.entities.iter().enumerate().rev().take(SOURCES);
        if let Some((id, _)) = known.find(|(_, e)| e.kind == Kind::Role && e.name == text) {
            return id;
        }
        self.entities.push(Entity {
            kind: Kind::Role,
            name: text.to_owned(),
            aliases: Vec::new(),
            role: None,
            country: None,
            coordinates: None,
            mentions: Vec::new(),
        });
        self.called.push(OnceCell::new());
        self.entities.len() - 1
    }
}

/// Per mention: the next of its entity that can speak.
fn named_next(mentions: &[Mention], entities: usize) -> Vec<u32> {
    let mut next = vec![u32::MAX; mentions.len()];
    let mut last = vec![usize::MAX; entities];
    for (m, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.speaks()) {
        if let Some(last) = mention.entity.and_then(|e| last.get_mut(e))
            && let Some(slot) = next.get_mut(mem::replace(last, m))
        {
            *slot = u32::try_from(m).unwrap_or(u32::MAX);
        }
    }
    next
}

/// Among how many entities a source that no mention names is looked for.
const SOURCES: usize = 64;

fn compatible(past: Agreement, now: Agreement) -> bool {
    past == now || (past != Agreement::Feminine && now != Agreement::Feminine)
}

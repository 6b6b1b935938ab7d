//! Everyone who may speak by a cue, with what tells for and against each.

use super::cue::{Agreement, Cue, Habit, Shape};
use super::finder::Finder;
use super::gender;
use super::history::Carried;
use super::item::Sign;
use super::rank::features;
use super::reader::{Reader, Run};
use super::speaker::{self, Phrase};
use super::vocabulary::Duty;
use crate::analysis::Kind;

features! {
    /// What tells for or against one who may speak.
    Features {
        /// Right behind the verb.
        AFTER_FIRST = "after:first",
        /// Nothing governs it, a few words behind the verb, or more.
        AFTER_NEAR = "after:near",
        AFTER_FAR = "after:far",
        /// Behind a preposition.
        AFTER_NEAR_GOVERNED = "after:near-governed",
        AFTER_FAR_GOVERNED = "after:far-governed",
        /// The first noun behind the verb that nothing governs.
        AFTER_SUBJECT = "after:subject",
        /// A noun that is no source by itself.
        AFTER_BARE = "after:bare",
        /// The same, and what is said is marked words, no clause.
        AFTER_BARE_MARKED = "after:bare-marked",
        AFTER_MARKED = "after:marked",
        /// The cue takes the thing spoken of (وصفها), and this name alone stands before what is said.
        AFTER_OBJECT = "after:object",
        /// The cue is no speech: دعا.
        AFTER_DEED = "after:deed",
        BEFORE_TOUCHES = "before:touches",
        BEFORE_TOUCHES_COMMA = "before:touches-comma",
        BEFORE_NEAR = "before:near",
        BEFORE_MID = "before:mid",
        BEFORE_FAR = "before:far",
        BEFORE_OPENS = "before:opens-sentence",
        BEFORE_CLAUSE = "before:opens-clause",
        BEFORE_SECOND = "before:second",
        BEFORE_NOMINAL = "before:nominal",
        BEFORE_FRONTED = "before:fronted",
        BEFORE_SUBJECT = "before:subject",
        BEFORE_ANTECEDENT = "before:antecedent",
        BEFORE_GOVERNED = "before:governed",
        BEFORE_IN_RELATIVE = "before:in-relative",
        /// Somebody else had his turn since: بينما قلل الوزير.
        BEFORE_TURN = "before:turn-over",
        BEFORE_SAID = "before:said",
        BEFORE_REPORTED = "before:reported",
        BEFORE_REPORTED_OPENS = "before:opens-reported",
        BEFORE_AFTER_VERB = "before:after-verb",
        BEFORE_LAST_SUBJECT = "before:last-subject",
        BEFORE_SPOKE = "before:spoke",
        BEFORE_VERB_BETWEEN = "before:verb-between",
        BEFORE_BARE = "before:bare",
        BEFORE_LAST = "before:last",
        PERSON = "person",
        BODY = "body",
        ROLE = "role",
        STATE = "state",
        PLACE = "place",
        CLASH = "clash",
        FITS = "fits",
        KNOWN = "spoke-before",
        CARRIED_LAST = "carried:last",
        CARRIED_SECOND = "carried:second",
        CARRIED_THIRD = "carried:third",
        CARRIED_HERE = "carried:here",
        CARRIED_SENTENCE = "carried:sentence",
        CARRIED_NEXT = "carried:next-sentence",
        CARRIED_FAR = "carried:far",
        CARRIED_LINE = "carried:same-line",
        CARRIED_ACTED = "carried:acted",
        CARRIED_HABIT = "carried:habit",
        CARRIED_PERSON = "carried:person",
        CARRIED_BODY = "carried:body",
        CARRIED_CLASH = "carried:clash",
        CARRIED_OFTEN = "carried:often",
        CARRIED_USUAL = "carried:usual",
    }
}

/// The cue that asks who speaks: its form, and whether words stand between it and what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// قال فلان إن.
    Verb,
    /// قال إن.
    Bare,
    /// وقال فلان إن.
    Joined,
    /// وقال إن.
    JoinedBare,
    /// مشيرا إلى أن.
    Participle,
    /// قوله إن.
    Noun,
}

/// The columns of the table behind the first, which holds everywhere.
#[cfg(feature = "train")]
pub(super) const CONTEXTS: [&str; 6] =
    ["verb", "bare", "joined", "joined-bare", "participle", "noun"];

/// A cue that asks who speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// The cue, as an item.
    pub(super) at: usize,
    pub(super) cue: Cue,
    /// Where its complement begins.
    pub(super) begins: usize,
    /// What is said is a clause of its own, before which only its subject can stand.
    pub(super) clause: bool,
}

/// One who may speak.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    /// Whom these words name.
    Phrase(Phrase),
    /// Who has spoken or acted before.
    Carried(Carried),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) who: Who,
    pub(super) features: Features,
}

/// How far before the cue, and how many, are asked.
const REACH: usize = 120;
const MOST: usize = 12;
const CARRIED: usize = 4;

impl Slot {
    pub(super) fn context(self, r: &Reader<'_>) -> Context {
        let bare = self.begins <= self.at + 1;
        match self.cue.shape {
            Shape::Participle => Context::Participle,
            Shape::Noun => Context::Noun,
            _ if r.lex(self.at).joined() => {
                if bare {
                    Context::JoinedBare
                } else {
                    Context::Joined
                }
            }
            _ if bare => Context::Bare,
            _ => Context::Verb,
        }
    }

    fn is_finite(self) -> bool {
        matches!(self.cue.shape, Shape::Perfect | Shape::Imperfect)
    }
}

/// All candidates for `slot`.
pub(super) fn all(finder: &Finder<'_, '_, '_>, slot: Slot) -> Vec<Candidate> {
    let mut out = Vec::with_capacity(16);
    after(finder, slot, &mut out);
    before(finder, slot, &mut out);
    carried(finder, slot, &mut out);
    out
}

/// Where phrases that may speak start in items `from..to`.
fn starts(r: &Reader<'_>, from: usize, to: usize) -> Vec<usize> {
    let that = Duty::THAT.with(Duty::FA_THAT).with(Duty::BI_THAT);
    let mut out = Vec::new();
    let mut i = from;
    while i < to {
        if let Some(m) = r.mention_over(i) {
            out.push(i);
            i = r.run(m).to.max(i + 1);
            continue;
        }
        let noun = r.has(i, Duty::SOURCE.with(Duty::HONORIFIC))
            || i > from
                && is_nominal(r, i - 1)
                // فإنه بكل صراحة استبعد: the pronoun is the subject.
                && !(r.has(i - 1, that) && r.word(i - 1).ends_with(['ه', 'ا', 'م']))
                && r.lex(i).cue.is_none()
                && !r.word(i).starts_with('ي')
                && !speaker::is_verb(r, i);
        if noun && r.is(i, Sign::Word) {
            out.push(i);
        }
        i += 1;
    }
    out
}

/// The phrases in items `from..to` that may speak: the first two, and the last.
fn phrases(r: &Reader<'_>, from: usize, to: usize) -> Vec<Phrase> {
    let starts = starts(r, from, to);
    let skip = starts.len().saturating_sub(MOST);
    let mut out: Vec<Phrase> = Vec::with_capacity(MOST);
    for (n, start) in starts.into_iter().enumerate() {
        let open = out.last().is_none_or(|p| p.run.to <= start);
        if open
            && (n < 2 || n >= skip)
            && let Some(phrase) = speaker::phrase(r, start, to)
        {
            out.push(speaker::with_name(r, phrase, to));
        }
    }
    out
}

fn after(finder: &Finder<'_, '_, '_>, slot: Slot, out: &mut Vec<Candidate>) {
    let r = finder.r;
    let from = slot.at + 1;
    // قالوا has its subject before it, or nowhere.
    if slot.is_finite() && slot.cue.agrees == Agreement::Plural {
        return;
    }
    let subject = speaker::after(r, from, slot.begins);
    let mut phrases = phrases(r, from, slot.begins);
    if let Some(subject) = subject {
        phrases.retain(|p| p.run.from != subject.run.from);
        phrases.push(subject);
    }
    for phrase in phrases {
        let at = phrase.run.from;
        let gap = at - from;
        let comma = (from..at).rev().find(|i| r.is(*i, Sign::Comma)).unwrap_or(from);
        let governed = is_governed(r, phrase) || (comma..at).any(|i| speaker::is_preposition(r, i));
        let alone =
            phrase.run.to == slot.begins && phrase.mention.is_some_and(|m| r.run(m) == phrase.run);
        let features = common(finder, slot, phrase)
            .when(gap == 0 && !governed, Features::AFTER_FIRST)
            .when((1..=4).contains(&gap) && !governed, Features::AFTER_NEAR)
            .when(gap > 4 && !governed, Features::AFTER_FAR)
            .when(gap <= 4 && governed, Features::AFTER_NEAR_GOVERNED)
            .when(gap > 4 && governed, Features::AFTER_FAR_GOVERNED)
            .when(subject == Some(phrase), Features::AFTER_SUBJECT)
            .when(is_bare(r, phrase), Features::AFTER_BARE)
            .when(is_bare(r, phrase) && !slot.clause, Features::AFTER_BARE_MARKED)
            .when(!slot.clause, Features::AFTER_MARKED)
            .when(alone && slot.cue.habit.has(Habit::OBJECT), Features::AFTER_OBJECT)
            .when(slot.cue.habit.has(Habit::DEED), Features::AFTER_DEED);
        out.push(Candidate { who: Who::Phrase(phrase), features });
    }
}

fn before(finder: &Finder<'_, '_, '_>, slot: Slot, out: &mut Vec<Candidate>) {
    let r = finder.r;
    let i = slot.at;
    let from = finder.sentence_from.max(i.saturating_sub(REACH));
    if from >= i {
        return;
    }
    let clause = finder.clause_from(i);
    let reported = finder.reported(i);
    let fronted = finder.fronted(i).filter(|_| slot.is_finite());
    let relative = i > finder.sentence_from && r.has(i - 1, Duty::RELATIVE);
    let antecedent = if relative { speaker::antecedent(r, i - 1) } else { None };
    let subject = speaker::before(r, reported.filter(|_| !r.lex(i).joined()).unwrap_or(clause), i);
    let rules = [
        (fronted, Features::BEFORE_FRONTED),
        (subject, Features::BEFORE_SUBJECT),
        (antecedent, Features::BEFORE_ANTECEDENT),
    ];
    let mut phrases = phrases(r, from, i);
    let said: Vec<Run> = finder.recent().map(|s| s.run).collect();
    let spoke = |p: Phrase| {
        let mut words = finder.recent().filter_map(|s| s.speaker.as_ref()?.words);
        words.any(|words| r.source(p.run).is_some_and(|own| words.overlaps(own)))
    };
    let verb = (from..i).rev().find(|j| speaker::is_verb(r, *j));
    let last = phrases
        .iter()
        .rev()
        .map(|p| p.run.from)
        .find(|at| !said.iter().any(|run| run.from <= *at && *at < run.to));
    for phrase in rules.iter().filter_map(|(phrase, _)| *phrase) {
        if phrases.iter().all(|p| p.run.from != phrase.run.from) {
            phrases.push(phrase);
        }
    }
    for phrase in phrases {
        let Run { from: at, to } = phrase.run;
        let mut close = to;
        while close < i && (r.is(close, Sign::Comma) || matches!(r.word(close), "قد" | "لقد"))
        {
            close += 1;
        }
        let gap = i - close.min(i);
        let verb_between = verb.is_some_and(|verb| verb >= close);
        let own_verb = at > from && (speaker::is_verb(r, at - 1) || opens_clause(r, at - 1, from));
        let nominal = at > from && is_nominal(r, at - 1);
        let mut features = common(finder, slot, phrase)
            .when(gap == 0 && close == to, Features::BEFORE_TOUCHES)
            .when(gap == 0 && close > to, Features::BEFORE_TOUCHES_COMMA)
            .when((1..=6).contains(&gap), Features::BEFORE_NEAR)
            .when((7..=20).contains(&gap), Features::BEFORE_MID)
            .when(gap > 20, Features::BEFORE_FAR)
            .when(at == finder.sentence_from, Features::BEFORE_OPENS)
            .when(at == clause, Features::BEFORE_CLAUSE)
            .when(own_verb && (at == clause + 1 || at == from + 1), Features::BEFORE_SECOND)
            .when(nominal, Features::BEFORE_NOMINAL)
            .when(own_verb && !verb_between, Features::BEFORE_LAST_SUBJECT)
            .when(reported == Some(at), Features::BEFORE_REPORTED_OPENS)
            .when(is_governed(r, phrase), Features::BEFORE_GOVERNED)
            .when(at < finder.turn, Features::BEFORE_TURN)
            .when(
                (at.saturating_sub(3).max(from)..at)
                    .any(|j| r.has(j, Duty::RELATIVE) && r.mention_over(j).is_none()),
                Features::BEFORE_IN_RELATIVE,
            )
            .when(said.iter().any(|run| run.from <= at && at < run.to), Features::BEFORE_SAID)
            .when(reported.is_some_and(|start| start <= at), Features::BEFORE_REPORTED)
            .when(own_verb, Features::BEFORE_AFTER_VERB)
            .when(spoke(phrase), Features::BEFORE_SPOKE)
            .when(verb_between, Features::BEFORE_VERB_BETWEEN)
            .when(is_bare(r, phrase), Features::BEFORE_BARE)
            .when(last == Some(at), Features::BEFORE_LAST);
        for (rule, feature) in rules {
            features = features.when(rule.is_some_and(|p| p.run.from == at), feature);
        }
        out.push(Candidate { who: Who::Phrase(phrase), features });
    }
}

fn carried(finder: &Finder<'_, '_, '_>, slot: Slot, out: &mut Vec<Candidate>) {
    let r = finder.r;
    let agrees = slot.cue.agrees;
    let here = finder.here(slot.at);
    let usual = finder.history.usual(agrees);
    let now = r.sentence(slot.at);
    for (n, past) in finder.history.last(CARRIED).into_iter().enumerate() {
        let kind = finder.history.kind(past.entity);
        let ago = now.saturating_sub(past.sentence);
        let clash = gender::clash(past.agrees, agrees);
        let features = Features::default()
            .when(n == 0, Features::CARRIED_LAST)
            .when(n == 1, Features::CARRIED_SECOND)
            .when(n > 1, Features::CARRIED_THIRD)
            .when(here == Some(past.entity), Features::CARRIED_HERE)
            .when(ago == 0, Features::CARRIED_SENTENCE)
            .when(ago == 1, Features::CARRIED_NEXT)
            .when(ago > 2, Features::CARRIED_FAR)
            .when(past.line == r.line(slot.at), Features::CARRIED_LINE)
            .when(past.acted, Features::CARRIED_ACTED)
            .when(slot.cue.habit.has(Habit::CARRY), Features::CARRIED_HABIT)
            .when(kind == Some(Kind::Person), Features::CARRIED_PERSON)
            .when(kind == Some(Kind::Organization), Features::CARRIED_BODY)
            .when(clash == Some(true), Features::CARRIED_CLASH)
            .when(past.times > 2, Features::CARRIED_OFTEN)
            .when(usual == Some(past.entity), Features::CARRIED_USUAL);
        out.push(Candidate { who: Who::Carried(past), features });
    }
}

/// What tells of any phrase.
fn common(finder: &Finder<'_, '_, '_>, slot: Slot, phrase: Phrase) -> Features {
    let r = finder.r;
    let mention = phrase.mention.or_else(|| r.mention_at(phrase.run.from));
    let mention = mention.and_then(|m| r.mentions.get(m));
    let kind = mention.map(|m| m.kind);
    let before = phrase.run.from < slot.at;
    let entity = mention.and_then(|m| m.entity);
    let known = || gender::told(finder.history.agreement(entity?)?);
    let gender = gender::of(r, phrase).or_else(known);
    let clash = gender.and_then(|g| gender::disagrees(g, slot.cue, before));
    Features::default()
        .when(kind == Some(Kind::Person), Features::PERSON)
        .when(kind == Some(Kind::Organization), Features::BODY)
        .when(kind == Some(Kind::Role), Features::ROLE)
        .when(mention.is_some_and(|m| m.kind == Kind::Place && m.acting), Features::STATE)
        .when(mention.is_some_and(|m| m.kind == Kind::Place && !m.acting), Features::PLACE)
        .when(clash == Some(true), Features::CLASH)
        .when(clash == Some(false), Features::FITS)
        .when(entity.is_some_and(|e| finder.history.spoke(e)), Features::KNOWN)
}

/// Whether item `i` opens a clause that starts with its verb, as far as forms tell: no noun with an
/// article, no preposition, at the start or with و.
fn opens_clause(r: &Reader<'_>, i: usize, from: usize) -> bool {
    let other = Duty::PREP.with(Duty::WHEN).with(Duty::SOURCE).with(Duty::RELATIVE).with(Duty::AS);
    let open = i == from
        || r.word(i).starts_with('و')
        || !r.is(i - 1, Sign::Word)
        || r.has(i - 1, Duty::CLAUSE.with(Duty::HAD))
        || is_nominal(r, i - 1);
    r.is(i, Sign::Word)
        && r.mention_over(i).is_none()
        && open
        && !r.has(i, other)
        && !r.has(i, Duty::THAT.with(Duty::FA_THAT).with(Duty::BI_THAT).with(Duty::CLAUSE))
        && !r.word(i).starts_with("ال")
        && !r.word(i).starts_with("وال")
        && !r.word(i).ends_with('ه')
}

/// Whether a noun behind item `i` opens a clause: إن فلانا قال, لكن فلانا قال.
fn is_nominal(r: &Reader<'_>, i: usize) -> bool {
    r.has(i, Duty::THAT.with(Duty::FA_THAT).with(Duty::BI_THAT))
        || matches!(r.word(i), "لكن" | "ولكن" | "اما" | "لكنه" | "بينما" | "فيما" | "حيث" | "حتي")
}

fn is_governed(r: &Reader<'_>, phrase: Phrase) -> bool {
    let at = phrase.run.from;
    speaker::is_governed(r, at) || r.mention_at(at).is_some_and(|m| r.has_clitic_preposition(m))
}

fn is_bare(r: &Reader<'_>, phrase: Phrase) -> bool {
    phrase.mention.is_none() && !r.has(phrase.run.from, Duty::SOURCE.with(Duty::HONORIFIC))
}

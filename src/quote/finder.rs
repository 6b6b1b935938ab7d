//! The pass that finds quotes.

use super::according;
use super::attributing;
use super::complement::{self, Complement};
use super::cue::{Agreement, Cue, Habit, Shape};
use super::extent;
use super::headline;
use super::history::{History, Speaker};
use super::item::Sign;
use super::rankers::Rankers;
use super::reader::{Reader, Run};
use super::speaker;
use super::vocabulary::Duty;
use crate::analysis::{Entity, How, Kind, Quote, QuoteKind};

/// A quote in items, before its spans are known.
pub(super) struct Said {
    pub(super) run: Run,
    pub(super) kind: QuoteKind,
    cue: Option<Run>,
    pub(super) speaker: Option<Speaker>,
    closed: bool,
    /// Said within what another said.
    pub(super) aside: bool,
}

pub(super) struct Finder<'r, 'a, 'e> {
    pub(super) r: &'r Reader<'a>,
    pub(super) history: History<'e>,
    pub(super) said: Vec<Said>,
    /// Per mark: taken as a direct quote, or inside one.
    pub(super) taken: Vec<bool>,
    /// First item of the present sentence.
    pub(super) sentence_from: usize,
    /// The present cue speaks within what another says.
    aside: bool,
    /// Where somebody else's turn began in the present sentence: بينما قلل الوزير.
    pub(super) turn: usize,
    pub(super) rankers: &'e Rankers,
}

/// Finds all quotes, sorted.
pub(super) fn find(r: &Reader<'_>, entities: &mut Vec<Entity>) -> Vec<Quote> {
    let mut finder = Finder::new(r, entities, Rankers::trained());
    finder.quotes()
}

fn quote(r: &Reader<'_>, said: &Said) -> Option<Quote> {
    let span = r.source(said.run)?;
    let speaker = said.speaker.as_ref();
    Some(Quote {
        span,
        kind: said.kind,
        cue: said.cue.and_then(|run| attributing::span(r, run)),
        speaker: speaker.and_then(|s| s.words),
        entity: speaker.and_then(|s| s.entity),
        how: speaker.map(|s| s.how),
        closed: said.closed,
    })
}

/// How long a dateline may be, in items.
const DATELINE: usize = 14;

impl<'r, 'a, 'e> Finder<'r, 'a, 'e> {
    pub(super) fn new(
        r: &'r Reader<'a>,
        entities: &'e mut Vec<Entity>,
        rankers: &'e Rankers,
    ) -> Self {
        Self {
            r,
            history: History::new(r.mentions, entities, rankers),
            said: Vec::new(),
            taken: vec![false; r.marks.len()],
            sentence_from: 0,
            aside: false,
            turn: 0,
            rankers,
        }
    }

    /// All quotes, sorted.
    pub(super) fn quotes(&mut self) -> Vec<Quote> {
        self.pass();
        self.loose_marks();
        self.name_headlines();
        let mut quotes: Vec<Quote> = self.said.iter().filter_map(|s| quote(self.r, s)).collect();
        quotes.sort_by_key(|q| q.span);
        quotes.dedup_by_key(|q| q.span);
        quotes
    }

    fn pass(&mut self) {
        let r = self.r;
        let (mut i, mut line, mut sentence) = (0, u32::MAX, u32::MAX);
        while let Some(item) = r.items.get(i) {
            let begins = item.sentence != sentence && r.line(i) != line;
            sentence = item.sentence;
            if begins {
                line = r.line(i);
                let end = r.line_end(i);
                if headline::is_labelled(r, Run { from: i, to: end }) {
                    i = end;
                    continue;
                }
                if let Some(headline) = headline::read(r, Run { from: i, to: end }) {
                    let read = self.headline(&headline, end);
                    self.sentence_from = read;
                    i = read;
                    continue;
                }
            }
            let before = i.checked_sub(1).and_then(|before| r.items.get(before));
            if before.is_none_or(|before| before.sentence != item.sentence) {
                self.sentence_from = self.after_dateline(i);
            }
            if item.is_plain() && i != self.sentence_from {
                i += 1;
                continue;
            }
            self.history.move_to(item.sentence, line);
            i = self.step(i);
        }
    }

    /// Reads item `i`; the item to go on with.
    fn step(&mut self, i: usize) -> usize {
        let r = self.r;
        if let Some(mark) = r.mark_at(i)
            && let Some(next) = self.cue_after_mark(mark)
        {
            return next;
        }
        let lex = r.lex(i);
        if !lex.joined() && r.mention_over(i).is_some() && r.mention_at(i).is_none() {
            return i + 1;
        }
        if let Some(phrase) = according::read(r, i) {
            return self.according(i, phrase);
        }
        if lex.duty.has(Duty::THAT)
            && lex.joined()
            && let Some(next) = self.one_more(i)
        {
            return next;
        }
        if lex.duty.has(Duty::CLAUSE) && matches!(r.word(i), "بينما" | "فيما" | "وبينما")
        {
            self.take_turn(i);
        }
        let Some(cue) = r.cue(i) else {
            if i == self.sentence_from && self.history.is_empty() {
                self.topic(i, Agreement::Any);
            }
            return i + 1;
        };
        if r.mention_over(i).is_some() {
            return i + 1;
        }
        self.cue(i, cue)
    }

    fn cue(&mut self, i: usize, cue: Cue) -> usize {
        let r = self.r;
        let Some(found) = complement::find(r, cue, i + 1) else {
            self.topic(i, cue.agrees);
            return i + 1;
        };
        if self.is_empty(i, cue, found.begins) {
            return i + 1;
        }
        if cue.habit.has(Habit::DEED) && !matches!(found.complement, Complement::Mark(_)) {
            self.topic(i, cue.agrees);
            return i + 1;
        }
        if cue.shape == Shape::Noun && found.begins > i + 8 {
            return i + 1;
        }
        self.aside = self.is_aside(i);
        let clause = r.has(found.begins, Duty::THAT.with(Duty::TO).with(Duty::UPON))
            || r.is(found.begins, Sign::Colon);
        let speaker = self.speaker(i, cue, found.begins, clause);
        if self.aside {
            self.history.set_aside();
        }
        let mut end = i + 1;
        // قال قائلا: the two are one cue.
        while end < found.begins
            && end < i + 3
            && r.lex(end).cue.is_some_and(|c| c.shape == Shape::Participle)
        {
            end += 1;
        }
        let cue_run = Some(Run { from: i, to: end });
        let next = self.complement(cue, cue_run, found.complement, speaker);
        self.aside = false;
        next
    }

    /// Whether the cue at item `i` speaks within what another says, or in a relative clause.
    fn is_aside(&self, i: usize) -> bool {
        let r = self.r;
        i > self.sentence_from && r.has(i - 1, Duty::RELATIVE)
            || !r.lex(i).joined()
                && r.cue(i).is_some_and(|c| c.shape != Shape::Participle)
                && self.reported(i).is_some()
    }

    /// The start of the reported clause that item `i` stands in.
    pub(super) fn reported(&self, i: usize) -> Option<usize> {
        let within = |s: &&Said| s.kind == QuoteKind::Indirect && s.run.from <= i && i < s.run.to;
        self.said.iter().rev().take(4).find(within).map(|s| s.run.from)
    }

    fn complement(
        &mut self,
        cue: Cue,
        cue_run: Option<Run>,
        complement: Complement,
        speaker: Option<Speaker>,
    ) -> usize {
        let r = self.r;
        match complement {
            Complement::That { at } => {
                let run = extent::clause(r, cue, at);
                self.add(run, QuoteKind::Indirect, cue_run, speaker.clone(), true);
                self.fragments(run, cue_run, speaker.as_ref());
                at
            }
            Complement::Colon { at } => {
                let run = self.open(at);
                self.add(run, QuoteKind::Open, cue_run, speaker, true);
                run.to
            }
            Complement::Mark(mark) => {
                self.direct(mark, cue_run, speaker);
                mark.close
            }
        }
    }

    /// Whether nobody speaks: يُذكر أن, ما يشير إلى أن, لا يعتقد أن, or a weak verb without a subject.
    fn is_empty(&self, i: usize, cue: Cue, begins: usize) -> bool {
        let r = self.r;
        let before = i.checked_sub(1).map_or("", |p| r.word(p));
        if cue.shape == Shape::Imperfect {
            if matches!(before, "لا" | "لم" | "لن" | "ما" | "مما" | "بما") {
                return true;
            }
            let subject = i > self.sentence_from
                && (r.mention_over(i - 1).is_some()
                    || r.has(i - 1, Duty::SOURCE.with(Duty::AS))
                    || matches!(before, "وهو" | "هو"));
            if cue.habit.has(Habit::IMPERSONAL)
                && cue.agrees == Agreement::Masculine
                && begins <= i + 2
                && (begins == i + 1 || r.word(i + 1) == "ايضا")
                && (!subject || before == "كما")
            {
                return true;
            }
        }
        // وأرجع ذلك إلى أن: nothing stands between but what is explained.
        let apart = begins > i + 1 + usize::from(r.word(i + 1) == "ذلك");
        cue.habit.has(Habit::WEAK)
            && apart
            && cue.shape != Shape::Participle
            && speaker::after(r, i + 1, begins).is_none()
    }

    /// «…»، وأن …: the marked clause before it ended, and the same speaker goes on.
    fn one_more(&mut self, i: usize) -> Option<usize> {
        let r = self.r;
        let last = self.said.last()?;
        let near = last.kind == QuoteKind::Direct
            && last.run.to < i
            && last.run.to + 3 >= i
            && r.sentence(last.run.to) == r.sentence(i);
        let (cue, speaker) = (last.cue.filter(|_| near)?, last.speaker.clone());
        let reader = r.cue(cue.from)?;
        if let Complement::Mark(mark) = complement::that(r, reader, i + 1) {
            self.direct(mark, Some(cue), speaker);
            return Some(mark.close);
        }
        let run = extent::clause(r, reader, i + 1);
        self.add(run, QuoteKind::Indirect, Some(cue), speaker.clone(), true);
        self.fragments(run, Some(cue), speaker.as_ref());
        Some(i + 1)
    }

    fn open(&self, at: usize) -> Run {
        let r = self.r;
        let mut i = at;
        let sentence = r.sentence(at);
        while i < r.len() && r.sentence(i) == sentence {
            if i > at
                && r.is(i - 1, Sign::Comma)
                && r.lex(i).cue.is_some_and(|c| {
                    c.shape == Shape::Participle || (r.lex(i).joined() && c.shape == Shape::Perfect)
                })
            {
                break;
            }
            if i > at && (according::starts(r, i) || extent::leaves_untold(r, i)) {
                break;
            }
            i += 1;
        }
        extent::trim(r, Run { from: at, to: i })
    }

    pub(super) fn add(
        &mut self,
        run: Run,
        kind: QuoteKind,
        cue: Option<Run>,
        speaker: Option<Speaker>,
        closed: bool,
    ) {
        if run.to > run.from {
            let aside = self.aside;
            self.said.push(Said { run, kind, cue, speaker, closed, aside });
        }
    }

    /// Adds a headline; the item to go on with.
    fn headline(&mut self, headline: &headline::Headline, end: usize) -> usize {
        let speaker = self.history.named(self.r, headline.speaker, How::Headline, Agreement::Any);
        let cue = headline.cue.map(|i| Run { from: i, to: i + 1 });
        if let Some(mark) = headline.mark {
            self.direct(mark, cue, speaker);
            return mark.close;
        }
        self.add(headline.content, QuoteKind::Headline, cue, speaker, true);
        end
    }

    /// A headline's «خبير:» is the one whom the text below names: the first speaker of that
    /// description, or else the first speaker of its kind.
    fn name_headlines(&mut self) {
        let first = |kind: Kind, said: &[Said]| {
            let below = said.iter().filter(|s| s.kind != QuoteKind::Headline && !s.aside).take(3);
            below
                .filter_map(|s| s.speaker.as_ref()?.entity)
                .find(|e| self.history.kind(*e) == Some(kind))
        };
        let person = first(Kind::Person, &self.said);
        let body = first(Kind::Organization, &self.said);
        let mut known: Vec<(usize, usize)> = Vec::new();
        for said in self.said.iter_mut().take(8) {
            let Some(speaker) = said.speaker.as_mut() else { continue };
            let Some(entity) = speaker.entity else { continue };
            // The lead often says what the headline says, by the same words.
            if let Some((_, named)) = known.iter().find(|(e, _)| *e == entity) {
                speaker.entity = Some(*named);
                continue;
            }
            if said.kind != QuoteKind::Headline {
                continue;
            }
            let below = if self.history.is_body(entity) { body } else { person };
            let described = self.history.kind(entity) == Some(Kind::Role);
            let named = self.history.named_below(entity).or(below.filter(|_| described));
            if let Some(named) = named {
                known.push((entity, named));
                speaker.entity = Some(named);
            }
        }
    }

    /// Where a line's text starts: after a dateline such as «دبي (الوكالة) --».
    fn after_dateline(&self, from: usize) -> usize {
        let r = self.r;
        let paren = r.first(Sign::ParenClose, r.ahead(from, DATELINE));
        let start = paren.filter(|i| r.is(i + 1, Sign::Dash)).map(|i| i + 1);
        let start = start.or_else(|| r.first(Sign::Dash, r.ahead(from + 1, 5)));
        let Some(mut at) = start.filter(|i| r.sentence(*i) == r.sentence(from)) else {
            return from;
        };
        let place = (from..at).all(|i| {
            let lone = r.mention_over(i).is_some_and(|m| r.kind(m) == Some(Kind::Place))
                || !r.is(i, Sign::Word);
            lone || paren.is_some()
        });
        while r.is(at, Sign::Dash) {
            at += 1;
        }
        if place { at } else { from }
    }
}

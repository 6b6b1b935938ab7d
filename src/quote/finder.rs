//! The pass that finds quotes.

use super::according;
use super::complement::{self, Complement};
use super::cue::{Agreement, Cue, Habit, Shape};
use super::extent;
use super::headline;
use super::history::{History, Speaker};
use super::item::Sign;
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
    aside: bool,
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
}

/// Finds all quotes, sorted.
pub(super) fn find(r: &Reader<'_>, entities: &mut Vec<Entity>) -> Vec<Quote> {
    let mut finder = Finder {
        r,
        history: History::new(entities),
        said: Vec::new(),
        taken: vec![false; r.marks.len()],
        sentence_from: 0,
        aside: false,
    };
    finder.pass();
    finder.loose_marks();
    finder.name_headlines();
    let mut quotes: Vec<Quote> = finder.said.iter().filter_map(|said| quote(r, said)).collect();
    quotes.sort_by_key(|q| q.span);
    quotes.dedup_by_key(|q| q.span);
    quotes
}

fn quote(r: &Reader<'_>, said: &Said) -> Option<Quote> {
    let span = r.source(said.run)?;
    let speaker = said.speaker.as_ref();
    Some(Quote {
        span,
        kind: said.kind,
        cue: said.cue.and_then(|run| r.source(run)),
        speaker: speaker.and_then(|s| s.words),
        entity: speaker.and_then(|s| s.entity),
        how: speaker.map(|s| s.how),
        closed: said.closed,
    })
}

/// How long a dateline may be, in items.
const DATELINE: usize = 14;

impl Finder<'_, '_, '_> {
    fn pass(&mut self) {
        let r = self.r;
        let mut i = 0;
        let mut line = usize::MAX;
        while i < r.len() {
            if r.line(i) != line {
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
            if i == 0 || r.sentence(i) != r.sentence(i - 1) {
                self.sentence_from = self.after_dateline(i);
            }
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
        if r.mention_over(i).is_some() && !r.lex(i).joined && r.mention_at(i).is_none() {
            return i + 1;
        }
        if let Some(phrase) = according::read(r, i) {
            return self.according(i, phrase);
        }
        if r.has(i, Duty::THAT)
            && r.lex(i).joined
            && let Some(next) = self.one_more(i)
        {
            return next;
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
        let speaker = self.speaker(i, cue, found.begins);
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
            || !r.lex(i).joined
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

    /// Remembers the subject of the verb at `i`, that says nothing: the next verb without a subject is his.
    fn topic(&mut self, i: usize, agrees: Agreement) {
        let r = self.r;
        let relays = r.cue(i).is_some_and(|c| c.habit.has(Habit::RELAY));
        let within = self.said.iter().rev().take(4).any(|s| s.run.from <= i && i < s.run.to);
        if !speaker::is_verb(r, i) || relays || within {
            return;
        }
        let end = (i + 1..i + 12).find(|j| r.sentence(*j) != r.sentence(i)).unwrap_or(i + 12);
        let opens = |m: usize| r.run(m).from == self.sentence_from;
        let phrase = match i.checked_sub(1).and_then(|p| r.mention_over(p)).filter(|m| opens(*m)) {
            Some(m) => speaker::phrase(r, r.run(m).from, i),
            None => speaker::after(r, i + 1, end).filter(|p| p.run.from <= i + 2),
        };
        if let Some(phrase) = phrase.filter(|p| p.mention.is_some()) {
            self.history.named(r, phrase, How::Subject, agrees);
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
        let apart = begins > i + 1;
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
                    c.shape == Shape::Participle || (r.lex(i).joined && c.shape == Shape::Perfect)
                })
            {
                break;
            }
            if i > at && according::starts(r, i) {
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

    /// Who speaks by the cue at `i`, whose complement begins at `begins`.
    fn speaker(&mut self, i: usize, cue: Cue, begins: usize) -> Option<Speaker> {
        let r = self.r;
        let agrees = cue.agrees;
        if cue.habit.has(Habit::PLACE) {
            if r.word(i + 1) == "في"
                && let Some(phrase) = speaker::phrase(r, i + 2, begins)
            {
                return self.history.named(r, phrase, How::Subject, Agreement::Any);
            }
            if let Some(phrase) = speaker::before(r, self.clause_from(i), i) {
                return self.history.named(r, phrase, How::Subject, Agreement::Any);
            }
        }
        if cue.habit.has(Habit::RELAY)
            && let Some(about) = (i + 1..begins).find(|j| r.has(*j, Duty::ABOUT))
            && let Some(phrase) = speaker::phrase(r, about + 1, begins)
        {
            return self.history.named(r, phrase, How::Subject, Agreement::Any);
        }
        let finite = matches!(cue.shape, Shape::Perfect | Shape::Imperfect);
        if finite && let Some(phrase) = self.fronted(i) {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        // تدوينة لفلان، قال فيها: whose text it is.
        if finite
            && matches!(r.word(i + 1), "فيها" | "فيه")
            && let Some(m) = (self.clause_from(i)..i).filter_map(|j| r.mention_at(j)).find(|m| {
                r.has_clitic_preposition(*m)
                    && matches!(r.kind(*m), Some(Kind::Person | Kind::Organization | Kind::Role))
            })
            && let Some(phrase) = speaker::phrase(r, r.run(m).from, i)
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        if finite
            && let Some(phrase) = speaker::after(r, i + 1, begins)
            && (!r.lex(i).joined || self.is_subject(phrase, cue))
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        if i > self.sentence_from
            && r.has(i - 1, Duty::RELATIVE)
            && relates(r.word(i - 1), agrees)
            && let Some(phrase) = speaker::antecedent(r, i - 1)
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        if cue.shape == Shape::Noun
            && let Some(about) =
                (self.sentence_from..i).rev().take(30).find(|j| r.has(*j, Duty::ABOUT))
            && let Some(phrase) = speaker::phrase(r, about + 1, i)
        {
            return self.history.named(r, phrase, How::Subject, Agreement::Any);
        }
        // Said in this sentence already: the same goes on.
        let here = self.said.iter().rev().take(4).find(|s| !s.aside).filter(|s| {
            r.sentence(s.run.from) == r.sentence(i)
                || r.sentence(s.run.to.saturating_sub(1)) == r.sentence(i)
        });
        let goes_on = cue.shape == Shape::Participle
            || cue.shape == Shape::Noun
            || r.lex(i).joined
            || cue.habit.has(Habit::CARRY);
        if let Some(said) = here
            && goes_on
            && said.kind != QuoteKind::Headline
            && let Some(speaker) = said.speaker.clone()
        {
            let speaker = Speaker { how: How::Carried, words: None, ..speaker };
            self.history.again(&speaker, agrees);
            return Some(speaker);
        }
        let reported = self.reported(i).filter(|_| !r.lex(i).joined);
        let from = reported.unwrap_or_else(|| self.clause_from(i));
        if i > from
            && let Some(phrase) = speaker::before(r, from, i)
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        let carried = self.history.carried(agrees)?;
        self.history.again(&carried, agrees);
        Some(carried)
    }

    /// The subject that stands right before the verb at item `i` and opens its clause: سمير نجم قال.
    fn fronted(&self, i: usize) -> Option<speaker::Phrase> {
        let r = self.r;
        if r.lex(i).joined && r.word(self.sentence_from) != "اما" {
            return None;
        }
        let mut end = i;
        while end > 0
            && (matches!(r.word(end - 1), "قد" | "لقد" | "فقد") || r.is(end - 1, Sign::Comma))
        {
            end -= 1;
        }
        let from = self.reported(i).unwrap_or_else(|| self.clause_from(i));
        let from = from.max(i.saturating_sub(40));
        let opener = from + usize::from(r.has(from, Duty::HAD) || r.word(from) == "اما");
        let phrase = speaker::opening(r, opener, end)?;
        (phrase.run.to == end && phrase.mention.is_some()).then_some(phrase)
    }

    /// Whether a phrase behind a verb with و is its subject, and not what it is about: وأكد ارتكاب….
    fn is_subject(&self, phrase: speaker::Phrase, cue: Cue) -> bool {
        let r = self.r;
        let at = phrase.run.from;
        r.mention_over(at).is_some()
            || r.is(at, Sign::Quote)
            || r.has(at, Duty::SOURCE.with(Duty::HONORIFIC))
            || (r.word(at).starts_with("ال") && !cue.habit.has(Habit::DEED))
    }

    /// Where the clause of item `i` starts: after what was said before in its sentence.
    pub(super) fn clause_from(&self, i: usize) -> usize {
        let r = self.r;
        let said =
            self.said.iter().rev().take(4).map(|s| s.run.to).find(|to| *to <= i).unwrap_or(0);
        let start = self.sentence_from.max(said);
        (start.max(i.saturating_sub(80))..i)
            .rev()
            .find(|j| r.is(*j, Sign::Semicolon))
            .map_or(start, |j| j + 1)
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

    /// A headline's «خبير:» is the one whom the text below names: the first speaker of that description.
    fn name_headlines(&mut self) {
        for said in self.said.iter_mut().filter(|s| s.kind == QuoteKind::Headline).take(8) {
            if let Some(speaker) = said.speaker.as_mut()
                && let Some(entity) = speaker.entity
                && let Some(named) = self.history.named_below(entity)
            {
                speaker.entity = Some(named);
            }
        }
    }

    /// Where a line's text starts: after a dateline such as «دبي (الوكالة) --».
    fn after_dateline(&self, from: usize) -> usize {
        let r = self.r;
        let reach = from..from + DATELINE;
        let paren = reach.clone().find(|i| r.is(*i, Sign::ParenClose));
        let start = paren.filter(|i| r.is(i + 1, Sign::Dash)).map(|i| i + 1);
        let start =
            start.or_else(|| reach.clone().take(6).find(|i| r.is(*i, Sign::Dash) && *i > from));
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

/// Whether the antecedent of a relative can be the subject of a verb: not in المؤسسات التي قال إنها….
fn relates(relative: &str, agrees: Agreement) -> bool {
    match agrees {
        Agreement::Masculine => relative == "الذي",
        Agreement::Feminine => relative == "التي",
        Agreement::Plural => !matches!(relative, "الذي" | "التي"),
        Agreement::Any => true,
    }
}

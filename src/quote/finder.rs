//! The pass that finds quotes.

use super::according::{self, Source as According};
use super::complement::{self, Complement};
use super::cue::{Agreement, Cue, Habit, Shape};
use super::extent;
use super::headline;
use super::history::{History, Speaker};
use super::item::Sign;
use super::marks::Marked;
use super::reader::{Reader, Run};
use super::speaker;
use super::vocabulary::Duty;
use crate::analysis::{Entity, How, Quote, QuoteKind};

/// A quote in items, before its spans are known.
struct Said {
    run: Run,
    kind: QuoteKind,
    cue: Option<Run>,
    speaker: Option<Speaker>,
    closed: bool,
}

struct Finder<'r, 'a, 'e> {
    r: &'r Reader<'a>,
    history: History<'e>,
    said: Vec<Said>,
    /// Per mark: taken as a direct quote, or inside one.
    taken: Vec<bool>,
    /// First item of the present sentence.
    sentence_from: usize,
}

/// Finds all quotes, sorted.
pub(super) fn find(r: &Reader<'_>, entities: &mut Vec<Entity>) -> Vec<Quote> {
    let mut finder = Finder {
        r,
        history: History::new(entities),
        said: Vec::new(),
        taken: vec![false; r.marks.len()],
        sentence_from: 0,
    };
    finder.pass();
    finder.loose_marks();
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
                    self.headline(&headline);
                    self.sentence_from = end;
                    i = end;
                    continue;
                }
            }
            if i == 0 || r.sentence(i) != r.sentence(i - 1) {
                self.sentence_from = i;
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
        let Some(cue) = r.lex(i).cue else { return i + 1 };
        if r.mention_over(i).is_some() {
            return i + 1;
        }
        self.cue(i, cue)
    }

    fn cue(&mut self, i: usize, cue: Cue) -> usize {
        let r = self.r;
        let Some(found) = complement::find(r, cue, i + 1) else { return i + 1 };
        if self.impersonal(i, cue, found.begins) {
            return i + 1;
        }
        if cue.habit.has(Habit::DEED) && !matches!(found.complement, Complement::Mark(_)) {
            return i + 1;
        }
        if cue.shape == Shape::Noun && found.begins > i + 8 {
            return i + 1;
        }
        let speaker = self.speaker(i, cue, found.begins);
        let mut end = i + 1;
        // قال قائلا: the two are one cue.
        while end < found.begins
            && end < i + 3
            && r.lex(end).cue.is_some_and(|c| c.shape == Shape::Participle)
        {
            end += 1;
        }
        let cue_run = Some(Run { from: i, to: end });
        match found.complement {
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

    /// يُذكر أن: nobody speaks.
    fn impersonal(&self, i: usize, cue: Cue, begins: usize) -> bool {
        let r = self.r;
        cue.habit.has(Habit::IMPERSONAL)
            && cue.shape == Shape::Imperfect
            && cue.agrees == Agreement::Masculine
            && begins == i + 1
            && (i == self.sentence_from
                || r.is(i - 1, Sign::Comma)
                || r.is(i - 1, Sign::Stop)
                || r.lex(i).joined)
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

    fn direct(&mut self, mark: Marked, cue: Option<Run>, speaker: Option<Speaker>) {
        let run = mark_run(self.r, mark);
        self.take(mark);
        self.add(run, QuoteKind::Direct, cue, speaker, mark.closed);
    }

    fn take(&mut self, mark: Marked) {
        let first = self.r.marks.partition_point(|m| m.open < mark.open);
        for (m, other) in self.r.marks.iter().enumerate().skip(first) {
            if other.open > mark.close {
                break;
            }
            if let Some(slot) = self.taken.get_mut(m) {
                *slot = true;
            }
        }
    }

    fn add(
        &mut self,
        run: Run,
        kind: QuoteKind,
        cue: Option<Run>,
        speaker: Option<Speaker>,
        closed: bool,
    ) {
        if run.to > run.from {
            self.said.push(Said { run, kind, cue, speaker, closed });
        }
    }

    /// Marked fragments inside an indirect quote.
    fn fragments(&mut self, run: Run, cue: Option<Run>, speaker: Option<&Speaker>) {
        let r = self.r;
        let first = r.marks.partition_point(|m| m.open < run.from);
        let inside: Vec<Marked> = r
            .marks
            .iter()
            .skip(first)
            .take_while(|m| m.open < run.to)
            .filter(|m| !m.inner)
            .copied()
            .collect();
        for mark in inside {
            if r.is_clause(mark) && !self.names(mark) && !self.is_taken(mark) {
                self.direct(mark, cue, speaker.cloned());
            }
        }
    }

    /// Whether marked words are a name or a title.
    fn names(&self, mark: Marked) -> bool {
        let r = self.r;
        let named = r.mention_over(mark.open + 1).is_some_and(|m| r.run(m).to >= mark.close);
        let before = mark.open.checked_sub(1);
        named
            || before.is_some_and(|b| {
                r.has(b, Duty::NAMER)
                    || r.mention_over(b).is_some()
                        && r.mention_over(b) == r.mention_over(mark.open + 1)
            })
    }

    fn is_taken(&self, mark: Marked) -> bool {
        let at = self.r.marks.partition_point(|m| m.open < mark.open);
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// Who speaks by the cue at `i`, whose complement begins at `begins`.
    fn speaker(&mut self, i: usize, cue: Cue, begins: usize) -> Option<Speaker> {
        let r = self.r;
        let agrees = cue.agrees;
        if cue.habit.has(Habit::RELAY)
            && let Some(about) = (i + 1..begins).find(|j| r.has(*j, Duty::ABOUT))
            && let Some(phrase) = speaker::phrase(r, about + 1, begins)
        {
            return self.history.named(r, phrase, How::Subject, Agreement::Any);
        }
        if matches!(cue.shape, Shape::Perfect | Shape::Imperfect)
            && let Some(phrase) = speaker::after(r, i + 1, begins)
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        if i > self.sentence_from
            && r.has(i - 1, Duty::RELATIVE)
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
        let here = self.said.last().filter(|s| {
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
        let from = self.clause_from(i);
        if i > from
            && let Some(phrase) = speaker::before(r, from, i)
        {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        let carried = self.history.carried(agrees)?;
        self.history.again(&carried, agrees);
        Some(carried)
    }

    /// Where the clause of item `i` starts: after what was said before in its sentence.
    fn clause_from(&self, i: usize) -> usize {
        let r = self.r;
        let said =
            self.said.iter().rev().take(4).map(|s| s.run.to).find(|to| *to <= i).unwrap_or(0);
        let start = self.sentence_from.max(said);
        (start..i).rev().find(|j| r.is(*j, Sign::Semicolon)).map_or(start, |j| j + 1)
    }

    /// «…»، قال فلان: the cue stands after the marks.
    fn cue_after_mark(&mut self, mark: Marked) -> Option<usize> {
        let r = self.r;
        if !mark.closed
            || mark.inner
            || self.is_taken(mark)
            || !(r.is_clause(mark) || mark.words >= 3)
            || self.names(mark)
        {
            return None;
        }
        let mut i = mark.close + 1;
        let glued = r.sign(i).is_some() && r.items.get(mark.close).is_some_and(|x| !x.space_after);
        if matches!(r.sign(i), Some(Sign::Comma | Sign::Dash)) {
            i += 1;
        }
        if r.sign(i).is_none() || r.line(i) != r.line(mark.open) {
            return None;
        }
        if r.has(i, Duty::AS) {
            i += 1;
        }
        if let Some(cue) = r.lex(i).cue
            && matches!(cue.shape, Shape::Perfect | Shape::Imperfect)
            && !r.lex(i).joined
            && !cue.habit.has(Habit::DEED)
            && r.mention_over(i).is_none()
        {
            let end = complement::find(r, cue, i + 1).map_or(i + 25, |f| f.begins);
            let phrase = speaker::after(r, i + 1, end.min(r.len()))?;
            let speaker = self.history.named(r, phrase, How::Subject, cue.agrees);
            self.direct(mark, Some(Run { from: i, to: i + 1 }), speaker);
            return Some(i);
        }
        // A post: «…»القيادي فلان, with nothing between.
        if glued
            && i == mark.close + 1
            && mark.words >= 5
            && let Some(m) = r.mention_at(i)
            && r.speaks(m)
        {
            let phrase = speaker::phrase(r, i, r.line_end(i))?;
            let speaker = self.history.named(r, phrase, How::Subject, Agreement::Any);
            self.direct(mark, None, speaker);
            return Some(phrase.run.to);
        }
        None
    }

    fn according(&mut self, i: usize, phrase: according::Phrase) -> usize {
        let r = self.r;
        let next = phrase.cue.to.max(i + 1);
        let from = self.clause_from(i);
        let sentence = r.sentence(i);
        let spoken = self.said.last().is_some_and(|s| {
            s.kind != QuoteKind::Headline
                && s.run.to + 4 >= i
                && s.run.to <= i
                && r.sentence(s.run.to.saturating_sub(1)) == sentence
        });
        if spoken {
            return next;
        }
        let mut end = r.len().min(i + 60);
        while end > i && r.sentence(end - 1) != sentence {
            end -= 1;
        }
        let named = match phrase.source {
            According::At(at) => {
                let at = if r.has(at, Duty::ABOUT) { at + 1 } else { at };
                speaker::phrase(r, at, end)
            }
            According::Last => None,
        };
        let after = named.map_or(next, |p| p.run.to);
        let initial = i == from || (i == from + 1 && r.word(from).len() <= 4);
        let speaker = match named {
            Some(p) => self.history.named(r, p, How::According, Agreement::Any),
            None => self
                .history
                .carried(Agreement::Any)
                .inspect(|s| self.history.again(s, Agreement::Any)),
        };
        let cue = Some(phrase.cue);
        let rest = self.rest_after(after, end);
        if initial {
            if let Some(at) = rest {
                self.clause_or_mark(at, cue, speaker);
            }
            return next;
        }
        let before = extent::trim(r, Run { from, to: i });
        let long = |run: Run| (run.from..run.to).filter(|j| r.is(*j, Sign::Word)).count() > 2;
        // A clause in marks, then its source: one direct quote.
        if let Some(mark) =
            r.mark_at(before.from).filter(|m| m.close + 2 >= before.to && r.is_clause(*m))
        {
            self.direct(mark, cue, speaker);
            return next;
        }
        if long(before) {
            self.add(before, QuoteKind::Indirect, cue, speaker.clone(), true);
            self.fragments(before, cue, speaker.as_ref());
        }
        if let Some(at) = rest.filter(|at| goes_on(r, *at))
            && !long(before)
        {
            self.clause_or_mark(at, cue, speaker);
        }
        next
    }

    /// The item after the comma that closes an according-to phrase, فإن taken off.
    fn rest_after(&self, after: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let comma = (after..end)
            .find(|j| r.is(*j, Sign::Comma) || r.has(*j, Duty::FA_THAT.with(Duty::THAT)))?;
        let mut at = comma;
        if r.is(at, Sign::Comma) {
            at += 1;
        }
        if r.has(at, Duty::FA_THAT.with(Duty::THAT)) {
            at += 1;
        }
        (at < end).then_some(at)
    }

    fn clause_or_mark(&mut self, at: usize, cue: Option<Run>, speaker: Option<Speaker>) {
        let r = self.r;
        if let Some(mark) = r.mark_at(at).filter(|m| r.is_clause(*m)) {
            self.direct(mark, cue, speaker);
            return;
        }
        let reader = Cue {
            shape: Shape::Participle,
            agrees: Agreement::Any,
            takes: super::cue::Takes::default(),
            habit: Habit::default(),
        };
        let run = extent::clause(r, reader, at);
        self.add(run, QuoteKind::Indirect, cue, speaker.clone(), true);
        self.fragments(run, cue, speaker.as_ref());
    }

    fn headline(&mut self, headline: &headline::Headline) {
        let r = self.r;
        let speaker = self.history.named(r, headline.speaker, How::Headline, Agreement::Any);
        let cue = headline.cue.map(|i| Run { from: i, to: i + 1 });
        self.add(headline.content, QuoteKind::Headline, cue, speaker, true);
    }

    /// Marked clauses that no cue took, in a sentence with a cue before them.
    fn loose_marks(&mut self) {
        let r = self.r;
        for (m, mark) in r.marks.iter().enumerate() {
            if mark.inner
                || self.taken.get(m).copied().unwrap_or(true)
                || !r.is_clause(*mark)
                || self.names(*mark)
            {
                continue;
            }
            let from = (mark.open.saturating_sub(60)..mark.open)
                .rev()
                .take_while(|j| r.sentence(*j) == r.sentence(mark.open))
                .last()
                .unwrap_or(mark.open);
            let cue = (from..mark.open)
                .rev()
                .find(|j| r.lex(*j).cue.is_some() && r.mention_over(*j).is_none());
            let Some(at) = cue else { continue };
            let Some(cue) = r.lex(at).cue else { continue };
            self.sentence_from = from;
            let near = self
                .said
                .iter()
                .rev()
                .find(|s| s.run.to <= at && r.sentence(s.run.from) == r.sentence(at))
                .and_then(|s| s.speaker.clone());
            let phrase = speaker::after(r, at + 1, mark.open)
                .filter(|_| matches!(cue.shape, Shape::Perfect | Shape::Imperfect))
                .or_else(|| speaker::before(r, from, at));
            let speaker = match (phrase, near) {
                (Some(p), _) => self.history.named(r, p, How::Subject, cue.agrees),
                (None, Some(s)) => Some(s),
                (None, None) => self.history.carried(cue.agrees),
            };
            self.direct(*mark, Some(Run { from: at, to: at + 1 }), speaker);
        }
    }
}

/// The run inside a pair of marks; a final stop stays out, a final ؟ or ! stays in.
fn mark_run(r: &Reader<'_>, mark: Marked) -> Run {
    let run = Run { from: mark.open + 1, to: mark.close };
    let mut run = run;
    while run.to > run.from + 1
        && r.sign(run.to - 1).is_some_and(|s| {
            matches!(s, Sign::Comma)
                || s == Sign::Stop && !matches!(r.word(run.to - 1), "؟" | "!" | "?" | "…")
        })
    {
        run.to -= 1;
    }
    run
}

/// Whether what stands after an according-to phrase goes on with the clause before it.
fn goes_on(r: &Reader<'_>, at: usize) -> bool {
    let lex = r.lex(at);
    lex.cue.is_none()
        && !r.word(at).starts_with('و')
        && !lex.duty.has(Duty::CLAUSE.with(Duty::RELATIVE))
}

//! Clauses that an according-to phrase attributes.

use super::according::{self, Source};
use super::cue::{Agreement, Cue, Habit, Shape, Takes};
use super::extent;
use super::finder::Finder;
use super::history::Speaker;
use super::item::Sign;
use super::reader::{Reader, Run};
use super::speaker;
use super::vocabulary::Duty;
use crate::analysis::{How, QuoteKind};

impl Finder<'_, '_, '_> {
    /// Reads the phrase at item `i`; the item to go on with.
    pub(super) fn according(&mut self, i: usize, phrase: according::Phrase) -> usize {
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
            Source::At(at) => {
                let at = if r.has(at, Duty::ABOUT) { at + 1 } else { at };
                speaker::phrase(r, at, end).map(|p| speaker::with_name(r, p, end))
            }
            Source::Last => None,
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
        // يستند وفق مصادر إلى …: the clause goes on at once behind the phrase.
        let set_off = matches!(r.sign(i - 1), Some(Sign::Comma | Sign::Quote | Sign::Dash));
        if !set_off
            && named.is_some()
            && after < end
            && runs_on(r, after)
            && self.reported(i).is_none()
        {
            let comma = (from..i).rev().find(|j| r.is(*j, Sign::Comma)).map_or(from, |j| j + 1);
            let before = extent::trim(r, Run { from: comma, to: i });
            if words(r, before) > 2 {
                self.add(before, QuoteKind::Indirect, cue, speaker.clone(), true);
            }
            self.clause_or_mark(after, cue, speaker);
            return next;
        }
        let before = extent::trim(r, Run { from: self.after_opening(from, i), to: i });
        // A clause in marks, then its source: one direct quote.
        if let Some(mark) =
            r.mark_at(before.from).filter(|m| m.close + 2 >= before.to && r.is_clause(*m))
        {
            self.direct(mark, cue, speaker);
            return next;
        }
        if words(r, before) > 2 {
            self.add(before, QuoteKind::Indirect, cue, speaker.clone(), true);
            self.fragments(before, cue, speaker.as_ref());
        }
        if let Some(at) = rest.filter(|at| goes_on(r, *at)) {
            self.clause_or_mark(at, cue, speaker);
        }
        next
    }

    /// يُشار إلى أن …، وفق فلان: what is attributed starts after the impersonal opening.
    fn after_opening(&self, from: usize, to: usize) -> usize {
        let r = self.r;
        let impersonal = r
            .cue(from)
            .is_some_and(|c| c.habit.has(Habit::IMPERSONAL) && c.shape == Shape::Imperfect);
        let that = (from + 1..to.min(from + 5)).find(|i| r.has(*i, Duty::THAT));
        that.filter(|_| impersonal).map_or(from, |i| i + 1)
    }

    /// The item after the comma that closes an according-to phrase, فإن taken off.
    fn rest_after(&self, after: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let comma = (after..end).find(|j| {
            matches!(r.sign(*j), Some(Sign::Comma | Sign::Colon))
                || r.has(*j, Duty::FA_THAT.with(Duty::THAT))
        })?;
        let mut at = comma;
        if matches!(r.sign(at), Some(Sign::Comma | Sign::Colon)) {
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
            takes: Takes::default(),
            habit: Habit::default(),
        };
        let run = extent::clause(r, reader, at);
        self.add(run, QuoteKind::Indirect, cue, speaker.clone(), true);
        self.fragments(run, cue, speaker.as_ref());
    }
}

/// Whether a clause runs on at item `i`, and not the name of its source: not «في الوزارة».
fn runs_on(r: &Reader<'_>, i: usize) -> bool {
    let joins = Duty::TO.with(Duty::UPON);
    r.is(i, Sign::Word)
        && (!r.has(i, Duty::PREP) || r.has(i, joins))
        && !r.has(i, Duty::RELATIVE.with(Duty::WHEN))
}

/// How many words a run has.
fn words(r: &Reader<'_>, run: Run) -> usize {
    (run.from..run.to).filter(|i| r.is(*i, Sign::Word)).count()
}

/// Whether what stands after an according-to phrase goes on with the clause before it.
fn goes_on(r: &Reader<'_>, at: usize) -> bool {
    let lex = r.lex(at);
    lex.cue.is_none()
        && !r.word(at).starts_with('و')
        && !lex.duty.has(Duty::CLAUSE.with(Duty::RELATIVE))
}

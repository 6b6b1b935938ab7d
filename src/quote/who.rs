//! Who speaks by a cue: its subject, or who spoke before.

use super::candidate::{self, Slot, Who};
use super::cue::{Agreement, Cue, Habit, Shape};
use super::finder::{Finder, Said};
use super::history::Speaker;
use super::item::Sign;
use super::speaker;
use super::vocabulary::Duty;
use crate::analysis::{How, Kind, QuoteKind};

impl Finder<'_, '_, '_> {
    /// Who speaks by the cue at `i`, whose complement begins at `begins`.
    /// What is said is a `clause` of its own, before which only its subject can stand.
    pub(super) fn speaker(
        &mut self,
        i: usize,
        cue: Cue,
        begins: usize,
        clause: bool,
    ) -> Option<Speaker> {
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
        // نقلت الوكالة عن فلان قوله: the same.
        if cue.shape == Shape::Noun
            && let Some(about) =
                (self.sentence_from..i).rev().take(30).find(|j| r.has(*j, Duty::ABOUT))
            && let Some(phrase) = speaker::phrase(r, about + 1, i)
        {
            return self.history.named(r, phrase, How::Subject, Agreement::Any);
        }
        let finite = matches!(cue.shape, Shape::Perfect | Shape::Imperfect);
        if finite && let Some(phrase) = self.owner(i) {
            return self.history.named(r, phrase, How::Subject, agrees);
        }
        let slot = Slot { at: i, cue, begins, clause };
        let candidates = candidate::all(self, slot);
        let sets = candidates.iter().map(|c| c.features.0);
        let best = self.rankers.speaker.best(sets, slot.context(r) as usize);
        #[cfg(feature = "train")]
        self.history.choices.push(super::train::candidates(r, slot, &candidates));
        match candidates.get(best?)?.who {
            Who::Phrase(phrase) => self.history.named(r, phrase, How::Subject, agrees),
            Who::Carried(past) => Some(self.history.go_on(past, agrees)),
        }
    }

    /// Who spoke in this sentence already and may go on.
    pub(super) fn here(&self, i: usize) -> Option<usize> {
        let r = self.r;
        let here = self
            .said
            .iter()
            .rev()
            .take(4)
            .find(|s| !s.aside)
            .filter(|s| s.run.from >= self.turn && s.kind != QuoteKind::Headline)
            .filter(|s| {
                r.sentence(s.run.from) == r.sentence(i)
                    || r.sentence(s.run.to.saturating_sub(1)) == r.sentence(i)
            })?;
        here.speaker.as_ref()?.entity
    }

    /// What was said last in the present sentence.
    pub(super) fn recent(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().rev().take(4).filter(|s| s.run.to > self.sentence_from)
    }

    /// تدوينة لفلان، قال فيها: whose text it is.
    fn owner(&self, i: usize) -> Option<speaker::Phrase> {
        let r = self.r;
        if !matches!(r.word(i + 1), "فيها" | "فيه") {
            return None;
        }
        let m = (self.clause_from(i)..i).filter_map(|j| r.mention_at(j)).find(|m| {
            r.has_clitic_preposition(*m)
                && matches!(r.kind(*m), Some(Kind::Person | Kind::Organization | Kind::Role))
        })?;
        speaker::phrase(r, r.run(m).from, i)
    }

    /// The subject that stands right before the verb at item `i` and opens its clause: سمير نجم قال.
    pub(super) fn fronted(&self, i: usize) -> Option<speaker::Phrase> {
        let r = self.r;
        if r.lex(i).joined() && r.word(self.sentence_from) != "اما" {
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

    /// Remembers the subject of the verb at `i`, that says nothing: the next verb without a subject is his.
    pub(super) fn topic(&mut self, i: usize, agrees: Agreement) {
        let r = self.r;
        let relays = r.cue(i).is_some_and(|c| c.habit.has(Habit::RELAY));
        let within = self.said.iter().rev().take(4).any(|s| s.run.from <= i && i < s.run.to);
        if !speaker::is_verb(r, i) || relays || within {
            return;
        }
        let reach = r.ahead(i + 1, 11);
        let end = reach.clone().find(|j| r.sentence(*j) != r.sentence(i)).unwrap_or(reach.end);
        let opens = |m: usize| r.run(m).from == self.sentence_from;
        let phrase = match i.checked_sub(1).and_then(|p| r.mention_over(p)).filter(|m| opens(*m)) {
            Some(m) => speaker::phrase(r, r.run(m).from, i),
            None => speaker::after(r, i + 1, end).filter(|p| p.run.from <= i + 2),
        };
        if let Some(phrase) = phrase.filter(|p| p.mention.is_some()) {
            self.history.acts(r, phrase, agrees);
        }
    }

    /// بينما قلل الوزير من …: whoever acts in the other clause goes on from there.
    pub(super) fn take_turn(&mut self, i: usize) {
        let r = self.r;
        if r.mention_over(i + 1).is_none()
            && r.is(i + 1, Sign::Word)
            && r.mention_at(i + 2).is_some_and(|m| r.speaks(m) && !r.has_clitic_preposition(m))
            && let Some(phrase) = speaker::phrase(r, i + 2, i + 20)
            && self.history.acts(r, phrase, Agreement::Any)
        {
            self.turn = i;
        }
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
}

//! Who speaks by a cue: its subject, or who spoke before.

use super::cue::{Agreement, Cue, Habit, Shape};
use super::finder::Finder;
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
        // قالوا has its subject before it, or nowhere.
        if finite
            && agrees != Agreement::Plural
            && let Some(phrase) = speaker::after(r, i + 1, begins)
            && (!r.lex(i).joined || clause || self.is_subject(phrase, cue))
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
        let here = self
            .said
            .iter()
            .rev()
            .take(4)
            .find(|s| !s.aside)
            .filter(|s| s.run.from >= self.turn)
            .filter(|s| {
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

    /// Remembers the subject of the verb at `i`, that says nothing: the next verb without a subject is his.
    pub(super) fn topic(&mut self, i: usize, agrees: Agreement) {
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

    /// بينما قلل الوزير من …: whoever acts in the other clause goes on from there.
    pub(super) fn take_turn(&mut self, i: usize) {
        let r = self.r;
        if r.mention_over(i + 1).is_none()
            && r.is(i + 1, Sign::Word)
            && r.mention_at(i + 2).is_some_and(|m| r.speaks(m) && !r.has_clitic_preposition(m))
            && let Some(phrase) = speaker::phrase(r, i + 2, i + 20)
            && self.history.named(r, phrase, How::Subject, Agreement::Any).is_some()
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

/// Whether the antecedent of a relative can be the subject of a verb: not in المؤسسات التي قال إنها….
fn relates(relative: &str, agrees: Agreement) -> bool {
    match agrees {
        Agreement::Masculine => relative == "الذي",
        Agreement::Feminine => relative == "التي",
        Agreement::Plural => !matches!(relative, "الذي" | "التي"),
        Agreement::Any => true,
    }
}

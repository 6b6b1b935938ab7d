//! Marked words: direct quotes, fragments of indirect ones, and what is neither.

use super::complement;
use super::cue::{Agreement, Habit, Shape};
use super::finder::Finder;
use super::history::Speaker;
use super::item::{self, Sign};
use super::marks::Marked;
use super::reader::{Reader, Run};
use super::speaker;
use super::vocabulary::Duty;
use crate::analysis::{How, QuoteKind};

impl Finder<'_, '_, '_> {
    /// Adds marked words as a direct quote.
    pub(super) fn direct(&mut self, mark: Marked, cue: Option<Run>, speaker: Option<Speaker>) {
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

    /// Marked fragments inside an indirect quote.
    pub(super) fn fragments(&mut self, run: Run, cue: Option<Run>, speaker: Option<&Speaker>) {
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
        let first = r.mention_over(mark.open + 1);
        let named = first.is_some_and(|m| r.run(m).to >= mark.close);
        let before = mark.open.saturating_sub(1);
        let part = r.mention_over(before).is_some() && r.mention_over(before) == first;
        let entitled = (mark.open.saturating_sub(2)..mark.open).any(|i| {
            matches!(
                r.word(i),
                "عنوان"
                    | "بعنوان"
                    | "عنوانه"
                    | "عنوانها"
                    | "شعار"
                    | "بعنوانه"
                    | "وسم"
                    | "مسمي"
            )
        });
        named || part || entitled || r.has(before, Duty::NAMER)
    }

    fn is_taken(&self, mark: Marked) -> bool {
        let at = self.r.marks.partition_point(|m| m.open < mark.open);
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// «…»، قال فلان: the cue stands after the marks.
    pub(super) fn cue_after_mark(&mut self, mark: Marked) -> Option<usize> {
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
        let glued = r.sign(i).is_some() && !item::is_apart(r.document, &r.items, i);
        if matches!(r.sign(i), Some(Sign::Comma | Sign::Dash)) {
            i += 1;
        }
        if r.sign(i).is_none() || r.line(i) != r.line(mark.open) {
            return None;
        }
        if r.has(i, Duty::AS) {
            i += 1;
        }
        if let Some(cue) = r.cue(i)
            && matches!(cue.shape, Shape::Perfect | Shape::Imperfect)
            && !r.lex(i).joined()
            && !cue.habit.has(Habit::DEED)
            && r.mention_over(i).is_none()
        {
            let end = complement::find(r, cue, i + 1).map_or(i + 25, |f| f.begins);
            let phrase = speaker::after(r, i + 1, end.min(r.len()))?;
            let speaker = self.history.named(r, phrase, How::Subject, cue.agrees);
            self.direct(mark, Some(Run { from: i, to: i + 1 }), speaker);
            return Some(i);
        }
        // A post: «…»القيادي فلان, with nothing or a sign between. A headline: «…».. الرئيس.
        let mut at = mark.close + 1;
        let open = glued && mark.words >= 5
            || r.line(at) == 0 && r.word(at) == ".." && mark.open <= 1 && r.is_clause(mark);
        while open
            && at < mark.close + 4
            && matches!(r.sign(at), Some(Sign::Stop | Sign::Other))
            && r.word(at) != "#"
        {
            at += 1;
        }
        if open
            && let Some(m) = r.mention_at(at)
            && r.speaks(m)
            && r.line(at) == r.line(mark.open)
        {
            let phrase = speaker::phrase(r, at, r.line_end(at))?;
            let speaker = self.history.named(r, phrase, How::Subject, Agreement::Any);
            self.direct(mark, None, speaker);
            return Some(phrase.run.to);
        }
        None
    }

    /// Marked clauses that no cue took, in a sentence with a cue before them.
    pub(super) fn loose_marks(&mut self) {
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
            let cue = (from..mark.open).rev().find(|j| {
                r.mention_over(*j).is_none()
                    && r.cue(*j).is_some_and(|c| !c.habit.has(Habit::PLACE))
            });
            let Some(at) = cue else { continue };
            let Some(cue) = r.cue(at) else { continue };
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

//! What every step of quote finding reads: items, marks and mentions side by side.

use std::ops::Range;

use super::cue::{Agreement, Cue, Shape};
use super::item::{self, Item, Sign};
use super::marks::{self, Marked};
use super::vocabulary::{Duty, Lex, Vocabulary, vocabulary};
use crate::analysis::{Kind, Mention};
use crate::document::Document;
use crate::lexicon::{WordClass, lexicon};
use crate::span::{Source, Span};

/// Runs of items are half-open, like all ranges here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A document with its items, marks and mentions.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) items: Vec<Item>,
    /// Per sentence: its line.
    lines: Vec<u32>,
    pub(super) marks: Vec<Marked>,
    vocabulary: &'static Vocabulary,
    /// Per mention: its items. Of a mention inside another only where it starts.
    runs: Vec<Run>,
}

// Nothing here is copied into its callers: they are hundreds, and code is what a page loads.
impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document<'a>, mentions: &'a [Mention]) -> Self {
        let (mut items, lines) = item::read(document);
        let marks = marks::pair(document, &items, &lines);
        let mut runs = vec![Run { from: 0, to: 0 }; mentions.len()];
        let mut i = 0;
        let mut reached = 0;
        let source = |item: &Item| document.tokens().get(item.token as usize).map(|t| t.source);
        for (m, (mention, run)) in mentions.iter().zip(&mut runs).enumerate() {
            let inside = mention.span.start() < reached;
            // The mention before it, that holds it or stands in the same, started there or earlier.
            let ends = |item| source(item).is_some_and(|s| s.end() <= mention.span.start());
            while items.get(i).is_some_and(ends) {
                i += 1;
            }
            *run = Run { from: i, to: i };
            if inside {
                continue;
            }
            reached = mention.span.end();
            for item in items.get_mut(i..).unwrap_or_default() {
                if source(item).is_none_or(|s| s.start() >= mention.span.end()) {
                    break;
                }
                item.cover = u32::try_from(m + 1).unwrap_or(0);
                run.to += 1;
            }
        }
        Self { document, mentions, items, lines, marks, vocabulary: vocabulary(), runs }
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    #[inline(never)]
    pub(super) fn sign(&self, i: usize) -> Option<Sign> {
        self.items.get(i).map(|item| item.sign)
    }

    pub(super) fn is(&self, i: usize, sign: Sign) -> bool {
        self.sign(i) == Some(sign)
    }

    #[inline(never)]
    pub(super) fn lex(&self, i: usize) -> Lex {
        self.items.get(i).map(|item| self.vocabulary.get(item.known)).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn has(&self, i: usize, duty: Duty) -> bool {
        self.items.get(i).is_some_and(|item| self.vocabulary.get(item.known).duty.has(duty))
    }

    /// The cue that item `i` is. A word that is a preposition too (عبر, بين) is one only before
    /// its subject or its complement.
    #[inline(never)]
    pub(super) fn cue(&self, i: usize) -> Option<Cue> {
        let cue = self.lex(i).cue?;
        // من أجل كشف كذا: a noun. مزاعم is one that attributes.
        let governed = Duty::TO.with(Duty::UPON).with(Duty::FROM).with(Duty::ABOUT);
        if cue.shape == Shape::Perfect
            && cue.agrees == Agreement::Masculine
            && !self.lex(i).joined()
            && self.word(i) != "مزاعم"
            && i.checked_sub(1).is_some_and(|p| {
                self.has(p, governed) || matches!(self.word(p), "في" | "اجل" | "عبر")
            })
        {
            return None;
        }
        if !self.has(i, Duty::PREP) {
            return Some(cue);
        }
        let next = Duty::ABOUT.with(Duty::HONORIFIC).with(Duty::SOURCE);
        let subject = self.mention_at(i + 1).is_some_and(|m| {
            matches!(self.kind(m), Some(Kind::Person | Kind::Role | Kind::Organization))
        });
        let opens = self.lex(i).joined()
            || i.checked_sub(1).is_none_or(|p| !self.is(p, Sign::Word) || self.has(p, Duty::HAD));
        let that = opens && self.has(i + 1, Duty::THAT.with(Duty::BI_THAT));
        (subject || that || self.has(i + 1, next)).then_some(cue)
    }

    /// The folded word; empty past the end.
    #[inline(never)]
    pub(super) fn word(&self, i: usize) -> &str {
        self.items.get(i).map_or("", |item| self.document.word(item.token as usize))
    }

    #[inline(never)]
    pub(super) fn sentence(&self, i: usize) -> u32 {
        self.items.get(i).map_or(u32::MAX, |item| item.sentence)
    }

    #[inline(never)]
    pub(super) fn line(&self, i: usize) -> u32 {
        let sentence = self.items.get(i).map(|item| item.sentence as usize);
        sentence.and_then(|sentence| self.lines.get(sentence)).map_or(u32::MAX, |line| *line)
    }

    /// The pair that item `i` opens.
    #[inline(never)]
    pub(super) fn mark_at(&self, i: usize) -> Option<Marked> {
        if !self.is(i, Sign::Quote) {
            return None;
        }
        let m = self.marks.partition_point(|mark| mark.open < i);
        self.marks.get(m).filter(|mark| mark.open == i).copied()
    }

    /// The outermost mention over item `i`.
    #[inline(never)]
    pub(super) fn mention_over(&self, i: usize) -> Option<usize> {
        Some(self.items.get(i)?.cover.checked_sub(1)? as usize)
    }

    /// The outermost mention whose first item is `i`.
    #[inline(never)]
    pub(super) fn mention_at(&self, i: usize) -> Option<usize> {
        self.mention_over(i).filter(|m| self.run(*m).from == i)
    }

    #[inline(never)]
    pub(super) fn run(&self, mention: usize) -> Run {
        self.runs.get(mention).copied().unwrap_or(Run { from: 0, to: 0 })
    }

    #[inline(never)]
    pub(super) fn kind(&self, mention: usize) -> Option<Kind> {
        self.mentions.get(mention).map(|m| m.kind)
    }

    /// Whether a mention can speak.
    #[inline(never)]
    pub(super) fn speaks(&self, mention: usize) -> bool {
        self.mentions.get(mention).is_some_and(Mention::speaks)
    }

    /// Whether a preposition is written together with the mention: لحركة.
    #[inline(never)]
    pub(super) fn has_clitic_preposition(&self, mention: usize) -> bool {
        self.mentions.get(mention).is_some_and(|m| {
            let clitic = Span::<Source>::new(m.word.start(), m.span.start());
            clitic.slice(self.document.text()).contains(['ل', 'ب', 'ك'])
        })
    }

    /// The source of a run of items. A joined و or ف and the clitics of a mention stay outside.
    #[inline(never)]
    pub(super) fn source(&self, run: Run) -> Option<Span<Source>> {
        let first = self.items.get(run.from)?;
        let last = self.items.get(run.to.checked_sub(1)?)?;
        let tokens = self.document.tokens();
        let first_token = tokens.get(first.token as usize)?;
        let last_token = tokens.get(last.token as usize)?;
        let mut start = first_token.source.start();
        if let Some(mention) = self.mention_at(run.from).and_then(|m| self.mentions.get(m)) {
            start = start.max(mention.span.start());
        } else if self.lex(run.from).joined() {
            start += first_token
                .source
                .slice(self.document.text())
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        }
        Some(Span::new(start, last_token.source.end()))
    }

    /// The end of the line or text from item `i`, as an item.
    pub(super) fn line_end(&self, i: usize) -> usize {
        let Some(item) = self.items.get(i) else { return i };
        let lines = self.lines.get(item.sentence as usize..).unwrap_or_default();
        let more = (item.sentence..).zip(lines).find(|(_, line)| Some(*line) != lines.first());
        let end = more.map_or(u32::MAX, |(sentence, _)| sentence);
        self.items.partition_point(|item| item.sentence < end)
    }

    /// The next `most` items from `from` on. A bound that only the text knows keeps loops small:
    /// the compiler copies out those that are counted.
    pub(super) fn ahead(&self, from: usize, most: usize) -> Range<usize> {
        from..self.len().min(from + most)
    }

    /// The closing bracket of the one at item `i`, if it is near.
    pub(super) fn paren_close(&self, i: usize) -> Option<usize> {
        let close = self.first(Sign::ParenClose, self.ahead(i + 1, 25));
        close.filter(|close| self.sentence(*close) == self.sentence(i))
    }

    /// The first `sign` of a range of items.
    pub(super) fn first(&self, sign: Sign, within: Range<usize>) -> Option<usize> {
        let items = self.items.get(within.clone())?;
        items.iter().position(|item| item.sign == sign).map(|n| within.start + n)
    }

    /// Whether marked words can be speech by their form: five words, or a finite clause.
    pub(super) fn is_clause(&self, mark: Marked) -> bool {
        mark.words >= 5
            || (mark.words >= 2
                && (mark.open + 1..mark.close).any(|i| self.is_finite(i, mark.words >= 4)))
    }

    /// A word that makes a clause, by its looks: a verb, or with `loose` a pronoun or «there is».
    fn is_finite(&self, i: usize, loose: bool) -> bool {
        if self.mention_over(i).is_some() {
            return false;
        }
        let word = self.word(i);
        let word = word.strip_prefix('و').filter(|rest| rest.len() > 6).unwrap_or(word);
        let certain = matches!(
            word,
            "لن" | "لم"
                | "ليس"
                | "ليست"
                | "لسنا"
                | "لست"
                | "ليسوا"
                | "كان"
                | "كانت"
                | "قد"
                | "لقد"
                | "يجب"
        );
        let open = matches!(
            word,
            "لا" | "هذا"
                | "هذه"
                | "هو"
                | "هي"
                | "نحن"
                | "انا"
                | "هناك"
                | "علينا"
                | "لدينا"
                | "انتم"
        ) || self.has(i, Duty::THAT);
        let present = word.starts_with('ي')
            && word.len() > 6
            && !word.ends_with(['ه', 'ا', 'و'])
            && !word.ends_with("يه");
        let future = ["سي", "ست", "سن", "سا"]
            .iter()
            .any(|p| word.starts_with(p) && word.len() > 8 && !word.ends_with('ه'));
        // طلبوا: no noun ends so. أنهت, where the marks begin.
        let past = (word.ends_with("وا") && word.len() > 8)
            || (self.is(i.saturating_sub(1), Sign::Quote)
                && word.ends_with('ت')
                && !word.ends_with("ات")
                && (8..=10).contains(&word.len()));
        certain
            || past
            || (loose && open)
            || present
            || future
            || self.lex(i).cue.is_some_and(|c| c.shape == Shape::Imperfect)
            || lexicon().class(word).has(WordClass::VERB)
    }
}

//! The noun phrase that speaks.

use super::cue::Shape;
use super::item::Sign;
use super::reader::{Reader, Run};
use super::vocabulary::Duty;
use crate::analysis::Kind;
use crate::lexicon::{WordClass, lexicon};

/// A noun phrase that may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) run: Run,
    /// The mention that it stands for: a person before a title before a body.
    pub(super) mention: Option<usize>,
}

/// How long a phrase may grow, in items.
const LONGEST: usize = 40;

/// The phrase that starts at item `at` and ends before `limit`: title and name, appositions and all.
pub(super) fn phrase(r: &Reader<'_>, at: usize, limit: usize) -> Option<Phrase> {
    let mut mention: Option<usize> = None;
    let mut end = at;
    let mut i = at;
    let limit = limit.min(at + LONGEST);
    let (mut has_role, mut has_person) = (false, false);
    // A name stands right before.
    let mut named = false;
    while i < limit && r.sentence(i) == r.sentence(at) {
        if let Some(m) = r.mention_over(i) {
            let kind = r.kind(m);
            // البيان | النظام …: a definite noun takes no complement but a name.
            let complete = i > at && mention.is_none() && is_definite(r, at);
            let takes = r.has(at, Duty::SOURCE) && !is_definite(r, at) && mention.is_none();
            if i > at && r.has_clitic_preposition(m) && !takes {
                break;
            }
            if complete && kind != Some(Kind::Person) && !r.has(i - 1, Duty::HONORIFIC) {
                break;
            }
            has_role |= kind == Some(Kind::Role);
            let person = kind == Some(Kind::Person);
            if (person && !has_person) || mention.is_none() && r.speaks(m) {
                mention = Some(m);
            }
            has_person |= person;
            named = kind != Some(Kind::Role);
            i = r.run(m).to.max(i + 1);
            end = i;
            continue;
        }
        match r.sign(i) {
            Some(Sign::Word) if !(stops(r, i, at) || named && closes(r, i)) => {
                named = false;
                i += 1;
                end = i;
            }
            // د. فلان
            Some(Sign::Stop) if r.has(i - 1, Duty::HONORIFIC) && i == at + 1 => i += 1,
            Some(Sign::Comma | Sign::Dash)
                if (has_role != has_person) && apposes(r, i + 1, has_role) =>
            {
                i += 1;
            }
            Some(Sign::Quote) => match r.mark_at(i) {
                Some(mark) if mark.words <= 4 && mark.close <= limit => {
                    mention = mention.or(r.mention_over(i + 1).filter(|m| r.speaks(*m)));
                    i = mark.close + usize::from(mark.closed);
                    end = i;
                }
                _ => break,
            },
            Some(Sign::ParenOpen) if i > at => match r.paren_close(i) {
                Some(close) if close < limit && close < i + 6 => {
                    i = close + 1;
                    end = i;
                }
                _ => break,
            },
            _ => break,
        }
    }
    let mention = mention.filter(|m| !is_of(r, at, *m));
    (end > at).then_some(Phrase { run: Run { from: at, to: end }, mention })
}

/// محامي فلان, والد فلان: a noun in construct, and not him whose name follows.
fn is_of(r: &Reader<'_>, at: usize, mention: usize) -> bool {
    let word = r.word(at);
    let noun = r.mention_over(at).is_none()
        && (r.has(at, Duty::SOURCE) || lexicon().class(word).has(WordClass::ROLE))
        && !r.has(at, Duty::HONORIFIC)
        && !is_definite(r, at)
        && !has_pronoun(word);
    let next = at + 1 + usize::from(r.is(at + 1, Sign::Quote));
    noun && r.kind(mention) == Some(Kind::Person) && r.run(mention).from == next
}

/// Whether a word right behind a name is no part of it: only what has an article goes on, or another source.
fn closes(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    !word.starts_with("ال")
        && !word.starts_with("وال")
        && !r.has(i, Duty::SOURCE.with(Duty::HONORIFIC))
        && !r.lex(i).joined()
}

/// Whether a title waits for its name, or a name for its title, at item `i`.
fn apposes(r: &Reader<'_>, i: usize, has_role: bool) -> bool {
    let at = if r.has(i, Duty::HONORIFIC) { i + 1 } else { i };
    r.mention_at(at).is_some_and(|m| {
        let next = r.run(m).to;
        let named = r.mention_at(next).is_some_and(|n| r.kind(n) == Some(Kind::Person));
        !r.has_clitic_preposition(m)
            && match r.kind(m) {
                Some(Kind::Person) => has_role,
                // A title, then a rank with the name: المتحدث، العميد فلان.
                Some(Kind::Role) => !has_role || named,
                _ => false,
            }
    })
}

/// A noun with a pronoun is no adjective of a definite noun: الوزيرة | التزامها.
fn has_pronoun(word: &str) -> bool {
    !word.starts_with("ال") && ["ها", "هم", "هما"].iter().any(|p| word.ends_with(p))
}

/// مستوطنين, مسؤولون.
fn is_plural(word: &str) -> bool {
    word.len() > 8 && (word.ends_with("ين") || word.ends_with("ون"))
}

/// A bare noun with its article, no honorific.
fn is_definite(r: &Reader<'_>, i: usize) -> bool {
    r.word(i).starts_with("ال") && r.mention_over(i).is_none() && !r.has(i, Duty::HONORIFIC)
}

/// A word that cannot go on a noun phrase.
fn stops(r: &Reader<'_>, i: usize, at: usize) -> bool {
    let lex = r.lex(i);
    let closed = Duty::PREP
        .with(Duty::TO)
        .with(Duty::THAT)
        .with(Duty::BI_THAT)
        .with(Duty::FA_THAT)
        .with(Duty::CLAUSE)
        .with(Duty::RELATIVE)
        .with(Duty::HAD)
        .with(Duty::FOR_WHAT)
        .with(Duty::ACCORDING);
    if lex.duty.has(Duty::SOURCE) && lex.cue.is_none() {
        return false;
    }
    if lex.duty.has(closed) || i <= at {
        return lex.duty.has(closed);
    }
    let word = r.word(i);
    lex.duty.has(Duty::WHEN)
        || lex.cue.is_some_and(|c| i > at + 1 || c.shape == Shape::Noun)
        || word.starts_with("لل")
        || has_pronoun(word) && (is_definite(r, at) || is_plural(r.word(at)))
}

/// The subject between a verb and its complement: items `from..to`.
pub(super) fn after(r: &Reader<'_>, from: usize, to: usize) -> Option<Phrase> {
    subject(r, from, to).map(|found| with_name(r, found, to))
}

/// A description with the name that stands apart from it before item `to`: أحد سكان الحي، سمير نجم، إن;
/// المدير العام للمتحف سمير نجم إن.
pub(super) fn with_name(r: &Reader<'_>, found: Phrase, to: usize) -> Phrase {
    if found.mention.and_then(|m| r.kind(m)) == Some(Kind::Person) {
        return found;
    }
    let described = is_described(r, found);
    let mut reach = found.run.to..to.min(found.run.to + APART);
    let name = reach.find(|i| {
        r.mention_at(*i).is_some_and(|m| {
            let closed = closes_apposition(r, r.run(m).to, to);
            r.kind(m) == Some(Kind::Person)
                && !r.has_clitic_preposition(m)
                && (closed && is_set_off(r, found.run.to, *i)
                    || closed && described && follows_complement(r, *i)
                    || described && is_whole(r, *i, r.run(m).to == to)
                    || described && is_complement(r, found.run.to, *i))
        })
    });
    let verb = |name: usize| (found.run.to..name).any(|i| is_verb(r, i) && !is_calling(r, i));
    let named = name.filter(|i| !verb(*i)).and_then(|i| r.mention_at(i));
    named.map_or(found, |m| Phrase {
        run: Run { from: found.run.from, to: r.run(m).to },
        mention: Some(m),
    })
}

/// Whether a name that ends before item `i` stands apart: what is said follows, or a stop.
fn closes_apposition(r: &Reader<'_>, i: usize, to: usize) -> bool {
    let stop = matches!(r.sign(i), Some(Sign::Comma | Sign::Dash | Sign::Stop | Sign::ParenOpen));
    i >= to || stop
}

/// Whether the name at item `i` is set off from a description that ends before item `from`: by a
/// comma, perhaps with a rank or an honorific behind it, or by «called».
fn is_set_off(r: &Reader<'_>, from: usize, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let rank = r.mention_over(before).filter(|m| r.kind(*m) == Some(Kind::Role));
    let rank = rank.map(|m| r.run(m).from).or(r.has(before, Duty::HONORIFIC).then_some(before));
    let comma = |i: usize| i.checked_sub(1).is_some_and(|comma| r.is(comma, Sign::Comma));
    comma(i) || rank.is_some_and(|rank| rank == from || comma(rank)) || is_calling(r, before)
}

/// Whether a name follows item `i`: يدعى, اسمه.
fn is_calling(r: &Reader<'_>, i: usize) -> bool {
    matches!(r.word(i), "يدعي" | "تدعي" | "اسمه" | "اسمها" | "ويدعي" | "وتدعي")
}

/// Whether a phrase says what somebody is.
fn is_described(r: &Reader<'_>, phrase: Phrase) -> bool {
    let at = phrase.run.from;
    r.mention_over(at).is_some_and(|m| r.kind(m) == Some(Kind::Role))
        || r.mention_over(at).is_none() && lexicon().class(r.word(at)).has(WordClass::ROLE)
}

/// Whether the complement of a title ends before item `i`: a body, a place, a bracket.
fn follows_complement(r: &Reader<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let named = r.mention_over(before).and_then(|m| r.kind(m));
    matches!(named, Some(Kind::Organization | Kind::Place)) || r.is(before, Sign::ParenClose)
}

/// Whether a description ends before the name at item `i`: with an honorific between, or an
/// adjective with its article where what is said follows the name (`last`). No preposition
/// stands close by, that could govern the name.
fn is_whole(r: &Reader<'_>, i: usize, last: bool) -> bool {
    let word = |back: usize| i.checked_sub(back).filter(|i| r.mention_over(*i).is_none());
    let ends = |i: usize| r.has(i, Duty::HONORIFIC) || last && r.word(i).starts_with("ال");
    let bound = |i: usize| is_preposition(r, i) || r.word(i).starts_with('ل');
    word(1).is_some_and(ends) && [2, 3].iter().all(|n| word(*n).is_some_and(|i| !bound(i)))
}

/// Whether items `from..to` are a complement with its article, and nothing else: للكرة الطائرة.
fn is_complement(r: &Reader<'_>, from: usize, to: usize) -> bool {
    let definite = |i: usize| r.word(i).starts_with("ال") && r.mention_over(i).is_none();
    from < to && r.word(from).starts_with("لل") && (from + 1..to).all(definite)
}

/// How far from its description a name may stand apart, in items.
const APART: usize = 14;

fn subject(r: &Reader<'_>, from: usize, to: usize) -> Option<Phrase> {
    let mut i = from;
    let (mut governed, mut first) = (false, true);
    // In a relative clause; behind a noun written together with its preposition.
    let (mut barrier, mut bound) = (false, false);
    while i < to {
        if let Some(m) = r.mention_over(i) {
            let run = r.run(m);
            let governor = i > from && is_governed(r, i);
            let free = !governor && !r.has_clitic_preposition(m);
            let kind = r.kind(m);
            let apart = i > from && (r.has(i - 1, Duty::WHEN) || !r.is(i - 1, Sign::Word));
            let strong =
                kind == Some(Kind::Role) || kind == Some(Kind::Person) && (apart || !bound);
            if free && !barrier && r.speaks(m) && (!governed || strong) {
                return phrase(r, i, to);
            }
            governed |= !free;
            bound |= !free;
            i = run.to.max(i + 1);
            first = false;
            continue;
        }
        match r.sign(i) {
            Some(Sign::Word) => {
                if is_preposition(r, i) {
                    governed = true;
                    bound = !r.has(i, Duty::PREP);
                } else if r.has(i, Duty::WHEN) {
                    // Says when; whoever speaks may still come.
                } else if !governed && (first || r.has(i, Duty::SOURCE)) && can_head(r, i, to) {
                    return phrase(r, i, to);
                } else if r.has(i, Duty::RELATIVE) {
                    barrier = true;
                }
                first = false;
            }
            Some(Sign::Comma | Sign::Dash) => (governed, barrier, bound) = (false, false, false),
            Some(Sign::Quote) => {
                if let Some(mark) = r.mark_at(i) {
                    if !governed && first && mark.words <= 4 {
                        return phrase(r, i, to);
                    }
                    i = mark.close;
                }
            }
            Some(Sign::ParenOpen) => i = r.paren_close(i).unwrap_or(i),
            _ => {}
        }
        i += 1;
    }
    None
}

/// Whether a preposition governs the word at item `i`, over brackets and marks: لـ«البستان».
pub(super) fn is_governed(r: &Reader<'_>, i: usize) -> bool {
    let mut before = i.saturating_sub(1);
    while before > 0 && matches!(r.sign(before), Some(Sign::Quote | Sign::ParenOpen)) {
        before -= 1;
    }
    before < i && is_preposition(r, before)
}

pub(super) fn is_preposition(r: &Reader<'_>, i: usize) -> bool {
    let word = r.word(i);
    r.has(i, Duty::PREP) || (word.starts_with("لل") && word.len() > 6) || matches!(word, "ل" | "ب")
}

/// Whether a word that no mention covers can be the head of a subject.
fn can_head(r: &Reader<'_>, i: usize, to: usize) -> bool {
    let word = r.word(i);
    let duty = r.lex(i).duty;
    if duty.has(Duty::SOURCE.with(Duty::HONORIFIC)) {
        return true;
    }
    if r.lex(i).cue.is_some()
        || duty.has(Duty::RELATIVE.with(Duty::CLAUSE).with(Duty::HAD).with(Duty::AS))
    {
        return false;
    }
    if matches!(word, "ذلك" | "هذا" | "هذه" | "تلك" | "السؤال") {
        return false;
    }
    word.starts_with("ال")
        || (i + 1..(i + 3).min(to)).any(|j| {
            r.mention_at(j).is_some_and(|m| !r.has_clitic_preposition(m))
                && !is_preposition(r, j - 1)
        })
        || !(word.ends_with('ا')
            || word.starts_with('ي')
            || word.starts_with('ت')
            || word.starts_with('ب')
            || word.starts_with('ل')
            || word.len() < 5)
}

/// The subject of the clause in items `from..to`, before a cue: it follows the main verb, or opens the clause,
/// or is the first that no preposition governs.
pub(super) fn before(r: &Reader<'_>, from: usize, to: usize) -> Option<Phrase> {
    let from = from.max(to.saturating_sub(REACH));
    let opener = opener(r, from);
    let verb = (opener..to).find(|i| is_verb(r, *i));
    if let Some(found) = opening(r, opener, verb.unwrap_or(to)) {
        return Some(found);
    }
    if let Some(verb) = verb {
        let near = to.min(verb + NEAR);
        let end = (verb + 1..near).find(|i| is_verb(r, *i)).unwrap_or(near);
        let known = |p: &Phrase| {
            p.mention.is_some() || r.has(p.run.from, Duty::SOURCE.with(Duty::HONORIFIC))
        };
        if let Some(found) = after(r, verb + 1, end).filter(known) {
            return Some(found);
        }
    } else if r.has(opener + 1, Duty::SOURCE)
        && opener + 1 < to
        && r.is(opener, Sign::Word)
        && !is_preposition(r, opener)
    {
        // A verb that the tables do not know, then a noun that can speak.
        return phrase(r, opener + 1, to);
    }
    // وبشأن السوق، قال: the verb has its subject elsewhere.
    if is_preposition(r, opener) && !r.lex(opener).duty.has(Duty::WHEN) {
        return None;
    }
    let mut i = from;
    let mut noun = None;
    let mut barrier = false;
    while i < to {
        if let Some(m) = r.mention_over(i) {
            let governor = i > from && is_governed(r, i);
            if !governor && !barrier && r.speaks(m) && !r.has_clitic_preposition(m) {
                return phrase(r, i, to);
            }
            i = r.run(m).to.max(i + 1);
            continue;
        }
        match r.sign(i) {
            Some(Sign::Quote) => i = r.mark_at(i).map_or(i, |m| m.close),
            Some(Sign::Comma) => barrier = false,
            Some(Sign::Word) if r.has(i, Duty::RELATIVE) => barrier = true,
            Some(Sign::Word)
                if noun.is_none()
                    && r.has(i, Duty::SOURCE)
                    && !(i > from && is_preposition(r, i - 1)) =>
            {
                noun = Some(i);
            }
            _ => {}
        }
        i += 1;
    }
    noun.and_then(|i| phrase(r, i, to))
}

/// Where a clause starts behind كان, أما and the like.
fn opener(r: &Reader<'_>, from: usize) -> usize {
    from + usize::from(r.has(from, Duty::HAD) || matches!(r.word(from), "اما" | "لكن" | "ولكن"))
}

/// The phrase that opens a clause and stands before its verb, at item `verb`: سمير نجم قال.
pub(super) fn opening(r: &Reader<'_>, opener: usize, verb: usize) -> Option<Phrase> {
    if opener >= verb || verb - opener > LONGEST {
        return None;
    }
    let named = r.mention_at(opener).is_some_and(|m| r.speaks(m) && !r.has_clitic_preposition(m));
    let barred = Duty::WHEN.with(Duty::CLAUSE).with(Duty::RELATIVE).with(Duty::AS).with(Duty::THAT);
    let noun = r.mention_over(opener).is_none()
        && r.is(opener, Sign::Word)
        && (r.has(opener, Duty::SOURCE.with(Duty::HONORIFIC)) || r.word(opener).starts_with("ال"))
        && !r.lex(opener).joined()
        && !r.has(opener, barred)
        && !is_preposition(r, opener);
    (named || noun).then(|| after(r, opener, verb)).flatten()
}

/// How far back a subject is looked for, and how far behind its verb, in items.
const REACH: usize = 120;
const NEAR: usize = 16;

/// A finite verb, as the tables know it.
pub(super) fn is_verb(r: &Reader<'_>, i: usize) -> bool {
    if r.items.get(i).is_none_or(|item| item.sign != Sign::Word || item.cover > 0) {
        return false;
    }
    let lex = r.lex(i);
    if lex.cue.is_some_and(|c| matches!(c.shape, Shape::Perfect | Shape::Imperfect)) {
        return !lex.duty.has(Duty::PREP.with(Duty::SOURCE));
    }
    let word = r.word(i);
    let bare = word.strip_prefix('و').or_else(|| word.strip_prefix('ف'));
    let lexicon = lexicon();
    [Some(word), bare].into_iter().flatten().any(|w| lexicon.class(w).has(WordClass::VERB))
}

/// The phrase that a relative at item `relative` goes back to: المصادر التي قالت.
pub(super) fn antecedent(r: &Reader<'_>, relative: usize) -> Option<Phrase> {
    let first = relative.saturating_sub(8);
    let mut i = relative;
    while i > first {
        i -= 1;
        if r.sentence(i) != r.sentence(relative) {
            return None;
        }
        if let Some(m) = r.mention_over(i) {
            return phrase(r, r.run(m).from, relative);
        }
        if r.has(i, Duty::SOURCE) {
            return phrase(r, i, relative);
        }
    }
    None
}

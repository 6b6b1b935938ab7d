//! Where a reported clause ends.

use super::according;
use super::complement;
use super::cue::{Agreement, Cue, Habit, Shape};
use super::item::Sign;
use super::reader::{Reader, Run};
use super::vocabulary::Duty;

/// The run of a clause that starts at item `at`, reported by `cue`: to the end of its sentence, or to
/// where the source, or another, goes on saying.
pub(super) fn clause(r: &Reader<'_>, cue: Cue, at: usize) -> Run {
    let mut sentence = r.sentence(at);
    let mut i = at;
    let reach = r.len().min(at + LONGEST);
    while let Some(item) = r.items.get(i).filter(|item| i < reach && item.sentence == sentence) {
        if item.sign == Sign::Quote
            && let Some(mark) = r.mark_at(i)
        {
            i = mark.close.max(i + 1);
            sentence = r.sentence(i.min(r.len().saturating_sub(1)));
            if mark.closed {
                i += 1;
            }
            continue;
        }
        // Most words end no clause, whatever it is.
        if i > at && !(item.is_plain() && r.is(i - 1, Sign::Word)) && ends(r, cue, at, i) {
            break;
        }
        i += 1;
    }
    trim(r, Run { from: at, to: i })
}

/// How long a reported clause may be, in items: far beyond any that is written.
const LONGEST: usize = 600;

/// The same run without marks and signs at its end.
pub(super) fn trim(r: &Reader<'_>, mut run: Run) -> Run {
    while run.to > run.from + 1
        && r.sign(run.to - 1).is_some_and(|sign| match sign {
            Sign::Comma
            | Sign::Semicolon
            | Sign::Colon
            | Sign::Dash
            | Sign::Quote
            | Sign::ParenOpen => true,
            Sign::Stop => !matches!(r.word(run.to - 1), "؟" | "!" | "?"),
            _ => false,
        })
    {
        run.to -= 1;
    }
    while run.from + 1 < run.to
        && matches!(r.sign(run.from), Some(Sign::Comma | Sign::Colon | Sign::Dash | Sign::Stop))
    {
        run.from += 1;
    }
    run
}

/// Whether the clause that starts at `at` is over before item `i`.
fn ends(r: &Reader<'_>, cue: Cue, at: usize, i: usize) -> bool {
    if is_link(r, i) {
        return true;
    }
    if r.mention_over(i).is_some() && !r.lex(i).joined() {
        return false;
    }
    if according::starts(r, i) {
        return true;
    }
    let after_comma = r.is(i - 1, Sign::Comma) || (r.is(i - 1, Sign::Quote) && i - 1 > at);
    if let Some(next) = r.cue(i)
        && let Some(over) = goes_on(r, cue, next, i, after_comma)
    {
        return over;
    }
    if r.is(i - 1, Sign::Semicolon) && r.word(i) == "وذلك" {
        return true;
    }
    if !after_comma {
        return false;
    }
    // فيما قال, كما أوضح, لكنه أضاف: the source, or another, says more.
    let says = |j: usize| {
        r.cue(j).is_some_and(|c| {
            c.shape == Shape::Perfect && !c.habit.has(Habit::WEAK) && !c.habit.has(Habit::DEED)
        })
    };
    // بينما دعا الوزير إلى كذا, لكن فلانا قال: another has his turn.
    let acts =
        |j: usize| r.cue(j).is_some_and(|c| c.shape == Shape::Perfect && c.habit.has(Habit::DEED));
    let another = |j: usize| r.mention_at(j).is_some_and(|m| r.speaks(m) && says(r.run(m).to));
    match r.word(i) {
        "فيما" | "بينما" if acts(i + 1) => true,
        "لكن" | "ولكن" if another(i + 1) => true,
        "فيما" | "اذ" | "بينما" | "كما" | "لكن" | "لكنه" | "لكنها" | "لكنهم" | "ولكنه"
        | "ولكنها" => says(i + 1) || (r.word(i + 1) == "لم" && withholds(r.word(i + 2))),
        "في" => match r.word(i + 1) {
            "اشاره" | "وقت" => true,
            "حين" => r.ahead(i + 2, 3).any(says),
            _ => false,
        },
        // «…»، وهو ما …: the report speaks of the words.
        "وهو" | "وهي" => i > at + 2 && r.is(i - 1, Sign::Comma) && r.is(i - 2, Sign::Quote),
        "ولم" | "لم" => withholds(r.word(i + 1)),
        "دون" | "بدون" => withholds(r.word(i + 1)) || withholds(r.word(i + 2)),
        "من" if matches!(r.word(i + 1), "دون" | "غير") => withholds(r.word(i + 3)),
        word => is_circumstance(word),
    }
}

/// Whether the cue `next` at item `i` ends the clause; `None` where it does not tell.
fn goes_on(r: &Reader<'_>, cue: Cue, next: Cue, i: usize, after_comma: bool) -> Option<bool> {
    let deed = next.habit.has(Habit::DEED);
    let says = |reach: usize| {
        !deed && complement::find(r, next, i + 1).is_some_and(|f| f.begins < i + reach)
    };
    match next.shape {
        Shape::Participle => Some(after_comma || says(4)),
        Shape::Perfect if r.lex(i).joined() => {
            let agrees =
                next.agrees == cue.agrees || matches!(cue.shape, Shape::Participle | Shape::Noun);
            Some((after_comma && agrees && !deed && !next.habit.has(Habit::WEAK)) || says(30))
        }
        Shape::Imperfect
            if r.lex(i).joined() && cue.shape == Shape::Imperfect && next.agrees == cue.agrees =>
        {
            Some(!deed && (says(30) || after_comma && !next.habit.has(Habit::WEAK)))
        }
        // «…، قال فلان» stands behind what is said; with a complement it is part of it.
        Shape::Perfect if after_comma && next.agrees != Agreement::Plural => {
            let barred = deed || next.habit.has(Habit::WEAK);
            Some(!barred && complement::find(r, next, i + 1).is_none())
        }
        _ => None,
    }
}

/// Whether the report goes on in its own words at item `i`: ولم يذكر موعدا.
pub(super) fn leaves_untold(r: &Reader<'_>, i: usize) -> bool {
    r.is(i - 1, Sign::Comma) && r.word(i) == "ولم" && withholds(r.word(i + 1))
}

/// Verbs by which a report says what its source left untold: ولم يذكر, دون أن يوضح.
fn withholds(verb: &str) -> bool {
    let stem = verb.strip_prefix('ي').or_else(|| verb.strip_prefix('ت')).unwrap_or(verb);
    matches!(
        stem,
        "ذكر"
            | "قدم"
            | "قدموا"
            | "عط"
            | "عطي"
            | "وضح"
            | "دل"
            | "دلي"
            | "كشف"
            | "حدد"
            | "فصح"
            | "تطرق"
            | "ضيف"
            | "ضف"
            | "شر"
            | "شير"
    ) || matches!(verb, "الاشاره" | "ذكر" | "تقديم" | "تحديد" | "الكشف" | "توضيح" | "اعطاء")
}

/// A participle that says what else the speaker did: مستشهدا, داعيا. By its form: م…ا.
fn is_circumstance(word: &str) -> bool {
    let word = word.strip_prefix('و').unwrap_or(word);
    word.starts_with('م')
        && word.len() >= 10
        && word.ends_with('ا')
        && !word.ends_with("ها")
        && !word.ends_with("نا")
        && !matches!(word, "مرارا" | "مجددا" | "مؤخرا" | "مليونا" | "ملياردا" | "مقابلا" | "مساحتا")
}

/// An address, of which posts are full.
pub(super) fn is_link(r: &Reader<'_>, i: usize) -> bool {
    r.has(i, Duty::LINK)
}

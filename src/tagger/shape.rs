//! What the span of a name may look like, by the project's annotation
//! guidelines, over what the model found.
//!
//! The model sees one word at a time; these rules see the whole name. Each was
//! checked against the annotated training news: its comment says how often the
//! annotation agrees.

use super::label::Run;
use crate::analysis::Kind;
use crate::clitic;
use crate::lexicon::{WordClass, lexicon};

/// Most words of a name in quotation marks behind its head: صحيفة «…».
const LONGEST_MARKED: usize = 6;

/// What the tables say of a word's form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    /// Bytes of proclitics, a few letters.
    cut: u8,
    /// The class of what is behind them.
    class: WordClass,
    /// Whether the word, or what any cut leaves of it, begins a listed name.
    pub(super) listed: bool,
}

impl Form {
    /// That of no word.
    pub(super) const NONE: Self = Self { cut: 0, class: WordClass::NONE, listed: false };

    /// The form of a folded word.
    pub(super) fn of(word: &str) -> Self {
        let lexicon = lexicon();
        let cut = clitic::cut(word);
        let listed = clitic::readings(word).any(|cut| {
            let (proclitics, stem) = word.split_at_checked(cut).unwrap_or_default();
            lexicon.starts_name(stem)
                || restored(proclitics, stem).is_some_and(|stem| lexicon.starts_name(&stem))
        });
        Self {
            cut: u8::try_from(cut).unwrap_or(0),
            class: lexicon.class(word.get(cut..).unwrap_or("")),
            listed,
        }
    }
}

/// The stem with its article whole, when ل has swallowed the alef.
fn restored(proclitics: &str, stem: &str) -> Option<String> {
    (proclitics.ends_with('ل') && stem.starts_with('ل')).then(|| format!("ا{stem}"))
}

/// The words of a sentence, folded, and their forms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'s> {
    pub(super) text: &'s [&'s str],
    pub(super) forms: &'s [Form],
}

impl<'s> Words<'s> {
    pub(super) fn get(self, at: usize) -> &'s str {
        self.text.get(at).copied().unwrap_or("")
    }

    fn form(self, at: usize) -> Form {
        self.forms.get(at).copied().unwrap_or_default()
    }

    fn class(self, at: usize) -> WordClass {
        lexicon().class(self.get(at))
    }

    /// The words `first..last` as the tables write a name: without proclitics, the article
    /// that ل swallowed restored.
    fn name(self, first: usize, last: usize) -> String {
        let name = self.text.get(first..last).unwrap_or(&[]).join(" ");
        let (proclitics, stem) =
            name.split_at_checked(proclitics(self, first)).unwrap_or(("", &name));
        restored(proclitics, stem).unwrap_or_else(|| stem.to_owned())
    }

    /// The class of the word without its proclitics.
    fn stem_class(self, at: usize) -> WordClass {
        self.form(at).class
    }
}

/// The run as the guidelines want it; none when nothing is left.
pub(super) fn shape(words: Words<'_>, run: Run) -> Option<Run> {
    let run = unwrapped(words, balanced(words, run));
    let run = match run.kind {
        Kind::Organization => without_seat(words, headed(words, run)),
        Kind::Place => without_demonym(words, without_locator(words, run)),
        Kind::Role => without_audience(words, run),
        Kind::Person => run,
    };
    (run.first <= run.last).then_some(run)
}

/// Bytes of proclitics before the name that starts at word `at`.
///
/// No proclitic stands behind a preposition or a word that says where (في بيروت,
/// بلدة بعشيقة). Else a word or stem that the tables know decides, else its spelling.
pub(super) fn proclitics(words: Words<'_>, at: usize) -> usize {
    let word = words.get(at);
    let before = at.checked_sub(1);
    let governed = before.is_some_and(|before| {
        matches!(words.get(before), "في" | "من" | "الي" | "علي" | "عن")
            || words.stem_class(before).has(WordClass::LOCATOR)
    });
    let cut = usize::from(words.form(at).cut);
    // Nor «و» behind those that are nothing else: إلى وجدة. علي is a man's name, too.
    if before.is_some_and(|before| matches!(words.get(before), "في" | "من" | "الي" | "عن"))
    {
        return 0;
    }
    if governed {
        return if word.starts_with('و') { cut.min(2) } else { 0 };
    }
    let known = |cut: usize| {
        let stem = word.get(cut..).unwrap_or("");
        let lexicon = lexicon();
        lexicon.name(stem).is_some()
            || lexicon.starts_name(stem)
            || lexicon.class(stem) != WordClass::default()
    };
    if known(0) && (cut == 0 || !known(cut)) {
        return 0;
    }
    // One letter is no name, nor is a word of grammar: لي and والي are whole, وبر loses its و alone.
    let names = |stem: &str| {
        stem.chars().nth(1).is_some() && !lexicon().class(stem).has(WordClass::FUNCTION)
    };
    let mut cuts = std::iter::successors(Some(cut), |cut| cut.checked_sub(2));
    cuts.find(|&cut| word.get(cut..).is_some_and(names)).unwrap_or(0)
}

/// A country or capital that the tables know at word `at`: its last word. Not one that is
/// also an adjective or another word, nor one in the name of an event: in the annotated
/// news 97 of 100 such words are part of a name.
pub(super) fn state(words: Words<'_>, at: usize) -> Option<usize> {
    let word = words.get(at);
    let cut = proclitics(words, at);
    let (proclitics, stem) = word.split_at_checked(cut)?;
    let restored = restored(proclitics, stem);
    let lexicon = lexicon();
    let doubtful = WordClass::DEMONYM.with(WordClass::COMMON);
    let event =
        at.checked_sub(1).is_some_and(|before| words.stem_class(before).has(WordClass::EVENT));
    [restored.as_deref(), Some(stem)].into_iter().flatten().find_map(|first| {
        let rest = words.text.get(at + 1..).unwrap_or(&[]).iter().copied();
        let (count, entry) = lexicon.longest_name(first, rest)?;
        let doubt = count == 1 && lexicon.class(first).has(doubtful);
        (entry.state && !doubt && !event).then_some(at + count - 1)
    })
}

/// The mark that closes what `mark` opens.
fn closing(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "«" => "»",
        "“" => "”",
        "(" => ")",
        "\"" => "\"",
        _ => return None,
    })
}

/// A name partly in quotation marks or brackets holds both, or neither at its end.
fn balanced(words: Words<'_>, mut run: Run) -> Run {
    let mut awaited: Option<(usize, &str)> = None;
    let mut at = run.first;
    while at <= run.last {
        let word = words.get(at);
        awaited = match awaited {
            Some((_, close)) if word == close => None,
            None if matches!(word, "»" | "”" | ")") && at == run.last && at > run.first => {
                run.last -= 1;
                None
            }
            None => closing(word).map(|close| (at, close)),
            open => open,
        };
        at += 1;
    }
    let Some((opened, close)) = awaited else { return run };
    let reach = (run.last + 1..opened + 2 + LONGEST_MARKED).find(|&at| words.get(at) == close);
    if let Some(end) = reach
        && opened > run.first
        && (opened < run.last || words.stem_class(opened - 1).has(WordClass::BODY))
    {
        run.last = end;
    } else if opened == run.last && opened > run.first {
        run.last -= 1;
    }
    run
}

/// A name wholly in marks is marked without them.
fn unwrapped(words: Words<'_>, mut run: Run) -> Run {
    while run.first < run.last
        && let Some(close) = closing(words.get(run.first))
    {
        if words.get(run.last) == close {
            run.last -= 1;
        } else if (run.first + 1..run.last).any(|at| words.get(at) == close) {
            break;
        }
        run.first += 1;
    }
    run
}

/// A body named in marks behind its head is one with it: منظمة (جسور), صحيفة «الشروق».
fn headed(words: Words<'_>, run: Run) -> Run {
    let open = run.first.checked_sub(1).map(|at| (at, words.get(at)));
    if let Some((at, mark)) = open
        && closing(mark) == Some(words.get(run.last + 1))
        && let Some(head) = at.checked_sub(1)
        && words.stem_class(head).has(WordClass::BODY)
        && !words.get(head).contains("ال")
    {
        return Run { first: head, last: run.last + 1, ..run };
    }
    run
}

/// A body and the place that ب says it is in are two: فرع … | بمصر. Not of a university that
/// is already called after a place: which of several it is, is part of its name (جامعة تكساس بدالاس).
fn without_seat(words: Words<'_>, mut run: Run) -> Run {
    let place = |word| lexicon().name(word).is_some_and(|entry| entry.kind == Kind::Place);
    let one_of_several =
        |at: usize| words.get(run.first) == "جامعه" && place(words.get(at.saturating_sub(1)));
    let seat = (run.first + 1..=run.last).find(|&at| {
        let word = words.get(at);
        word.strip_prefix('ب').is_some_and(place)
            && !lexicon().starts_name(word)
            && !one_of_several(at)
    });
    if let Some(seat) = seat {
        run.last = seat - 1;
    }
    run
}

/// The place that [`shape`] left out of a body that was `found`, as far as the tables know its name.
pub(super) fn seat(words: Words<'_>, found: Run, body: Run) -> Option<Run> {
    let first = body.last + 1;
    if body.kind != Kind::Organization || first > found.last {
        return None;
    }
    let rest = words.text.get(first + 1..=found.last)?.iter().copied();
    let (count, entry) = lexicon().longest_name(words.get(first).strip_prefix('ب')?, rest)?;
    (entry.kind == Kind::Place).then_some(Run { first, last: body.last + count, kind: Kind::Place })
}

/// Words that only say where stay outside: of 488 places behind such a word,
/// 26 have it as part of their name, most of them شمال and جنوب, which are let alone here.
fn without_locator(words: Words<'_>, mut run: Run) -> Run {
    while run.first < run.last
        && words.stem_class(run.first).has(WordClass::LOCATOR)
        && !matches!(words.get(run.first), "شمال" | "جنوب" | "شرق" | "غرب" | "دوله")
        && lexicon().name(&words.name(run.first, run.last + 1)).is_none()
    {
        run.first += 1;
    }
    run
}

/// A nationality behind the name of a place says whose it is: in 44 of 53 places
/// that do not start with a general noun, the annotation leaves it out.
fn without_demonym(words: Words<'_>, mut run: Run) -> Run {
    if run.first == run.last {
        return run;
    }
    let whole_known = lexicon().name(&words.name(run.first, run.last + 1)).is_some();
    if words.get(run.last) == "المحتله" && !whole_known {
        run.last -= 1;
    } else if words.class(run.last).has(WordClass::DEMONYM)
        && words.get(run.last).starts_with("ال")
        && !whole_known
    {
        let name = words.name(run.first, run.last);
        let general = WordClass::SITE.with(WordClass::BODY).with(WordClass::LOCATOR);
        let proper = !words.class(run.first).has(general) && !name.starts_with("ال");
        if proper && name != "كيان" || lexicon().name(&name).is_some_and(|n| n.kind == Kind::Place)
        {
            run.last -= 1;
        }
    }
    run
}

/// Whom a source tells is no part of its title: قالت المصادر | لوكالة …
fn without_audience(words: Words<'_>, mut run: Run) -> Run {
    let said = run.first.checked_sub(1).is_some_and(|at| words.stem_class(at).has(WordClass::VERB));
    let told = (run.first + 1..=run.last).find(|&at| {
        let word = words.get(at);
        let stem = word.strip_prefix("لل").or(word.strip_prefix('ل'));
        stem.is_some_and(|stem| {
            lexicon().class(stem).has(WordClass::MEDIA)
                || stem.starts_with("صح") && word.ends_with("ين")
        })
    });
    if let Some(told) = told
        && said
    {
        run.last = told - 1;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(words: &[&str]) -> Vec<Form> {
        words.iter().map(|w| Form::of(w)).collect()
    }

    /// The words of `marked` that `[` and `]` enclose, as the model's run; the result the same way.
    fn shaped(kind: Kind, marked: &str) -> String {
        let mut words = Vec::new();
        let (mut first, mut last) = (0, 0);
        for word in marked.split(' ') {
            match word {
                "[" => first = words.len(),
                "]" => last = words.len() - 1,
                _ => words.push(word),
            }
        }
        let forms = forms(&words);
        let run = Run { first, last, kind };
        let run = shape(Words { text: &words, forms: &forms }, run).unwrap();
        words[run.first..=run.last].join(" ")
    }

    #[test]
    fn spans_as_the_guidelines_want_them() {
        use Kind::{Organization, Person, Place, Role};
        for (kind, marked, expected) in [
            (Place, "في [ الكندره \" ] ، فضلا", "الكندره"),
            (Person, "[ \" ابو فراس \" ] في", "ابو فراس"),
            (Organization, "من تنظيم ( [ الفجر ] ) امس", "تنظيم ( الفجر )"),
            (Organization, "بثت الوكاله « [ صدي ] » خبرا", "صدي"),
            (Organization, "[ صحيفه \" ] الساحل \" اليوم", "صحيفه \" الساحل \""),
            (Place, "في [ منطقه المزه ] امس", "المزه"),
            (Place, "في [ جنوب السودان ] امس", "جنوب السودان"),
            (Place, "بلده [ تلفيتا السوريه ] امس", "تلفيتا"),
            (Place, "في [ الولايات المتحده الاميركيه ] امس", "الولايات المتحده الاميركيه"),
            (Organization, "من [ فرع الاتحاد بمصر ] امس", "فرع الاتحاد"),
            (Organization, "في [ جامعه تكساس بدالاس ] امس", "جامعه تكساس بدالاس"),
            (Organization, "في [ جامعه العلوم بوهران ] امس", "جامعه العلوم"),
            (Organization, "زار [ مدرسه باب العامود ] امس", "مدرسه باب العامود"),
            (Place, "شكر [ للمملكه العربيه السعوديه ] امس", "للمملكه العربيه السعوديه"),
            (Place, "في [ الاراضي اللبنانيه ] امس", "الاراضي اللبنانيه"),
            (Role, "قالت [ المصادر لوكاله الانباء ] ان", "المصادر"),
            (Role, "دعا [ مدير وكاله الانباء ] الي", "مدير وكاله الانباء"),
        ] {
            assert_eq!(shaped(kind, marked), expected, "{marked}");
        }
    }

    #[test]
    fn one_letter_is_no_name_nor_is_a_word_of_grammar() {
        for (word, cut) in [("لي", 0), ("وبر", 2), ("لمصر", 2), ("والي", 0)] {
            let words = Words { text: &[word], forms: &forms(&[word]) };
            assert_eq!(proclitics(words, 0), cut, "{word}");
        }
    }

    #[test]
    fn a_mark_alone_is_nothing() {
        let run = Run { first: 0, last: 0, kind: Kind::Place };
        let words = Words { text: &["\""], forms: &forms(&["\""]) };
        assert_eq!(shape(words, run), Some(run));
    }
}

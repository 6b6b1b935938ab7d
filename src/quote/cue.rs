//! Cue words and their conjugations, from `data/cues.tsv`.

use super::vocabulary::flags;
use crate::normalize::fold;
use Agreement::{Any, Feminine, Masculine, Plural};
use Shape::{Imperfect, Noun, Participle, Perfect};

/// What may follow a cue and be the thing said, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Takes(u8);

impl Takes {
    /// أن, إن.
    pub(super) const THAT: Self = Self(1);
    /// بأن.
    pub(super) const BI: Self = Self(1 << 1);
    /// إلى أن.
    pub(super) const TO: Self = Self(1 << 2);
    /// على أن.
    pub(super) const UPON: Self = Self(1 << 3);
    /// من أن.
    pub(super) const FROM: Self = Self(1 << 4);
    /// عن أن.
    pub(super) const ABOUT: Self = Self(1 << 5);
    /// A colon.
    pub(super) const COLON: Self = Self(1 << 6);
    /// Quotation marks alone.
    pub(super) const MARK: Self = Self(1 << 7);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn read(field: &str) -> Self {
        Self(u8::try_from(flags(field, &TAKES)).unwrap_or(0))
    }
}

/// The names of the table for what may follow, and for what is peculiar, in the order of their bits.
const TAKES: [&str; 8] = ["that", "bi", "to", "upon", "from", "about", "colon", "mark"];
const HABITS: [&str; 7] = ["carry", "weak", "deed", "relay", "impersonal", "object", "place"];

/// What is peculiar to a cue, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Habit(u8);

impl Habit {
    /// Goes on with the last speaker: أضاف.
    pub(super) const CARRY: Self = Self(1);
    /// Says nothing without its complement close by: بيّن, رد.
    pub(super) const WEAK: Self = Self(1 << 1);
    /// Not speech: attributes only words in marks: دعا.
    pub(super) const DEED: Self = Self(1 << 2);
    /// The speaker stands after عن: نقل.
    pub(super) const RELAY: Self = Self(1 << 3);
    /// Nobody speaks in يُذكر أن.
    pub(super) const IMPERSONAL: Self = Self(1 << 4);
    /// Takes the thing spoken of as a pronoun: وصفها.
    pub(super) const OBJECT: Self = Self(1 << 5);
    /// The text that speaks stands after في: جاء في.
    pub(super) const PLACE: Self = Self(1 << 6);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn read(field: &str) -> Self {
        Self(u8::try_from(flags(field, &HABITS)).unwrap_or(0))
    }
}

/// The form of a cue word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// قال.
    Perfect,
    /// يقول.
    Imperfect,
    /// قائلا.
    Participle,
    /// القول, قوله.
    Noun,
}

/// Whom a form agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// A man, or people after the verb.
    Masculine,
    /// A woman, a body, or things.
    Feminine,
    /// People before the verb.
    Plural,
    /// The form does not tell.
    Any,
}

/// One written form of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) shape: Shape,
    pub(super) agrees: Agreement,
    pub(super) takes: Takes,
    pub(super) habit: Habit,
}

/// Every folded form that a row of the table stands for.
///
/// The rules are those of any grammar: قال قالت قالوا قالا قالتا, يقول تقول يقولون
/// (and with س and ل), قائلا قائلة قائلين قائلات, قوله قولها قولهم القول بالقول.
pub(super) fn conjugate(row: &[&str]) -> Vec<(String, Cue)> {
    let &[perfect, imperfect, participle, noun, takes, _stance, habits, ..] = row else {
        return Vec::new();
    };
    let (takes, habit) = (Takes::read(takes), Habit::read(habits));
    let objects: &[&str] =
        if habit.has(Habit::OBJECT) { &["", "ه", "ها", "هم", "هما"] } else { &[""] };
    let mut forms =
        Forms { all: Vec::new(), cue: Cue { shape: Perfect, agrees: Any, takes, habit } };
    if let Some(stem) = folded(perfect) {
        let (open, weak) = open_stem(&stem);
        let joined = if weak { format!("{open}ا") } else { stem.clone() };
        for object in objects {
            forms.add(Masculine, if object.is_empty() { &stem } else { &joined }, "", object);
            forms.add(Feminine, open, "ت", object);
        }
        forms.add(Plural, open, "وا", "");
        forms.add(Feminine, open, "تا", "");
        forms.add(Plural, if weak { open } else { &stem }, if weak { "يا" } else { "ا" }, "");
    }
    forms.cue.shape = Imperfect;
    if let Some(stem) = folded(imperfect) {
        let rest: String = stem.chars().skip(1).collect();
        let (open, _) = open_stem(&rest);
        for before in ["", "س", "ل"] {
            for object in objects {
                forms.add(Masculine, &[before, "ي"].concat(), &rest, object);
                forms.add(Feminine, &[before, "ت"].concat(), &rest, object);
            }
            forms.add(Plural, &[before, "ي"].concat(), open, "ون");
        }
    }
    forms.cue.shape = Participle;
    if let Some(stem) = folded(participle) {
        let (open, weak) = open_stem(&stem);
        forms.add(Masculine, &stem, "ا", "");
        forms.add(Feminine, &stem, "ه", "");
        forms.add(Plural, if weak { open } else { &stem }, "ين", "");
        forms.add(Feminine, &stem, "ات", "");
    }
    forms.cue.shape = Noun;
    if let Some(stem) = folded(noun) {
        for before in ["", "ب"] {
            forms.add(Masculine, before, &stem, "ه");
            forms.add(Feminine, before, &stem, "ها");
            forms.add(Plural, before, &stem, "هم");
            forms.add(Any, before, "ال", &stem);
        }
    }
    forms.all
}

struct Forms {
    all: Vec<(String, Cue)>,
    /// The next form, but for whom it agrees with.
    cue: Cue,
}

impl Forms {
    // Called from many places, once each: copies of it would be a tenth of all quote code.
    #[inline(never)]
    fn add(&mut self, agrees: Agreement, first: &str, second: &str, third: &str) {
        self.all.push(([first, second, third].concat(), Cue { agrees, ..self.cue }));
    }
}

fn folded(field: &str) -> Option<String> {
    (field != "-").then(|| fold(field).text().to_owned())
}

/// The stem without the weak letter that ت and وا push out: دعا → دع.
fn open_stem(stem: &str) -> (&str, bool) {
    match stem.strip_suffix('ي').or_else(|| stem.strip_suffix('ا')) {
        Some(open) => (open, true),
        None => (stem.strip_suffix('و').unwrap_or(stem), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(row: &[&str]) -> Vec<String> {
        conjugate(row).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn sound_hollow_and_weak_verbs_conjugate() {
        let sound = forms(&["قال", "يقول", "قائل", "قول", "that", "neutral", "-", "E"]);
        for form in
            ["قال", "قالت", "قالوا", "يقول", "تقول", "يقولون", "قائلا", "قائله", "قوله", "بالقول"]
        {
            assert!(sound.iter().any(|f| f == form), "{form}");
        }
        let weak = forms(&["دعا", "يدعو", "داعي", "-", "mark", "neutral", "deed", "E"]);
        for form in ["دعا", "دعت", "دعوا", "يدعون", "داعيا", "داعيه", "داعين"]
        {
            assert!(weak.iter().any(|f| f == form), "{form}");
        }
    }
}

//! What counts as the same when a term is looked for.

use crate::normalize::{Form, Normalizer, Options};

/// Which differences between a term and the text do not count; each field is one switch.
///
/// White space never counts: a phrase may have a line break in it, though no empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, each with a name")]
pub struct Matching {
    /// Haraka, tatweel and Qur'anic signs.
    pub diacritics: bool,
    /// أ إ آ ٱ ا are one, and so are ؤ ئ ء.
    pub hamza: bool,
    /// ى and ي, ة and ه, Persian letters and the Arabic ones they look like.
    pub letters: bool,
    /// ٣ and 3.
    pub digits: bool,
    /// Case, in scripts that have it.
    pub case: bool,
    /// و ف ب ك ل س before the first word. They stay outside the match's span, but in its `word`.
    pub clitics: bool,
    /// ال before a word of the text, where the term has none. It stays outside the
    /// match's span where it stands before the first word.
    pub article: bool,
    /// Only whole words match: قبل is not in المستقبل. When off, terms are found
    /// inside words too, and [`clitics`](Self::clitics) and [`article`](Self::article) are of
    /// no effect.
    pub whole_words: bool,
}

impl Default for Matching {
    /// Everything on.
    fn default() -> Self {
        Self {
            diacritics: true,
            hamza: true,
            letters: true,
            digits: true,
            case: true,
            clitics: true,
            article: true,
            whole_words: true,
        }
    }
}

impl Matching {
    /// Whole words as the term is written, to the letter.
    #[must_use]
    pub const fn exact() -> Self {
        Self {
            diacritics: false,
            hamza: false,
            letters: false,
            digits: false,
            case: false,
            clitics: false,
            article: false,
            whole_words: true,
        }
    }

    /// The switch of a name, the field's in camel case; `None` when there is none.
    pub fn switch(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "diacritics" => &mut self.diacritics,
            "hamza" => &mut self.hamza,
            "letters" => &mut self.letters,
            "digits" => &mut self.digits,
            "case" => &mut self.case,
            "clitics" => &mut self.clitics,
            "article" => &mut self.article,
            "wholeWords" => &mut self.whole_words,
            _ => return None,
        })
    }

    /// How text is normalised before a match is judged; `None` where the folded text says all.
    pub(super) fn strict(self) -> Option<Normalizer> {
        let loose = self.diacritics && self.hamza && self.letters && self.digits && self.case;
        let options = Options {
            form: Form::Nfc,
            visual: false,
            presentation: true,
            tatweel: self.diacritics,
            harakat: self.diacritics,
            dagger: self.diacritics,
            quranic: self.diacritics,
            alef: self.hamza,
            wasla: self.hamza,
            hamza_seats: self.hamza,
            yeh: self.letters,
            teh_marbuta: self.letters,
            lookalikes: self.letters,
            foreign: false,
            digits: self.digits,
            punctuation: false,
            bidi: true,
            zero_width: true,
            joiners: true,
            spaces: true,
            lowercase: self.case,
        };
        (!loose).then(|| Normalizer::new(&options))
    }
}

/// The folded form with ؤ and ئ as ء: the loosest that words are compared in.
/// Every character keeps its length.
pub(crate) fn key(folded: &str) -> String {
    folded.replace(['ؤ', 'ئ'], "ء")
}

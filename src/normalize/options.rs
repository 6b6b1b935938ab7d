//! Which steps of the table are taken.

use super::table::Step;

/// The Unicode normalisation form that text is brought to first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Code points stay as they are.
    None,
    /// Canonical composition: ا and a hamza above become أ, e and an acute become é.
    #[default]
    Nfc,
    /// Compatibility composition, too: Ａ becomes A, ﬁ becomes fi, ½ becomes 1⁄2.
    Nfkc,
}

/// What [`normalize`](super::normalize) does; each field is one switch.
///
/// Start from a preset and change what you need. [`Options::default`] is [`Options::repair`].
///
/// | field | repair | fold | search | camel | light |
/// |---|---|---|---|---|---|
/// | `form` | NFC | NFC | none | NFKC | NFC |
/// | `visual` | ✓ | | | | ✓ |
/// | `presentation` | ✓ | ✓ | | ✓ | ✓ |
/// | `tatweel` | ✓ | ✓ | ✓ | | ✓ |
/// | `harakat` | | ✓ | ✓ | ✓ | ✓ |
/// | `dagger` | | ✓ | | ✓ | ✓ |
/// | `quranic` | | ✓ | | | ✓ |
/// | `alef`, `yeh`, `teh_marbuta` | | ✓ | ✓ | ✓ | |
/// | `wasla` | | ✓ | | ✓ | |
/// | `hamza_seats`, `foreign` | | | | | |
/// | `lookalikes` | ✓ | ✓ | | | ✓ |
/// | `digits` | | ✓ | ✓ | | |
/// | `punctuation` | | | | | |
/// | `bidi`, `zero_width` | ✓ | ✓ | | | ✓ |
/// | `joiners` | | ✓ | | | |
/// | `spaces` | ✓ | ✓ | | ✓ | ✓ |
/// | `lowercase` | | ✓ | ✓ | | |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, each with a name")]
pub struct Options {
    /// The Unicode normalisation form.
    pub form: Form,
    /// Lines in visual order, back to front as some PDFs give them, are turned into reading
    /// order ([`ReadingOrder`](super::ReadingOrder)). Comes before all else.
    pub visual: bool,
    /// Shaped letters and ligatures become letters: ﻻ becomes لا, ﻷ becomes لأ.
    pub presentation: bool,
    /// Tatweel is dropped.
    pub tatweel: bool,
    /// Tanwin, short vowels, shadda and sukun are dropped.
    pub harakat: bool,
    /// Dagger alef is dropped.
    pub dagger: bool,
    /// Qur'anic and honorific signs are dropped, and a hamza or madda on its own.
    pub quranic: bool,
    /// أ إ آ become ا.
    pub alef: bool,
    /// ٱ becomes ا.
    pub wasla: bool,
    /// ى becomes ي.
    pub yeh: bool,
    /// ة becomes ه.
    pub teh_marbuta: bool,
    /// ؤ and ئ become ء, so that مسؤول and مسئول are one.
    pub hamza_seats: bool,
    /// Persian and Urdu letters that look like Arabic ones become those: ک ی ہ.
    pub lookalikes: bool,
    /// Letters for foreign sounds become the nearest Arabic ones: گ پ چ ژ ڤ.
    pub foreign: bool,
    /// ٠–٩ and ۰–۹ become 0–9.
    pub digits: bool,
    /// ، ؛ ؟ ٪ ٫ ٬ become , ; ? % . , — quotation marks never change.
    pub punctuation: bool,
    /// Bidi controls are dropped.
    pub bidi: bool,
    /// Zero-width spaces, word joiners, soft hyphens and byte order marks are dropped.
    pub zero_width: bool,
    /// ZWNJ and ZWJ are dropped, except inside emoji.
    pub joiners: bool,
    /// No-break and other wide or narrow spaces become plain spaces. Line breaks and tabs stay.
    pub spaces: bool,
    /// Cased letters become lower-case.
    pub lowercase: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self::repair()
    }
}

impl Options {
    const NONE: Self = Self {
        form: Form::None,
        visual: false,
        presentation: false,
        tatweel: false,
        harakat: false,
        dagger: false,
        quranic: false,
        alef: false,
        wasla: false,
        yeh: false,
        teh_marbuta: false,
        hamza_seats: false,
        lookalikes: false,
        foreign: false,
        digits: false,
        punctuation: false,
        bidi: false,
        zero_width: false,
        joiners: false,
        spaces: false,
        lowercase: false,
    };

    /// Nothing changes: a start for one's own choice.
    #[must_use]
    pub const fn none() -> Self {
        Self::NONE
    }

    /// Repairs what pasting and typing did to a text, and nothing that a reader
    /// would miss: safe to show in place of the source.
    #[must_use]
    pub const fn repair() -> Self {
        Self {
            form: Form::Nfc,
            visual: true,
            presentation: true,
            tatweel: true,
            lookalikes: true,
            bidi: true,
            zero_width: true,
            spaces: true,
            ..Self::NONE
        }
    }

    /// Folds for matching: what the analyser's tables and models read.
    #[must_use]
    pub const fn fold() -> Self {
        Self {
            visual: false,
            harakat: true,
            dagger: true,
            quranic: true,
            alef: true,
            wasla: true,
            yeh: true,
            teh_marbuta: true,
            digits: true,
            joiners: true,
            lowercase: true,
            ..Self::repair()
        }
    }

    /// As search engines on Lucene fold Arabic: its `ArabicNormalizer` with
    /// `lowercase` and `decimal_digit`, without stemming.
    #[must_use]
    pub const fn search() -> Self {
        Self {
            tatweel: true,
            harakat: true,
            alef: true,
            yeh: true,
            teh_marbuta: true,
            digits: true,
            lowercase: true,
            ..Self::NONE
        }
    }

    /// As `CAMeL` Tools does with `normalize_unicode`, `dediac_ar`, and
    /// normalisation of alef, alef maksura and teh marbuta.
    #[must_use]
    pub const fn camel() -> Self {
        Self {
            form: Form::Nfkc,
            presentation: true,
            harakat: true,
            dagger: true,
            alef: true,
            wasla: true,
            yeh: true,
            teh_marbuta: true,
            spaces: true,
            ..Self::NONE
        }
    }

    /// [`Options::repair`], and the marks off: every letter stays as it is spelt.
    #[must_use]
    pub const fn light() -> Self {
        Self { harakat: true, dagger: true, quranic: true, ..Self::repair() }
    }

    /// Whether the rows of `step` act.
    pub(super) const fn has(&self, step: Step) -> bool {
        match step {
            Step::Alef => self.alef,
            Step::Wasla => self.wasla,
            Step::Yeh => self.yeh,
            Step::TehMarbuta => self.teh_marbuta,
            Step::HamzaSeats => self.hamza_seats,
            Step::Lookalikes => self.lookalikes,
            Step::Foreign => self.foreign,
            Step::Tatweel => self.tatweel,
            Step::Harakat => self.harakat,
            Step::Dagger => self.dagger,
            Step::Quranic => self.quranic,
            Step::Digits => self.digits,
            Step::Punctuation => self.punctuation,
            Step::Bidi => self.bidi,
            Step::ZeroWidth => self.zero_width,
            Step::Joiners => self.joiners,
            Step::Spaces => self.spaces,
            Step::Presentation => self.presentation,
        }
    }
}

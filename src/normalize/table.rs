//! What becomes of each character: one row a fact, read by every preset.
//!
//! Facts about characters are from the Unicode Character Database 16 (general
//! category, decomposition, `Grapheme_Cluster_Break`); what Arabic software does
//! with them was compared in `PyArabic`, `CAMeL` Tools, `AraBERT`, Lucene, Snowball
//! and charabia. A row acts only when its [`Step`] is on.

/// The steps that an option turns on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Alef,
    Wasla,
    Yeh,
    TehMarbuta,
    HamzaSeats,
    Lookalikes,
    Foreign,
    Tatweel,
    Harakat,
    Dagger,
    Quranic,
    Digits,
    Punctuation,
    Bidi,
    ZeroWidth,
    Joiners,
    Spaces,
    Presentation,
}

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// Becomes this character.
    Char(char),
    /// Becomes the ASCII digit of the same value.
    Digit,
    /// Is dropped; belongs to the grapheme before it.
    Mark,
    /// Is dropped; belongs to the letter before it.
    Tatweel,
    /// Is dropped; belongs to nothing.
    Control,
    /// Becomes the letters it is a form of.
    Letters,
}

/// One row: characters `first..=last`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) first: char,
    pub(super) last: char,
    pub(super) step: Step,
    pub(super) to: To,
}

const fn row(first: char, last: char, step: Step, to: To) -> Row {
    Row { first, last, step, to }
}

const fn one(c: char, step: Step, to: char) -> Row {
    row(c, c, step, To::Char(to))
}

/// Sorted by step. No two rows of different steps claim one character, except
/// that a later row wins where a preset turns both on.
pub(super) const TABLE: &[Row] = &[
    // Hamza on alef is left out at will in print: احمد, أحمد. Madda likewise.
    one('آ', Step::Alef, 'ا'),
    one('أ', Step::Alef, 'ا'),
    one('إ', Step::Alef, 'ا'),
    // Alef with wavy hamza: Kashmiri spellings of the same.
    row('\u{0672}', '\u{0673}', Step::Alef, To::Char('ا')),
    // Alef wasla is Qur'anic spelling; Lucene and Snowball miss it.
    one('ٱ', Step::Wasla, 'ا'),
    // In Egypt and the Sudan a final yeh is printed without its dots.
    one('ى', Step::Yeh, 'ي'),
    // Teh marbuta loses its dots as often.
    one('ة', Step::TehMarbuta, 'ه'),
    one('ۃ', Step::TehMarbuta, 'ه'),
    // مسؤول and مسئول, شؤون and شئون are one word in two schools of spelling.
    one('ؤ', Step::HamzaSeats, 'ء'),
    one('ئ', Step::HamzaSeats, 'ء'),
    // Keyboards of Iran and Pakistan type these in Arabic text, where they look the same.
    one('ک', Step::Lookalikes, 'ك'),
    one('ڪ', Step::Lookalikes, 'ك'),
    one('ی', Step::Lookalikes, 'ي'),
    one('ھ', Step::Lookalikes, 'ه'),
    one('ہ', Step::Lookalikes, 'ه'),
    one('ە', Step::Lookalikes, 'ه'),
    one('ۀ', Step::Lookalikes, 'ه'),
    one('ۂ', Step::Lookalikes, 'ه'),
    // Letters for foreign sounds, with the Arabic letter that print puts for them.
    one('پ', Step::Foreign, 'ب'),
    one('چ', Step::Foreign, 'ج'),
    one('ژ', Step::Foreign, 'ز'),
    one('ڤ', Step::Foreign, 'ف'),
    one('ڥ', Step::Foreign, 'ف'),
    one('گ', Step::Foreign, 'ك'),
    // A stroke that fills a line; no letter.
    row('\u{0640}', '\u{0640}', Step::Tatweel, To::Tatweel),
    // Tanwin, short vowels, shadda, sukun.
    row('\u{064B}', '\u{0652}', Step::Harakat, To::Mark),
    // Dagger alef: هٰذا is هذا. It is dropped: made a letter it gives هاذا (PyArabic),
    // made a space it gives ه ذا (AraBERT).
    row('\u{0670}', '\u{0670}', Step::Dagger, To::Mark),
    // Honorific and Qur'anic signs above and below letters. Madda and hamza (0653–0655)
    // come here only when no letter before them takes them up.
    row('\u{0610}', '\u{061A}', Step::Quranic, To::Mark),
    row('\u{0653}', '\u{065F}', Step::Quranic, To::Mark),
    row('\u{06D6}', '\u{06DC}', Step::Quranic, To::Mark),
    row('\u{06DF}', '\u{06E8}', Step::Quranic, To::Mark),
    row('\u{06EA}', '\u{06ED}', Step::Quranic, To::Mark),
    row('\u{08D3}', '\u{08E1}', Step::Quranic, To::Mark),
    row('\u{08E3}', '\u{08FF}', Step::Quranic, To::Mark),
    // Arabic-Indic digits, eastern and Persian.
    row('٠', '٩', Step::Digits, To::Digit),
    row('۰', '۹', Step::Digits, To::Digit),
    // Arabic punctuation. Never the quotation marks: their direction is meaning.
    one('،', Step::Punctuation, ','),
    one('؛', Step::Punctuation, ';'),
    one('؟', Step::Punctuation, '?'),
    one('٪', Step::Punctuation, '%'),
    one('٫', Step::Punctuation, '.'),
    one('٬', Step::Punctuation, ','),
    one('٭', Step::Punctuation, '*'),
    one('۔', Step::Punctuation, '.'),
    // Bidi controls say how a line is laid out, not what it says.
    row('\u{061C}', '\u{061C}', Step::Bidi, To::Control),
    row('\u{200E}', '\u{200F}', Step::Bidi, To::Control),
    row('\u{202A}', '\u{202E}', Step::Bidi, To::Control),
    row('\u{2066}', '\u{206F}', Step::Bidi, To::Control),
    // Invisible: soft hyphen, zero-width space, word joiner, byte order mark.
    row('\u{00AD}', '\u{00AD}', Step::ZeroWidth, To::Control),
    row('\u{200B}', '\u{200B}', Step::ZeroWidth, To::Control),
    row('\u{2060}', '\u{2065}', Step::ZeroWidth, To::Control),
    row('\u{FEFF}', '\u{FEFF}', Step::ZeroWidth, To::Control),
    // They change how letters join, and are part of the grapheme before them (UAX 29).
    row('\u{200C}', '\u{200D}', Step::Joiners, To::Mark),
    // White space that differs only in width or in where lines may break.
    one('\u{00A0}', Step::Spaces, ' '),
    one('\u{1680}', Step::Spaces, ' '),
    row('\u{2000}', '\u{200A}', Step::Spaces, To::Char(' ')),
    one('\u{202F}', Step::Spaces, ' '),
    one('\u{205F}', Step::Spaces, ' '),
    one('\u{3000}', Step::Spaces, ' '),
    // Shaped letters and ligatures, as PDFs give them. Not the honorifics ﷺ ﷻ ﷽, which
    // are signs and not words of the text, and not the ornate parentheses.
    row('\u{FB50}', '\u{FD3D}', Step::Presentation, To::Letters),
    row('\u{FD50}', '\u{FDF9}', Step::Presentation, To::Letters),
    row('\u{FDFC}', '\u{FDFC}', Step::Presentation, To::Letters),
    row('\u{FE70}', '\u{FEFC}', Step::Presentation, To::Letters),
];

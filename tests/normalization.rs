//! Normalisation: what other tools get wrong, by name, and the rule at edges.
#![cfg(not(target_family = "wasm"))]
// Helpers of a test fail it as its own lines would.
#![allow(clippy::unwrap_used)]

use wasim::normalize::{Options, fold, normalize};
use wasim::span::Span;

fn repair(text: &str) -> String {
    normalize(text, &Options::repair()).text().to_owned()
}

fn folded(text: &str) -> String {
    fold(text).text().to_owned()
}

/// Faults seen in `PyArabic`, `CAMeL` Tools, the preprocessing of `AraBERT`, Lucene and Snowball.
mod faults_of_others {
    use super::*;

    #[test]
    fn lam_alef_keeps_its_hamza() {
        assert_eq!(repair("ﻷن ﻵخر ﻹيران ﻻ"), "لأن لآخر لإيران لا");
    }

    #[test]
    fn shaped_letters_are_not_deleted() {
        assert_eq!(repair("ﺍﻟﻘﺎﻫﺮﺓ"), "القاهرة");
        assert_eq!(folded("ﺍﻟﻘﺎﻫﺮﺓ"), "القاهره");
    }

    #[test]
    fn allah_ligature_is_spelt_out() {
        assert_eq!(repair("ﷲ"), "الله");
        assert_eq!(folded("عبدﷲ"), "عبدالله");
    }

    #[test]
    fn honorific_signs_are_no_words_of_the_text() {
        assert_eq!(repair("ﷺ ﷻ ﷽"), "ﷺ ﷻ ﷽");
        assert_eq!(folded("ﷺ"), "ﷺ");
    }

    #[test]
    fn decomposed_hamza_is_not_lost() {
        assert_eq!(repair("ا\u{654}حمد ا\u{655}لى ا\u{653}خر"), "أحمد إلى آخر");
        assert_eq!(repair("مسو\u{654}ول شي\u{654}"), "مسؤول شئ");
        assert_eq!(folded("مسو\u{654}ول"), "مسؤول");
        // Whichever yeh carries it, and past a shadda.
        assert_eq!(folded("بى\u{654}ر بی\u{654}ر"), "بئر بئر");
        assert_eq!(repair("و\u{651}\u{654}"), "ؤ\u{651}");
    }

    #[test]
    fn dagger_alef_is_no_letter_and_no_space() {
        assert_eq!(folded("ه\u{670}ذا"), "هذا");
        assert_eq!(repair("ه\u{670}ذا"), "ه\u{670}ذا");
    }

    #[test]
    fn alef_wasla_is_folded() {
        assert_eq!(folded("ٱلكتاب"), "الكتاب");
    }

    #[test]
    fn alef_maksura_is_no_alef() {
        assert_eq!(folded("على مستشفى"), "علي مستشفي");
    }

    #[test]
    fn persian_letters_are_not_deleted() {
        assert_eq!(repair("کتاب علی"), "كتاب علي");
        assert_eq!(folded("کتاب ہنا"), "كتاب هنا");
    }

    #[test]
    fn foreign_letters_stay() {
        assert_eq!(folded("گوگل ڤيينا پاريس چاد"), "گوگل ڤيينا پاريس چاد");
        let nearest = Options { foreign: true, ..Options::fold() };
        assert_eq!(normalize("ڤيينا پاريس", &nearest).text(), "فيينا باريس");
    }

    #[test]
    fn digits_of_every_row_are_read() {
        assert_eq!(folded("٠٩ ۰۹"), "09 09");
        assert_eq!(repair("٠٩ ۰۹"), "٠٩ ۰۹");
    }

    #[test]
    fn the_decimal_sign_stays() {
        assert_eq!(folded("٣٫١٤ ١٬٥٠٠"), "3٫14 1٬500");
    }

    #[test]
    fn quotation_marks_keep_their_direction() {
        for options in [Options::repair(), Options::fold(), Options::search(), Options::light()] {
            assert_eq!(normalize("«نعم» “لا” „لا‟", &options).text(), "«نعم» “لا” „لا‟");
        }
    }

    #[test]
    fn arabic_punctuation_stays() {
        assert_eq!(folded("، ؛ ؟"), "، ؛ ؟");
    }

    #[test]
    fn zero_width_characters_are_no_spaces() {
        assert_eq!(folded("می\u{200C}رود كل\u{200B}مة"), "ميرود كلمه");
        assert_eq!(repair("كل\u{200B}مة\u{FEFF}"), "كلمة");
    }

    #[test]
    fn bidi_controls_leave_no_space() {
        assert_eq!(repair("\u{202B}قال\u{202C} \u{2067}نعم\u{2069}\u{200F}"), "قال نعم");
    }

    #[test]
    fn tatweel_goes_and_words_stay_whole() {
        assert_eq!(repair("مـــحـمـد ـ"), "محمد ");
    }

    #[test]
    fn marks_go_with_both_orders_of_shadda() {
        assert_eq!(folded("مُحَمَّدٌ"), folded("مُحَمَ\u{651}دٌ"));
        assert_eq!(repair("ش\u{651}\u{64E}"), repair("ش\u{64E}\u{651}"));
    }

    #[test]
    fn no_break_space_is_a_space_and_lines_stay() {
        assert_eq!(folded("أ\u{A0}ب\tج\r\nد"), "ا ب\tج\r\nد");
    }

    #[test]
    fn shaped_marks_bring_no_space() {
        assert_eq!(repair("ب\u{FE76}"), "ب\u{64E}");
        assert_eq!(folded("ب\u{FE76}ت"), "بت");
    }
}

/// Found by fuzzing; each broke a law of `common/laws.rs`.
mod found_by_fuzzing {
    use super::*;

    #[test]
    fn a_hamza_joins_its_letter_past_a_haraka_and_a_tatweel() {
        assert_eq!(repair("إلى\u{64E}ـ\u{654}"), "إلئ\u{64E}");
    }

    #[test]
    fn dropped_and_kept_marks_on_no_letter_are_one_grapheme() {
        for text in ["\u{6D6}\u{301}\u{655}", "\u{64B}\u{301}ﹰ"] {
            let normalized = fold(text);
            let all = normalized.alignment().to_source(Span::new(0, normalized.text().len()));
            assert_eq!(all.slice(text), text);
        }
    }

    #[test]
    fn shaped_marks_are_put_in_order_by_nfkc_alone() {
        let nfkc = Options { form: wasim::normalize::Form::Nfkc, ..Options::none() };
        let once = normalize("ب\u{FCF4}\u{64E}", &nfkc);
        assert_eq!(normalize(once.text(), &nfkc).text(), once.text());
    }

    #[test]
    fn a_hamza_finds_its_seat_in_a_ligature() {
        assert_eq!(repair("ﱾ\u{654}"), "قئ");
        let nfkc = Options { form: wasim::normalize::Form::Nfkc, ..Options::none() };
        assert_eq!(normalize("ﱾ\u{654}", &nfkc).text(), "قئ");
    }

    #[test]
    fn a_joiner_binds_no_flag() {
        let text = "👨\u{200D}\u{202B}🇵🇸🇪🇬";
        let document = wasim::document::Document::new(text);
        assert_eq!(document.tokens()[1].source.slice(text), "🇵🇸🇪🇬");
    }

    #[test]
    fn a_tail_fragment_is_no_mark() {
        assert_eq!(folded("ﹱﹳ"), "ﹳ");
    }

    #[test]
    fn a_joiner_behind_what_is_a_picture_no_longer_goes() {
        let nfkc = Options { form: wasim::normalize::Form::Nfkc, joiners: true, ..Options::none() };
        assert_eq!(normalize("﹏\u{200D}", &nfkc).text(), "_");
    }
}

#[test]
fn presets_are_what_their_names_say() {
    let text = "أَحـمد ٱلٱن ى ة ٣ هٰ ﻷ\u{A0}ABC";
    for (options, expected) in [
        (Options::none(), text),
        (Options::repair(), "أَحمد ٱلٱن ى ة ٣ هٰ لأ ABC"),
        (Options::fold(), "احمد الان ي ه 3 ه لا abc"),
        (Options::search(), "احمد ٱلٱن ي ه 3 هٰ ﻷ\u{A0}abc"),
        (Options::camel(), "احـمد الان ي ه ٣ ه لا ABC"),
        (Options::light(), "أحمد ٱلٱن ى ة ٣ ه لأ ABC"),
    ] {
        assert_eq!(normalize(text, &options).text(), expected, "{options:?}");
    }
}

/// `[…]` in the folded text stands for `[…]` in the source.
#[test]
fn the_rule_at_edges() {
    for (name, source, folded) in [
        ("a haraka belongs to the letter before", "[غَزَّةُ] ثم", "[غزه] ثم"),
        ("and so inside a word", "غَ[زَّ]ةُ", "غ[ز]ه"),
        ("a tatweel too", "[غزةـ] ثم", "[غزه] ثم"),
        ("a joiner too", "[غزة\u{200C}] ثم", "[غزه] ثم"),
        ("controls stay outside", "\u{202B}[غزة]\u{202C} ثم", "[غزه] ثم"),
        ("a mark with no letter before it stays outside", "\u{64E}[غزة]", "[غزه]"),
        ("a leading tatweel too", "ثم ـ[غزة]", "ثم [غزه]"),
        ("a mark after a control too", "[غزة]\u{200F}\u{64E} ثم", "[غزه] ثم"),
        ("what lies within is inside", "[غ\u{200F}زة] ثم", "[غزه] ثم"),
        ("a part of a ligature is the whole", "[ﻷ]ن", "[ل]ان"),
        ("the rest of a word after one", "ﻷ[ن]", "لا[ن]"),
        ("digits", "عام [٢٠١٥]", "عام [2015]"),
        ("a composed letter", "[ا\u{654}]حمد", "[ا]حمد"),
    ] {
        let plain = |marked: &str| marked.replace(['[', ']'], "");
        let span = |marked: &str| {
            let start = marked.find('[').unwrap();
            (start, marked.find(']').unwrap() - 1)
        };
        let normalized = fold(&plain(source));
        assert_eq!(normalized.text(), plain(folded), "{name}");
        let (start, end) = span(folded);
        let found = normalized.alignment().to_source(Span::new(start, end));
        assert_eq!((found.start(), found.end()), span(source), "{name}");
    }
}

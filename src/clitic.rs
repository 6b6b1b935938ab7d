//! Proclitics: the particles و ف ب ك ل س that are written onto the word after them.
//!
//! A name is marked without them (`وحماس` → `حماس`), but the same letters also
//! begin ordinary words and names (`وليد`, `بلال`, `فلسطين`), so that the prefix
//! alone cannot tell. [`readings`] says which cuts the grammar allows, [`cut`]
//! which of them is meant.
//!
//! [`cut`] is a linear model over the letters of the word, distilled from news
//! frequencies, and a table of frequent words on which the model alone would be
//! wrong. Both are data, made by `examples/train_clitics.rs`.
//!
//! The article ال is no proclitic: it belongs to the name. In لل its alef is
//! swallowed, and the stem begins at the second ل (`للسعودية` → `لسعودية`).
//!
//! ```
//! use wasim::clitic::{cut, readings};
//!
//! assert_eq!(cut("وحماس"), "و".len());
//! assert_eq!(cut("وليد"), 0);
//! assert_eq!(readings("وبلندن").collect::<Vec<_>>(), ["وب".len(), "و".len(), 0]);
//! ```

mod model;
#[cfg(feature = "train")]
pub mod train;

/// The cuts that the grammar allows in a word, longest first; the last is always 0.
///
/// Made by [`readings`]. At most three.
#[derive(Debug, Clone)]
pub struct Readings {
    cuts: [usize; 3],
    next: usize,
    end: usize,
}

impl Iterator for Readings {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.next == self.end {
            return None;
        }
        let cut = self.cuts.get(self.next).copied();
        self.next += 1;
        cut
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Readings {
    fn next_back(&mut self) -> Option<usize> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        self.cuts.get(self.end).copied()
    }
}

impl ExactSizeIterator for Readings {}

/// All grammatically possible lengths, in bytes, of the proclitics that `word`
/// (a folded word) may begin with, longest first. `O(1)`.
///
/// A conjunction (و ف) may stand before a preposition (ب ك ل) or before the
/// future س, and س only before a verb in the imperfect (ا ن ي ت). A stem is left
/// of at least two letters, or of one after a preposition (له, بك).
#[must_use]
pub fn readings(word: &str) -> Readings {
    let mut letters = word.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    let mut cuts = [0; 3];
    let mut next = 2;
    let mut add = |cut| {
        next -= 1;
        if let Some(slot) = cuts.get_mut(next) {
            *slot = cut;
        }
    };
    if let (Some(a), Some(b)) = (first, second) {
        let conjunction = matches!(a, 'و' | 'ف');
        if (conjunction && third.is_some()) || attaches(a, Some(b)) {
            add(a.len_utf8());
        }
        if conjunction && third.is_some() && attaches(b, third) {
            add(a.len_utf8() + b.len_utf8());
        }
    }
    Readings { cuts, next, end: cuts.len() }
}

/// Whether `c` may be a preposition or the future particle before `next`.
fn attaches(c: char, next: Option<char>) -> bool {
    match c {
        'ب' | 'ك' | 'ل' => next.is_some(),
        'س' => matches!(next, Some('ا' | 'ن' | 'ي' | 'ت')),
        _ => false,
    }
}

/// How many bytes of `word` (a folded word) are proclitics: the likeliest of its
/// [`readings`]. `O(1)`, whatever the length.
///
/// The word is judged alone: where both readings are words (والي: and to, governor), the
/// commoner wins.
#[must_use]
pub fn cut(word: &str) -> usize {
    let readings = readings(word);
    if readings.len() == 1 {
        return 0;
    }
    model::embedded().cut(word, readings)
}

/// Whether `cut`, one of the [`readings`] of `word`, is likely enough for one who looks
/// for just that stem: the model may prefer another, but not by much.
pub(crate) fn plausible(word: &str, cut: usize) -> bool {
    model::embedded().lead(word, cut) <= DOUBT
}

/// How far, in the model's weights, a reading may lie behind the best. Of 445 false
/// readings in the training news 14 lie within (at 100: 38, at 150: 120).
const DOUBT: i32 = 50;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::fold;

    fn stem(word: &str) -> String {
        let folded = fold(word);
        folded.text().split_at(cut(folded.text())).1.to_owned()
    }

    #[test]
    fn readings_are_longest_first_and_end_with_none() {
        for (word, letters) in [
            ("", vec![0]),
            ("و", vec![0]),
            ("به", vec![1, 0]),
            ("وا", vec![0]),
            ("غزه", vec![0]),
            ("وغزه", vec![1, 0]),
            ("بغزه", vec![1, 0]),
            ("ولغزه", vec![2, 1, 0]),
            ("وسيقول", vec![2, 1, 0]),
            ("وسوق", vec![1, 0]),
            ("سوق", vec![0]),
            ("للقدس", vec![1, 0]),
            ("فلل", vec![2, 1, 0]),
        ] {
            let expected: Vec<usize> = letters.iter().map(|n| n * 2).collect();
            assert_eq!(readings(word).collect::<Vec<_>>(), expected, "{word}");
        }
    }

    #[test]
    fn words_that_begin_with_the_same_letters_stay_whole() {
        for word in [
            "وليد",
            "بلال",
            "ألبانيا",
            "فلسطين",
            "وزير",
            "بيان",
            "كتاب",
            "لبنان",
            "وزارة",
            "سوريا",
            "بغداد",
            "فرنسا",
            "لندن",
            "ولاية",
            "فادي",
            "كريم",
            "وائل",
            "سيناء",
            "بيروت",
            "الولايات",
            "واشنطن",
            "ليبيا",
            "كوريا",
            "بريطانيا",
            "وكالة",
            "لجنة",
            "فهد",
            "فيصل",
        ] {
            assert_eq!(stem(word), fold(word).text(), "{word}");
        }
    }

    #[test]
    fn proclitics_come_off() {
        for (word, expected) in [
            ("وحماس", "حماس"),
            ("بالقاهرة", "القاهرة"),
            ("للسعودية", "لسعودية"),
            ("وإسرائيل", "إسرائيل"),
            ("والسعودية", "السعودية"),
            ("وبغداد", "بغداد"),
            ("ولبنان", "لبنان"),
            ("فقال", "قال"),
            ("وبالرياض", "الرياض"),
            ("وسيصل", "يصل"),
            ("لمصر", "مصر"),
            ("كرئيس", "رئيس"),
            ("ووزير", "وزير"),
            ("بواشنطن", "واشنطن"),
            ("لوزارة", "وزارة"),
        ] {
            assert_eq!(stem(word), fold(expected).text(), "{word}");
        }
    }
}

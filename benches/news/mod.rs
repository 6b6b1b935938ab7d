//! What the benches read: `article.txt`, our own, varied to any size.
//!
//! Repeated as it is it would flatter: after one article every word is in some cache.
//! So each copy changes a letter in a quarter of the longer words and two in a
//! sixteenth, and the vocabulary goes on growing, as in real news.

use std::collections::HashSet;

use wasim::keyword::Keyword;

/// The article.
pub(crate) const ARTICLE: &str = include_str!("../article.txt");

/// Letters that a varied word can get.
const LETTERS: [char; 15] =
    ['ب', 'ت', 'ج', 'ح', 'د', 'ر', 'س', 'ش', 'ص', 'ط', 'ع', 'ق', 'ك', 'م', 'ن'];

/// Numbers that look random and are the same on every run.
pub(crate) struct Dice(u64);

impl Dice {
    /// Begins again at `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }
}

/// `bytes` of news, or up to three less, so that no character is cut.
pub(crate) fn news(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 2 * ARTICLE.len());
    text.push_str(ARTICLE);
    let mut dice = Dice::new(1);
    while text.len() < bytes {
        text.push('\n');
        for piece in ARTICLE.split_inclusive([' ', '\n']) {
            text.push_str(&vary(piece, &mut dice));
        }
    }
    let end = (0..=bytes).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.truncate(end);
    text
}

/// A word of the article with up to two letters changed, none of its first two nor a mark.
pub(crate) fn vary(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let changes = match dice.roll(16) {
        0 => 2,
        1..=4 => 1,
        _ => 0,
    };
    for _ in 0..changes {
        let (at, to) = (dice.roll(letters.len()), dice.roll(LETTERS.len()));
        if at >= 2
            && letters.len() >= 5
            && let Some(slot) = letters.get_mut(at).filter(|c| ('ا'..='ي').contains(c))
            && let Some(&to) = LETTERS.get(to)
        {
            *slot = to;
        }
    }
    letters.into_iter().collect()
}

/// Different terms, as a list of names would be: words and phrases of the article, one in a
/// hundred of them as it stands there and the others varied.
pub(crate) fn terms(count: usize) -> Vec<Keyword> {
    let bare = |word: &'static str| word.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = ARTICLE.split_whitespace().map(bare).collect();
    let mut dice = Dice::new(2);
    let mut seen = HashSet::new();
    let mut terms = Vec::new();
    while terms.len() < count {
        let first = dice.roll(words.len());
        let words: Vec<&str> = words.iter().skip(first).take(1 + dice.roll(2)).copied().collect();
        let varied: Vec<String> = words.iter().map(|word| vary(word, &mut dice)).collect();
        let as_it_stands = dice.roll(1000) == 0;
        if words.concat().len() > 6
            && (varied == words) == as_it_stands
            && seen.insert(varied.join(" "))
        {
            terms.push(Keyword::from(varied.join(" ").as_str()));
        }
    }
    terms
}

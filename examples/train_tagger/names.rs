//! Which lists of names a word stands in, as bits.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasim::normalize::fold;

/// A list, and the bits of the first word, the last, those between, and of a
/// name of one word; with how many names a word must be in.
const LISTS: [(&str, [Option<(u32, u32)>; 4]); 6] = [
    ("NAME", [None, None, None, Some((0, 1))]),
    ("PER", [Some((1, 2)), Some((2, 2)), Some((3, 2)), None]),
    ("LOC", [Some((5, 3)), Some((5, 3)), Some((5, 3)), Some((4, 1))]),
    ("ORG", [Some((7, 3)), Some((8, 3)), Some((8, 3)), Some((6, 1))]),
    ("NAT", [Some((9, 1)), Some((9, 1)), Some((9, 1)), Some((9, 1))]),
    ("TITLE", [Some((10, 3)), Some((11, 3)), Some((11, 3)), Some((10, 3))]),
];

/// Bits from here on are free.
pub const BITS: u32 = 12;

/// The bits of every listed word.
pub fn listed(shared: &Path) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<(String, u32), (u32, u32)> = BTreeMap::new();
    for (list, bits) in LISTS {
        let path = shared.join(format!("gazetteers/{list}.tsv"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for line in text.lines().skip(1) {
            let name = fold(line.split('\t').next().unwrap_or(""));
            let name = name.text().split(" (").next().unwrap_or("");
            let words: Vec<&str> = name.split_whitespace().collect();
            for (i, word) in words.iter().enumerate() {
                let place = match (i, words.len()) {
                    (_, 1) => 3,
                    (0, _) => 0,
                    (i, n) if i + 1 == n => 1,
                    _ => 2,
                };
                if let Some((bit, least)) = bits[place]
                    && word.chars().count() > 1
                {
                    counts.entry(((*word).to_owned(), bit)).or_insert((0, least)).0 += 1;
                }
            }
        }
    }
    let mut out: BTreeMap<String, u32> = BTreeMap::new();
    for ((word, bit), (count, least)) in counts {
        if count >= least {
            *out.entry(word).or_default() |= 1 << bit;
        }
    }
    out
}

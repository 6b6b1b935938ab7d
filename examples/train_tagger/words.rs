//! What the model will know of words: classes, lists, use.

use std::collections::BTreeMap;

use wasim::tagger::hash;
use wasim::tagger::table::{Entry, WORD_BITS, WordTable, shortened};

use crate::corpus::Corpus;
use crate::{embed, kmeans};

/// Fine, middle and coarse classes.
const CLASSES: [usize; 3] = [1024, 256, 64];
/// A word needs to stand this often in news to have a class.
const LEAST: u32 = 30;
/// A word on a list needs to stand this often.
const LISTED: u32 = 8;

/// Words by key, and the classes above the fine ones.
#[derive(Debug, Default)]
pub struct Words {
    entries: BTreeMap<u32, Entry>,
    pub coarser: Vec<[u8; 2]>,
}

fn key(word: &str) -> u32 {
    shortened(hash::word(word), WORD_BITS)
}

impl Words {
    /// Learns classes from news, and takes rarer words that are listed.
    pub fn add_news(&mut self, corpus: &Corpus, listed: &BTreeMap<String, u32>) {
        let size = corpus.counts.partition_point(|&n| n >= LEAST);
        let vectors = embed::vectors(corpus, size);
        let mass: Vec<f32> = corpus.counts[..size].iter().map(|&n| (n as f32).sqrt()).collect();
        let [fine, middle, coarse] = CLASSES;
        let (groups, centres) = kmeans::group(&vectors, &mass, fine, 8);
        let mut sums = vec![0.0; fine];
        groups.iter().zip(&mass).for_each(|(&g, m)| sums[usize::from(g)] += m);
        let (middle, _) = kmeans::group(&centres, &sums, middle, 20);
        let (coarse, _) = kmeans::group(&centres, &sums, coarse, 20);
        self.coarser = middle.iter().zip(&coarse).map(|(&m, &c)| [m as u8, c as u8]).collect();
        for (word, group) in corpus.words.iter().zip(groups) {
            self.entries.entry(key(word)).or_insert(Entry { class: group + 1, bits: 0 });
        }
        // Rarer words are kept when a list names them.
        for (word, &bits) in corpus
            .words
            .iter()
            .zip(&corpus.counts)
            .skip(size)
            .filter_map(|(w, &n)| Some((w, listed.get(w).filter(|_| n >= LISTED)?)))
        {
            self.entries.entry(key(word)).or_insert(Entry { class: 0, bits });
        }
    }

    /// Adds bits to words that are there.
    pub fn add_bits(&mut self, bits: impl IntoIterator<Item = (String, u32)>) {
        for (word, bits) in bits {
            if let Some(entry) = self.entries.get_mut(&key(&word)) {
                entry.bits |= bits;
            }
        }
    }

    /// The table that the feature functions look words up in.
    pub fn table(&self) -> WordTable {
        let words: Vec<_> = self.entries.iter().map(|(&key, &entry)| (key, entry)).collect();
        let coarser = self.coarser.iter().map(|c| c.map(u16::from)).collect();
        WordTable::new(&words, coarser)
    }

    /// The words as they are packed.
    pub fn packed(&self) -> BTreeMap<u32, Entry> {
        self.entries.clone()
    }
}

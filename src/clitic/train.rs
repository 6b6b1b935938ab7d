//! Trains the cutter. Only with the feature `train`; `examples/train_clitics.rs` feeds it.
//!
//! 1. A *teacher*, too large to ship, learns from words whose proclitics are
//!    known. Beside the letters it sees how often the stem stands alone, with ال
//!    and with other proclitics in raw news, and whether it is a listed name.
//! 2. The *student*, the shipped model, learns from the same words and from the
//!    teacher's judgement of the commonest words of the news.
//! 3. Common words on which the two differ get rows of their own.

mod tails;

use std::collections::{HashMap, HashSet};

use super::model::{self, MAGIC, Model, ROW, WEIGHTS};
use super::{enclitic, readings};
use crate::normalize::fold;

/// A word whose proclitics are known.
#[derive(Debug, Clone)]
pub struct Example {
    /// The folded word.
    pub word: String,
    /// Bytes of proclitics.
    pub cut: usize,
}

/// A word whose pronoun is known.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The word in light spelling, without its proclitics.
    pub word: String,
    /// Bytes of the pronoun.
    pub tail: usize,
}

/// What raw text knows of words.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// How often each folded word stands in the news.
    pub counts: HashMap<String, u32>,
    /// How often each word in light spelling stands there.
    pub light: HashMap<String, u32>,
    /// Folded words that begin a listed name.
    pub names: HashSet<String>,
}

/// What training made.
#[derive(Debug)]
pub struct Trained {
    /// The model file of proclitics.
    pub bytes: Vec<u8>,
    /// The model file of pronouns.
    pub enclitics: Vec<u8>,
    teacher: Perceptron,
}

impl Trained {
    /// The shipped model's cut.
    #[must_use]
    pub fn cut(&self, word: &str) -> usize {
        Model::new(&self.bytes).cut(word, readings(word))
    }

    /// The shipped model's pronoun at the end of `stem`, in bytes.
    #[must_use]
    pub fn tail(&self, stem: &str) -> usize {
        enclitic::Model::new(&self.enclitics).tail(stem)
    }

    /// The weights' cut, without the table of words.
    #[must_use]
    pub fn cut_by_weights(&self, word: &str) -> usize {
        Model::new(&self.bytes).score(word, readings(word))
    }

    /// The teacher's cut.
    #[must_use]
    pub fn cut_by_teacher(&self, lexicon: &Lexicon, word: &str) -> usize {
        self.teacher.judge(&candidates(word, Some(lexicon))).0
    }
}

/// What the model files `proclitics` and `enclitics` cut off the front of `word`, a folded
/// word, and off its end, in bytes. A damaged file cuts wrongly, but never more than a word has.
#[must_use]
pub fn cut_with(proclitics: &[u8], enclitics: &[u8], word: &str) -> (usize, usize) {
    let cut = Model::new(proclitics).cut(word, readings(word));
    (cut, enclitic::Model::new(enclitics).tail(word))
}

/// How many news words the student learns from, and how many may get rows of their own.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Words that the teacher labels.
    pub distilled: usize,
    /// Rows.
    pub rows: usize,
    /// Words whose ends the teacher labels.
    pub endings: usize,
    /// Rows for ends of words.
    pub tail_rows: usize,
}

/// Trains a model. The same input gives the same bytes.
#[must_use]
pub fn train(gold: &[Example], endings: &[Ending], lexicon: &Lexicon, size: Size) -> Trained {
    let gold = &doubled(gold);
    let known: Vec<Instance> =
        gold.iter().filter_map(|e| Instance::new(&e.word, e.cut, Some(lexicon))).collect();
    let teacher = Perceptron::learn(&known, 1 << 20, 12);

    let mut common: Vec<(&str, u32)> = lexicon
        .counts
        .iter()
        .map(|(word, &count)| (word.as_str(), count))
        .filter(|(word, _)| readings(word).len() > 1)
        .collect();
    common.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    common.truncate(size.distilled);

    // A word of the gold is judged by the majority of its examples.
    let mut votes: HashMap<&str, HashMap<usize, u32>> = HashMap::new();
    for example in gold {
        *votes.entry(&example.word).or_default().entry(example.cut).or_default() += 1;
    }
    let judge = |word: &str| match votes.get(word) {
        Some(cuts) => {
            let best = cuts.iter().max_by_key(|&(&cut, &n)| (n, cut)).map_or(0, |(&cut, _)| cut);
            (best, f32::INFINITY)
        }
        None => teacher.judge(&candidates(word, Some(lexicon))),
    };
    let judged: Vec<(&str, usize, f32)> = common
        .iter()
        .map(|&(word, _)| {
            let (cut, margin) = judge(word);
            (word, cut, margin)
        })
        .collect();

    let mut lessons: Vec<Instance> =
        gold.iter().filter_map(|e| Instance::new(&e.word, e.cut, None)).collect();
    lessons.extend(judged.iter().filter_map(|&(word, cut, _)| Instance::new(word, cut, None)));
    let student = Perceptron::learn(&lessons, WEIGHTS, 12);

    let mut bytes = MAGIC.to_vec();
    bytes.extend(student.quantised());
    let weights = Model::new(&bytes);
    let mut rows: Vec<u32> = Vec::new();
    let mut taken = HashSet::new();
    let mut rare: Vec<&str> = votes.keys().copied().collect();
    rare.sort_unstable();
    let rest = rare.into_iter().map(|word| (word, judge(word).0));
    for (word, cut) in judged.iter().map(|&(word, cut, _)| (word, cut)).chain(rest) {
        if rows.len() < size.rows
            && weights.score(word, readings(word)) != cut
            && taken.insert(model::key(word))
        {
            rows.push(model::key(word) << 2 | model::letters_in(cut));
        }
    }
    let whole = |word: &str| {
        let folded = fold(word);
        weights.score(folded.text(), readings(folded.text())) == 0
    };
    let enclitics = tails::train(endings, lexicon, size, whole);
    Trained { bytes: with_rows(bytes, rows), enclitics, teacher }
}

/// A model file with its table of words.
fn with_rows(mut bytes: Vec<u8>, mut rows: Vec<u32>) -> Vec<u8> {
    rows.sort_unstable();
    bytes.extend(rows.iter().flat_map(|row| row.to_be_bytes().into_iter().skip(4 - ROW)));
    bytes
}

/// The examples, and each that begins with a preposition once more behind a
/// conjunction: two proclitics are rare in a small corpus, and free in the language.
fn doubled(gold: &[Example]) -> Vec<Example> {
    let mut all = gold.to_vec();
    for example in gold {
        if matches!(example.word.get(..example.cut), Some("ب" | "ل" | "ك")) {
            let word = format!("و{}", example.word);
            all.push(Example { word, cut: example.cut + "و".len() });
        }
    }
    all
}

/// One reading and the hashes of what it shows.
struct Candidate {
    cut: usize,
    features: Vec<u32>,
}

struct Instance {
    candidates: Vec<Candidate>,
    gold: usize,
}

impl Instance {
    /// `None` when nothing is to be decided, or the gold is no possible reading.
    fn new(word: &str, cut: usize, lexicon: Option<&Lexicon>) -> Option<Self> {
        let candidates = candidates(word, lexicon);
        let gold = candidates.iter().position(|c| c.cut == cut)?;
        (candidates.len() > 1).then_some(Self { candidates, gold })
    }
}

fn candidates(word: &str, lexicon: Option<&Lexicon>) -> Vec<Candidate> {
    readings(word)
        .map(|cut| {
            let mut features = Vec::with_capacity(24);
            model::features(word, cut, |hash| features.push(hash));
            if let Some(lexicon) = lexicon {
                evidence(word, cut, lexicon, &mut features);
            }
            Candidate { cut, features }
        })
        .collect()
}

/// What the lexicon says for a reading, in logarithmic steps.
fn evidence(word: &str, cut: usize, lexicon: &Lexicon, features: &mut Vec<u32>) {
    let (clitic, stem) = word.split_at_checked(cut).unwrap_or(("", word));
    let count = |w: &str| lexicon.counts.get(w).copied().unwrap_or(0);
    let log = |n: u32| (n + 1).ilog2();
    let own = log(count(word));
    let beside = |n: u32| own + 16 - log(n);
    let article = stem.strip_prefix('ل').filter(|_| clitic.ends_with('ل'));
    let definite = match article {
        Some(rest) => count(&format!("ال{rest}")),
        None => count(&format!("ال{stem}")),
    };
    let mut others = 0;
    let mut kinds = 0;
    for other in ["و", "ف", "ب", "ل", "ك", "وب", "ول", "س"] {
        if other != clitic {
            let n = count(&format!("{other}{stem}"));
            others += n;
            kinds += u32::from(n > 0);
        }
    }
    let name = |w: &str| u32::from(lexicon.names.contains(w));
    let values = [
        log(count(stem)),
        beside(count(stem)),
        beside(definite),
        beside(others),
        kinds,
        name(stem),
        name(stem) * 8 + kinds,
        (own / 3) << 8 | beside(count(stem)),
        (beside(others) / 2) << 8 | beside(count(stem)),
    ];
    for (name, value) in (100..).zip(values) {
        let bytes = [name].into_iter().chain(clitic.bytes()).chain(value.to_le_bytes());
        features.push(model::finish(bytes.fold(0, model::step)));
    }
}

/// A margin perceptron over hashed features, averaged over its steps.
#[derive(Debug)]
struct Perceptron {
    weights: Vec<f32>,
}

impl Perceptron {
    fn learn(instances: &[Instance], rows: usize, epochs: u32) -> Self {
        let mut weights = vec![0_f32; rows];
        let mut sums = vec![0_f32; rows];
        let mut order: Vec<usize> = (0..instances.len()).collect();
        let mut random = 0x9E37_79B9_u32;
        let mut now = 0_f32;
        for _ in 0..epochs {
            for i in (1..order.len()).rev() {
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                order.swap(i, usize::try_from(random).unwrap_or(0) % (i + 1));
            }
            for instance in order.iter().filter_map(|&i| instances.get(i)) {
                now += 1.0;
                let score = |c: &Candidate| -> f32 {
                    c.features.iter().filter_map(|&f| weights.get(model::row(f, rows))).sum()
                };
                let Some(gold) = instance.candidates.get(instance.gold) else { continue };
                let rival = instance
                    .candidates
                    .iter()
                    .filter(|c| c.cut != gold.cut)
                    .max_by(|a, b| score(a).total_cmp(&score(b)));
                let Some(rival) = rival else { continue };
                if score(gold) < score(rival) + MARGIN {
                    for (candidate, sign) in [(gold, 1.0), (rival, -1.0)] {
                        for &feature in &candidate.features {
                            let at = model::row(feature, rows);
                            if let (Some(w), Some(s)) = (weights.get_mut(at), sums.get_mut(at)) {
                                *w += sign;
                                *s += sign * now;
                            }
                        }
                    }
                }
            }
        }
        for (weight, sum) in weights.iter_mut().zip(&sums) {
            *weight -= sum / now.max(1.0);
        }
        Self { weights }
    }

    /// The best reading and by how much it leads.
    fn judge(&self, candidates: &[Candidate]) -> (usize, f32) {
        let mut scored: Vec<(f32, usize)> = candidates
            .iter()
            .map(|c| {
                let rows = self.weights.len();
                let sum =
                    c.features.iter().filter_map(|&f| self.weights.get(model::row(f, rows))).sum();
                (sum, c.cut)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        match scored.as_slice() {
            [best, second, ..] => (best.1, best.0 - second.0),
            [best] => (best.1, f32::INFINITY),
            [] => (0, 0.0),
        }
    }

    /// The weights in one signed byte each. The few largest are cut off at the top.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of a byte")]
    fn quantised(&self) -> impl Iterator<Item = u8> {
        let mut sizes: Vec<f32> = self.weights.iter().map(|w| w.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0).max(f32::EPSILON);
        self.weights.iter().map(move |w| {
            let scaled = (w / top * 127.0).round().clamp(-127.0, 127.0);
            (scaled as i8).cast_unsigned()
        })
    }
}

/// How far the right reading must lead before it teaches nothing more.
const MARGIN: f32 = 4.0;

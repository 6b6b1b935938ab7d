//! The half for pronouns, trained as the other one is: a teacher that sees frequencies, a
//! student that sees letters, and rows for common words on which they differ.

use std::collections::{HashMap, HashSet};

use super::{Candidate, Ending, Instance, Lexicon, Perceptron, Size, with_rows};
use crate::clitic::enclitic::{self, MAGIC, Model, WEIGHTS};
use crate::clitic::model;

/// The model file. `whole` says whether a word of the news has no proclitics.
pub(super) fn train(
    gold: &[Ending],
    lexicon: &Lexicon,
    size: Size,
    whole: impl Fn(&str) -> bool,
) -> Vec<u8> {
    let instances = |lexicon: Option<&Lexicon>| -> Vec<Instance> {
        gold.iter().filter_map(|e| instance(&e.word, e.tail, lexicon)).collect()
    };
    let teacher = Perceptron::learn(&instances(Some(lexicon)), 1 << 20, 12);

    let mut common: Vec<(&str, u32)> =
        lexicon.light.iter().map(|(word, &count)| (word.as_str(), count)).collect();
    common.retain(|(word, _)| enclitic::tails(word).nth(1).is_some() && whole(word));
    common.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    common.truncate(size.endings);

    let mut votes: HashMap<&str, HashMap<usize, u32>> = HashMap::new();
    for ending in gold {
        *votes.entry(&ending.word).or_default().entry(ending.tail).or_default() += 1;
    }
    let judge = |word: &str| match votes.get(word) {
        Some(tails) => {
            tails.iter().max_by_key(|&(&tail, &n)| (n, tail)).map_or(0, |(&tail, _)| tail)
        }
        None => teacher.judge(&candidates(word, Some(lexicon))).0,
    };
    let judged: Vec<(&str, usize)> = common.iter().map(|&(word, _)| (word, judge(word))).collect();

    let mut lessons = instances(None);
    lessons.extend(judged.iter().filter_map(|&(word, tail)| instance(word, tail, None)));
    let mut bytes = MAGIC.to_vec();
    bytes.extend(Perceptron::learn(&lessons, WEIGHTS, 12).quantised());
    let student = Model::new(&bytes);
    let mut rows = Vec::new();
    let mut taken = HashSet::new();
    let mut rare: Vec<&str> = votes.keys().copied().collect();
    rare.sort_unstable();
    let rest = rare.into_iter().map(|word| (word, judge(word)));
    for (word, tail) in judged.iter().copied().chain(rest) {
        if rows.len() < size.tail_rows
            && student.tail(word) != tail
            && taken.insert(model::key(word))
        {
            rows.push(model::key(word) << 2 | model::letters_in(tail));
        }
    }
    with_rows(bytes, rows)
}

fn instance(word: &str, tail: usize, lexicon: Option<&Lexicon>) -> Option<Instance> {
    let candidates = candidates(word, lexicon);
    let gold = candidates.iter().position(|c| c.cut == tail)?;
    (candidates.len() > 1).then_some(Instance { candidates, gold })
}

fn candidates(word: &str, lexicon: Option<&Lexicon>) -> Vec<Candidate> {
    enclitic::tails(word)
        .map(|tail| {
            let mut features = Vec::with_capacity(24);
            enclitic::features(word, tail, |hash| features.push(hash));
            if let Some(lexicon) = lexicon.filter(|_| tail > 0) {
                evidence(word, tail, lexicon, &mut features);
            }
            Candidate { cut: tail, features }
        })
        .collect()
}

/// How often the rest stands alone, with the article, with other pronouns, and, where it ends
/// in ت, with ة, in logarithmic steps.
fn evidence(word: &str, tail: usize, lexicon: &Lexicon, features: &mut Vec<u32>) {
    let (base, pronoun) = word.split_at_checked(word.len() - tail).unwrap_or((word, ""));
    let count = |w: &str| lexicon.light.get(w).copied().unwrap_or(0);
    let log = |n: u32| (n + 1).ilog2();
    let own = log(count(word));
    let beside = |n: u32| own + 16 - log(n);
    let bound = base.strip_suffix('ت').map(|noun| format!("{noun}ة"));
    let alone = count(base) + bound.as_deref().map_or(0, count);
    let definite = count(&format!("ال{}", bound.as_deref().unwrap_or(base)));
    let others = ["ه", "ها", "هم", "نا", "هما"].iter().filter(|&&other| other != pronoun);
    let others: Vec<u32> = others.map(|other| count(&format!("{base}{other}"))).collect();
    let kinds = others.iter().map(|&n| u32::from(n > 0)).sum::<u32>();
    let sum = others.iter().sum();
    let values = [
        log(alone),
        beside(alone),
        beside(definite),
        beside(sum),
        kinds,
        u32::from(bound.is_some()) << 8 | kinds,
        kinds << 8 | beside(alone),
        u32::from(count(&format!("ال{word}")) > 0) << 8 | kinds,
        beside(count(&format!("ال{word}"))),
    ];
    for (name, value) in (150..).zip(values) {
        let bytes = [name].into_iter().chain(pronoun.bytes()).chain(value.to_le_bytes());
        features.push(model::finish(bytes.fold(0, model::step)));
    }
}

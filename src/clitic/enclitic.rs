//! Pronouns at the end of a word: which are possible, and a model of the same kind as that
//! of proclitics, in a file of its own, which a build that never asks leaves out.

use super::model::{SEED, finish, letters_in, row, row_of, step};

/// First bytes of a model file; the digit versions the format.
pub(super) const MAGIC: &[u8; 8] = b"WASENCL1";
/// Weights in a model, a power of two.
pub(super) const WEIGHTS: usize = 1 << 12;

/// A model in its file form: [`MAGIC`], one signed byte for each of [`WEIGHTS`], then rows of
/// words, sorted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'m> {
    weights: &'m [u8],
    words: &'m [u8],
}

/// The model that the crate carries.
pub(super) fn embedded() -> Model<'static> {
    Model::new(include_bytes!("../../data/enclitics.bin"))
}

impl<'m> Model<'m> {
    /// Reads a model file. One of another format cuts nothing that its bytes do not say.
    pub(super) fn new(bytes: &'m [u8]) -> Self {
        let body = bytes.strip_prefix(MAGIC).unwrap_or(&[]);
        let (weights, words) = body.split_at_checked(WEIGHTS).unwrap_or((&[], &[]));
        Self { weights, words }
    }

    /// The likeliest of the [`tails`] of `stem`, in bytes.
    pub(super) fn tail(self, stem: &str) -> usize {
        let tails = tails(stem);
        if let Some(letters) = row_of(self.words, stem)
            && let Some(tail) = tails.clone().find(|&tail| letters_in(tail) == letters)
        {
            return tail;
        }
        let scored = tails.map(|tail| (self.weigh(stem, tail), tail));
        scored
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map_or(0, |(_, tail)| tail)
    }

    fn weigh(self, stem: &str, tail: usize) -> i32 {
        let mut score = 0;
        features(stem, tail, |hash| {
            let weight = self.weights.get(row(hash, WEIGHTS)).copied().unwrap_or(0);
            score += i32::from(weight.cast_signed());
        });
        score
    }
}

/// What may be written onto the end of a verb, a noun or a preposition.
const PRONOUNS: [&str; 11] = ["ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "نا", "ني", "ي"];

/// The lengths, in bytes, of the pronouns that may end `stem`, a word in light spelling without
/// its proclitics; the first is 0. At least two letters are left before one.
pub(super) fn tails(stem: &str) -> impl Iterator<Item = usize> + Clone {
    let ends = move |pronoun: &&str| {
        stem.strip_suffix(*pronoun).is_some_and(|base| base.chars().nth(1).is_some())
    };
    [0].into_iter().chain(PRONOUNS.iter().copied().filter(move |p| ends(p)).map(str::len))
}

/// Emits a hash for everything that a pronoun of `tail` bytes at the end of `stem` shows: the
/// letters before it and at the front, and the rest as a whole. Nothing for none.
pub(super) fn features(stem: &str, tail: usize, mut emit: impl FnMut(u32)) {
    if tail == 0 {
        return;
    }
    let (base, pronoun) =
        stem.split_at_checked(stem.len().saturating_sub(tail)).unwrap_or((stem, ""));
    let pronoun = pronoun.bytes().fold(SEED, step);
    let mut name = 64;
    let mut put = |hash: u32| {
        name += 1;
        emit(finish(step(hash, name)));
    };
    put(pronoun);
    put(step(pronoun, u8::try_from(base.len() / 2).unwrap_or(u8::MAX).min(6)));
    let letter = |hash: u32, c: char| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step);

    let mut last = [pronoun; 4];
    let mut hash = pronoun;
    let mut letters = base.chars().rev();
    for slot in &mut last {
        hash = letter(hash, letters.next().unwrap_or('-'));
        *slot = hash;
        put(hash);
    }
    let mut first = [pronoun; 3];
    let mut hash = pronoun;
    let mut letters = base.chars();
    for slot in &mut first {
        hash = letter(hash, letters.next().unwrap_or('-'));
        *slot = hash;
        put(hash);
    }
    put(last[0].to_le_bytes().into_iter().fold(first[0], step));
    put(last[0].to_le_bytes().into_iter().fold(first[1], step));
    put(last[1].to_le_bytes().into_iter().fold(first[0], step));
    if base.len() <= 24 {
        put(base.bytes().fold(SEED, step));
        put(base.bytes().fold(pronoun, step));
    }
}

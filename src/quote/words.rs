//! The words of a phrase or a name, made comparable.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::analysis::Entity;
use crate::lexicon::lexicon;
use crate::normalize::fold;
use crate::token::is_lettered;

/// How many words of a phrase are compared.
const MOST: usize = 16;

/// Folded words without ال, and the countries that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// A hash of each.
    pub(super) all: Vec<u64>,
    /// What stands for the first, in whichever number.
    pub(super) head: Option<u64>,
    pub(super) nations: Vec<&'static str>,
}

impl Words {
    pub(super) fn read(folded: &str) -> Self {
        let mut read = Self::default();
        for (word, bare) in words(folded) {
            let whole = || lexicon().nation(word).filter(|_| word != bare);
            read.nations.extend(lexicon().nation(bare).or_else(whole));
            read.head = read.head.or_else(|| Some(head(bare)));
            read.all.push(hash(bare));
        }
        read
    }

    pub(super) fn has(&self, word: u64) -> bool {
        self.all.contains(&word)
    }

    /// Whether the word of [`head`] `head`, in one number or the other, is the first.
    pub(super) fn is_headed(&self, head: u64) -> bool {
        self.head == Some(head)
    }
}

/// What an entity is called.
#[derive(Debug)]
pub(super) struct Called {
    pub(super) title: Words,
    pub(super) name: Words,
}

impl Called {
    pub(super) fn read(entity: &Entity) -> Self {
        let read = |text: &str| Words::read(fold(text).text());
        let title = entity.role.as_deref().map(read).unwrap_or_default();
        Self { title, name: read(&entity.name) }
    }

    /// Whether the word of [`head`] `head` heads the title or the name.
    pub(super) fn is_headed(&self, head: u64) -> bool {
        self.title.is_headed(head) || self.name.is_headed(head)
    }
}

/// The words of a folded text that are compared, each with the same without ال.
pub(super) fn words(folded: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = folded.split(|c| !is_lettered(c)).filter(|w| !w.is_empty()).take(MOST);
    words.map(|word| {
        let bare = word.strip_prefix("ال").filter(|rest| rest.len() > 4);
        (word, bare.unwrap_or(word))
    })
}

/// What stands for a word where it is compared.
pub(super) fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

/// What stands for the first word of a phrase.
pub(super) fn head(word: &str) -> u64 {
    hash(stem(word))
}

/// One word for one and many: مصادر, مصدر; مسؤولون, مسؤول.
pub(super) fn stem(word: &str) -> &str {
    match word {
        "مصادر" => "مصدر",
        _ if word.len() > 10 => {
            word.strip_suffix("ون").or_else(|| word.strip_suffix("ين")).unwrap_or(word)
        }
        _ => word,
    }
}

//! The words of a phrase or a name, made comparable.

use crate::analysis::Entity;
use crate::lexicon::lexicon;
use crate::normalize::fold;
use crate::token::is_lettered;

/// How many words of a phrase are compared.
const MOST: usize = 16;

/// Folded words without ال, and the countries that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) all: Vec<String>,
    pub(super) nations: Vec<&'static str>,
}

impl Words {
    pub(super) fn read(text: &str) -> Self {
        let folded = fold(text);
        let mut read = Self::default();
        let words = folded.text().split(|c| !is_lettered(c)).filter(|w| !w.is_empty());
        for word in words.take(MOST) {
            let bare = word.strip_prefix("ال").filter(|rest| rest.len() > 4).unwrap_or(word);
            read.nations.extend(nation(bare).or_else(|| nation(word)));
            read.all.push(bare.to_owned());
        }
        read
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.all.iter().any(|w| w == word)
    }

    /// Whether a word, in one number or the other, is the first.
    pub(super) fn is_headed(&self, head: &str) -> bool {
        self.all.first().is_some_and(|w| stem(w) == stem(head))
    }
}

/// What an entity is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Called {
    pub(super) title: Words,
    pub(super) name: Words,
}

impl Called {
    pub(super) fn read(entity: &Entity) -> Self {
        let title = entity.role.as_deref().map(Words::read).unwrap_or_default();
        Self { title, name: Words::read(&entity.name) }
    }

    /// Whether a word heads the title or the name.
    pub(super) fn is_headed(&self, head: &str) -> bool {
        self.title.is_headed(head) || self.name.is_headed(head)
    }
}

/// The country that a word names, itself or by its adjective.
fn nation(word: &str) -> Option<&'static str> {
    let lexicon = lexicon();
    lexicon.demonym(word).or_else(|| lexicon.name(word)?.country)
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

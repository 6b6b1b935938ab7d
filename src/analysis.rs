//! What the analyser says about a text, in byte offsets of the source.

use std::collections::BinaryHeap;

use crate::keyword::KeywordMatch;
use crate::normalize::ReadingOrder;
use crate::sentence::Sentence;
use crate::span::{Source, Span};

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A named individual.
    Person,
    /// A named body: party, ministry, company, agency, army, club.
    Organization,
    /// A named place, whether it acts or not.
    Place,
    /// The title or function of a person or source.
    Role,
}

/// Why a mention was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The trained model.
    Model,
    /// A name in the tables.
    Gazetteer,
    /// A title, a head word or a name particle beside it.
    Title,
    /// A short form of a name that the document gives in full.
    Alias,
    /// A name that the user added.
    User,
}

/// A name or title where it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The name itself, without attached particles.
    pub span: Span<Source>,
    /// The written words it stands in, with و ف ب ك ل.
    pub word: Span<Source>,
    /// What it names.
    pub kind: Kind,
    /// Whether a place acts: negotiates, says, is asked.
    pub acting: bool,
    /// Index of its entity in [`Analysis::entities`].
    pub entity: Option<usize>,
    /// How sure, 0 to 1.
    pub score: f32,
    /// Why it was marked.
    pub rule: Rule,
    /// The row of the user lexicon that names it, from 0; none for what the user did not name.
    pub row: Option<usize>,
}

impl Mention {
    /// Whether it can speak: persons, bodies, titles, places that act.
    pub(crate) fn speaks(&self) -> bool {
        self.kind != Kind::Place || self.acting
    }

    /// Sorts mentions as an [`Analysis`] has them. In one place: each sort is code of its own.
    pub(crate) fn sort(mentions: &mut [Self]) {
        mentions.sort_by_key(|m| m.span);
    }
}

/// Where a place is: a point of WGS 84, in hundredths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinates {
    pub(crate) latitude: i16,
    pub(crate) longitude: i16,
}

impl Coordinates {
    /// Degrees north of the equator, to two decimals.
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / 100.0
    }

    /// Degrees east of Greenwich, to two decimals.
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / 100.0
    }
}

/// The mentions of one individual, body, place or source, gathered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Its fullest name in the document, as written.
    pub name: String,
    /// Its other names in the document, each once.
    pub aliases: Vec<String>,
    /// The title that the document gives it.
    pub role: Option<String>,
    /// ISO 3166 alpha-2 code, where known.
    pub country: Option<String>,
    /// Where a place is that the tables know; a country's are a point in its midst.
    pub coordinates: Option<Coordinates>,
    /// Its mentions, as indices in [`Analysis::mentions`], in order.
    pub mentions: Vec<usize>,
}

/// The form of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Inside quotation marks.
    Direct,
    /// After a colon, without marks.
    Open,
    /// After a colon in a headline.
    Headline,
    /// A reported clause.
    Indirect,
}

/// How a speaker was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// The subject of the reporting verb.
    Subject,
    /// A title that stands for someone named elsewhere.
    Role,
    /// The last speaker goes on: the verb has no subject.
    Carried,
    /// The name before the colon of a headline.
    Headline,
    /// After «according to».
    According,
}

/// Something said, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words or the reported clause, without quotation marks.
    pub span: Span<Source>,
    /// Its form.
    pub kind: QuoteKind,
    /// The words that attribute it.
    pub cue: Option<Span<Source>>,
    /// The words that name the speaker beside the cue.
    pub speaker: Option<Span<Source>>,
    /// Index of the speaker in [`Analysis::entities`].
    pub entity: Option<usize>,
    /// How the speaker was found.
    pub how: Option<How>,
    /// Whether a quote that was opened with a mark is closed by one.
    pub closed: bool,
}

/// Everything that is said about a text. All lists are sorted by start, then longest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Persons, organizations, places and roles.
    pub mentions: Vec<Mention>,
    /// The mentions gathered.
    pub entities: Vec<Entity>,
    /// What is said, and by whom.
    pub quotes: Vec<Quote>,
    /// The user's keywords.
    pub keywords: Vec<KeywordMatch>,
}

impl Analysis {
    /// The same, said of the text as it was given, where now it is of that text in
    /// reading order.
    pub(crate) fn of_given(mut self, order: &ReadingOrder) -> Self {
        let to = |span: &mut Span<Source>| *span = order.to_given(*span);
        for sentence in &mut self.sentences {
            to(&mut sentence.span);
        }
        for mention in &mut self.mentions {
            to(&mut mention.span);
            to(&mut mention.word);
        }
        for quote in &mut self.quotes {
            to(&mut quote.span);
            quote.cue.iter_mut().for_each(to);
            quote.speaker.iter_mut().for_each(to);
        }
        for hit in &mut self.keywords {
            to(&mut hit.span);
            to(&mut hit.word);
        }
        self.sentences = in_order(self.sentences, |s| s.span);
        self.quotes = in_order(self.quotes, |q| q.span);
        self.keywords = in_order(self.keywords, |k| k.span);
        self.mentions = in_order(self.mentions, |m| m.span);
        for entity in &mut self.entities {
            entity.mentions.clear();
        }
        for (index, mention) in self.mentions.iter().enumerate() {
            if let Some(entity) = mention.entity.and_then(|id| self.entities.get_mut(id)) {
                entity.mentions.push(index);
            }
        }
        self
    }
}

/// `items` by their spans.
fn in_order<T>(items: Vec<T>, span: impl Fn(&T) -> Span<Source>) -> Vec<T> {
    let order = order_of(items.iter().map(span).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|&(_, at)| items.get_mut(at)?.take()).collect()
}

/// The spans in order, each with its place. Apart, so that the module has it once.
#[inline(never)]
fn order_of(spans: Vec<Span<Source>>) -> Vec<(Span<Source>, usize)> {
    spans.into_iter().zip(0..).collect::<BinaryHeap<_>>().into_sorted_vec()
}

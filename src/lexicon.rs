//! The tables: what a word or a phrase is known as, in folded text.
//!
//! One place for each fact: `data/*.tsv`, which a native speaker can read and
//! correct. Each row says where it comes from; `data/README.md` says under
//! which licence. The tables are read once, at the first use.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::analysis::{Coordinates, Kind};
use crate::normalize::fold;
use crate::table::{NOWHERE, points, rows, table};

/// What a single word does beside a name, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClass(u16);

impl WordClass {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Head of a title: رئيس, المتحدث.
    pub const ROLE: Self = Self(1);
    /// A title that a name follows: اللواء.
    pub const RANK: Self = Self(1 << 1);
    /// Stands before a name and is not marked: الدكتور.
    pub const HONORIFIC: Self = Self(1 << 2);
    /// Head of an organization's name: وزارة.
    pub const BODY: Self = Self(1 << 3);
    /// A body whose own name follows plainly or in marks: صحيفة.
    pub const MEDIA: Self = Self(1 << 4);
    /// Head that belongs to a place name: مطار.
    pub const SITE: Self = Self(1 << 5);
    /// Only says where: مدينة, شمال.
    pub const LOCATOR: Self = Self(1 << 6);
    /// Joins the parts of a personal name: بن.
    pub const PARTICLE: Self = Self(1 << 7);
    /// A frequent verb of news.
    pub const VERB: Self = Self(1 << 8);
    /// Never part of a name: في.
    pub const FUNCTION: Self = Self(1 << 9);
    /// Says that a title is no longer held: السابق.
    pub const FORMER: Self = Self(1 << 12);
    /// A name that is also another word: العيون.
    pub const COMMON: Self = Self(1 << 13);
    /// Kind of event, work or prize whose name may hold a place: كأس, جائزة.
    pub const EVENT: Self = Self(1 << 14);
    /// Adjective of a country: سوري, السورية.
    pub const DEMONYM: Self = Self(1 << 11);

    /// Whether any class of `other` is here too.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as bits, for features.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "role" => Self::ROLE,
            "rank" => Self::RANK,
            "honorific" => Self::HONORIFIC,
            "body" => Self::BODY,
            "media" => Self::MEDIA,
            "site" => Self::SITE,
            "locator" => Self::LOCATOR,
            "particle" => Self::PARTICLE,
            "former" => Self::FORMER,
            "common" => Self::COMMON,
            "event" => Self::EVENT,
            "verb" => Self::VERB,
            "function" => Self::FUNCTION,
            _ => return None,
        })
    }
}

/// What the tables know a name as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The kind of thing it names.
    pub kind: Kind,
    /// Whether it is a country or a capital, which may act.
    pub state: bool,
    /// Whether it is a capital.
    pub capital: bool,
    /// ISO 3166 alpha-2 code of a country, or of the country of a capital.
    pub country: Option<&'static str>,
    /// Where a place is, if a point can say that.
    pub coordinates: Option<Coordinates>,
}

impl Entry {
    /// What is no state: a body or a place.
    fn of(kind: Kind, coordinates: Option<Coordinates>) -> Self {
        Self { kind, state: false, capital: false, country: None, coordinates }
    }
}

/// What is known of a single word.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    class: WordClass,
    /// The country that it names: as its adjective, or itself where it is none.
    nation: Option<&'static str>,
}

/// All tables, ready for look-up by folded words.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<String, Word>,
    names: FxHashMap<String, Entry>,
    /// States whose names fold like that of another: عُمان and عمّان.
    rivals: FxHashMap<String, Entry>,
    /// Words of the longest name that starts with this word.
    longest: FxHashMap<String, usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The tables. The first call reads them; later calls cost nothing.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// What `word`, folded and without proclitics, is known as. `O(1)`.
    #[must_use]
    pub fn class(&self, word: &str) -> WordClass {
        self.words.get(word).map(|word| word.class).unwrap_or_default()
    }

    /// The country that the adjective `word` belongs to. `O(1)`.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        let known = self.words.get(word)?;
        known.nation.filter(|_| known.class.has(WordClass::DEMONYM))
    }

    /// The country that `word` names, itself, by its capital or by its adjective. `O(1)`.
    #[must_use]
    pub fn nation(&self, word: &str) -> Option<&'static str> {
        self.words.get(word)?.nation
    }

    /// What the folded `name`, its words parted by one space, is known as. `O(1)`.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<&Entry> {
        self.names.get(name)
    }

    /// The other state that the folded `name` may mean: عمان is a capital and a country. `O(1)`.
    #[must_use]
    pub fn rival(&self, name: &str) -> Option<&Entry> {
        self.rivals.get(name)
    }

    /// Whether a known name starts with the folded `word`. `O(1)`.
    #[must_use]
    pub fn starts_name(&self, word: &str) -> bool {
        self.longest.contains_key(word)
    }

    /// The longest known name that `first` and then `rest` begin, as its number of words.
    pub fn longest_name<'w>(
        &self,
        first: &str,
        rest: impl Iterator<Item = &'w str>,
    ) -> Option<(usize, &Entry)> {
        let most = *self.longest.get(first)?;
        let mut name = String::from(first);
        let mut found = self.name(&name).map(|entry| (1, entry));
        for (i, word) in rest.take(most - 1).enumerate() {
            name.push(' ');
            name.push_str(word);
            if let Some(entry) = self.name(&name) {
                found = Some((i + 2, entry));
            }
        }
        found
    }

    fn read() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            names: FxHashMap::default(),
            rivals: FxHashMap::default(),
            longest: FxHashMap::default(),
        };
        for row in rows(&table!("../data/triggers.tsv", 2)) {
            if let &[class, word] = row.as_slice()
                && let Some(class) = WordClass::named(class)
            {
                lexicon.add_class(word, class);
            }
        }
        for row in rows(&table!("../data/organizations.tsv", 1)) {
            if let &[name] = row.as_slice() {
                lexicon.add_name(name, Entry::of(Kind::Organization, None));
            }
        }
        let points = points!("../data/places.tsv");
        for (row, &[latitude, longitude]) in
            rows(&table!("../data/places.tsv", 1)).iter().zip(points)
        {
            if let &[name] = row.as_slice() {
                let coordinates =
                    (latitude != NOWHERE).then_some(Coordinates { latitude, longitude });
                lexicon.add_name(name, Entry::of(Kind::Place, coordinates));
            }
        }
        // Kept: the codes are handed out.
        let countries: &'static str = table!("../data/countries.tsv", 8).leak();
        for row in rows(countries) {
            let &[iso, names, capitals, demonyms, latitude, longitude, latitudes, longitudes] =
                row.as_slice()
            else {
                continue;
            };
            let country = Entry {
                state: true,
                country: Some(iso),
                ..Entry::of(Kind::Place, point(latitude, longitude))
            };
            for name in names.split('|') {
                lexicon.add_name(name, country);
            }
            let (mut latitudes, mut longitudes) = (latitudes.split('|'), longitudes.split('|'));
            let mut coordinates = None;
            for name in capitals.split('|').filter(|n| !n.is_empty()) {
                // The last point is that of the names that are left.
                if let (Some(latitude), Some(longitude)) = (latitudes.next(), longitudes.next()) {
                    coordinates = point(latitude, longitude);
                }
                lexicon.add_name(name, Entry { capital: true, coordinates, ..country });
            }
            for demonym in demonyms.split('|').filter(|d| !d.is_empty()) {
                lexicon.add_demonym(demonym, iso);
            }
        }
        lexicon
    }

    fn add_class(&mut self, word: &str, class: WordClass) {
        let known = &mut self.words.entry(fold(word).text().to_owned()).or_default().class;
        *known = known.with(class);
    }

    /// Of two names that fold alike the later stays, but of two states the first,
    /// and the other is its rival.
    fn add_name(&mut self, name: &str, entry: Entry) {
        let name = fold(name).text().to_owned();
        let words = name.split(' ').count();
        if let Some(first) = name.split(' ').next() {
            let most = self.longest.entry(first.to_owned()).or_default();
            *most = words.max(*most);
        }
        if entry.state {
            let nation = &mut self.words.entry(name.clone()).or_default().nation;
            *nation = nation.or(entry.country);
        }
        let known = self.name(&name);
        if known.is_some_and(|known| known.state && known.country != entry.country) {
            self.rivals.insert(name, entry);
        } else {
            self.names.insert(name, entry);
        }
    }

    /// Adds the adjective with its feminine, plurals and article: سوري, سورية, السوري, السورية, سوريون …
    fn add_demonym(&mut self, demonym: &str, iso: &'static str) {
        let base = fold(demonym).text().to_owned();
        if base.contains(' ') {
            return;
        }
        for ending in ["", "ه", "ين", "ون", "ان", "تين", "تان", "ات"] {
            for article in ["", "ال"] {
                let form = format!("{article}{base}{ending}");
                let known = self.words.entry(form).or_default();
                if !known.class.has(WordClass::DEMONYM) {
                    known.class = known.class.with(WordClass::DEMONYM);
                    known.nation = Some(iso);
                }
            }
        }
    }
}

/// A point as the tables write it: degrees with two decimals, empty where there is none.
fn point(latitude: &str, longitude: &str) -> Option<Coordinates> {
    Some(Coordinates { latitude: hundredths(latitude)?, longitude: hundredths(longitude)? })
}

fn hundredths(degrees: &str) -> Option<i16> {
    let digits = degrees.bytes().filter(u8::is_ascii_digit).map(|digit| i16::from(digit - b'0'));
    let all = digits.fold(0, |all: i16, digit| all.wrapping_mul(10).wrapping_add(digit));
    (!degrees.is_empty()).then_some(if degrees.starts_with('-') { -all } else { all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        for (name, table, columns) in [
            ("triggers", include_str!("../data/triggers.tsv"), 3),
            ("organizations", include_str!("../data/organizations.tsv"), 2),
            ("places", include_str!("../data/places.tsv"), 4),
            ("countries", include_str!("../data/countries.tsv"), 9),
        ] {
            assert!(rows(table).iter().all(|row| row.len() == columns), "{name}");
        }
    }

    #[test]
    fn every_point_is_two_decimals_in_range_and_has_both_halves() {
        fn check(name: &str, latitudes: &str, longitudes: &str, most: usize) {
            let fits = |degrees: &str, most: f64| {
                let decimals = degrees.split_once('.').map(|(_, decimals)| decimals.len());
                decimals == Some(2) && degrees.parse::<f64>().unwrap().abs() <= most
            };
            let points = |list: &str| list.split('|').filter(|p| !p.is_empty()).count();
            assert_eq!(points(latitudes), points(longitudes), "{name}");
            assert!(points(latitudes) <= most, "{name}");
            let mut all =
                latitudes.split('|').zip(longitudes.split('|')).filter(|p| !p.0.is_empty());
            assert!(all.all(|(lat, long)| fits(lat, 90.0) && fits(long, 180.0)), "{name}");
        }
        for row in rows(include_str!("../data/places.tsv")) {
            check(row[0], row[1], row[2], 1);
        }
        for row in rows(include_str!("../data/countries.tsv")) {
            check(row[0], row[4], row[5], 1);
            let cities = row[2].split('|').filter(|name| !name.is_empty()).count();
            check(row[0], row[6], row[7], cities);
        }
    }

    #[test]
    fn names_are_sorted_and_no_two_fold_alike() {
        for table in [include_str!("../data/places.tsv"), include_str!("../data/organizations.tsv")]
        {
            let names: Vec<&str> = rows(table).iter().map(|row| row[0]).collect();
            for pair in names.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
            let mut folded: Vec<_> = names.iter().map(|n| fold(n).text().to_owned()).collect();
            folded.sort_unstable();
            for pair in folded.windows(2) {
                assert_ne!(pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn every_class_is_known() {
        for row in rows(include_str!("../data/triggers.tsv")) {
            assert!(WordClass::named(row[0]).is_some(), "{row:?}");
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        let lexicon = lexicon();
        assert_eq!(lexicon.name("اثيوبيا").and_then(|e| e.country), Some("ET"));
        assert!(lexicon.class("رئيسه").has(WordClass::ROLE));
        assert_eq!(lexicon.demonym("السوريه"), Some("SY"));
    }

    #[test]
    fn the_longest_name_wins() {
        let found = lexicon().longest_name("البحر", ["الاحمر", "في"].into_iter());
        assert_eq!(found.map(|(words, _)| words), Some(2));
    }
}

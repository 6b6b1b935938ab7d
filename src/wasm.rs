//! The JavaScript door: UTF-16 offsets, plain objects. The only file that knows JavaScript.
//!
//! What comes in was checked by `js/`, which gives the user errors in the
//! user's own terms; what does not fit here is an error all the same.

use js_sys::{Array, Int32Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::analyzer;
use crate::error::Error;
use crate::keyword::{Keyword, KeywordSet, Matching};
use crate::normalize::{self, Options, ReadingOrder};
use crate::offset::{OffsetCursor, OffsetIndex, OffsetUnit};
use crate::span::Span;
use crate::tape::Tape;
use crate::user_lexicon::{Row, UserLexicon};

/// A keyword or a row of the lexicon that cannot be used.
#[derive(Debug, Serialize)]
struct Problem {
    /// What was given: `keywords` or `lexicon`.
    option: &'static str,
    /// Its place in the list that was given, or the line of the table, from 0.
    index: usize,
    /// The keyword, or the name of the row.
    term: String,
    group: Option<String>,
    message: String,
}

/// The analyser, held by JavaScript until `free`.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Analyzer {
    inner: crate::Analyzer,
    problems: Vec<Problem>,
}

#[wasm_bindgen]
impl Analyzer {
    /// An analyser with the built-in tables, and with the model in `model` or else the built-in one.
    ///
    /// # Errors
    /// When `model` is no model, or a damaged one.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Option<Vec<u8>>) -> Result<Self, JsError> {
        let inner = crate::Analyzer::new();
        let inner = model.map_or(Ok(inner.clone()), |bytes| inner.with_model(&bytes))?;
        Ok(Self { inner, problems: Vec::new() })
    }

    /// This analyser with other `keywords`, `[[term, group], …]`, matched as the switches of
    /// `matching` say, and another `lexicon`, `[[name, kind, country, alias…], …]` or a table;
    /// with its own where these are null. What cannot be used is left to [`Self::problems`].
    ///
    /// # Errors
    /// When something given is not of that shape, or `matching` has another switch.
    pub fn with(
        &self,
        keywords: &JsValue,
        matching: &JsValue,
        lexicon: &JsValue,
    ) -> Result<Self, JsError> {
        let mut with = Self { inner: self.inner.clone(), problems: Vec::new() };
        let matching = matching_options(matching)?;
        if !keywords.is_null() {
            let keywords = lists(keywords, |cells| {
                Some(Keyword { term: cells.next()??, group: cells.next()? })
            });
            with.look_for(keywords?, matching);
        }
        if let Some(table) = lexicon.as_string() {
            with.know(UserLexicon::from_tsv(&table));
        } else if !lexicon.is_null() {
            let rows = lists(lexicon, |cells| {
                let (name, kind, country) = (cells.next()??, cells.next()??, cells.next()?);
                Some(Row { name, kind, country, aliases: cells.collect::<Option<_>>()? })
            });
            with.know(UserLexicon::new(rows?));
        }
        Ok(with)
    }

    /// What cannot be used: `[{option, index, term, group, message}]`.
    ///
    /// # Errors
    /// When the JavaScript engine cannot make an object.
    pub fn problems(&self) -> Result<JsValue, JsValue> {
        Ok(self.problems.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
    }

    /// Everything that is said about `text`, as [`Tape`] has it: `[numbers, strings]`.
    #[must_use]
    pub fn analyze(&self, text: &str) -> Array {
        crossing(text, &self.inner.analyze(text))
    }

    /// The same, of nothing but where the keywords stand in `text`.
    #[must_use]
    pub fn highlight(&self, text: &str) -> Array {
        let keywords = self.inner.highlight(text);
        crossing(text, &crate::Analysis { keywords, ..Default::default() })
    }
}

impl Analyzer {
    fn look_for(&mut self, keywords: Vec<Keyword>, matching: Matching) {
        let (set, errors) = KeywordSet::with_matching(keywords.clone(), matching);
        self.inner = self.inner.clone().with_keywords(set);
        if errors.is_empty() {
            return;
        }
        // The set names its bad terms but not their places: ask one by one.
        for (index, keyword) in keywords.into_iter().enumerate() {
            let (_, errors) = KeywordSet::with_matching(vec![keyword.clone()], matching);
            self.problems.extend(errors.iter().map(|error| Problem {
                option: "keywords",
                index,
                term: keyword.term.clone(),
                group: keyword.group.clone(),
                message: error.to_string(),
            }));
        }
    }

    fn know(&mut self, (lexicon, errors): (UserLexicon, Vec<Error>)) {
        self.inner = self.inner.clone().with_lexicon(lexicon);
        self.problems.extend(errors.iter().map(|error| Problem {
            option: "lexicon",
            index: error.row().map_or(0, |row| row - 1),
            term: error.name().unwrap_or_default().to_owned(),
            group: None,
            message: error.to_string(),
        }));
    }
}

/// What `read` makes of each list of strings and nulls in the list `given`.
fn lists<T>(
    given: &JsValue,
    read: impl Fn(&mut dyn Iterator<Item = Option<String>>) -> Option<T>,
) -> Result<Vec<T>, JsError> {
    let list = |value: &JsValue| value.dyn_ref::<Array>().map(Array::to_vec);
    let read = |item: JsValue| read(&mut list(&item)?.iter().map(JsValue::as_string));
    let all = list(given).and_then(|items| items.into_iter().map(read).collect());
    all.ok_or_else(|| JsError::new("not lists of strings"))
}

/// The same as [`Analyzer::analyze`], of nothing but the sentences of `text`.
#[wasm_bindgen]
#[must_use]
pub fn sentences(text: &str) -> Array {
    let sentences = analyzer::sentences(text);
    crossing(text, &crate::Analysis { sentences, ..Default::default() })
}

/// The numbers and the strings of an analysis.
fn crossing(text: &str, analysis: &crate::Analysis) -> Array {
    let tape = Tape::new(text, analysis);
    let strings: Array = tape.strings().iter().map(|&string| JsValue::from_str(string)).collect();
    Array::of2(&Int32Array::from(tape.numbers()), &strings)
}

/// A normalised text, and the way between it and its source in UTF-16 offsets.
///
/// Each way is two sparse maps, one for the starts of spans and one for their
/// ends, as `[at, value, at, value, …]` sorted by `at`: position `i` stands for
/// `value + (i - at)` of the last pair with `at <= i`.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Normalized {
    text: String,
    maps: [Vec<u32>; 5],
}

#[wasm_bindgen]
impl Normalized {
    /// Normalises `text` as `options` say: `{preset, form}` and switches by their names.
    ///
    /// # Errors
    /// When there is no such option, or not with such a value.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, options: &JsValue) -> Result<Self, JsError> {
        let options = normalize_options(options)?;
        let order = options.visual.then(|| ReadingOrder::of(text)).flatten();
        let given = text;
        let text = order.as_ref().map_or(text, ReadingOrder::text);
        let options = Options { visual: false, ..options };
        let normalized = normalize::normalize(text, &options);
        let folded = normalized.text();
        let alignment = normalized.alignment();
        let cursor = |text| OffsetCursor::new(text, OffsetUnit::Utf16);
        let mut maps = [const { Vec::new() }; 5];
        let [starts, ends, folded_starts, folded_ends, turned] = &mut maps;
        let (mut there, mut first, mut last) = (alignment.walk(), cursor(text), cursor(text));
        walk(folded, |at, start, end| {
            let span = there.next_source(Span::new(start, end));
            push(starts, at, first.get(span.start()));
            push(ends, at + units(folded, start, end), last.get(span.end()));
            there.same_until()
        });
        let (mut there, mut first, mut last) = (alignment.walk(), cursor(folded), cursor(folded));
        walk(text, |at, start, end| {
            let span = there.next_folded(Span::new(start, end));
            push(folded_starts, at, first.get(span.start()));
            push(folded_ends, at + units(text, start, end), last.get(span.end()));
            there.same_until()
        });
        if let Some(order) = &order {
            let index = OffsetIndex::new(given, OffsetUnit::Utf16);
            let units = |at: usize| small(index.get(at));
            for (line, kept) in order.turned() {
                turned.extend([units(line.start()), units(line.end()), small(kept.len())]);
                turned.extend(kept.iter().flat_map(|p| [units(p.start()), units(p.end())]));
            }
        }
        Ok(Self { text: folded.to_owned(), maps })
    }

    /// The normalised text.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// The four maps, to source (starts, ends) and to normalised (starts, ends), and as a fifth
    /// the lines that were turned first, between which and the source these maps do not count:
    /// start, end, how many parts keep their own order, and the start and end of each.
    ///
    /// # Errors
    /// When the JavaScript engine cannot make an array.
    pub fn map(&self, which: usize) -> Result<Vec<u32>, JsValue> {
        self.maps.get(which).cloned().ok_or_else(|| JsValue::from_str("there are five maps"))
    }
}

/// The preset that `given` names, or the default, with its other options set in turn.
fn normalize_options(given: &JsValue) -> Result<Options, JsError> {
    let mut options = match get(given, "preset") {
        None => Options::default(),
        Some(preset) => Options::preset(&shown(&preset))?,
    };
    if let Some(form) = get(given, "form") {
        options.set_form(&shown(&form))?;
    }
    set_switches(given, &["preset", "form"], |name, on| {
        options.switch(name).map(|switch| *switch = on)
    })?;
    Ok(options)
}

/// Everything counts as the same, or with `exact` nothing, with the other switches set in turn.
fn matching_options(given: &JsValue) -> Result<Matching, JsError> {
    let exact = get(given, "exact").is_some_and(|exact| exact.is_truthy());
    let mut matching = if exact { Matching::exact() } else { Matching::default() };
    set_switches(given, &["exact"], |name, on| matching.switch(name).map(|switch| *switch = on))?;
    Ok(matching)
}

/// Sets the switches that the object `given` names, but for the options of `others`.
fn set_switches(
    given: &JsValue,
    others: &[&str],
    mut set: impl FnMut(&str, bool) -> Option<()>,
) -> Result<(), JsError> {
    let Some(object) = given.dyn_ref::<Object>() else { return Ok(()) };
    for name in Object::keys(object).iter().map(|name| shown(&name)) {
        let Some(value) = get(given, &name).filter(|_| !others.contains(&name.as_str())) else {
            continue;
        };
        let on = value.as_bool();
        // Asked even so: an unknown name matters more than its value.
        if set(&name, on.unwrap_or_default()).is_none() {
            return Err(JsError::new(&format!("there is no option \"{name}\"")));
        }
        if on.is_none() {
            let value = shown(&value);
            let message = format!("option \"{name}\" is {value}; it can be true or false");
            return Err(JsError::new(&message));
        }
    }
    Ok(())
}

/// What `object` has under `name`, unless that is null or undefined.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_null_or_undefined()).then_some(value)
}

/// A value as it stands in a message.
fn shown(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| format!("{value:?}"))
}

/// Calls `each` with the UTF-16 offset and the byte range of every character but those of which
/// its answer says that they are as the one before: all that end before that byte.
fn walk(text: &str, mut each: impl FnMut(usize, usize, usize) -> usize) {
    let mut cursor = OffsetCursor::new(text, OffsetUnit::Utf16);
    let mut start = 0;
    while let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) {
        let end = start + c.len_utf8();
        let same = each(cursor.get(start), start, end).min(text.len());
        // The last character before that byte, or one of the two before.
        let last = (end..same.saturating_sub(4)).rev().take(4);
        start = last.into_iter().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    }
}

/// UTF-16 units of one character's bytes.
fn units(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end).map_or(0, |c| c.encode_utf16().count())
}

/// Adds `at → value` to a sparse map, when it does not follow from the pair before.
fn push(map: &mut Vec<u32>, at: usize, value: usize) {
    let (at, value) = (small(at), small(value));
    if let [.., last_at, last_value] = map.as_slice()
        && last_value.checked_add(at - last_at) == Some(value)
    {
        return;
    }
    map.extend([at, value]);
}

/// A WebAssembly memory holds 4 GiB: every offset fits.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/*!
Wasim (واسم) marks who acts, where, and who said what in Arabic news text.

```
let analysis = wasim::Analyzer::new().analyze("قال بن غفير: لا تفاوض.");
assert_eq!(analysis.sentences.len(), 1);
```

# The way of the data

One direction, one module a step, each importing only from steps before it:
[`normalize`] → [`token`] → [`sentence`] → [`document`] →
[`clitic`], [`keyword`],
[`user_lexicon`], [`tagger`] → [`entity`] → [`quote`] → [`analyzer`]. What comes out is an
[`Analysis`], in byte offsets of the text exactly as it was given;
[`report`] gives it out in other units.
*/

pub mod analysis;
pub mod analyzer;
pub mod clitic;
pub mod document;
pub mod entity;
pub mod error;
pub mod keyword;
pub mod lexicon;
pub mod normalize;
pub mod offset;
pub mod quote;
pub mod report;
pub mod sentence;
pub mod span;
mod table;
pub mod tagger;
#[cfg(target_family = "wasm")]
mod tape;
pub mod token;
pub mod user_lexicon;
#[cfg(target_family = "wasm")]
pub mod wasm;

pub use analysis::Analysis;
pub use analyzer::Analyzer;
pub use error::Error;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

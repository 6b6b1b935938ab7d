//! The JavaScript door: UTF-16 offsets, plain objects. The only file that knows JavaScript.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::offset::OffsetUnit;
use crate::report::Report;

/// The analyser, held by JavaScript.
#[derive(Debug, Default)]
#[wasm_bindgen]
pub struct Analyzer {
    inner: crate::Analyzer,
}

#[wasm_bindgen]
impl Analyzer {
    /// An analyser with the built-in tables.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that is said about `text`, as plain objects with UTF-16 offsets.
    ///
    /// # Errors
    /// When the JavaScript engine cannot make an object.
    pub fn analyze(&self, text: &str) -> Result<JsValue, JsValue> {
        let analysis = self.inner.analyze(text);
        let report = Report::new(text, &analysis, OffsetUnit::Utf16);
        Ok(report.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
    }
}

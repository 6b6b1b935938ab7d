//! The JSON contract, one line a text.

use std::io::{self, Write};

use serde::Serialize;
use wasim::offset::OffsetUnit;
use wasim::report::Report;

use super::format::{Format, Item};

/// Writes the analysis; of several texts, each with its file as `id`.
pub(crate) struct Json {
    pub(crate) unit: OffsetUnit,
    pub(crate) several: bool,
}

/// An analysis with the name that its text came with.
#[derive(Serialize)]
pub(crate) struct Named<'a, Id> {
    pub(crate) id: Id,
    #[serde(flatten)]
    pub(crate) report: Report<'a>,
}

impl Format for Json {
    fn item(&mut self, out: &mut dyn Write, item: &Item<'_>) -> io::Result<()> {
        let report = Report::new(item.text, item.analysis, self.unit);
        if self.several {
            serde_json::to_writer(&mut *out, &Named { id: item.name, report })?;
        } else {
            serde_json::to_writer(&mut *out, &report)?;
        }
        out.write_all(b"\n")
    }
}

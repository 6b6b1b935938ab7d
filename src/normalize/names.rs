//! The names of presets and switches, as users of every door write them.

use super::{Form, Options};
use crate::error::Error;

impl Options {
    /// The preset of a name.
    ///
    /// # Errors
    /// When there is no preset `name`.
    pub fn preset(name: &str) -> Result<Self, Error> {
        match name {
            "none" => Ok(Self::none()),
            "repair" => Ok(Self::repair()),
            "fold" => Ok(Self::fold()),
            "search" => Ok(Self::search()),
            "camel" => Ok(Self::camel()),
            "light" => Ok(Self::light()),
            _ => Err(Error::option("preset", name, "none, repair, fold, search, camel or light")),
        }
    }

    /// Sets the Unicode form by its name.
    ///
    /// # Errors
    /// When there is no form `name`.
    pub fn set_form(&mut self, name: &str) -> Result<(), Error> {
        self.form = match name {
            "none" => Form::None,
            "NFC" => Form::Nfc,
            "NFKC" => Form::Nfkc,
            _ => return Err(Error::option("form", name, "none, NFC or NFKC")),
        };
        Ok(())
    }

    /// The switch of a name, the field's in camel case; `None` when there is none.
    pub fn switch(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "visual" => &mut self.visual,
            "presentation" => &mut self.presentation,
            "tatweel" => &mut self.tatweel,
            "harakat" => &mut self.harakat,
            "dagger" => &mut self.dagger,
            "quranic" => &mut self.quranic,
            "alef" => &mut self.alef,
            "wasla" => &mut self.wasla,
            "yeh" => &mut self.yeh,
            "tehMarbuta" => &mut self.teh_marbuta,
            "hamzaSeats" => &mut self.hamza_seats,
            "lookalikes" => &mut self.lookalikes,
            "foreign" => &mut self.foreign,
            "digits" => &mut self.digits,
            "punctuation" => &mut self.punctuation,
            "bidi" => &mut self.bidi,
            "zeroWidth" => &mut self.zero_width,
            "joiners" => &mut self.joiners,
            "spaces" => &mut self.spaces,
            "lowercase" => &mut self.lowercase,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_what_they_say() {
        assert_eq!(Options::preset("search").unwrap(), Options::search());
        assert_eq!(Options::preset("repair").unwrap(), Options::default());
        let error = Options::preset("lucene").unwrap_err().to_string();
        assert!(error.contains("\"lucene\"") && error.contains("search"), "{error}");
        let mut options = Options::none();
        options.set_form("NFKC").unwrap();
        *options.switch("tehMarbuta").unwrap() = true;
        assert_eq!(options, Options { form: Form::Nfkc, teh_marbuta: true, ..Options::none() });
        assert!(options.set_form("nfd").is_err());
        assert!(options.switch("teh_marbuta").is_none());
    }
}

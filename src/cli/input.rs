//! Files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where a text comes from.
pub(crate) struct Input {
    /// None for standard input.
    path: Option<PathBuf>,
    name: String,
}

/// The inputs that the user named; standard input when there are none.
pub(crate) fn list(files: &[PathBuf]) -> Vec<Input> {
    if files.is_empty() {
        vec![named(Path::new("-"))]
    } else {
        files.iter().map(|f| named(f)).collect()
    }
}

/// The input of that name; standard input for `-`.
pub(crate) fn named(file: &Path) -> Input {
    let stdin = file == Path::new("-");
    Input { path: (!stdin).then(|| file.to_owned()), name: file.display().to_string() }
}

impl Input {
    /// The file as it was named; none for standard input.
    pub(crate) fn name(&self) -> Option<&str> {
        self.path.as_ref().map(|_| self.name.as_str())
    }

    /// How messages call it.
    pub(crate) fn label(&self) -> &str {
        self.name().unwrap_or("standard input")
    }

    /// Opens it to be read.
    pub(crate) fn open(&self) -> Result<Box<dyn Read>, String> {
        match &self.path {
            None => Ok(Box::new(io::stdin())),
            Some(path) => match File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(self.unreadable(&error)),
            },
        }
    }

    /// The whole of it, whatever it is.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
        Ok(bytes)
    }

    /// The whole text.
    pub(crate) fn read(&self) -> Result<String, String> {
        String::from_utf8(self.bytes()?).map_err(|error| {
            let error = error.utf8_error();
            let at = error.valid_up_to();
            format!(
                "{}: not UTF-8 at byte {at}; convert it first, for example with \
                 iconv -f WINDOWS-1256 -t UTF-8",
                self.label()
            )
        })
    }

    /// The message for an input that cannot be read.
    pub(crate) fn unreadable(&self, error: &io::Error) -> String {
        let remedy = match error.kind() {
            io::ErrorKind::NotFound => "; check the name",
            io::ErrorKind::PermissionDenied => "; check who may read it",
            io::ErrorKind::IsADirectory => "; name the files in it",
            _ => "",
        };
        format!("{}: cannot be read: {error}{remedy}", self.label())
    }
}

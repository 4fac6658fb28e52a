//! The languages of everything a person reads.

use serde::{Deserialize, Serialize};

word!(
    /// A language of pages and letters. Swedish is the default.
    Language {
        /// Svenska.
        Swedish = "sv",
        /// English.
        English = "en",
    }
);

#[expect(clippy::derivable_impls, reason = "the derive would need an attribute inside `word!`")]
impl Default for Language {
    fn default() -> Self {
        Self::Swedish
    }
}

/// A configured text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

impl Translated {
    /// The text in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }
}

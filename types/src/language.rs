//! The languages of everything a person reads.

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

//! Every text, in Swedish and English: keys and values are checked when the app is built (`build.rs`).

use leptos::prelude::use_context;
use types::Language;

/// One type for each text of `locales`.
#[allow(missing_docs, non_camel_case_types, clippy::pedantic)]
pub(crate) mod texts {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// The language of the page. Decided on the server; fixed until the next document is loaded.
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// A text in the language of the page: `text!(start.title)`, `text!(layout.signed_in_as, name = "Anna")`.
///
/// Gives a `&'static str`, or a `String` if values are filled in. Both fit a `#[prop(into)] String`. Use it while a
/// component is built; an event handler needs the text beforehand.
macro_rules! text {
    ($($key_and_values:tt)*) => {
        $crate::i18n::text_in!($crate::i18n::language(), $($key_and_values)*)
    };
}
pub(crate) use text;

/// A text in a language that is not the page's: `text_in!(Language::English, start.title)`.
macro_rules! text_in {
    ($language:expr, $($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::texts::$($key)::+ { $($name: $value),* }.text($language)
    };
}
pub(crate) use text_in;

//! Every text, in Swedish and English: keys are checked when the app is built (`build.rs`).

use leptos::prelude::use_context;

mod generated {
    #![allow(missing_docs, unused, clippy::pedantic, clippy::all)]
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
pub use generated::i18n::Locale;

/// The language of this page. Decided on the server; fixed until the next page is loaded.
pub fn language() -> Locale {
    use_context().unwrap_or_default()
}

/// A text in the language of the page: `text!(start.title)`, `text!(layout.signed_in_as, name = "Anna")`.
///
/// Gives a `&'static str`, or a `String` where values are filled in. Both fit a `#[prop(into)] String`.
/// Use it while a component is built; an event handler takes the text before it is made.
macro_rules! text {
    ($($key_and_values:tt)*) => {
        leptos_i18n::td_string!($crate::i18n::language(), $($key_and_values)*)
    };
}
pub(crate) use text;

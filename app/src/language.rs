//! Choosing the language of pages.

use leptos::prelude::*;
use types::Language;

use crate::failure::Answer;
use crate::i18n::text;
use crate::paths;

/// Stores the language, in a cookie for a year and with the signed-in person, and returns to the page that the user
/// came from.
#[server(endpoint = "/language")]
pub async fn choose_language(language: Language) -> Answer<()> {
    crate::request::store_language(language);
    if let (domain, Some(caller)) = crate::request::maybe_signed_in() {
        domain.change_language(&caller, language).await?;
    }
    crate::request::redirect_back();
    Ok(())
}

/// A button that switches to the other language. A plain form: it loads the whole document again, in that language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let other = match crate::i18n::language() {
        Language::Swedish => Language::English,
        Language::English => Language::Swedish,
    };

    view! {
        <form method="post" action=paths::here(paths::CHOOSE_LANGUAGE)>
            <button
                class="ds-button"
                data-variant="tertiary"
                data-color="neutral"
                type="submit"
                name="language"
                value=other.as_str()
                lang=other.as_str()
            >
                {text!(layout.other_language)}
            </button>
        </form>
    }
}

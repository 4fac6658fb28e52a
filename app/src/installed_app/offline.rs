//! The offline page: the only page that is ever cached on a device. It is rendered at start-up, so it contains both
//! languages and no personal data. No script runs on it.

use leptos::prelude::*;
use types::Language;

use crate::brand::Brand;
use crate::i18n::text_in;
use crate::installed_app::{ICON, SCOPE, ThemeColors};

/// The whole document.
pub fn offline_page(css: &str, brand: &Brand) -> String {
    let css = css.to_owned();
    let title = [Language::Swedish, Language::English]
        .map(|language| text_in!(language, installed_app.offline.title))
        .join(" – ");
    let page = view! {
        <!DOCTYPE html>
        <html lang=Language::Swedish.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <title>{title}</title>
                <ThemeColors />
                <link rel="icon" href=ICON type="image/png" />
                <link rel="stylesheet" href=css />
            </head>
            <body>
                <main class="frame-width frame-page page">
                    <img src=ICON alt=brand.company.clone() width="72" height="72" />
                    <div class="page-header">
                        <h1 class="ds-heading" data-size="lg">
                            {text_in!(Language::Swedish, installed_app.offline.title)}
                        </h1>
                    </div>
                    <section class="section">
                        <Advice language=Language::Swedish brand=brand.clone() />
                    </section>
                    <section class="section" lang=Language::English.as_str()>
                        <h2 class="ds-heading" data-size="md">
                            {text_in!(Language::English, installed_app.offline.title)}
                        </h2>
                        <Advice language=Language::English brand=brand.clone() />
                    </section>
                </main>
            </body>
        </html>
    };
    page.to_html()
}

/// Why nothing is shown, and what to do.
#[component]
fn Advice(language: Language, brand: Brand) -> impl IntoView {
    view! {
        <p class="ds-paragraph">{text_in!(language, installed_app.offline.cause)}</p>
        <p class="ds-paragraph">{text_in!(language, installed_app.offline.nothing_kept)}</p>
        <p class="ds-paragraph">{text_in!(language, installed_app.offline.advice)}</p>
        <a class="ds-button" href=SCOPE>
            {text_in!(language, installed_app.offline.try_again)}
        </a>
        <p class="ds-paragraph">
            {text_in!(language, installed_app.offline.phone)} " "
            <a class="ds-link" href=brand.phone_link()>
                {brand.phone.clone()}
            </a> "."
        </p>
    }
}

//! The page that says why a request was not taken, before there was a page to ask for. It needs no file and no script.

use leptos::prelude::*;
use leptos_i18n::{Locale as _, td_string};

use crate::i18n::Locale;

/// The whole document for an HTTP status; `start` is the address of the start page.
pub fn refused_page(language: Locale, status: u16, start: &str) -> String {
    let (title, text) = words(language, status);
    let page = view! {
        <!DOCTYPE html>
        <html lang=language.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
            </head>
            <body>
                <main>
                    <h1>{title}</h1>
                    <p>{text}</p>
                    <p>
                        <a href=start.to_owned()>{td_string!(language, refused.start)}</a>
                    </p>
                </main>
            </body>
        </html>
    };
    page.to_html()
}

/// What happened, and what to do.
fn words(language: Locale, status: u16) -> (&'static str, &'static str) {
    match status {
        403 => (td_string!(language, refused.forbidden_title), td_string!(language, refused.forbidden)),
        404 => (td_string!(language, refused.not_found_title), td_string!(language, refused.not_found)),
        413 => (td_string!(language, refused.too_large_title), td_string!(language, refused.too_large)),
        421 => (td_string!(language, refused.other_host_title), td_string!(language, refused.other_host)),
        429 => (td_string!(language, refused.too_many_title), td_string!(language, refused.too_many)),
        431 => (td_string!(language, refused.too_many_cookies_title), td_string!(language, refused.too_many_cookies)),
        _ => (td_string!(language, refused.unreadable_title), td_string!(language, refused.unreadable)),
    }
}

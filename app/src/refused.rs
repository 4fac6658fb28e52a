//! The page that says why a request was refused before a page could be rendered. It loads no file and no script.

use leptos::prelude::*;
use types::Language;

use crate::i18n::text_in;

/// The whole document for an HTTP status; `start` is the address of the start page.
pub fn refused_page(language: Language, status: u16, start: &str) -> String {
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
                        <a href=start.to_owned()>{text_in!(language, refused.start)}</a>
                    </p>
                </main>
            </body>
        </html>
    };
    page.to_html()
}

/// What happened, and what to do.
fn words(language: Language, status: u16) -> (&'static str, &'static str) {
    match status {
        403 => (text_in!(language, refused.forbidden_title), text_in!(language, refused.forbidden)),
        404 => (text_in!(language, refused.not_found_title), text_in!(language, refused.not_found)),
        413 => (text_in!(language, refused.too_large_title), text_in!(language, refused.too_large)),
        421 => (text_in!(language, refused.other_host_title), text_in!(language, refused.other_host)),
        429 => (text_in!(language, refused.too_many_title), text_in!(language, refused.too_many)),
        431 => (text_in!(language, refused.too_many_cookies_title), text_in!(language, refused.too_many_cookies)),
        _ => (text_in!(language, refused.unreadable_title), text_in!(language, refused.unreadable)),
    }
}

//! The language of a request.

use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use leptos::prelude::use_context;
use types::Language;

use super::cookie::chosen_language;

/// The language of pages.
pub fn language() -> Language {
    use_context::<Parts>().as_ref().map(language_of_request).unwrap_or_default()
}

/// The language of a response: the person's choice, else the browser's preference, else Swedish.
pub fn language_of_request(parts: &Parts) -> Language {
    let wanted = || parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(wanted_language);
    chosen_language(parts).or_else(wanted).unwrap_or_default()
}

/// The most preferred of our languages in an `Accept-Language`; the first of equals.
fn wanted_language(wanted: &str) -> Option<Language> {
    let weighted = wanted.split(',').rev().filter_map(|part| {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let language = tag.trim().split('-').next()?.to_ascii_lowercase().parse().ok()?;
        let weight = weight.trim().parse::<f32>().ok().filter(|weight| *weight > 0.0)?;
        Some((language, weight))
    });
    weighted.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_the_browser_wants_most_wins() {
        assert_eq!(wanted_language("en-GB,en;q=0.9,sv;q=0.8"), Some(Language::English));
        assert_eq!(wanted_language("de,en;q=0.3,sv;q=0.7"), Some(Language::Swedish));
        assert_eq!(wanted_language("sv,en"), Some(Language::Swedish));
        assert_eq!(wanted_language("de, en;q=0"), None);
        assert_eq!(wanted_language("*;q=x,,"), None);
    }
}

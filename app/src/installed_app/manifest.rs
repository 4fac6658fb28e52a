//! The web app manifest: name, icons and addresses of the app, for installing it.

use serde::Serialize;
use types::Language;
use types::page::AccountsVisit;
use types::{Channel, Page};

use crate::brand::Brand;
use crate::i18n::text_in;
use crate::installed_app::{LAKE, MANIFEST_ICONS, PAPER, SCOPE};
use crate::paths;

/// How many characters fit below an icon on a home screen.
const SHORT: usize = 12;

/// The manifest in one language. Members that are missing have their standard defaults.
#[derive(Serialize)]
pub struct Manifest {
    id: &'static str,
    name: String,
    short_name: String,
    description: &'static str,
    lang: &'static str,
    scope: &'static str,
    start_url: &'static str,
    display: &'static str,
    orientation: &'static str,
    theme_color: &'static str,
    background_color: &'static str,
    categories: [&'static str; 1],
    icons: Vec<Icon>,
    shortcuts: [Shortcut; 2],
}

#[derive(Serialize)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    r#type: &'static str,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Shortcut {
    name: &'static str,
    url: String,
}

impl Manifest {
    /// The manifest of a company's app.
    pub fn new(brand: &Brand, language: Language) -> Self {
        let icon = |(src, sizes, purpose)| Icon { src, sizes, r#type: "image/png", purpose };
        Self {
            id: SCOPE,
            name: brand.company.clone(),
            short_name: short_name(&brand.company),
            description: text_in!(language, installed_app.description),
            lang: language.as_str(),
            scope: SCOPE,
            start_url: SCOPE,
            display: "standalone",
            orientation: "any",
            theme_color: LAKE,
            background_color: PAPER,
            categories: ["utilities"],
            icons: MANIFEST_ICONS.map(icon).into(),
            shortcuts: [
                Shortcut {
                    name: text_in!(language, installed_app.accounts),
                    url: Page::Accounts(AccountsVisit::Switching).path(Channel::App),
                },
                Shortcut { name: text_in!(language, installed_app.guide), url: paths::how_the_app_works() },
            ],
        }
    }
}

/// As many words of the company's name as fit below an icon, and at least the first.
pub(super) fn short_name(company: &str) -> String {
    let ends = company.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([company.len()]);
    let fitting = ends.clone().take_while(|end| company[..*end].chars().count() <= SHORT).last();
    let words = &company[..fitting.or(ends.min()).unwrap_or_default()];
    words.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_name_is_whole_words_that_fit_under_an_icon() {
        assert_eq!(short_name("Hjälmare Energi & Miljö"), "Hjälmare");
        assert_eq!(short_name("Ale El & Co-op"), "Ale El");
        assert_eq!(short_name("Sjö Energi"), "Sjö Energi");
        assert_eq!(short_name("Mellanskogsbygdens Energi"), "Mellanskogsbygdens");
        assert_eq!(short_name(""), "");
    }
}

//! The framework of letters: templates for text and HTML, in each language. The first line of a text is the subject.

use askama::Template;
use types::{Language, LocalDate};

/// A composed letter, without its recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenLetter {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// The only link of the letter.
    pub(crate) link: String,
}

/// Declares a letter: the values of its templates, and their paths. Every letter has the company and its link. Nothing
/// that users have typed belongs here (rule G18).
macro_rules! letter {
    (
        $(#[$doc:meta])*
        $name:ident { $($field:ident: $type:ty),* $(,)? }
        sv: $sv_text:tt, $sv_html:tt;
        en: $en_text:tt, $en_html:tt;
    ) => {
        $(#[$doc])*
        pub(crate) struct $name<'a> {
            pub(crate) company: &'a str,
            $(pub(crate) $field: $type,)*
            pub(crate) link: String,
        }

        const _: () = {
            #[derive(askama::Template)]
            #[template(path = $sv_text)]
            struct SwedishText<'a> { letter: &'a $name<'a> }

            #[derive(askama::Template)]
            #[template(path = $sv_html)]
            struct SwedishHtml<'a> { letter: &'a $name<'a>, subject: &'a str }

            #[derive(askama::Template)]
            #[template(path = $en_text)]
            struct EnglishText<'a> { letter: &'a $name<'a> }

            #[derive(askama::Template)]
            #[template(path = $en_html)]
            struct EnglishHtml<'a> { letter: &'a $name<'a>, subject: &'a str }

            impl $name<'_> {
                /// The letter in a language.
                pub(crate) fn written(self, language: types::Language) -> anyhow::Result<$crate::mail::WrittenLetter> {
                    let letter = &self;
                    let text = match language {
                        types::Language::Swedish => askama::Template::render(&SwedishText { letter })?,
                        types::Language::English => askama::Template::render(&EnglishText { letter })?,
                    };
                    let (subject, text) = $crate::mail::letter::part(&text)?;
                    let html = match language {
                        types::Language::Swedish => askama::Template::render(&SwedishHtml { letter, subject })?,
                        types::Language::English => askama::Template::render(&EnglishHtml { letter, subject })?,
                    };
                    let (subject, text) = (subject.to_owned(), text.to_owned());
                    Ok($crate::mail::WrittenLetter { subject, text, html, link: self.link })
                }
            }
        };
    };
}
pub(super) use letter;

/// The subject and the rest.
pub(super) fn part(text: &str) -> anyhow::Result<(&str, &str)> {
    text.split_once("\n\n").ok_or_else(|| anyhow::anyhow!("the template of a letter has no subject line"))
}

/// A date in words, `6 december 2026`.
pub(crate) fn date(language: Language, day: LocalDate) -> anyhow::Result<String> {
    Ok(match language {
        Language::Swedish => SwedishDate { day }.render()?,
        Language::English => EnglishDate { day }.render()?,
    })
}

/// A name on one line. The register's names have no line breaks, but a letter does not rely on that.
pub(crate) fn one_line(text: &str) -> String {
    let is_break = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    text.split(is_break).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Template)]
#[template(path = "mail/date.sv.txt")]
struct SwedishDate {
    day: LocalDate,
}

#[derive(Template)]
#[template(path = "mail/date.en.txt")]
struct EnglishDate {
    day: LocalDate,
}

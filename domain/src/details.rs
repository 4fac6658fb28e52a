//! Parses what people type about a person, and what the register says: names, addresses, numbers. What a form also
//! checks in the browser is in `types::details`.

mod grantee;

use types::EmailAddress;
use types::clean::{clean_name, is_mark};
use types::details::{self, Unparsable};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) use self::grantee::{ParsedDetails, parse};

/// The longest name that may be typed, in characters.
const LONGEST_NAME: usize = 100;

/// Parses a typed name: letters, marks, spaces, `-`, `·`, `.`, `'` and `’`, in composed form.
fn name(text: &str) -> Result<String, Unparsable> {
    let name: String = details::name(text)?.nfc().collect();
    let is_fitting = |sign: char| sign.is_alphabetic() || is_combining_mark(sign) || " -·'’.".contains(sign);
    let mut marks_in_a_row = 0;
    let is_stacked = name.chars().any(|sign| {
        marks_in_a_row = if is_combining_mark(sign) { marks_in_a_row + 1 } else { 0 };
        marks_in_a_row > 4
    });
    if is_stacked || name.chars().count() > LONGEST_NAME || !name.chars().all(is_fitting) {
        return Err(Unparsable::Invalid);
    }
    Ok(name)
}

/// Parses a name from the register or BankID, with any characters and of any length. It may be empty: some people have
/// only a given name or a surname. Directional marks are removed; only a control character is refused.
pub(crate) fn registered_name(text: &str) -> Result<String, Unparsable> {
    let name: String = clean_name(text).nfc().filter(|sign| !is_mark(*sign)).collect();
    if name.chars().any(char::is_control) { Err(Unparsable::Invalid) } else { Ok(name) }
}

/// Parses an e-mail address; an international host name becomes its ASCII form (UTS 46), so that it cannot look like
/// another one.
pub(crate) fn email(text: &str) -> Result<EmailAddress, Unparsable> {
    let (local, host) = details::email(text)?;
    let host = idna::domain_to_ascii_strict(host).map_err(|_| Unparsable::Invalid)?;
    EmailAddress::parse(&format!("{local}@{host}")).map_err(|_| Unparsable::Invalid)
}

/// Whether an address may not be what it looked like when typed: its host has letters of other alphabets, many of which
/// look like Latin ones. The person sees the ASCII form before anything is sent there. That the form submitted the
/// ASCII form proves nothing: some browsers convert the input. Letters such as å and é are unambiguous.
pub(crate) fn is_lookalike(address: &EmailAddress) -> bool {
    let host = address.as_str().rsplit_once('@').map_or("", |(_, host)| host);
    let (shown, _) = idna::domain_to_unicode(host);
    shown.chars().any(|sign| !sign.is_ascii() && !('ß'..='ÿ').contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_world_are_read() {
        for text in [
            "Anna",
            "Åsa-Märta",
            "O'Neill",
            "D’Arcy",
            "af Klint",
            "José",
            "Łukasz",
            "Nguyễn",
            "محمد",
            "J. R.",
            "Gal·la",
        ] {
            assert_eq!(name(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_name_is_read_as_people_type_and_paste_it() {
        for (typed, meant) in [
            ("  Anna   Maria ", "Anna Maria"),
            ("A\u{30a}sa", "Åsa"),
            ("Anna\u{2011}Karin", "Anna-Karin"),
            ("O´Neill", "O'Neill"),
            ("O`Neill", "O'Neill"),
            ("\u{feff}Anna\t", "Anna"),
            ("\u{2067}محمد\u{2069}", "محمد"),
            ("Anna\u{202e}", "Anna"),
            ("Ka\u{ad}rin", "Karin"),
            ("Anna\u{a0}Maria", "Anna Maria"),
        ] {
            assert_eq!(name(typed).as_deref(), Ok(meant), "{typed:?}");
        }
    }

    #[test]
    fn tricks_in_names_are_refused() {
        for text in [
            "Anna\nBcc: x",
            "An\u{202e}na",
            "Anna\u{200b}",
            "<b>Anna</b>",
            "Anna 😀",
            "Anna\0",
            "Anna\r",
            "{{7*7}}",
            "A1",
            "---",
            "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            &"a".repeat(101),
        ] {
            assert_eq!(name(text), Err(Unparsable::Invalid), "{text:?}");
        }
        for text in ["   ", "\u{a0}\t\u{feff}"] {
            assert_eq!(name(text), Err(Unparsable::Missing), "{text:?}");
        }
    }

    #[test]
    fn a_name_of_the_register_has_any_sign_but_a_control_character() {
        let long = "a".repeat(300);
        for text in
            ["X Æ A-12", "Karl 2", "-", "Anna 😀", "Ali/Aisha", "N'Dour", "Åsa (Ek)", "?", "", "ශ්\u{200d}රී", &long]
        {
            assert_eq!(registered_name(text).as_deref(), Ok(text));
        }
        assert_eq!(registered_name(" An\u{202e}na\t\u{a0}´Ek ").as_deref(), Ok("Anna 'Ek"));
        for text in ["Anna\nBcc: x", "Anna\0", "An\u{9c}na"] {
            assert_eq!(registered_name(text), Err(Unparsable::Invalid), "{text:?}");
        }
    }

    #[test]
    fn a_host_of_other_alphabets_may_look_like_another_one() {
        let is_lookalike = |text: &str| super::is_lookalike(&email(text).unwrap());
        for text in [
            "anna@ex\u{430}mple.se",
            "anna@\u{440}\u{430}\u{443}.com",
            "anna@exampl\u{3b5}.se",
            "a@\u{131}ca.se",
            "anna@xn--exmple-4nf.se",
        ] {
            assert!(is_lookalike(text), "{text}");
        }
        for text in ["anna@example.se", "anna@r\u{e4}ksm\u{f6}rg\u{e5}s.se", "anna@\u{ff45}xempel.se"] {
            assert!(!is_lookalike(text), "{text}");
        }
    }

    #[test]
    fn an_international_host_becomes_ascii() {
        assert_eq!(email("namn@räksmörgås.se").unwrap().as_str(), "namn@xn--rksmrgs-5wao1o.se");
        assert_eq!(email(" namn@Exempel.se ").unwrap().as_str(), "namn@exempel.se");
        for text in ["namn", "namn@exempel", "ö@exempel.se", "na mn@exempel.se", "namn@ex\u{2010}empel.se"] {
            assert_eq!(email(text), Err(Unparsable::Invalid), "{text:?}");
        }
    }

    #[test]
    fn nothing_inside_an_address_is_cleaned_in_silence() {
        for text in ["\u{202a}namn@exempel.se\u{202c}", "\u{feff}namn@exempel.se\t", "\u{a0}namn@exempel.se\u{2009}"] {
            assert_eq!(email(text).unwrap().as_str(), "namn@exempel.se", "{text:?}");
        }
        for sign in "\u{200b}\u{200c}\u{200d}\u{ad}\u{202e}\u{2060}\u{feff}\u{a0}\t\n\0\u{fe0f}\u{e0041}".chars() {
            for text in
                [format!("na{sign}mn@exempel.se"), format!("namn@exem{sign}pel.se"), format!("namn@{sign}exempel.se")]
            {
                assert_eq!(email(&text), Err(Unparsable::HiddenSign), "{text:?}");
            }
        }
        assert_eq!(email("namn@exempel.se\r\nBcc: a@b.se"), Err(Unparsable::HiddenSign));
    }
}

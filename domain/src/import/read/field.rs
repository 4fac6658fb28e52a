//! Reading one field.

use std::str::FromStr;

use types::{EmailAddress, LocalDate, PhoneNumber};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    details::{self, Unreadable},
    import::{Fault, Flaw},
    stockholm,
};

/// Longest text, in characters.
const LONGEST_TEXT: usize = 200;

pub(super) fn text(place: &str, text: &str) -> Result<String, Flaw> {
    let text: String = text.trim().nfc().collect();
    // Signs that cannot be seen or that turn the direction of what stands around them.
    let is_hidden = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if text.is_empty() {
        return Err(Fault::Empty.at(place));
    }
    if text.chars().count() > LONGEST_TEXT || text.chars().any(is_hidden) {
        return Err(Fault::NotText.at(place));
    }
    Ok(text)
}

/// A number that the company gives: of a customer, a facility or a contract.
pub(super) fn number(place: &str, text: &str) -> Result<String, Flaw> {
    let is_fitting = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let fits = (1..=32).contains(&text.len()) && text.bytes().all(is_fitting);
    if fits { Ok(text.to_owned()) } else { Err(Fault::NotNumber.at(place)) }
}

pub(super) fn digits<'a>(place: &str, text: &'a str, count: usize, fault: Fault) -> Result<&'a str, Flaw> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(text) } else { Err(fault.at(place)) }
}

/// A sole trader's organisation number is their personal number (its third digit is below 2); it is not kept, since
/// personal numbers do not stand in clear in the database.
pub(super) fn organisation_number(place: &str, text: Option<&str>) -> Result<Option<String>, Flaw> {
    let Some(text) = text else { return Ok(None) };
    let text = digits(place, text, 10, Fault::NotOrganisationNumber)?;
    Ok((text.as_bytes()[2] >= b'2').then(|| text.to_owned()))
}

pub(super) fn name(place: &str, text: &str) -> Result<String, Flaw> {
    details::name(text).map_err(|why| if why == Unreadable::Missing { Fault::Empty } else { Fault::NotName }.at(place))
}

pub(super) fn email(place: &str, text: Option<&str>) -> Result<Option<EmailAddress>, Flaw> {
    text.map(|text| details::email(text).map_err(|_| Fault::NotEmail.at(place))).transpose()
}

pub(super) fn phone(place: &str, text: Option<&str>) -> Result<Option<PhoneNumber>, Flaw> {
    text.map(|text| PhoneNumber::parse(text).map_err(|_| Fault::NotPhone.at(place))).transpose()
}

/// A date in the one form that sorts as text.
pub(crate) fn date(place: &str, text: &str) -> Result<LocalDate, Flaw> {
    let has_form = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    has_form.then(|| stockholm::parse_date(text)).flatten().ok_or_else(|| Fault::NotDate.at(place))
}

pub(super) fn word<W: FromStr>(place: &str, text: &str) -> Result<W, Flaw> {
    text.parse().map_err(|_| Fault::UnknownWord.at(place))
}

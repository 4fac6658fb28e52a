//! Parsing a field.

use std::str::FromStr;

use types::clean::{clean, is_mark, trim};
use types::details::Unparsable;
use types::{CustomerNumber, CustomerNumberForm, EmailAddress, LocalDate, PhoneNumber};
use unicode_normalization::UnicodeNormalization as _;

use crate::details;
use crate::import::{Fault, Flaw};

/// The longest line of an address, in characters.
const LONGEST_LINE: usize = 200;

/// The name of a company or a person, of any length. Directional marks are removed; only a control character is
/// refused.
pub(super) fn text(place: &str, text: &str) -> Result<String, Flaw> {
    let text: String = trim(text.trim()).nfc().filter(|sign| !is_mark(*sign)).collect();
    match text.chars().any(char::is_control) {
        true => Err(Fault::NotText.at(place)),
        false if text.is_empty() => Err(Fault::Empty.at(place)),
        false => Ok(text),
    }
}

/// A line of an address.
pub(super) fn line(place: &str, text: &str) -> Result<String, Flaw> {
    let line = self::text(place, text)?;
    if line.chars().count() > LONGEST_LINE { Err(Fault::NotText.at(place)) } else { Ok(line) }
}

pub(super) fn customer_number(place: &str, text: &str, form: CustomerNumberForm) -> Result<String, Flaw> {
    let number = CustomerNumber::parse(text, form).map_err(|_| Fault::NotCustomerNumber.at(place))?;
    Ok(number.as_str().to_owned())
}

/// A number that the company gives to a facility or a contract.
pub(super) fn number(place: &str, text: &str) -> Result<String, Flaw> {
    let text = clean(text);
    let is_fitting = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let fits = (1..=32).contains(&text.len()) && text.bytes().all(is_fitting);
    if fits { Ok(text) } else { Err(Fault::NotNumber.at(place)) }
}

/// Digits, grouped or not.
pub(super) fn digits(place: &str, text: &str, count: usize, fault: Fault) -> Result<String, Flaw> {
    let text = clean(text).replace([' ', '-'], "");
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(text) } else { Err(fault.at(place)) }
}

/// A sole trader's organisation number is their personal number (its third digit is below 2); it is not stored, since
/// personal numbers must not be in the database in clear.
pub(super) fn organisation_number(place: &str, text: Option<&str>) -> Result<Option<String>, Flaw> {
    let Some(text) = text else { return Ok(None) };
    let text = digits(place, text, 10, Fault::NotOrganisationNumber)?;
    Ok((text.as_bytes()[2] >= b'2').then_some(text))
}

/// A person's given name and surname; one of them may be empty.
pub(super) fn names(given_name: &str, surname: &str) -> Result<(String, String), Flaw> {
    let read = |place, text| details::registered_name(text).map_err(|_| Fault::NotName.at(place));
    let names = (read("given_name", given_name)?, read("surname", surname)?);
    if names.0.is_empty() && names.1.is_empty() { Err(Fault::Empty.at("given_name")) } else { Ok(names) }
}

pub(super) fn email(place: &str, text: Option<&str>) -> Result<Option<EmailAddress>, Flaw> {
    let fault = |why| if why == Unparsable::HiddenSign { Fault::HiddenSign } else { Fault::NotEmail };
    text.map(|text| details::email(text).map_err(|why| fault(why).at(place))).transpose()
}

pub(super) fn phone(place: &str, text: Option<&str>) -> Result<Option<PhoneNumber>, Flaw> {
    text.map(|text| PhoneNumber::parse(text).map_err(|_| Fault::NotPhone.at(place))).transpose()
}

/// A date, `2020-11-01`.
pub(crate) fn date(place: &str, text: &str) -> Result<LocalDate, Flaw> {
    clean(text).parse().map_err(|_| Fault::NotDate.at(place))
}

pub(super) fn word<W: FromStr>(place: &str, text: &str) -> Result<W, Flaw> {
    clean(text).parse().map_err(|_| Fault::UnknownWord.at(place))
}

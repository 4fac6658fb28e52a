//! Parses what people type about a person. A form checks its fields in the browser by these functions, and the operation
//! calls the same ones.
//!
//! The tables of Unicode are too large for the browser, so two things are left to the operation: the composed form of
//! names, and the ASCII form of an international host name. What is refused here is refused there too.

use crate::clean::{clean_name, is_dash, is_hidden, trim};
use crate::{EmailAddress, PhoneNumber};

/// Why a field was not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unparsable {
    /// It is empty.
    Missing,
    /// It is something else.
    Invalid,
    /// An e-mail address with an invisible character: removing it could make another address.
    HiddenSign,
}

/// Cleans a typed name. It has a letter, and no character that is certainly not part of a name.
pub fn name(text: &str) -> Result<String, Unparsable> {
    let name = clean_name(text);
    if name.is_empty() {
        return Err(Unparsable::Missing);
    }
    let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(is_foreign_to_names);
    if is_name { Ok(name) } else { Err(Unparsable::Invalid) }
}

/// ASCII but letters, space, hyphen, apostrophe and full stop; and the blocks of symbols and emoji.
fn is_foreign_to_names(sign: char) -> bool {
    match sign {
        '’' => false,
        '\u{2010}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => !sign.is_alphabetic(),
        _ => sign.is_ascii() && !sign.is_ascii_alphabetic() && !" -'.".contains(sign),
    }
}

/// Splits a typed e-mail address into local part and host. An ASCII address is a valid one; an international host is
/// parsed by the operation.
pub fn email(text: &str) -> Result<(&str, &str), Unparsable> {
    let text = trim(text);
    if text.is_empty() {
        return Err(Unparsable::Missing);
    }
    if text.chars().any(is_hidden) {
        return Err(Unparsable::HiddenSign);
    }
    // UTS 46 would map a host with another kind of dash to a different host.
    if text.chars().any(is_dash) {
        return Err(Unparsable::Invalid);
    }
    let (local, host) = text.rsplit_once('@').ok_or(Unparsable::Invalid)?;
    let ascii_host = if host.is_ascii() { host } else { "example.com" };
    EmailAddress::parse(&format!("{local}@{ascii_host}")).map_err(|_| Unparsable::Invalid)?;
    Ok((local, host))
}

/// Parses a mobile number; an empty field is `None`.
pub fn mobile(text: &str) -> Result<Option<PhoneNumber>, Unparsable> {
    if trim(text).is_empty() {
        return Ok(None);
    }
    PhoneNumber::parse(text).map(Some).map_err(|_| Unparsable::Invalid)
}

/// The refusals of the detail fields, of an operation's own type: missing and invalid for each.
#[derive(Clone, Copy, Debug)]
pub struct DetailRefusals<R> {
    /// The given name.
    pub given_name: [R; 2],
    /// The surname.
    pub surname: [R; 2],
    /// The e-mail address.
    pub email: [R; 2],
    /// An invisible character in the e-mail address.
    pub hidden_sign: R,
    /// The mobile number.
    pub mobile: R,
}

impl<R: Copy> DetailRefusals<R> {
    /// The refusals of the fields that were not parsed, in the order of the form.
    pub fn of<A, B, C, D>(
        &self,
        given_name: &Result<A, Unparsable>,
        surname: &Result<B, Unparsable>,
        email: &Result<C, Unparsable>,
        mobile: &Result<D, Unparsable>,
    ) -> Vec<R> {
        let say = |why: &Unparsable, [missing, invalid]: [R; 2]| match why {
            Unparsable::Missing => missing,
            Unparsable::Invalid => invalid,
            Unparsable::HiddenSign => self.hidden_sign,
        };
        let given_name = given_name.as_ref().err().map(|why| say(why, self.given_name));
        let surname = surname.as_ref().err().map(|why| say(why, self.surname));
        let email = email.as_ref().err().map(|why| say(why, self.email));
        let mobile = mobile.as_ref().err().map(|_| self.mobile);
        [given_name, surname, email, mobile].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Unparsable, email, name};

    #[test]
    fn names_of_the_world_are_left_to_the_operation() {
        for text in ["Anna", "Åsa-Märta", "O'Neill", "D’Arcy", "Nguyễn", "محمد", "J. R.", "Gal·la", "A\u{30a}sa"]
        {
            assert_eq!(name(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_certainly_no_name_is_refused() {
        for text in ["<b>Anna</b>", "A1", "---", "Anna 😀", "{{7*7}}", "Anna\nBcc: x", "Anna\0", "Anna ☺"] {
            assert_eq!(name(text), Err(Unparsable::Invalid), "{text:?}");
        }
        assert_eq!(name(" \u{a0}\t"), Err(Unparsable::Missing));
    }

    #[test]
    fn an_international_host_is_left_to_the_operation() {
        assert_eq!(email(" namn@räksmörgås.se "), Ok(("namn", "räksmörgås.se")));
        assert_eq!(email("namn@Exempel.se"), Ok(("namn", "Exempel.se")));
        for text in ["namn", "namn@exempel", "ö@räksmörgås.se", "na mn@exempel.se", "namn＠exempel.se", "а@exempel.se"]
        {
            assert_eq!(email(text), Err(Unparsable::Invalid), "{text:?}");
        }
        assert_eq!(email("na\u{200b}mn@exempel.se"), Err(Unparsable::HiddenSign));
    }
}

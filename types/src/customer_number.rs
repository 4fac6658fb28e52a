//! Customer numbers, and signing in with one: the second, weaker way.

mod code;
mod refusal;

use serde::{Deserialize, Serialize};

pub use self::code::code_signs;
pub use self::refusal::{ActivateRefusal, CodeRefusal, NumberSignInRefusal, PasswordRefusal};
use crate::clean::{clean, trim};

/// The format of a company's customer numbers, for the import, for signing in and for customer service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerNumberForm {
    /// Whether letters (A–Z) are allowed.
    pub letters: bool,
    /// The minimum number of letters and digits.
    pub shortest: u8,
    /// The maximum number of letters and digits.
    pub longest: u8,
}

/// A customer number, as printed on invoices. Its `Debug` hides it.
///
/// Letters and digits identify it: two notations differ in capitals and hyphens only ([`Self::key`]). A company that
/// has both `100-777` and `100777` has two customers, each identified by its exact notation.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerNumber(String);

/// The text is not a customer number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a customer number")]
pub struct NotACustomerNumber;

impl CustomerNumber {
    /// Parses a number as people type it and billing systems write it: `100001`, `100 001`, `100-001`, `EL-2024-00017`.
    pub fn parse(text: &str, form: CustomerNumberForm) -> Result<Self, NotACustomerNumber> {
        let written = clean(text).replace(' ', "");
        let is_fitting = |byte: u8| byte.is_ascii_digit() || byte == b'-' || form.letters && byte.is_ascii_alphabetic();
        let number = Self(written);
        let length = number.key().len();
        let longest = usize::from(form.longest);
        // At most one hyphen between two characters.
        let fits = (usize::from(form.shortest)..=longest).contains(&length) && number.0.len() <= 2 * longest;
        if fits && number.0.bytes().all(is_fitting) { Ok(number) } else { Err(NotACustomerNumber) }
    }

    /// Parses a typed number; an empty field and a malformed number have their own refusals.
    pub fn typed<R>(text: &str, form: CustomerNumberForm, missing: R, invalid: R) -> Result<Self, R> {
        if trim(text).is_empty() {
            return Err(missing);
        }
        Self::parse(text, form).map_err(|_| invalid)
    }

    /// The number of an existing customer, without validating it again.
    pub fn trusted(number: &str) -> Self {
        Self(number.to_owned())
    }

    /// The number as written, without blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The letters, in capitals, and digits, which are the same in every notation.
    pub fn key(&self) -> String {
        self.0.replace('-', "").to_ascii_uppercase()
    }
}

impl std::fmt::Debug for CustomerNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CustomerNumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CustomerNumber, CustomerNumberForm};

    const ANY: CustomerNumberForm = CustomerNumberForm { letters: true, shortest: 1, longest: 32 };
    const DIGITS: CustomerNumberForm = CustomerNumberForm { letters: false, shortest: 5, longest: 10 };

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for text in ["100001", " 100 001 ", "100-001", "100\u{a0}001", "1-0-0-0-0-1", "\u{202d}100–001\u{202c}\t"] {
            assert_eq!(CustomerNumber::parse(text, DIGITS).unwrap().key(), "100001", "{text:?}");
        }
        assert!(CustomerNumber::parse("12345", DIGITS).is_ok() && CustomerNumber::parse("1234567890", DIGITS).is_ok());
    }

    #[test]
    fn the_numbers_of_any_billing_system_are_read() {
        for (text, key) in [
            ("100-777", "100777"),
            ("K100777", "K100777"),
            ("k 100 777", "K100777"),
            ("12", "12"),
            ("12345678901", "12345678901"),
            ("EL-2024-00017", "EL202400017"),
            ("el\u{2011}2024\u{2011}00017", "EL202400017"),
            ("007700777", "007700777"),
        ] {
            assert_eq!(CustomerNumber::parse(text, ANY).unwrap().key(), key, "{text:?}");
        }
    }

    #[test]
    fn malformed_numbers_are_refused() {
        for text in ["", "-", "1234", "12345678901", "10000a", "100001\n", "100001\0", "١٠٠٠٠١", "+100001", "100.001"]
        {
            assert!(CustomerNumber::parse(text, DIGITS).is_err(), "{text:?}");
        }
        for text in ["", "-", "- -", "Å1", "100_777", "100\u{200b}777", &"1".repeat(33)] {
            assert!(CustomerNumber::parse(text, ANY).is_err(), "{text:?}");
        }
    }

    #[test]
    fn debug_output_hides_the_number() {
        assert!(!format!("{:?}", CustomerNumber::parse("100001", ANY).unwrap()).contains('1'));
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_alike_again(text in r"[A-Za-z0-9\- –\u{a0}]{0,20}") {
            if let Ok(number) = CustomerNumber::parse(&text, ANY) {
                prop_assert_eq!(CustomerNumber::parse(number.as_str(), ANY), Ok(number.clone()));
                prop_assert_eq!(CustomerNumber::parse(&number.key(), ANY).map(|same| same.key()), Ok(number.key()));
            }
        }
    }
}

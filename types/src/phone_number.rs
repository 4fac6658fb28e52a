//! Mobile numbers.

use serde::{Deserialize, Serialize};

use crate::clean::clean;

/// A phone number in international form: `+` and 8 to 15 digits (ITU-T E.164).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// The text is not a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number")]
pub struct NotAPhoneNumber;

/// The country code assumed for a number without one.
const SWEDEN: &str = "46";
/// The number of digits of a Swedish number, without country code and leading zero.
const SWEDISH: std::ops::RangeInclusive<usize> = 7..=9;
/// The number of digits of any number, with country code.
const ANY: std::ops::RangeInclusive<usize> = 8..=15;
/// Italy and San Marino: their numbers keep the leading zero in international form.
const WITH_ZERO: [&str; 2] = ["39", "378"];
/// Represents `(0)`, the zero that is only dialled within a country.
const NATIONAL: char = 'N';

impl PhoneNumber {
    /// Parses a number as people write it: `070-174 06 05`, `+46 70 174 06 05`, `+46 (0)70-174 06 05`, `0046701740605`.
    /// The trunk zero is not part of the international form: `(0)` is dropped after any country code, and a plain zero
    /// after Sweden's, since no Swedish number begins with one.
    pub fn parse(text: &str) -> Result<Self, NotAPhoneNumber> {
        let text = clean(text);
        if !text.chars().all(|sign| sign.is_ascii_digit() || " -+()".contains(sign)) {
            return Err(NotAPhoneNumber);
        }
        let signs = text.replace("(0)", "N").replace([' ', '-', '(', ')'], "");
        let number = if let Some(abroad) = signs.strip_prefix('+').or_else(|| signs.strip_prefix("00")) {
            with_code(abroad)
        } else {
            let national = signs.strip_prefix(['0', NATIONAL]).ok_or(NotAPhoneNumber)?;
            format!("{SWEDEN}{national}")
        };
        let is_possible = match number.strip_prefix(SWEDEN) {
            Some(national) => SWEDISH.contains(&national.len()) && !national.starts_with('0'),
            None => ANY.contains(&number.len()) && !number.starts_with('0'),
        };
        let is_read = is_possible && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_read { Ok(Self(format!("+{number}"))) } else { Err(NotAPhoneNumber) }
    }

    /// A stored number, without validating it again.
    pub fn trusted(number: String) -> Self {
        Self(number)
    }

    /// The number in international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number written with its country code, without the trunk zero.
fn with_code(signs: &str) -> String {
    match signs.split_once(NATIONAL) {
        Some((code, national)) if WITH_ZERO.contains(&code) => format!("{code}0{national}"),
        Some((code, national)) => format!("{code}{national}"),
        None => {
            let swedish = signs.strip_prefix(SWEDEN).and_then(|national| national.strip_prefix('0'));
            swedish.map_or_else(|| signs.to_owned(), |national| format!("{SWEDEN}{national}"))
        }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotAPhoneNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PhoneNumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PhoneNumber;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for text in ["070-174 06 05", "0701740605", "+46 70 174 06 05", "0046701740605", " +46701740605 "] {
            assert_eq!(PhoneNumber::parse(text).unwrap().as_str(), "+46701740605", "{text}");
        }
    }

    #[test]
    fn the_trunk_zero_is_not_part_of_the_number() {
        for text in [
            "+46 (0)70-174 06 05",
            "+46 (0) 70 174 06 05",
            "+46(0)701740605",
            "0046 (0)70 174 06 05",
            "00 46 70 174 06 05",
            "+46 070-174 06 05",
            "+46 (070) 174 06 05",
            "+460701740605",
            "(+46) 070 174 06 05",
            "(0)70-174 06 05",
            "(070) 174 06 05",
        ] {
            assert_eq!(PhoneNumber::parse(text).unwrap().as_str(), "+46701740605", "{text}");
        }
        assert_eq!(PhoneNumber::parse("+44 (0)20 7946 0958").unwrap().as_str(), "+442079460958");
        assert_eq!(PhoneNumber::parse("+39 06 1234 5678").unwrap().as_str(), "+390612345678");
        assert_eq!(PhoneNumber::parse("+39 (0)6 1234 5678").unwrap().as_str(), "+390612345678");
    }

    #[test]
    fn what_was_pasted_is_read() {
        for text in ["\u{202a}+46 70\u{a0}174\u{2009}06 05\u{202c}", "070\u{2011}174 06 05", "\u{feff}070–1740605\t"]
        {
            assert_eq!(PhoneNumber::parse(text).unwrap().as_str(), "+46701740605", "{text:?}");
        }
    }

    #[test]
    fn malformed_numbers_are_refused() {
        for text in [
            "",
            "12345",
            "07x",
            "N701740605",
            "0701740605\n",
            "+0701740605",
            "07017406050000000",
            "٠٧٠١٧٤٠٦٠٥",
            "070\u{200b}1740605",
            "+46 (0)070-174 06 05",
            "+46 0070-174 06 05",
            "+46 (0)(0)70-174 06 05",
            "070-174 06 (0)5",
            "070-174 06 055",
            "+46 70 17",
            "+46+701740605",
            "46701740605",
        ] {
            assert!(PhoneNumber::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_alike_again(text in r"[0-9+() \-]{0,20}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                prop_assert_eq!(PhoneNumber::parse(number.as_str()), Ok(number));
            }
        }

        #[test]
        fn a_swedish_number_is_one_number_however_it_is_written(national in "7[02369][0-9]{7}") {
            let meant = format!("+46{national}");
            for form in ["0", "(0)", "+46", "+46 (0)", "+46 0", "0046", "0046 (0)"] {
                let read = PhoneNumber::parse(&format!("{form}{national}")).unwrap();
                prop_assert_eq!(read.as_str(), &meant);
            }
        }
    }
}

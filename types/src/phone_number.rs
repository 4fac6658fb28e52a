//! Mobile numbers.

use serde::{Deserialize, Serialize};

/// A phone number in international form: `+` and 8 to 15 digits (ITU-T E.164).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

/// The text is not a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// Reads a number as people write it: `070-174 06 05`, `+46 70 174 06 05`, `0046701740605`.
    pub fn parse(text: &str) -> Result<Self, NotAPhoneNumber> {
        let trimmed = text.trim_matches(' ');
        let mut digits = String::with_capacity(16);
        for (place, character) in trimmed.chars().enumerate() {
            match character {
                '0'..='9' => digits.push(character),
                '+' if place == 0 => digits.push('+'),
                ' ' | '-' | '(' | ')' => {}
                _ => return Err(NotAPhoneNumber),
            }
        }
        let national = if let Some(rest) = digits.strip_prefix('+') {
            rest.to_owned()
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if let Some(rest) = digits.strip_prefix('0') {
            format!("46{rest}")
        } else {
            return Err(NotAPhoneNumber);
        };
        if national.starts_with('0') || !(8..=15).contains(&national.len()) {
            return Err(NotAPhoneNumber);
        }
        Ok(Self(format!("+{national}")))
    }

    /// The number in international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PhoneNumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::PhoneNumber;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for text in ["070-174 06 05", "0701740605", "+46 70 174 06 05", "0046701740605", " +46701740605 "] {
            assert_eq!(PhoneNumber::parse(text).unwrap().as_str(), "+46701740605", "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "12345", "07x", "0701740605\n", "+0701740605", "07017406050000000", "٠٧٠١٧٤٠٦٠٥"] {
            assert!(PhoneNumber::parse(text).is_err(), "{text}");
        }
    }
}

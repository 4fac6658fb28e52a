//! Customer numbers, and signing in with one: the second, weaker way.

use serde::{Deserialize, Serialize};

/// Fewest and most digits.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=10;

/// The number of a customer, as it stands on invoices: five to ten digits. Its `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomerNumber(String);

/// The text is not a customer number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a customer number")]
pub struct NotACustomerNumber;

impl CustomerNumber {
    /// Reads a number as people type it: `100001`, `100 001`, `100-001`.
    pub fn parse(text: &str) -> Result<Self, NotACustomerNumber> {
        let digits: String = text.chars().filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '-' | '–')).collect();
        let fits = LENGTH.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(digits)) } else { Err(NotACustomerNumber) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CustomerNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CustomerNumber(hidden)")
    }
}

word!(
    /// The rules that may refuse a letter with a code. Whether there is such a customer is none of them.
    CodeRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// Too many were asked for from the same network; later it works again.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// The rules that may refuse to activate a customer number.
    ActivateRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// No code.
        CodeMissing = "code_missing",
        /// Not the code of this number, or one that is used or too old. One word for all, also for an unknown number.
        CodeWrong = "code_wrong",
        /// No password.
        PasswordMissing = "password_missing",
        /// Fewer than twelve characters.
        PasswordTooShort = "password_too_short",
        /// More than 256 characters.
        PasswordTooLong = "password_too_long",
        /// One that many people choose, or that is easy to guess.
        PasswordTooCommon = "password_too_common",
        /// The customer number, and nothing else.
        PasswordIsNumber = "password_is_number",
        /// Too many tries; after a while it works again.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// The rules that may refuse to sign somebody in by customer number.
    NumberSignInRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// No password.
        PasswordMissing = "password_missing",
        /// Not the number and password of anybody. One word for an unknown number, one that is not activated, and a
        /// wrong password.
        Wrong = "wrong",
        /// Too many tries; after a while it works again.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// The rules that may refuse another password.
    PasswordRefusal {
        /// No present password.
        OldMissing = "old_missing",
        /// Not the present password.
        OldWrong = "old_wrong",
        /// No new password.
        NewMissing = "new_missing",
        /// Fewer than twelve characters.
        NewTooShort = "new_too_short",
        /// More than 256 characters.
        NewTooLong = "new_too_long",
        /// One that many people choose, or that is easy to guess.
        NewTooCommon = "new_too_common",
        /// The customer number, and nothing else.
        NewIsNumber = "new_is_number",
        /// Too many tries; after a while it works again.
        TooMany = "too_many",
    }
);

word!(
    /// The rules that may refuse an answer to "Var det inte du?".
    DenyRefusal {
        /// The link is unknown or too old.
        LinkInvalid = "link_invalid",
    }
);

#[cfg(test)]
mod tests {
    use super::CustomerNumber;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for text in ["100001", " 100 001 ", "100-001", "100\u{a0}001", "1-0-0-0-0-1"] {
            assert_eq!(CustomerNumber::parse(text).unwrap().as_str(), "100001", "{text:?}");
        }
        assert!(CustomerNumber::parse("12345").is_ok() && CustomerNumber::parse("1234567890").is_ok());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1234", "12345678901", "10000a", "100001\n", "100001\0", "١٠٠٠٠١", "+100001", "100.001"]
        {
            assert!(CustomerNumber::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn debug_output_hides_the_number() {
        assert!(!format!("{:?}", CustomerNumber::parse("100001").unwrap()).contains('1'));
    }
}

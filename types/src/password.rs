//! The password rules that need no list of common passwords.

/// The minimum length in characters.
const SHORTEST: usize = 12;
/// The maximum length in characters.
const LONGEST: usize = 256;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing but blanks.
    Missing,
    /// Fewer than twelve characters.
    TooShort,
    /// More than 256 characters.
    TooLong,
    /// A common or easily guessed password.
    TooCommon,
    /// The customer number itself.
    IsNumber,
}

/// Refuses a password that is missing, too short, too long or the customer number. The operation also refuses one that
/// is easily guessed. `number` is the number's letters, in capitals, and digits.
pub fn check(password: &str, number: Option<&str>) -> Result<(), Unfit> {
    let length = password.chars().count();
    if password.trim().is_empty() {
        return Err(Unfit::Missing);
    }
    if number.is_some_and(|number| is_number(password, number)) {
        return Err(Unfit::IsNumber);
    }
    match length {
        ..SHORTEST => Err(Unfit::TooShort),
        SHORTEST..=LONGEST => Ok(()),
        _ => Err(Unfit::TooLong),
    }
}

/// Whether it has nothing but the number, possibly repeated, and symbols. Nothing of a password is copied.
fn is_number(password: &str, number: &str) -> bool {
    let signs = || password.chars().filter(|sign| sign.is_alphanumeric());
    let length = signs().count();
    let is_repeated = length > 0 && length.checked_rem(number.len()) == Some(0);
    is_repeated && signs().zip(number.chars().cycle()).all(|(sign, digit)| sign.to_ascii_uppercase() == digit)
}

#[cfg(test)]
mod tests {
    use super::{Unfit, check};

    #[test]
    fn the_rules_of_length_and_of_the_number() {
        for (password, answer) in [
            ("  ", Err(Unfit::Missing)),
            ("elva tecken", Err(Unfit::TooShort)),
            ("tolv tecken!", Ok(())),
            ("k100001", Err(Unfit::IsNumber)),
            ("K-100 001 k100001", Err(Unfit::IsNumber)),
            ("k100001k1000", Ok(())),
        ] {
            assert_eq!(check(password, Some("K100001")), answer, "{password}");
        }
        assert_eq!(check(&"a".repeat(257), None), Err(Unfit::TooLong));
        assert_eq!(check("100001", Some("")), Err(Unfit::TooShort));
    }
}

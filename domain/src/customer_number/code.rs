//! The code of a letter: sixty random bits that people can read and type.

use zeroize::Zeroizing;

/// Crockford's base 32: no I, L, O or U, so that no two characters look alike.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
/// Characters per group, for reading aloud and typing.
const GROUP: usize = 4;

/// A code. Its `Debug` hides it.
#[derive(PartialEq, Eq)]
pub(super) struct Code(Zeroizing<String>);

impl Code {
    /// A new code from the operating system's random numbers.
    pub(super) fn random() -> Self {
        let mut bytes = Zeroizing::new([0_u8; LENGTH]);
        getrandom::fill(&mut *bytes).expect("the operating system gives random numbers");
        // 256 is eight times 32, so all characters are equally likely.
        Self(Zeroizing::new(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()))
    }

    /// A parsed code.
    pub(super) fn of_signs(signs: String) -> Self {
        Self(Zeroizing::new(signs))
    }

    /// The code without groups, as it is hashed.
    pub(super) fn signs(&self) -> &str {
        &self.0
    }

    /// The code in groups, as printed in the letter.
    pub(super) fn grouped(&self) -> String {
        let groups: Vec<_> = (0..LENGTH).step_by(GROUP).map(|from| &self.0[from..from + GROUP]).collect();
        groups.join("-")
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Code(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use types::customer_number::code_signs;

    use super::{Code, LENGTH};

    #[test]
    fn a_new_code_can_be_read_and_is_another_each_time() {
        let (one, other) = (Code::random(), Code::random());

        assert_ne!(one, other);
        assert_eq!(code_signs(&one.grouped()).as_deref(), Some(one.signs()));
        assert_eq!(one.grouped().len(), LENGTH + 2);
    }
}

//! The code of a letter: sixty random bits that people can read and type.

use types::clean::clean;
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

    /// Parses a code as people type it: with or without groups, in any case, with O for 0 and I or L for 1.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = Zeroizing::new(clean(text));
        let signs = text.chars().filter(|sign| !matches!(sign, ' ' | '-'));
        let meant = signs.map(|sign| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            sign => sign,
        });
        let code: Zeroizing<String> = Zeroizing::new(meant.take(LENGTH + 1).collect());
        let fits = code.len() == LENGTH && code.bytes().all(|sign| SIGNS.contains(&sign));
        fits.then_some(Self(code))
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
    use super::Code;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::parse("7KQ0-1MZX-A9B2").unwrap();

        for text in ["7kq01mzxa9b2", " 7KQO IMZX A9B2 ", "7kqo-lmzx–a9b2", "\u{feff}7KQ0\u{2011}1MZX\u{2009}A9B2\t"] {
            assert_eq!(Code::parse(text).as_ref(), Some(&code), "{text:?}");
        }
        assert_eq!(code.grouped(), "7KQ0-1MZX-A9B2");
    }

    #[test]
    fn malformed_codes_are_refused() {
        for text in ["", "7KQ0-1MZX-A9B", "7KQ0-1MZX-A9B22", "7KQ0-1MZX-A9BU", "7KQ0-1MZX-A9Bé", "7KQ0.1MZX.A9B2"] {
            assert!(Code::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_new_code_can_be_read_and_is_another_each_time() {
        let (one, other) = (Code::random(), Code::random());

        assert_ne!(one, other);
        assert_eq!(Code::parse(&one.grouped()), Some(one));
    }
}

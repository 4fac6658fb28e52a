//! The code of a letter, as people type it.

use crate::clean::{is_blank, is_dash, trim};

/// Characters in a code.
const LENGTH: usize = 12;

/// The twelve characters of a typed code, in Crockford's base 32: with or without groups, in any case, with O for 0 and
/// I or L for 1. `None` if it is not a code.
pub fn code_signs(text: &str) -> Option<String> {
    let signs = trim(text).chars().filter(|sign| !(is_blank(*sign) || *sign == '-' || is_dash(*sign)));
    let meant = signs.map(|sign| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    });
    let code: String = meant.take(LENGTH + 1).collect();
    let is_sign = |sign: u8| sign.is_ascii_digit() || sign.is_ascii_uppercase() && sign != b'U';
    (code.len() == LENGTH && code.bytes().all(is_sign)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::code_signs;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for text in ["7kq01mzxa9b2", " 7KQO IMZX A9B2 ", "7kqo-lmzx–a9b2", "\u{feff}7KQ0\u{2011}1MZX\u{2009}A9B2\t"] {
            assert_eq!(code_signs(text).as_deref(), Some("7KQ01MZXA9B2"), "{text:?}");
        }
    }

    #[test]
    fn malformed_codes_are_refused() {
        for text in ["", "7KQ0-1MZX-A9B", "7KQ0-1MZX-A9B22", "7KQ0-1MZX-A9BU", "7KQ0-1MZX-A9Bé", "7KQ0.1MZX.A9B2"] {
            assert_eq!(code_signs(text), None, "{text:?}");
        }
    }
}

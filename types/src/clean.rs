//! Cleans what people type or paste, before any parser: a single definition of blank, dash and mark.
//!
//! Phones, calendars and spreadsheets put invisible characters into the clipboard. They mean nothing, so a value is the
//! same with and without them. Line breaks and other control characters are not cleaned: no field contains one.

/// The text without surrounding blanks, directional marks and byte order marks.
///
/// For values whose inside must not be cleaned silently, such as e-mail addresses.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|sign| is_blank(sign) || is_mark(sign))
}

/// The text trimmed, with each blank as a space and each dash as `-`. For numbers and codes.
pub fn clean(text: &str) -> String {
    let plain = |sign| match sign {
        _ if is_blank(sign) => ' ',
        _ if is_dash(sign) => '-',
        _ => sign,
    };
    trim(text).chars().map(plain).collect()
}

/// A name: cleaned, with one space between words, `´` and the backtick as `'`, without soft hyphens and zero-width
/// non-joiners.
pub fn clean_name(text: &str) -> String {
    let seen = text.chars().filter(|sign| !matches!(sign, '\u{ad}' | '\u{200c}'));
    let plain: String = seen.map(|sign| if matches!(sign, '´' | '`') { '\'' } else { sign }).collect();
    let words = clean(&plain);
    words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A directional mark, or a byte order mark.
pub fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// An invisible character: controls, `Default_Ignorable_Code_Point`, line separators, and all blanks but the space.
pub fn is_hidden(sign: char) -> bool {
    (is_blank(sign) && sign != ' ')
        || is_mark(sign)
        || sign.is_control()
        || matches!(
            sign,
            '\u{ad}'
                | '\u{34f}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200d}'
                | '\u{2028}'..='\u{2029}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A dash other than the hyphen-minus.
pub fn is_dash(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A space of any width, or a tab.
pub(crate) fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{clean, clean_name, is_hidden, is_mark, trim};

    #[test]
    fn what_surrounds_a_value_is_not_part_of_it() {
        for around in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200e}', '\u{200f}', '\u{feff}', '\u{a0}'] {
            assert_eq!(trim(&format!("{around}\t100001 \u{2009}{around}")), "100001", "{around:?}");
        }
    }

    #[test]
    fn a_dash_is_a_hyphen_and_a_blank_is_a_space() {
        for dash in ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'] {
            assert_eq!(clean(&format!("070{dash}174\u{202f}06\u{a0}05")), "070-174 06 05", "{dash:?}");
        }
    }

    #[test]
    fn a_name_keeps_its_signs_and_loses_those_of_typing() {
        for (typed, meant) in [
            ("O´Neill", "O'Neill"),
            ("O`Neill", "O'Neill"),
            ("D’Arcy", "D’Arcy"),
            ("Anna\u{2011}Karin", "Anna-Karin"),
            ("Anna\u{2010}Karin", "Anna-Karin"),
            ("Gal·la", "Gal·la"),
            ("An\u{ad}na", "Anna"),
            ("نیک\u{200c}روز", "نیکروز"),
            ("\u{202b}محمد\u{202c}", "محمد"),
            ("\u{200c}\u{202e} Anna\t\u{a0}Maria ", "Anna Maria"),
        ] {
            assert_eq!(clean_name(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn a_line_break_is_not_a_blank() {
        for text in ["a\nb", "a\r", "a\u{85}b", "a\0"] {
            assert_eq!(clean(text), text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in r"[ \t\-–−´`a1·\u{a0}\u{ad}\u{200b}-\u{200f}\u{2010}-\u{2015}\u{202a}-\u{202f}\u{2066}-\u{2069}\u{feff}]{0,12}") {
            let (value, name) = (clean(&text), clean_name(&text));
            prop_assert_eq!(trim(trim(&text)), trim(&text));
            prop_assert_eq!(clean(&value), value.clone());
            prop_assert_eq!(clean_name(&name), name);
            prop_assert!(!value.starts_with(is_mark) && !value.ends_with(is_mark));
        }

        #[test]
        fn letters_and_digits_are_never_cleaned_away(text in "[a-zåäö0-9ÅÄÖ]{0,12}") {
            prop_assert_eq!(clean(&text), text.clone());
            prop_assert_eq!(clean_name(&text), text.clone());
            prop_assert!(!text.chars().any(is_hidden));
        }
    }
}

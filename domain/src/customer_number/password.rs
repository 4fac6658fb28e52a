//! Password rules: long, and not a common one. No rules about character classes.

use types::CustomerNumber;
use types::password::Unfit;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The minimum number of characters left of a password without everything that is easily guessed.
const MIN_RESIDUE: usize = 4;
/// How many characters around a common word, a date at most, do not make it another word.
const MAX_AFFIX: usize = 8;
/// How many times the next character may not follow on a keyboard or in the alphabet.
const MAX_BREAKS: usize = 2;

/// Common passwords and words, in lower case, one a line, sorted. Of shorter ones only the word, without digits and
/// symbols around it.
const COMMON: &str = include_str!("../../data/common_passwords.txt");
/// Local words that anybody would try.
const LOCAL_WORDS: [&str; 6] = ["kundnummer", "minasidor", "sidor", "lösenord", "losenord", "password"];
/// Sequences of adjacent characters.
const SEQUENCES: [&str; 5] =
    ["abcdefghijklmnopqrstuvwxyzåäö", "01234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm,.-"];

/// A password in composed form: `å` is one character, or two on some keyboards.
pub(super) fn composed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfc().collect())
}

/// Why a new password is refused, if it is. Nothing is truncated.
pub(super) fn check(password: &str, number: Option<&CustomerNumber>, company: &str) -> Result<(), Unfit> {
    let number = number.map(CustomerNumber::key);
    types::password::check(password, number.as_deref())?;
    let number = number.map(|number| number.to_ascii_lowercase());
    let without_number =
        |text: &str| number.as_ref().map_or_else(|| text.to_owned(), |number| text.replace(&**number, ""));
    let signs: Zeroizing<String> =
        Zeroizing::new(password.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect());
    let left = strip_known_words(&without_number(&signs), company);
    let is_common = left.chars().count() < MIN_RESIDUE
        || is_known(&password.to_lowercase())
        || is_repeated(&password.to_lowercase())
        || is_sequence(&password.to_lowercase());
    if is_common { Err(Unfit::TooCommon) } else { Ok(()) }
}

/// What is left without digits, the company's words and ours.
fn strip_known_words(signs: &str, company: &str) -> String {
    let mut left: String = signs.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let company = company.to_lowercase();
    let words = company.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    for word in words.chain(LOCAL_WORDS) {
        left = left.replace(word, "");
    }
    left
}

/// Whether it is on the list, or a word of the list with a few digits and symbols around it, possibly repeated.
fn is_known(password: &str) -> bool {
    let is_listed = |word: &str| !word.is_empty() && COMMON.lines().any(|line| line == word);
    let word = password.trim_matches(|sign: char| !sign.is_alphabetic());
    let around = password.chars().count() - word.chars().count();
    is_listed(password) || (around <= MAX_AFFIX && (is_listed(word) || is_listed(period(word))))
}

/// Whether it is the same few characters at least three times.
fn is_repeated(password: &str) -> bool {
    period(password).chars().count() * 3 <= password.chars().count()
}

/// The shortest prefix of which the whole is a repetition.
fn period(text: &str) -> &str {
    let ends = text.char_indices().map(|(place, _)| place).skip(1);
    let mut beginnings = ends.map(|end| &text[..end]);
    beginnings
        .find(|part| text.len().is_multiple_of(part.len()) && text == part.repeat(text.len() / part.len()))
        .unwrap_or(text)
}

/// Whether each character is adjacent to the previous one, with few exceptions: `123456789012`, `qwertyasdfgh`.
fn is_sequence(password: &str) -> bool {
    let signs: Vec<char> = password.chars().collect();
    signs.windows(2).filter(|pair| !are_beside(pair[0], pair[1])).count() <= MAX_BREAKS
}

fn are_beside(one: char, other: char) -> bool {
    let follows =
        |row: &&str, one: char, other: char| row.chars().zip(row.chars().skip(1)).any(|pair| pair == (one, other));
    one == other || SEQUENCES.iter().any(|row| follows(row, one, other) || follows(row, other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPANY: &str = "Hjälmare Energi & Miljö";

    fn answer(password: &str) -> Result<(), Unfit> {
        check(password, Some(&CustomerNumber::trusted("100001")), COMPANY)
    }

    #[test]
    fn long_passwords_of_any_signs_are_taken() {
        for password in [
            "korrekt häst batteri",
            "tolvteckenxy",
            "Xk7#pQ!vL2@m",
            "🦊🐻🐼🦁🐯🐨🦊🐸🦉🐝🐢🦋 och åtta ord",
            "en mening med 1 siffra",
            "min katt heter kundnummer sju",
            "en lång mening som bara jag och min katt har hört, om fem bröd och en väckarklocka",
        ] {
            assert_eq!(answer(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(answer("åäöxkvwtrpb"), Err(Unfit::TooShort));
        assert_eq!(answer("åäöxkvwtrpbn"), Ok(()));
        let long = "köp sju bröd ".repeat(2) + &"x9 y8 åz ".repeat(40);
        let taken: String = long.chars().take(256).collect();
        let cut: String = long.chars().take(257).collect();
        assert_eq!((answer(&taken), answer(&cut)), (Ok(()), Err(Unfit::TooLong)));
        assert_eq!((answer(""), answer("   ")), (Err(Unfit::Missing), Err(Unfit::Missing)));
    }

    #[test]
    fn what_many_choose_is_refused() {
        for password in [
            "motherfucker",
            "QWERTY123456",
            "lösenord1234",
            "Sommar2026!!",
            "fotboll12345",
            "!!!stockholm",
            "hammarbyhammarby",
            "counterstrike",
        ] {
            assert_eq!(answer(password), Err(Unfit::TooCommon), "{password}");
        }
    }

    #[test]
    fn repetitions_and_sequences_are_refused() {
        for password in [
            "aaaaaaaaaaaa",
            "abababababab",
            "xk7qxk7qxk7q",
            "abcdefghijkl",
            "123456789012",
            "098765432109",
            "qwertyuiopåå",
            "qwertyasdfgh",
            "1234qwerasdf",
        ] {
            assert_eq!(answer(password), Err(Unfit::TooCommon), "{password}");
        }
    }

    #[test]
    fn the_company_and_the_number_are_no_password() {
        for password in [
            "HjälmareEnergi",
            "hjälmare energi & miljö 2026",
            "MinaSidor100001",
            "kundnummer100001!",
            "19850214-2386",
            "abc100001 energi 1",
        ] {
            assert_eq!(answer(password), Err(Unfit::TooCommon), "{password}");
        }
        for password in ["100001", "100 001", "100001100001", "100001-100001"] {
            assert_eq!(answer(password), Err(Unfit::IsNumber), "{password}");
        }
    }

    #[test]
    fn a_letter_typed_in_two_ways_is_one_letter() {
        assert_eq!(*composed("ha\u{308}st"), *composed("häst"));
    }

    #[test]
    fn the_list_is_in_small_letters_and_in_order() {
        let words: Vec<_> = COMMON.lines().collect();

        assert!(words.len() > 10_000 && words.is_sorted() && words.iter().all(|word| *word == word.to_lowercase()));
    }
}

//! Personal numbers (personnummer and samordningsnummer), by the rules of Skatteverket.

use crate::LocalDate;
use crate::clean::clean;

/// Twelve digits `YYYYMMDDNNNC` that identify a person, or a coordination number (day + 60). In a coordination number
/// an unknown month is 00, and an unknown day 60.
///
/// It has no `Serialize` and its `Debug` hides the digits: a personal number never gets into the browser, a URL or a
/// log. [`PersonalNumber::masked`] is for display.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonalNumber([u8; 12]);

/// The text is not a personal number of a person who may be alive today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a personal number")]
pub struct NotAPersonalNumber;

/// Nobody is older than this, in years.
const OLDEST: i16 = 125;
/// An unknown day in a coordination number; the first of the month is one more.
const UNKNOWN_DAY: u8 = 60;

impl PersonalNumber {
    /// Parses a typed number: as [`Self::registered`] does, but only of a person who may be alive `today`.
    pub fn parse(text: &str, today: LocalDate) -> Result<Self, NotAPersonalNumber> {
        let number = Self::registered(text, today)?;
        if number.may_be_alive(today) { Ok(number) } else { Err(NotAPersonalNumber) }
    }

    /// Parses a number of the register: `YYYYMMDDNNNC`, `YYYYMMDD-NNNC`, `YYMMDD-NNNC` or `YYMMDD+NNNC`. ASCII digits
    /// only, with the right check digit; `+` means that the person turns or has turned a hundred by the year of
    /// `today`. The age is not validated.
    pub fn registered(text: &str, today: LocalDate) -> Result<Self, NotAPersonalNumber> {
        let text = clean(text);
        let mut digits = [0; 12];
        let sign = text.find(['-', '+']);
        let (date, last) =
            sign.map_or_else(|| text.split_at_checked(8).unwrap_or_default(), |at| (&text[..at], &text[at + 1..]));
        let turned_hundred = sign.is_some_and(|at| text.as_bytes()[at] == b'+');
        match (date.len(), last.len()) {
            (6, 4) if sign.is_some() => {
                let century = century_of(two_digits(&date.as_bytes()[..2])?, turned_hundred, today);
                digits[..2].copy_from_slice(format!("{century:02}").as_bytes());
                digits[2..8].copy_from_slice(date.as_bytes());
            }
            (8, 4) if !turned_hundred => digits[..8].copy_from_slice(date.as_bytes()),
            _ => return Err(NotAPersonalNumber),
        }
        digits[8..].copy_from_slice(last.as_bytes());
        let number = Self(digits);
        if number.is_well_formed() { Ok(number) } else { Err(NotAPersonalNumber) }
    }

    /// A number from BankID or a stored one. Twelve digits, not validated again.
    pub fn trusted(digits: &str) -> Result<Self, NotAPersonalNumber> {
        let digits = <[u8; 12]>::try_from(digits.as_bytes()).map_err(|_| NotAPersonalNumber)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(NotAPersonalNumber) }
    }

    /// The twelve digits. For sealing, the blind index and BankID only.
    pub fn digits(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// `19850214-****`, for display.
    pub fn masked(&self) -> String {
        format!("{}-****", &self.digits()[..8])
    }

    /// Whether it is a coordination number (samordningsnummer): day of the month + 60.
    pub fn is_coordination_number(&self) -> bool {
        self.day() >= UNKNOWN_DAY
    }

    /// Age in whole years on `date`; `None` if the number has no complete date.
    pub fn age_on(&self, date: LocalDate) -> Option<i16> {
        let born = Some(self.born()).filter(|born| born.is_in_calendar())?;
        let had_birthday = (date.month, date.day) >= (born.month, born.day);
        Some(date.year - born.year - i16::from(!had_birthday))
    }

    fn year(self) -> i16 {
        self.0[..4].iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'))
    }

    fn month(self) -> u8 {
        (self.0[4] - b'0') * 10 + self.0[5] - b'0'
    }

    fn day(self) -> u8 {
        (self.0[6] - b'0') * 10 + self.0[7] - b'0'
    }

    /// Month and day are 0 if unknown.
    fn born(self) -> LocalDate {
        let day = if self.is_coordination_number() { self.day() - UNKNOWN_DAY } else { self.day() };
        LocalDate { year: self.year(), month: self.month(), day }
    }

    fn is_well_formed(self) -> bool {
        if !self.0.iter().all(u8::is_ascii_digit) {
            return false;
        }
        let born = self.born();
        // January, which has every day, replaces an unknown month, and the first an unknown day.
        let (month, day) = (born.month.max(1), born.day.max(1));
        let is_date = born.is_in_calendar()
            || self.is_coordination_number() && LocalDate { year: born.year, month, day }.is_in_calendar();
        is_date && &self.0[8..11] != b"000" && luhn(&self.0[2..]) == 0
    }

    fn may_be_alive(self, today: LocalDate) -> bool {
        let born = self.born();
        born <= today && today.year - born.year <= OLDEST
    }
}

/// Whether a text looks like an organisation number, which differs from a personal number in its third digit: ten
/// digits, or twelve that begin with `16`, with any separators. The check digit is ignored, since the text is only
/// rejected.
pub fn is_organisation_number(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let ten = match signs.len() {
        12 if signs[..2] == ['1', '6'] => &signs[2..],
        _ => &signs[..],
    };
    ten.len() == 10 && ten.iter().all(char::is_ascii_digit) && ten[2] >= '2'
}

impl std::fmt::Debug for PersonalNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PersonalNumber(hidden)")
    }
}

fn two_digits(text: &[u8]) -> Result<i16, NotAPersonalNumber> {
    if text.iter().all(u8::is_ascii_digit) {
        Ok(i16::from(text[0] - b'0') * 10 + i16::from(text[1] - b'0'))
    } else {
        Err(NotAPersonalNumber)
    }
}

/// The century of the year of birth: the latest year that fits, and a hundred years earlier after a `+`.
fn century_of(short_year: i16, turned_hundred: bool, today: LocalDate) -> i16 {
    let this_century = today.year / 100;
    let born_in = if short_year > today.year % 100 { this_century - 1 } else { this_century };
    if turned_hundred { born_in - 1 } else { born_in }
}

/// Remainder of the Luhn sum over ten digits; 0 when the last is the right check digit.
fn luhn(digits: &[u8]) -> u8 {
    let weigh = |(place, digit): (usize, &u8)| {
        let product = (digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
        if product > 9 { product - 9 } else { product }
    };
    digits.iter().enumerate().map(weigh).sum::<u8>() % 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NotAPersonalNumber, PersonalNumber, is_organisation_number, luhn};
    use crate::LocalDate;

    const TODAY: LocalDate = LocalDate { year: 2026, month: 11, day: 23 };

    fn parse(text: &str) -> Result<PersonalNumber, NotAPersonalNumber> {
        PersonalNumber::parse(text, TODAY)
    }

    /// A number with a reserved test serial and the right check digit.
    fn number(date: &str, serial: &str) -> String {
        let nine = format!("{}{serial}", &date[2..]);
        let check = (10 - luhn(format!("{nine}0").as_bytes())) % 10;
        format!("{date}{serial}{check}")
    }

    #[test]
    fn the_written_forms_name_the_same_person() {
        for text in ["198502142386", "19850214-2386", "850214-2386", "  198502142386 "] {
            assert_eq!(parse(text).unwrap().digits(), "198502142386", "{text}");
        }
    }

    #[test]
    fn an_organisation_number_is_known_by_its_third_digit() {
        for text in
            ["559299-0001", "5592990001", "165592990001", " 559299 0001 ", "16559299-0001", "559299\u{2013}0001"]
        {
            assert!(is_organisation_number(text), "{text:?}");
        }
        for text in ["198502142386", "850214-2386", "8502742386", "559299000", "5592990001x", "", "205592990001"] {
            assert!(!is_organisation_number(text), "{text:?}");
        }
    }

    #[test]
    fn plus_stands_for_a_hundred_years() {
        let old = number("19120403", "238");
        assert_eq!(parse(&format!("{}+{}", &old[2..8], &old[8..])).unwrap().digits(), old);
    }

    #[test]
    fn a_coordination_number_is_read() {
        let number = parse(&number("19850274", "238")).unwrap();
        assert!(number.is_coordination_number());
        assert_eq!(number.age_on(TODAY), Some(41));
    }

    #[test]
    fn a_coordination_number_may_lack_month_and_day() {
        for text in ["191500722390", "198500602381", "198507602384", "850760-2384", "19850060-2381"] {
            let number = parse(text).unwrap();
            assert!(number.is_coordination_number(), "{text}");
            assert_eq!(number.age_on(TODAY), None, "{text}");
        }
        for text in [number("19850014", "238"), number("19850700", "238"), number("20270060", "238")] {
            assert_eq!(parse(&text), Err(NotAPersonalNumber), "{text}");
        }
    }

    #[test]
    fn registered_numbers_may_be_of_any_age() {
        let (future, old) = (number("20261124", "238"), number("18900101", "980"));
        for text in [&future, &old] {
            assert_eq!(PersonalNumber::registered(text, TODAY).unwrap().digits(), text);
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(PersonalNumber::registered("198502142387", TODAY).is_err(), "a check digit is nobody's opinion");
    }

    #[test]
    fn stored_numbers_are_not_validated_again() {
        for digits in ["198500002380", "198502142387", "189001010000"] {
            assert_eq!(PersonalNumber::trusted(digits).unwrap().digits(), digits);
        }
        for text in ["", "19850214238", "1985021423866", "19850214238x", "１９８５"] {
            assert!(PersonalNumber::trusted(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_was_pasted_is_read() {
        for text in [
            "\u{202a}19850214-2386\u{202c}",
            "19850214\u{2011}2386",
            "850214−2386",
            "\u{a0}198502142386\t",
            "\u{feff}198502142386",
        ] {
            assert_eq!(parse(text).unwrap().digits(), "198502142386", "{text:?}");
        }
    }

    #[test]
    fn malformed_personal_numbers_are_refused() {
        let future = number("20261124", "238");
        let too_old = number("18990101", "238");
        for text in [
            "",
            "198502142387",
            "19850214238",
            "1985021423866",
            "19850214 2386",
            "19850214+2386",
            "1985-02142386",
            "198502140002",
            "198513142386",
            "198502302386",
            "168502142386",
            "5592990001",
            "19850214T386",
            "１９８５０２１４２３８６",
            "٨٥٠٢١٤-٢٣٨٦",
            "850214--2386",
            "8502142386",
            "19850214\u{200b}2386",
            "198502142386\n",
            &future,
            &too_old,
        ] {
            assert_eq!(parse(text), Err(NotAPersonalNumber), "{text:?}");
        }
    }

    #[test]
    fn somebody_born_today_is_a_person() {
        assert!(parse(&number("20261123", "238")).is_ok());
    }

    #[test]
    fn a_birthday_is_had_on_the_day() {
        let moa = parse("201001122389").unwrap();
        assert_eq!(moa.age_on(LocalDate { year: 2026, month: 1, day: 11 }), Some(15));
        assert_eq!(moa.age_on(LocalDate { year: 2026, month: 1, day: 12 }), Some(16));
    }

    #[test]
    fn the_last_four_are_hidden() {
        let number = parse("198502142386").unwrap();
        assert_eq!(number.masked(), "19850214-****");
        assert_eq!(format!("{number:?}"), "PersonalNumber(hidden)");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,16}") {
            if let Ok(number) = parse(&text) {
                prop_assert_eq!(parse(number.digits()), Ok(number));
            }
        }

        #[test]
        fn every_single_wrong_digit_is_noticed(place in 2_usize..12, digit in 0_u8..10) {
            let mut digits = *b"198502142386";
            prop_assume!(digits[place] != b'0' + digit);
            digits[place] = b'0' + digit;
            prop_assert!(parse(std::str::from_utf8(&digits).unwrap()).is_err());
        }

        #[test]
        fn every_swap_of_neighbours_except_zero_and_nine_is_noticed(place in 2_usize..11) {
            let mut digits = *b"198502142386";
            let pair = (digits[place], digits[place + 1]);
            prop_assume!(pair.0 != pair.1 && !matches!(pair, (b'0', b'9') | (b'9', b'0')));
            digits.swap(place, place + 1);
            prop_assert!(parse(std::str::from_utf8(&digits).unwrap()).is_err());
        }
    }
}

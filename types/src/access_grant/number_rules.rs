//! Whose personal number may be typed in the form for sharing.

use serde::{Deserialize, Serialize};

use super::GrantRefusal;
use crate::clean::trim;
use crate::personal_number::is_organisation_number;
use crate::{LocalDate, PersonalNumber};

/// Which numbers are accepted in a channel on a day (rule G11). Part of the form, since a browser's clock may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRules {
    /// The day.
    pub today: LocalDate,
    /// How old the person must be, in years.
    pub least_age: u8,
    /// Whether coordination numbers are accepted.
    pub takes_coordination_numbers: bool,
    /// Whether a number is accepted that does not say how old the person is.
    pub takes_unknown_age: bool,
}

/// Whether somebody is old enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeCheck {
    /// Yes.
    OldEnough,
    /// No.
    TooYoung,
    /// Unknown; customer service decides.
    AskUs,
}

impl NumberRules {
    /// Parses a typed number, of a person of any age.
    pub fn parse(&self, text: &str) -> Result<PersonalNumber, GrantRefusal> {
        if trim(text).is_empty() {
            return Err(GrantRefusal::PersonalNumberMissing);
        }
        let number = PersonalNumber::parse(text, self.today).map_err(|_| {
            if is_organisation_number(text) {
                GrantRefusal::PersonalNumberOfOrganisation
            } else {
                GrantRefusal::PersonalNumberInvalid
            }
        })?;
        if number.is_coordination_number() && !self.takes_coordination_numbers {
            return Err(GrantRefusal::PersonalNumberInvalid);
        }
        Ok(number)
    }

    /// Whether the person with a number is old enough.
    pub fn check_age(&self, number: &PersonalNumber) -> AgeCheck {
        match number.age_on(self.today) {
            Some(age) if age < i16::from(self.least_age) => AgeCheck::TooYoung,
            None if !self.takes_unknown_age => AgeCheck::AskUs,
            Some(_) | None => AgeCheck::OldEnough,
        }
    }

    /// The same as a refusal to share.
    pub fn refuse_young(&self, number: &PersonalNumber) -> Result<(), GrantRefusal> {
        match self.check_age(number) {
            AgeCheck::OldEnough => Ok(()),
            AgeCheck::TooYoung => Err(GrantRefusal::TooYoung),
            AgeCheck::AskUs => Err(GrantRefusal::AgeUnknown),
        }
    }
}

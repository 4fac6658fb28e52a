//! People who can be chosen in the app.

use serde::Deserialize;

/// A made-up person with a reserved test number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SimulatedPerson {
    /// Twelve digits.
    pub personal_number: String,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// What the person demonstrates.
    #[serde(default)]
    pub role: String,
}

impl SimulatedPerson {
    /// Given name and surname.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.surname)
    }

    /// A placeholder for a typed number that is not on the list.
    pub(super) fn unlisted(personal_number: &str) -> Self {
        Self {
            personal_number: personal_number.to_owned(),
            given_name: "Test".to_owned(),
            surname: "Person".to_owned(),
            role: String::new(),
        }
    }
}

/// Whether a text looks like a personal number; the service checks no more than that.
pub(super) fn is_personal_number(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Birth date and four stars.
pub(super) fn masked(personal_number: &str) -> String {
    format!("{}-****", personal_number.get(..8).unwrap_or_default())
}

//! A grantee's details: parsed from a form, sealed in the row of a grant, shown as text.

use serde::{Deserialize, Serialize};
use types::access_grant::GranteeDetails;
use types::details::{DetailRefusals, mobile};
use types::{EmailAddress, PhoneNumber};

use super::{email, name};

/// A grantee's parsed details. Only the parser and an opened row make one, so that unparsed text cannot be stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredDetails", into = "StoredDetails")]
pub(crate) struct ParsedDetails {
    given_name: String,
    surname: String,
    email: EmailAddress,
    mobile: Option<PhoneNumber>,
}

impl ParsedDetails {
    pub(crate) fn email(&self) -> &EmailAddress {
        &self.email
    }

    pub(crate) fn mobile(&self) -> Option<&PhoneNumber> {
        self.mobile.as_ref()
    }

    /// Given name and surname.
    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.surname)
    }

    /// The details as they are shown.
    pub(crate) fn to_text(&self) -> GranteeDetails {
        let StoredDetails { given_name, surname, email, mobile } = self.clone().into();
        GranteeDetails { given_name, surname, email, mobile }
    }
}

/// The sealed form, which the previous version reads too: an absent mobile number is the empty string.
#[derive(Serialize, Deserialize)]
struct StoredDetails {
    given_name: String,
    surname: String,
    email: String,
    mobile: String,
}

impl From<StoredDetails> for ParsedDetails {
    fn from(stored: StoredDetails) -> Self {
        Self {
            given_name: stored.given_name,
            surname: stored.surname,
            email: EmailAddress::trusted(stored.email),
            mobile: Some(stored.mobile).filter(|mobile| !mobile.is_empty()).map(PhoneNumber::trusted),
        }
    }
}

impl From<ParsedDetails> for StoredDetails {
    fn from(details: ParsedDetails) -> Self {
        Self {
            given_name: details.given_name,
            surname: details.surname,
            email: details.email.into(),
            mobile: details.mobile.map(String::from).unwrap_or_default(),
        }
    }
}

/// Parses all detail fields; returns the refusals of all that fail.
pub(crate) fn parse<R: Copy>(typed: &GranteeDetails, rules: &DetailRefusals<R>) -> Result<ParsedDetails, Vec<R>> {
    let (given_name, surname) = (name(&typed.given_name), name(&typed.surname));
    let (email, mobile) = (email(&typed.email), mobile(&typed.mobile));
    let refusals = rules.of(&given_name, &surname, &email, &mobile);
    match (given_name, surname, email, mobile) {
        (Ok(given_name), Ok(surname), Ok(email), Ok(mobile)) => {
            Ok(ParsedDetails { given_name, surname, email, mobile })
        }
        _ => Err(refusals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: DetailRefusals<u8> =
        DetailRefusals { given_name: [1; 2], surname: [2; 2], email: [3; 2], hidden_sign: 4, mobile: 5 };

    /// Rows of the previous version have this form, and it opens ours.
    #[test]
    fn the_stored_form_is_the_shown_text() {
        let typed = |mobile: &str| GranteeDetails {
            given_name: " Åsa".to_owned(),
            surname: "Ek ".to_owned(),
            email: "asa@räksmörgås.se".to_owned(),
            mobile: mobile.to_owned(),
        };
        for (mobile, stored) in [("070-174 06 05", "+46701740605"), ("", "")] {
            let parsed = parse(&typed(mobile), &RULES).ok().unwrap();

            let json = serde_json::to_string(&parsed).unwrap();

            let expected = format!(
                r#"{{"given_name":"Åsa","surname":"Ek","email":"asa@xn--rksmrgs-5wao1o.se","mobile":"{stored}"}}"#
            );
            assert_eq!(json, expected);
            assert_eq!(serde_json::to_string(&parsed.to_text()).unwrap(), expected);
            assert!(serde_json::from_str::<ParsedDetails>(&json).unwrap() == parsed);
        }
    }
}

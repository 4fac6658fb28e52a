//! Other people's details, masked for sessions by customer number: enough to recognize somebody one knows.

use types::access_grant::GranteeDetails;

use crate::entity::person;

/// Replaces a personal number, which is masked completely.
pub(crate) const NUMBER: &str = "••••••••-••••";

/// Given name and initial, `Björn B.`
pub(crate) fn name(person: &person::Model) -> String {
    format!("{} {}", person.given_name, initial(&person.surname)).trim().to_owned()
}

/// The details of a grantee.
pub(crate) fn details(details: GranteeDetails) -> GranteeDetails {
    GranteeDetails {
        surname: initial(&details.surname),
        email: email(&details.email),
        mobile: mobile(&details.mobile),
        given_name: details.given_name,
    }
}

fn initial(surname: &str) -> String {
    surname.chars().next().map(|first| format!("{first}.")).unwrap_or_default()
}

fn email(address: &str) -> String {
    let (local, host) = address.split_once('@').unwrap_or_default();
    local.chars().next().map(|first| format!("{first}•••@{host}")).unwrap_or_default()
}

fn mobile(number: &str) -> String {
    let from = number.char_indices().rev().nth(1).map(|(place, _)| place);
    from.map(|from| format!("••• {}", &number[from..])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_left_to_recognise_somebody() {
        let berg = GranteeDetails {
            given_name: "Björn".to_owned(),
            surname: "Öberg".to_owned(),
            email: "bjorn@example.com".to_owned(),
            mobile: "+46701740635".to_owned(),
        };

        let masked = details(berg);

        assert_eq!((&*masked.given_name, &*masked.surname), ("Björn", "Ö."));
        assert_eq!((&*masked.email, &*masked.mobile), ("b•••@example.com", "••• 35"));
        assert_eq!(details(GranteeDetails::default()), GranteeDetails::default());
    }
}

//! Who acts in the app: one of the people, or a typed number.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::person::{SimulatedPerson, masked};

// Cookies of a host are shared between ports, so this one contains an index into the list and no personal number.
const COOKIE: &str = "bankid-simulator-person";

/// The form value for a typed number.
pub(super) const OTHER: &str = "other";

/// A person as the list shows them.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) masked_number: String,
    pub(super) is_chosen: bool,
}

/// The people who can complete an order: one if the order is for one.
pub(super) fn choices(people: &[SimulatedPerson], only: Option<&str>, chosen: &str) -> Vec<Choice> {
    let mut choices: Vec<Choice> = people
        .iter()
        .enumerate()
        .filter(|(_, person)| only.is_none_or(|only| person.personal_number == only))
        .map(|(index, person)| Choice {
            value: index.to_string(),
            name: person.name(),
            role: person.role.clone(),
            masked_number: masked(&person.personal_number),
            is_chosen: chosen == index.to_string(),
        })
        .collect();
    if let [choice] = choices.as_mut_slice() {
        choice.is_chosen = true;
    }
    choices
}

/// The personal number behind a form's choice.
pub(super) fn personal_number(people: &[SimulatedPerson], person: &str, other_number: &str) -> Option<String> {
    if person == OTHER {
        let digits = other_number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        return Some(digits);
    }
    let index: usize = person.parse().ok()?;
    people.get(index).map(|person| person.personal_number.clone())
}

/// The person chosen last time.
pub(super) fn remembered(headers: &HeaderMap) -> String {
    cookie(headers, COOKIE).unwrap_or_default().to_owned()
}

/// Stores a choice from the list; a typed number is not stored.
pub(super) fn remember(mut response: Response, person: &str) -> Response {
    if person.parse::<usize>().is_ok()
        && let Ok(value) =
            HeaderValue::from_str(&format!("{COOKIE}={person}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000"))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

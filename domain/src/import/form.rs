//! The format of a line, as the billing system writes it. Every field is present, with `null` for no value; only waste
//! contracts have the last two of theirs.

use serde::{Deserialize, Deserializer, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Customer {
    #[serde(rename = "customer_number")]
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(deserialize_with = "there")]
    pub(super) organisation_number: Option<String>,
    #[serde(deserialize_with = "there")]
    pub(super) email: Option<String>,
    #[serde(deserialize_with = "there")]
    pub(super) phone: Option<String>,
    pub(super) holders: Vec<Holder>,
    pub(super) facilities: Vec<Facility>,
    pub(super) contracts: Vec<Contract>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holder {
    pub(super) personal_number: String,
    pub(super) given_name: String,
    pub(super) surname: String,
    #[serde(deserialize_with = "there")]
    pub(super) email: Option<String>,
    #[serde(deserialize_with = "there")]
    pub(super) phone: Option<String>,
    pub(super) language: String,
    pub(super) protected_identity: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facility {
    #[serde(rename = "facility_number")]
    pub(super) number: String,
    pub(super) street: String,
    pub(super) postal_code: String,
    pub(super) city: String,
    pub(super) dwelling: String,
    pub(super) mailbox: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contract {
    #[serde(rename = "contract_number")]
    pub(super) number: String,
    pub(super) service: String,
    pub(super) facility_number: String,
    /// A personal number.
    pub(super) holder: String,
    pub(super) from: String,
    /// The last day.
    #[serde(deserialize_with = "there")]
    pub(super) to: Option<String>,
    pub(super) colour_sorting: Option<bool>,
    #[serde(rename = "collection")]
    pub(super) pickup: Option<Pickup>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pickup {
    pub(super) weekday: String,
    pub(super) weeks: String,
}

impl Customer {
    /// The content in a canonical order of fields and lists: identical for lines with the same content.
    pub(super) fn canonical(mut self) -> Vec<u8> {
        self.holders.sort_by(|one, other| one.personal_number.cmp(&other.personal_number));
        self.facilities.sort_by(|one, other| one.number.cmp(&other.number));
        self.contracts.sort_by(|one, other| one.number.cmp(&other.number));
        serde_json::to_vec(&self).expect("texts and lists of texts can be written as JSON")
    }
}

/// A field that may be `null` but not absent: naming a function disables serde's default for absent ones.
fn there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

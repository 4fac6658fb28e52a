//! The current choice is kept in the page's query, so that it survives going back, reloading and sharing the link.

use types::bag_order::{BagChoice, NewBagOrder};
use types::page::{QueryParam, rolls_of_field};

use crate::page::Address;

/// The query parameter of the address.
pub(super) const ADDRESS: &str = QueryParam::Facility.as_str();

/// The choice in the page's query.
pub(super) fn choice_of(address: &Address) -> BagChoice {
    BagChoice {
        facility: address.query_param(QueryParam::Facility),
        rolls: address.query().latest_values().filter_map(|(name, count)| rolls_of_field(name, count)).collect(),
    }
}

/// The choice as an order to submit.
pub(super) fn as_order(choice: &BagChoice) -> NewBagOrder {
    NewBagOrder { request_key: None, facility: choice.facility, rolls: choice.rolls.clone() }
}

//! The current choice is kept in the page's query, so that it survives going back, reloading and sharing the link.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::bag_order::{BagChoice, NewBagOrder};
use types::page::{QueryParam, rolls_of_field};

/// The query parameter of the address.
pub(super) const ADDRESS: &str = QueryParam::Facility.as_str();

/// The choice in the page's query.
pub(super) fn choice_of_page() -> BagChoice {
    use_query_map().with_untracked(|query| BagChoice {
        facility: query.get_str(ADDRESS).and_then(|id| id.parse().ok()),
        rolls: query.latest_values().filter_map(|(name, count)| rolls_of_field(name, count)).collect(),
    })
}

/// The choice as an order to submit.
pub(super) fn as_order(choice: &BagChoice) -> NewBagOrder {
    NewBagOrder { request_key: None, facility: choice.facility, rolls: choice.rolls.clone() }
}

//! The current choice is kept in the page's query, so that it survives going back, reloading and sharing the link.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::CustomerRef;
use types::bag_order::{BagColour, NewBagOrder, Rolls};
use types::destination::AccountPage;
use types::id::FacilityId;

use crate::paths;

/// The query parameter of the address.
pub(super) const ADDRESS: &str = "adress";
/// The prefix of a colour's query parameter.
const ROLLS: &str = "rullar-";

/// The query parameter of a colour.
pub(super) fn field_of(colour: &BagColour) -> String {
    format!("{ROLLS}{colour}")
}

/// An address, and rolls of each colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) facility: Option<FacilityId>,
    pub(super) rolls: Rolls,
}

impl Choice {
    /// Parses the page's query. An unparsable count is 0; a count above 255 is clamped, so that the rule about too many
    /// still applies.
    pub(super) fn of_page() -> Self {
        use_query_map().with_untracked(|query| {
            let rolls = query.latest_values().filter_map(|(name, value)| {
                let colour = BagColour(name.strip_prefix(ROLLS)?.to_owned());
                let rolls = value.trim().parse::<u32>().ok()?;
                Some((colour, u8::try_from(rolls).unwrap_or(u8::MAX)))
            });
            let facility = query.get_str(ADDRESS).and_then(|id| id.parse().ok());
            Self { facility, rolls: rolls.collect() }
        })
    }

    /// The choice as an order to submit.
    pub(super) fn as_order(&self) -> NewBagOrder {
        NewBagOrder { request_key: None, facility: self.facility, rolls: self.rolls.clone() }
    }

    /// The page for choosing, with this choice.
    pub(super) fn path(&self, account: &CustomerRef) -> String {
        let address = self.facility.map(|facility| format!("{ADDRESS}={facility}"));
        let rolls = self.rolls.iter().map(|(colour, rolls)| format!("{}={rolls}", field_of(colour)));
        let query = address.into_iter().chain(rolls).collect::<Vec<_>>().join("&");
        format!("{}?{query}", paths::account(account, AccountPage::Bags))
    }
}

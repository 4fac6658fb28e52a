//! Server functions of contracts and calendar links.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::contract::ContractPlaces;
use types::id::FacilityId;
use types::pickup::CalendarRefusal;

use crate::failure::Answer;

/// The account's addresses with their contracts, pickups and calendars.
#[server(endpoint = "/contracts")]
pub async fn load_contract_places(account: CustomerRef) -> Answer<ContractPlaces> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.contracts(&caller, &account).await?)
}

/// Creates a link to the calendar of an address.
#[server(endpoint = "/calendar-links/make")]
pub async fn make_calendar_link(account: CustomerRef, facility: FacilityId) -> Answer<(), CalendarRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.make_calendar_link(&caller, &account, facility).await?;
    crate::request::redirect(&crate::paths::contracts_done(&account, types::CompletedAction::CalendarLinkMade));
    Ok(())
}

/// Removes the caller's link to the calendar of an address.
#[server(endpoint = "/calendar-links/remove")]
pub async fn remove_calendar_link(account: CustomerRef, facility: FacilityId) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.remove_calendar_link(&caller, &account, facility).await?;
    crate::request::redirect(&crate::paths::contracts_done(&account, types::CompletedAction::CalendarLinkRemoved));
    Ok(())
}

//! The page Avtal.

use leptos::prelude::*;
use types::CustomerRef;
use types::contract::{Calendar, ContractPlace, ContractPlaces};
use types::page::CompletedAction;

use super::api::{MakeCalendarLink, RemoveCalendarLink, load_contract_places};
use super::calendar::{CalendarPart, calendar_error};
use super::place::{Contracts, NoContracts, PartlyHidden, place_title};
use super::waste::WastePart;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::layout::BackHome;
use crate::page::{completed_action, load_account_page};

/// The account's addresses, each with its contracts and pickups.
#[component]
pub fn ContractsPage() -> impl IntoView {
    load_account_page(load_contract_places, |account, page| view! { <Places account page /> })
}

#[component]
fn Places(account: CustomerRef, page: ContractPlaces) -> impl IntoView {
    let removing = FormErrors::of::<RemoveCalendarLink, _>(|rule| match rule {});
    let errors = FormErrors::of::<MakeCalendarLink, _>(calendar_error).and(&removing);
    let done = errors.is_empty().then(|| done_notice(&page));
    let ContractPlaces { places, is_partly_hidden } = page;
    let back = account.clone();
    let none = places.is_empty().then(|| view! { <NoContracts /> });
    let places = places.into_iter().map(move |place| view! { <Place account=account.clone() place /> });

    view! {
        <BackHome account=back />
        <Page title=text!(contract.title) lead=text!(contract.lead)>
            {done}
            <FormNotice errors />
            {is_partly_hidden.then(|| view! { <PartlyHidden /> })}
            {none}
            {places.collect_view()}
        </Page>
    }
}

#[component]
fn Place(account: CustomerRef, place: ContractPlace) -> impl IntoView {
    let ContractPlace { id, facility, waste, pickups, calendar } = place;
    let title = place_title(&facility);
    let calendar = calendar.map(|calendar| {
        let place = title.clone();
        view! { <CalendarPart account id place calendar /> }
    });

    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {title}
            </h2>
            <Contracts facility />
            {(!waste.is_empty()).then(|| view! { <WastePart waste pickups /> })}
            {calendar}
        </section>
    }
}

/// A notice about the completed action, unless it no longer holds.
fn done_notice(page: &ContractPlaces) -> Option<impl IntoView + use<>> {
    let is_made = |place: &ContractPlace| matches!(place.calendar, Some(Calendar::Link(_)));
    let sentence = match completed_action()? {
        CompletedAction::CalendarLinkMade if page.places.iter().any(is_made) => text!(contract.done.made),
        CompletedAction::CalendarLinkRemoved => text!(contract.done.removed),
        _ => return None,
    };
    Some(view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    })
}

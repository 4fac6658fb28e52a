//! The page Avtal.

use leptos::prelude::*;
use types::CustomerRef;
use types::contract::{Calendar, ContractPlace, ContractPlaces};
use types::page::CompletedAction;

use super::api::load_contract_places;
use super::calendar::{CalendarCalls, CalendarPart, calendar_error};
use super::place::{Contracts, NoContracts, PartlyHidden, place_title};
use super::waste::WastePart;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice};
use crate::i18n::text;
use crate::layout::BackHome;
use crate::page::{Address, PageRoute, completed_action};

/// The account's addresses, each with its contracts and pickups.
pub enum ContractsPage {}

impl PageRoute for ContractsPage {
    type Key = CustomerRef;
    type Data = ContractPlaces;

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_contract_places(account).await
    }

    fn view(account: Self::Key, page: Self::Data) -> AnyView {
        view! { <Places account page /> }.into_any()
    }
}

#[component]
fn Places(account: CustomerRef, page: ContractPlaces) -> impl IntoView {
    let calls = CalendarCalls { make: FormAction::new(calendar_error), remove: FormAction::new(|rule| match rule {}) };
    let forms = [calls.make.state(), calls.remove.state()];
    let done = {
        let page = page.clone();
        move || (!forms.iter().any(|form| form.is_refused())).then(|| done_notice(&page))
    };
    let ContractPlaces { places, is_partly_hidden } = page;
    let back = account.clone();
    let none = places.is_empty().then(|| view! { <NoContracts /> });
    let places = places.into_iter().map(move |place| view! { <Place account=account.clone() place calls /> });

    view! {
        <BackHome account=back />
        <Page title=text!(contract.title) lead=text!(contract.lead)>
            {done}
            <FormNotice forms=forms.to_vec() />
            {is_partly_hidden.then(|| view! { <PartlyHidden /> })}
            {none}
            {places.collect_view()}
        </Page>
    }
}

#[component]
fn Place(account: CustomerRef, place: ContractPlace, calls: CalendarCalls) -> impl IntoView {
    let ContractPlace { id, facility, waste, pickups, calendar } = place;
    let title = place_title(&facility);
    let calendar = calendar.map(|calendar| {
        let place = title.clone();
        view! { <CalendarPart account id place calendar calls /> }
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

//! The pickups of an address as a calendar to subscribe to.

use leptos::prelude::*;
use types::CustomerRef;
use types::contract::Calendar;
use types::id::FacilityId;
use types::pickup::CalendarRefusal;

use super::api::{MakeCalendarLink, RemoveCalendarLink};
use crate::component::button::ButtonVariant;
use crate::failure::NoRefusal;
use crate::form::{FormAction, FormCall, FormError, Refusal, ServerButton};
use crate::i18n::text;

pub(super) fn calendar_error(rule: CalendarRefusal) -> FormError {
    let message = match rule {
        CalendarRefusal::NeedsBankId => text!(contract.refusal.needs_bankid),
    };
    FormError { field: None, message: message.to_owned() }
}

/// The calls of all addresses of the page, which shows how they failed.
#[derive(Clone, Copy)]
pub(super) struct CalendarCalls {
    pub(super) make: FormAction<MakeCalendarLink, CalendarRefusal>,
    pub(super) remove: FormAction<RemoveCalendarLink, NoRefusal>,
}

/// A button that creates a calendar link, or the existing link.
#[component]
pub(super) fn CalendarPart(
    account: CustomerRef,
    id: FacilityId,
    /// The title of the address.
    place: String,
    calendar: Calendar,
    calls: CalendarCalls,
) -> impl IntoView {
    let part = match calendar {
        Calendar::Absent => {
            let sends = MakeCalendarLink { account, facility: id };
            view! {
                <p class="ds-paragraph">{text!(contract.calendar.lead)}</p>
                <CalendarButton form=calls.make sends place words=text!(contract.calendar.make) />
            }
            .into_any()
        }
        Calendar::Link(link) => {
            let sends = RemoveCalendarLink { account, facility: id };
            view! {
                <Link id place=place.clone() link />
                <CalendarButton form=calls.remove sends place words=text!(contract.calendar.remove) />
            }
            .into_any()
        }
        Calendar::NeedsBankId => {
            view! { <p class="ds-paragraph">{text!(contract.calendar.needs_bankid)}</p> }.into_any()
        }
    };

    view! {
        <h3 class="ds-heading" data-size="xs">
            {text!(contract.calendar.title)}
        </h3>
        {part}
    }
}

/// Calendar programs register for `webcal`; for others the address can be copied.
#[component]
fn Link(id: FacilityId, place: String, link: String) -> impl IntoView {
    let rest = link.split_once("://").map_or("", |(_, rest)| rest);
    let (field, help) = (format!("calendar-{id}"), format!("calendar-{id}-help"));

    view! {
        <p class="ds-paragraph">
            <a class="ds-link" href=format!("webcal://{rest}") rel="external">
                {text!(contract.calendar.open)} {place_for_screen_readers(&place)}
            </a>
        </p>
        <div class="ds-field calendar-address">
            <label class="ds-label" for=field.clone()>
                {text!(contract.calendar.address)} {place_for_screen_readers(&place)}
            </label>
            <div data-field="description" id=help.clone()>
                {text!(contract.calendar.help)}
            </div>
            <input class="ds-input" id=field type="text" readonly value=link.clone() aria-describedby=help />
        </div>
        <p class="ds-paragraph">{text!(contract.calendar.keep)}</p>
    }
}

/// A form with one button.
#[component]
fn CalendarButton<S: FormCall<R>, R: Refusal>(
    form: FormAction<S, R>,
    sends: S,
    place: String,
    words: &'static str,
) -> impl IntoView {
    view! {
        <ServerButton form sends variant=ButtonVariant::Secondary>
            {words}
            {place_for_screen_readers(&place)}
        </ServerButton>
    }
}

/// Names the address for screen readers, which do not see where the button is.
fn place_for_screen_readers(place: &str) -> impl IntoView + use<> {
    view! { <span class="ds-sr-only">{text!(contract.calendar.which, place = place)}</span> }
}

//! The delivery address, and why bags cannot be ordered for others.

use leptos::prelude::*;
use types::bag_order::{AddressObstacle, BagAddress, BagChoice};

use super::choice::ADDRESS;
use super::refusal::CLOSED;
use crate::brand::Brand;
use crate::component::notice::Notice;
use crate::component::radio_group::{Choice as Answer, RadioGroup};
use crate::date::date_text;
use crate::form::FormErrors;
use crate::i18n::text;

/// The addresses that bags can be ordered for: a choice, or the only one.
#[component]
pub(super) fn AddressField(open: Vec<BagAddress>, chosen: BagChoice, errors: FormErrors) -> impl IntoView {
    if let [only] = open.as_slice() {
        return view! {
            <div class="ds-field" id=ADDRESS tabindex="-1">
                <span class="ds-label">{text!(bag_order.address)}</span>
                <input type="hidden" name=ADDRESS value=only.facility.to_string() />
                <div>{address_text(only)}</div>
            </div>
        }
        .into_any();
    }
    let choices = open.iter().map(|address| Answer {
        value: address.facility.to_string(),
        label: address_text(address),
        description: None,
        lang: None,
    });
    view! {
        <RadioGroup
            name=ADDRESS
            legend=text!(bag_order.address_question)
            choices=choices.collect()
            chosen=chosen.facility.map(|facility| facility.to_string()).unwrap_or_default()
            required=true
            error=errors.at(ADDRESS)
        />
    }
    .into_any()
}

/// The addresses that bags cannot be ordered for now, each with the reason.
#[component]
pub(super) fn ClosedAddresses(closed: Vec<BagAddress>) -> impl IntoView {
    let is_none = closed.is_empty();
    let notices = closed.into_iter().map(|address| {
        view! {
            <Notice>
                <p class="ds-paragraph">
                    <strong>{address_text(&address)}</strong>
                    <br />
                    {reason(&address)}
                </p>
            </Notice>
        }
    });
    let notices = notices.collect_view();
    (!is_none).then(|| {
        view! {
            <section class="section" id=CLOSED tabindex="-1">
                <h2 class="ds-heading" data-size="sm">
                    {text!(bag_order.closed)}
                </h2>
                {notices}
            </section>
        }
    })
}

/// "Storgatan 1, Örebro".
pub(super) fn address_text(address: &BagAddress) -> String {
    if address.street.is_empty() {
        return text!(overview.no_address).to_owned();
    }
    format!("{}, {}", address.street, address.city)
}

fn reason(address: &BagAddress) -> String {
    let Brand { phone, .. } = Brand::current();
    match (&address.obstacle, &address.under_way) {
        (Some(AddressObstacle::Flat), _) => text!(bag_order.obstacle.flat).to_owned(),
        (Some(AddressObstacle::NoWasteContract), _) => text!(bag_order.obstacle.no_waste_contract, phone = phone),
        (Some(AddressObstacle::NoColourSorting), _) => text!(bag_order.obstacle.no_colour_sorting, phone = phone),
        (Some(AddressObstacle::NoMailbox), _) => text!(bag_order.obstacle.no_mailbox, phone = phone),
        (Some(AddressObstacle::EarlierOrder), _) => text!(bag_order.obstacle.earlier_order).to_owned(),
        (Some(AddressObstacle::Hidden), _) => text!(bag_order.obstacle.hidden, phone = phone),
        (None, Some(order)) => {
            text!(bag_order.under_way, number = &order.number, date = date_text(order.made_on))
        }
        (None, None) => String::new(),
    }
}

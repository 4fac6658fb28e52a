//! Waste services at an address, and their pickups.

use leptos::prelude::*;
use types::contract::Waste;
use types::pickup::{Pickup, PickupRound, PickupWeeks};

use crate::brand::Brand;
use crate::component::description_list::{Description, DescriptionList};
use crate::component::notice::NoticeKind;
use crate::component::tag::Tag;
use crate::date::{date_text, day_text, weekday_name};
use crate::i18n::text;

/// The waste contracts of an address, and their next pickups.
#[component]
pub(super) fn WastePart(waste: Vec<Waste>, pickups: Vec<Pickup>) -> impl IntoView {
    let has_round = waste.iter().any(|waste| waste.round.is_some());
    let waste = waste.into_iter().map(waste_list);

    view! {
        <h3 class="ds-heading" data-size="xs">
            {text!(contract.waste)}
        </h3>
        {waste.collect_view()}
        {has_round.then(|| view! { <Pickups pickups /> })}
    }
}

fn waste_list(waste: Waste) -> impl IntoView {
    let Waste { colour_sorting, round } = waste;
    let sorting = if colour_sorting { text!(contract.sorted) } else { text!(contract.unsorted) };
    let round = round.map_or_else(|| text!(contract.unknown, phone = Brand::current().phone), round_text);
    view! {
        <DescriptionList>
            <Description term=text!(contract.sorting)>{sorting}</Description>
            <Description term=text!(contract.round)>{round}</Description>
        </DescriptionList>
    }
}

/// "Varje torsdag i udda veckor".
fn round_text(round: PickupRound) -> String {
    let weekday = weekday_name(round.weekday);
    match round.weeks {
        PickupWeeks::Odd => text!(contract.odd, weekday = weekday),
        PickupWeeks::Even => text!(contract.even, weekday = weekday),
        PickupWeeks::Every => text!(contract.every, weekday = weekday),
    }
}

#[component]
fn Pickups(pickups: Vec<Pickup>) -> impl IntoView {
    let list = if pickups.is_empty() {
        view! { <p class="ds-paragraph">{text!(contract.no_pickups)}</p> }.into_any()
    } else {
        view! { <ol class="pickups" role="list">{pickups.into_iter().map(pickup_line).collect_view()}</ol> }.into_any()
    };

    view! {
        <h3 class="ds-heading" data-size="xs">
            {text!(contract.pickups)}
        </h3>
        {list}
    }
}

/// A moved pickup says so, and names the regular day, which the reader may have in mind.
fn pickup_line(pickup: Pickup) -> impl IntoView {
    let moved = pickup.moved_from.map(|day| {
        view! {
            " "
            <Tag kind=NoticeKind::Warning text=text!(contract.moved) />
            " "
            {text!(contract.moved_from, day = date_text(day))}
        }
    });
    view! { <li>{day_text(pickup.weekday, pickup.date)} {moved}</li> }
}

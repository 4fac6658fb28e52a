//! The addresses that an account has contracts for.

use leptos::prelude::*;
use types::contract::{Contract, Facility, Service};

use crate::component::card::{Card, CardRow};
use crate::component::icon::Icon;
use crate::component::notice::Notice;
use crate::date::date_text;
use crate::i18n::text;

/// A card for each address, with its contracts.
#[component]
pub(crate) fn PlaceCards(facilities: Vec<Facility>, is_partly_hidden: bool) -> impl IntoView {
    let places = if facilities.is_empty() {
        view! { <NoContracts /> }.into_any()
    } else {
        view! { <CardRow>{facilities.into_iter().map(place_card).collect_view()}</CardRow> }.into_any()
    };

    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(overview.places)}
            </h2>
            {is_partly_hidden.then(|| view! { <PartlyHidden /> })}
            {places}
        </section>
    }
}

/// Says that there is nothing to list.
#[component]
pub(super) fn NoContracts() -> impl IntoView {
    sentence(text!(overview.empty))
}

/// Says that some addresses and names are hidden.
#[component]
pub(super) fn PartlyHidden() -> impl IntoView {
    sentence(text!(overview.hidden))
}

fn sentence(sentence: &'static str) -> impl IntoView {
    view! {
        <Notice>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    }
}

fn place_card(facility: Facility) -> impl IntoView {
    view! {
        <Card title=place_title(&facility) icon=Icon::House>
            <Contracts facility />
        </Card>
    }
}

/// The title of an address: its street, unless that is hidden.
pub(super) fn place_title(facility: &Facility) -> String {
    if facility.street.is_empty() { text!(overview.no_address).to_owned() } else { facility.street.clone() }
}

/// The town and contracts of an address. The holder is named once if all contracts have the same one, as is usual, and
/// not if hidden.
#[component]
pub(super) fn Contracts(facility: Facility) -> impl IntoView {
    let Facility { postal_code, city, contracts, .. } = facility;
    let town = format!("{} {city}", spaced(&postal_code)).trim().to_owned();
    let first = contracts.first().and_then(|contract| contract.holder.clone());
    let holder = first.filter(|holder| contracts.iter().all(|contract| contract.holder.as_ref() == Some(holder)));
    let is_shared_out = holder.is_none();
    let lines = contracts.into_iter().map(move |contract| contract_line(contract, is_shared_out));

    view! {
        <p class="ds-paragraph place-line">{town}</p>
        {holder
            .map(|name| {
                view! { <p class="ds-paragraph place-line">{text!(overview.holder_of_all, name = name)}</p> }
            })}
        <ul class="contracts" role="list">
            {lines.collect_view()}
        </ul>
    }
}

fn contract_line(contract: Contract, with_holder: bool) -> impl IntoView {
    let Contract { number, service, holder, since } = contract;
    let holder = holder.filter(|_| with_holder).map(|name| detail(text!(overview.holder, name = name)));
    view! {
        <li>
            <span class="contract-service">{service_name(service)}</span>
            {holder}
            {detail(text!(overview.since, day = date_text(since)))}
            {detail(text!(overview.number, number = number))}
        </li>
    }
}

fn detail(words: String) -> impl IntoView {
    view! { <span class="contract-detail">{words}</span> }
}

/// `70212` becomes `702 12`.
fn spaced(postal_code: &str) -> String {
    match postal_code.split_at_checked(3) {
        Some((area, rest)) => format!("{area} {rest}"),
        None => postal_code.to_owned(),
    }
}

fn service_name(service: Service) -> &'static str {
    match service {
        Service::ElectricityGrid => text!(overview.service.electricity_grid),
        Service::CityNetwork => text!(overview.service.city_network),
        Service::Waste => text!(overview.service.waste),
        Service::Water => text!(overview.service.water),
        Service::DistrictHeating => text!(overview.service.district_heating),
    }
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn postal_codes_are_written_in_two_parts() {
        assert_eq!(spaced("70212"), "702 12");
        assert_eq!(spaced(""), "");
    }
}

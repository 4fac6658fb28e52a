//! Stämmer beställningen? Repeats everything before it is ordered.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::bag_order::{BagAddress, BagChoice, BagOrderForm};
use types::page::AccountPage;

use super::address::address_text;
use super::api::{OrderBags, load_bag_order_form};
use super::choice::{as_order, choice_of_page};
use super::choose_page::ChoosePage;
use super::refusal::order_error;
use super::rolls::RollList;
use super::{DelayNotice, configured_text};
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::confirm::Confirm;
use crate::component::description_list::{Description, DescriptionList};
use crate::date::date_text;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::page::load_account_page;
use crate::paths;

/// The second of the two pages of an order. If the rules refuse the choice, it renders the first page with the errors.
#[component]
pub fn ConfirmBagsPage() -> impl IntoView {
    let chosen = choice_of_page();
    let order = as_order(&chosen);
    load_account_page(
        |account| load_bag_order_form(account, order),
        move |account, form| {
            let address = form.addresses.iter().find(|address| Some(address.facility) == chosen.facility).cloned();
            if let Some(address) = address.filter(|_| form.refusals.is_empty()) {
                return view! { <ConfirmPage account form address chosen /> }.into_any();
            }
            let errors = form.refusals.iter().map(|rule| order_error(*rule, &chosen, form.rolls)).collect();
            view! { <ChoosePage account form chosen errors /> }.into_any()
        },
    )
}

#[component]
fn ConfirmPage(account: CustomerRef, form: BagOrderForm, address: BagAddress, chosen: BagChoice) -> impl IntoView {
    let errors = {
        let chosen = chosen.clone();
        FormErrors::of::<OrderBags, _>(move |rule| order_error(rule, &chosen, form.rolls))
    };
    let back = paths::account(&account, AccountPage::Bags(chosen.clone()));
    let (facility, address) = (address.facility, address_text(&address));
    let wanted = form.kinds.iter().map(|kind| (kind.clone(), chosen.rolls.of(&kind.colour)));
    let wanted: Vec<_> = wanted.filter(|(_, rolls)| *rolls > 0).collect();
    let fields = wanted.iter().map(|(kind, rolls)| {
        view! { <input type="hidden" name=format!("rolls[{}]", kind.colour) value=*rolls /> }
    });
    let fields = fields.collect_view();

    view! {
        <Confirm question=text!(bag_order.confirm.title) consequence=configured_text(&form.delivery) back=back.clone()>
            <DelayNotice delay=form.delay />
            <FormNotice errors />
            <DescriptionList>
                <Description term=text!(bag_order.address)>{address}</Description>
                <Description term=text!(bag_order.column.bags)>
                    <RollList rolls=wanted />
                </Description>
                <Description term=text!(bag_order.expected)>{date_text(form.expected_on)}</Description>
            </DescriptionList>
            <form method="post" action=paths::here(OrderBags::url())>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="request_key" value=form.request_key.to_string() />
                <input type="hidden" name="facility" value=facility.to_string() />
                {fields}
                <div class="actions">
                    <SubmitButton>{text!(bag_order.confirm.order)}</SubmitButton>
                    <LinkButton href=back variant=ButtonVariant::Tertiary>
                        {text!(bag_order.confirm.change)}
                    </LinkButton>
                </div>
            </form>
        </Confirm>
    }
}

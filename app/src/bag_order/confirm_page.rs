//! Stämmer beställningen? Repeats everything before it is ordered.

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::{BagAddress, BagChoice, BagOrderForm};
use types::page::AccountPage;

use super::address::address_text;
use super::api::{OrderBags, load_bag_order_form};
use super::choice::{as_order, choice_of};
use super::choose_page::ChoosePage;
use super::refusal::order_error;
use super::rolls::RollList;
use super::{DelayNotice, configured_text};
use crate::component::confirm::Confirm;
use crate::component::description_list::{Description, DescriptionList};
use crate::date::date_text;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// The second of the two pages of an order. If the rules refuse the choice, it renders the first page with the errors.
pub enum ConfirmBagsPage {}

impl PageRoute for ConfirmBagsPage {
    type Key = (CustomerRef, BagChoice);
    type Data = BagOrderForm;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, choice_of(address)))
    }

    async fn load((account, chosen): Self::Key) -> Answer<Self::Data> {
        load_bag_order_form(account, as_order(&chosen)).await
    }

    fn view((account, chosen): Self::Key, form: Self::Data) -> AnyView {
        let address = form.addresses.iter().find(|address| Some(address.facility) == chosen.facility).cloned();
        if let Some(address) = address.filter(|_| form.refusals.is_empty()) {
            return view! { <ConfirmPage account form address chosen /> }.into_any();
        }
        let errors = form.refusals.iter().map(|rule| order_error(*rule, &chosen, form.rolls)).collect();
        view! { <ChoosePage account form chosen errors /> }.into_any()
    }
}

#[component]
fn ConfirmPage(account: CustomerRef, form: BagOrderForm, address: BagAddress, chosen: BagChoice) -> impl IntoView {
    let order = {
        let chosen = chosen.clone();
        FormAction::new(move |rule| order_error(rule, &chosen, form.rolls))
    };
    let back = paths::account(&account, AccountPage::Bags(chosen.clone()));
    let wanted = form.kinds.iter().map(|kind| (kind.clone(), chosen.rolls.of(&kind.colour)));
    let wanted: Vec<_> = wanted.filter(|(_, rolls)| *rolls > 0).collect();
    let sends = OrderBags {
        account,
        request_key: Some(form.request_key),
        facility: Some(address.facility),
        rolls: wanted.iter().map(|(kind, rolls)| (kind.colour.clone(), *rolls)).collect(),
    };
    let address = address_text(&address);

    view! {
        <Confirm question=text!(bag_order.confirm.title) consequence=configured_text(&form.delivery) back=back.clone()>
            <DelayNotice delay=form.delay />
            <FormNotice forms=vec![order.state()] />
            <DescriptionList>
                <Description term=text!(bag_order.address)>{address}</Description>
                <Description term=text!(bag_order.column.bags)>
                    <RollList rolls=wanted />
                </Description>
                <Description term=text!(bag_order.expected)>{date_text(form.expected_on)}</Description>
            </DescriptionList>
            <ServerButton form=order sends way_out=(back, text!(bag_order.confirm.change))>
                {text!(bag_order.confirm.order)}
            </ServerButton>
        </Confirm>
    }
}

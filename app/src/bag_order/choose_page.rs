//! Beställ färgsorteringspåsar: to which address, and which colours.

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::{BagAddress, BagChoice, BagOrderForm};
use types::page::AccountPage;

use super::address::{AddressField, ClosedAddresses};
use super::api::load_bag_order_form;
use super::choice::{as_order, choice_of};
use super::picture::BagRow;
use super::rolls::RollFields;
use super::{DelayNotice, configured_text};
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::get_form::GetForm;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{ErrorSummary, FormErrors, FormState};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// The first of the two pages of an order. It passes the choice to the second in the query.
pub enum BagsPage {}

impl PageRoute for BagsPage {
    type Key = (CustomerRef, BagChoice);
    type Data = BagOrderForm;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, choice_of(address)))
    }

    async fn load((account, chosen): Self::Key) -> Answer<Self::Data> {
        load_bag_order_form(account, as_order(&chosen)).await
    }

    fn view((account, chosen): Self::Key, form: Self::Data) -> AnyView {
        view! { <ChoosePage account form chosen errors=FormErrors::default() /> }.into_any()
    }
}

/// The page, with the current choice and its errors.
#[component]
pub(super) fn ChoosePage(
    account: CustomerRef,
    form: BagOrderForm,
    chosen: BagChoice,
    errors: FormErrors,
) -> impl IntoView {
    let (open, closed): (Vec<_>, Vec<_>) = form.addresses.clone().into_iter().partition(BagAddress::is_open);
    let orders = paths::account(&account, AccountPage::BagOrders(0));
    let fields = if open.is_empty() {
        view! { <NoAddress is_none=closed.is_empty() /> }.into_any()
    } else {
        view! { <ChooseForm account=account.clone() form=form.clone() open chosen errors /> }.into_any()
    };

    view! {
        <Page title=text!(bag_order.title) lead=configured_text(&form.delivery)>
            <BagRow kinds=form.kinds.clone() />
            <DelayNotice delay=form.delay.clone() />
            {fields}
            <ClosedAddresses closed />
            <Help form />
            <p class="ds-paragraph">
                <a class="ds-link" href=orders>
                    {text!(bag_order.to_orders)}
                </a>
            </p>
        </Page>
    }
}

#[component]
fn ChooseForm(
    account: CustomerRef,
    form: BagOrderForm,
    open: Vec<BagAddress>,
    chosen: BagChoice,
    errors: FormErrors,
) -> impl IntoView {
    let overview = paths::account(&account, AccountPage::Overview);
    view! {
        <ErrorSummary forms=vec![FormState::new(errors.clone())] />
        <GetForm action=paths::account(&account, AccountPage::ConfirmBags(BagChoice::default()))>
            <AddressField open chosen=chosen.clone() errors=errors.clone() />
            <RollFields form chosen errors />
            <div class="actions">
                <SubmitButton>{text!(bag_order.go_on)}</SubmitButton>
                <LinkButton href=overview variant=ButtonVariant::Tertiary>
                    {text!(bag_order.leave)}
                </LinkButton>
            </div>
        </GetForm>
    }
}

/// Shown in place of the form. Whatever was wrong with a choice, the reasons below come first.
#[component]
fn NoAddress(is_none: bool) -> impl IntoView {
    let sentence = if is_none { text!(bag_order.no_contracts) } else { text!(bag_order.no_address) };
    view! {
        <Notice>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    }
}

/// What belongs in which bag, and what to do with bags of discontinued colours.
#[component]
fn Help(form: BagOrderForm) -> impl IntoView {
    view! {
        <details class="ds-details">
            <summary>{text!(bag_order.old_bags)}</summary>
            <p class="ds-paragraph">{configured_text(&form.old_bags)}</p>
        </details>
    }
}

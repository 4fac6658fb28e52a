//! One order: its status, and what can be done about it.

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::{BagOrder, BagOrderChangeRefusal, BagOrderStatus};
use types::id::BagOrderId;
use types::page::{AccountPage, CompletedAction};

use super::api::{ReportMissing, load_bag_order};
use super::list_page::ordered_by;
use super::refusal::change_error;
use super::rolls::RollList;
use super::status::{StatusSteps, StatusTag};
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::date::date_text;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute, completed_action};
use crate::paths;

/// The order in the page's address.
pub enum BagOrderPage {}

impl PageRoute for BagOrderPage {
    type Key = (CustomerRef, BagOrderId);
    type Data = BagOrder;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.id()?))
    }

    async fn load((account, id): Self::Key) -> Answer<Self::Data> {
        load_bag_order(account, id).await
    }

    fn view((account, _): Self::Key, order: Self::Data) -> AnyView {
        view! { <OrderPage account order /> }.into_any()
    }
}

#[component]
fn OrderPage(account: CustomerRef, order: BagOrder) -> impl IntoView {
    let miss = FormAction::new(change_error);
    let done = {
        let order = order.clone();
        move || (!miss.state().is_refused()).then(|| done_notice(&order))
    };
    let (is_to_come, rolls, by) = (order.status.is_under_way(), order.rolls.clone(), ordered_by(&order));
    let title = text!(bag_order.order_number, number = &order.number);
    let (street, expected) = (order.street.clone(), date_text(order.expected_on));
    let expected = is_to_come.then(|| view! { <Description term=text!(bag_order.expected)>{expected}</Description> });
    let street =
        (!street.is_empty()).then(|| view! { <Description term=text!(bag_order.address)>{street}</Description> });

    view! {
        <BackLink href=paths::account(&account, AccountPage::BagOrders(0)) label=text!(bag_order.orders) />
        <Page title>
            {done}
            <FormNotice forms=vec![miss.state()] />
            <StatusTag status=order.status />
            <StatusSteps order=order.clone() />
            <DescriptionList>
                <Description term=text!(bag_order.column.bags)>
                    <RollList rolls />
                </Description>
                {street}
                {expected}
                <Description term=text!(bag_order.column.by)>{by}</Description>
            </DescriptionList>
            <OrderActions account order miss />
        </Page>
    }
}

/// Reports that an order has not arrived.
type Miss = FormAction<ReportMissing, BagOrderChangeRefusal>;

/// The actions that are available now.
#[component]
fn OrderActions(account: CustomerRef, order: BagOrder, miss: Miss) -> impl IntoView {
    let missed = order.missed_on.map(|day| {
        let last = order.steps.last().map(|(_, day)| *day);
        let is_open = order.status != BagOrderStatus::Cancelled && last <= Some(day);
        view! {
            <p class="ds-paragraph">
                {text!(bag_order.missed_on, date = date_text(day))} " "
                {is_open.then_some(text!(bag_order.looking_into))}
            </p>
        }
    });
    let miss = order.can_report_missing.then(|| {
        view! {
            <ServerButton
                form=miss
                sends=ReportMissing { account: account.clone(), id: order.id }
                variant=ButtonVariant::Secondary
            >
                {text!(bag_order.miss)}
            </ServerButton>
        }
    });
    let cancel = order.may_cancel.then(|| {
        view! {
            <LinkButton href=paths::cancel_bag_order(&account, order.id) variant=ButtonVariant::Tertiary>
                {text!(bag_order.cancel)}
            </LinkButton>
        }
    });
    let is_any = miss.is_some() || cancel.is_some();
    view! {
        {missed}
        {is_any.then(|| view! { <div class="actions">{miss} {cancel}</div> })}
    }
}

/// A notice about the completed action, unless the order has changed since.
fn done_notice(order: &BagOrder) -> Option<impl IntoView + use<>> {
    let sentence = match completed_action()? {
        CompletedAction::BagsOrdered if order.status == BagOrderStatus::Received => {
            text!(bag_order.done.ordered, number = &order.number, date = date_text(order.expected_on))
        }
        CompletedAction::BagOrderCancelled if order.status == BagOrderStatus::Cancelled => {
            text!(bag_order.done.cancelled).to_owned()
        }
        CompletedAction::BagOrderMissed if order.missed_on.is_some() => text!(bag_order.done.missed).to_owned(),
        _ => return None,
    };
    Some(view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    })
}

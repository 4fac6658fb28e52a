//! Beställningar: the account's orders, newest first.

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::{BagChoice, BagOrder, BagOrderList};
use types::page::{AccountPage, QueryParam};

use super::api::load_bag_orders;
use super::status::StatusTag;
use super::{DelayNotice, rolls_text};
use crate::component::button::LinkButton;
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::component::page::Page;
use crate::component::pages::Pages;
use crate::date::date_text;
use crate::failure::Answer;
use crate::i18n::text;
use crate::layout::BackHome;
use crate::page::{Address, PageRoute};
use crate::paths;

/// A page of the orders.
pub enum BagOrdersPage {}

impl PageRoute for BagOrdersPage {
    type Key = (CustomerRef, u32);
    type Data = BagOrderList;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.query_param(QueryParam::ListPage).unwrap_or_default()))
    }

    async fn load((account, page): Self::Key) -> Answer<Self::Data> {
        load_bag_orders(account, page).await
    }

    fn view((account, page): Self::Key, list: Self::Data) -> AnyView {
        view! { <Orders account list page /> }.into_any()
    }
}

#[component]
fn Orders(account: CustomerRef, list: BagOrderList, page: u32) -> impl IntoView {
    let BagOrderList { orders, delay, has_more } = list;
    let bags = paths::account(&account, AccountPage::Bags(BagChoice::default()));
    let to = |page| paths::account(&account, AccountPage::BagOrders(page));
    let newer = (page > 0).then(|| to(page.saturating_sub(1)));
    let older = has_more.then(|| to(page.saturating_add(1)));
    let back = account.clone();
    let list = if orders.is_empty() {
        view! { <p class="ds-paragraph">{text!(bag_order.none)}</p> }.into_any()
    } else {
        view! { <OrderTable account orders /> }.into_any()
    };

    view! {
        <BackHome account=back />
        <Page title=text!(bag_order.orders) lead=text!(bag_order.orders_lead)>
            <DelayNotice delay />
            <LinkButton href=bags>{text!(bag_order.title)}</LinkButton>
            {list}
            <Pages label=text!(bag_order.more_orders) newer older />
        </Page>
    }
}

#[component]
fn OrderTable(account: CustomerRef, orders: Vec<BagOrder>) -> impl IntoView {
    let columns = [
        text!(bag_order.column.order),
        text!(bag_order.column.bags),
        text!(bag_order.column.status),
        text!(bag_order.column.by),
    ];
    let rows = orders.into_iter().map(move |order| order_row(&account, order));
    view! {
        <DataTable caption=text!(bag_order.made) columns=columns.map(str::to_owned).to_vec()>
            {rows.collect_view()}
        </DataTable>
    }
}

fn order_row(account: &CustomerRef, order: BagOrder) -> impl IntoView + use<> {
    let href = paths::bag_order(account, order.id);
    let made_on = order.steps.first().map(|(_, day)| date_text(*day));
    let rolls = order.rolls.iter().map(|(kind, rolls)| rolls_text(kind, *rolls));
    let rolls = rolls.map(|line| view! { <span class="person-detail">{line}</span> }).collect_view();
    let by = ordered_by(&order);

    view! {
        <Row>
            <RowHeading>
                <a class="ds-link" href=href>
                    {text!(bag_order.order_number, number = &order.number)}
                </a>
                <span class="person-detail">{order.street.clone()}</span>
            </RowHeading>
            <Cell label=text!(bag_order.column.bags)>{rolls}</Cell>
            <Cell label=text!(bag_order.column.status)>
                <StatusTag status=order.status />
            </Cell>
            <Cell label=text!(bag_order.column.by)>
                {by} <span class="person-detail">{made_on}</span>
            </Cell>
        </Row>
    }
}

/// "Beställd av …".
pub(super) fn ordered_by(order: &BagOrder) -> String {
    match &order.ordered_by {
        _ if order.is_mine => text!(bag_order.by_me).to_owned(),
        Some(name) => name.clone(),
        None => text!(bag_order.by_another).to_owned(),
    }
}

//! An account's first page.

use leptos::prelude::*;
use types::Channel;
use types::CustomerRef;
use types::account::{AccountContext, Overview, Standing};
use types::activity::ActivityFilter;
use types::page::{AccountPage, CompletedAction};

use super::Frame;
use super::api::load_overview;
use crate::channel::{channel, channel_text};
use crate::component::card::{CardRow, LinkCard};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::icon::Icon;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::contract::PlaceCards;
use crate::failure::Answer;
use crate::i18n::text;
use crate::page::{Address, PageRoute, completed_action};
use crate::paths;

/// The account's addresses with their contracts.
pub enum OverviewPage {}

impl PageRoute for OverviewPage {
    type Key = CustomerRef;
    type Data = Overview;

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_overview(account).await
    }

    fn view(_: Self::Key, overview: Self::Data) -> AnyView {
        let frame = Frame::of_page();
        view! {
            <Transition>
                {move || {
                    let (overview, frame) = (overview.clone(), frame.clone());
                    Suspend::new(async move {
                        frame.answer().await.map(|frame| view! { <Greeting overview frame /> }).ok()
                    })
                }}
            </Transition>
        }
        .into_any()
    }
}

#[component]
fn Greeting(overview: Overview, frame: AccountContext) -> impl IntoView {
    let AccountContext { account, given_name, .. } = frame;
    let Overview { customer_number: number, facilities, is_partly_hidden } = overview;
    let is_grantee = !account.standing.is_holder();
    let lead =
        if is_grantee { text!(overview.lead_shared, name = &account.name) } else { text!(overview.lead).to_owned() };
    let owner = match &account.standing {
        Standing::Holder => None,
        Standing::Grantee { owner, .. } => Some(owner.clone()),
    };
    // The web has these in its menu.
    let quick_links = (channel() == Channel::App).then(|| view! { <QuickLinks account=account.reference.clone() /> });
    let leave = owner.clone().map(|owner| view! { <Leave account=account.reference owner /> });

    view! {
        <Page title=text!(overview.greeting, name = given_name) lead>
            <Confirmed owner />
            <DescriptionList>
                <Description term=text!(overview.customer)>{account.name}</Description>
                <Description term=text!(overview.customer_number)>{number}</Description>
            </DescriptionList>
            <PlaceCards facilities is_partly_hidden />
            {quick_links}
            {leave}
        </Page>
    }
}

/// Links to the account's pages that have no tab in the app.
#[component]
fn QuickLinks(account: CustomerRef) -> impl IntoView {
    let way = move |page, title, text, icon| {
        let href = paths::account(&account, page);
        view! {
            <LinkCard title=title href icon>
                <p class="ds-paragraph">{text}</p>
            </LinkCard>
        }
    };
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(overview.more)}
            </h2>
        <CardRow>
            {way(AccountPage::BagOrders(0), text!(bag_order.orders), text!(overview.orders_text), Icon::Box)}
            {way(AccountPage::Contracts, text!(contract.title), text!(overview.contracts_text), Icon::Paper)}
            {way(AccountPage::Activity(ActivityFilter::default()), text!(activity.title), text!(overview.activity_text), Icon::Clock)}
        </CardRow>
        </section>
    }
}

/// An unobtrusive link for a grantee to leave the account.
#[component]
fn Leave(account: CustomerRef, owner: String) -> impl IntoView {
    view! {
        <p class="ds-paragraph">
            {channel_text!(overview.leave_text, name = owner)} " "
            <a class="ds-link" href=paths::leave(&account)>
                {text!(overview.leave)}
            </a>
        </p>
    }
}

/// Tells a person who has just confirmed an invitation that it worked.
#[component]
fn Confirmed(owner: Option<String>) -> impl IntoView {
    let is_confirmed = completed_action() == Some(CompletedAction::AccessConfirmed);
    owner.filter(|_| is_confirmed).map(|owner| {
        view! {
            <Notice kind=NoticeKind::Success>
                <p class="ds-paragraph">{channel_text!(overview.confirmed, name = owner)}</p>
            </Notice>
        }
    })
}

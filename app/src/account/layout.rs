//! The frame around the pages of an account.

use leptos::prelude::*;
use leptos_router::components::Outlet;
use types::Channel;
use types::account::{AccountContext, Standing};
use types::activity::ActivityFilter;
use types::bag_order::BagChoice;
use types::page::AccountPage;

use super::api::load_account_context;
use crate::channel::{channel, channel_text};
use crate::component::banner::Banner;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::icon::Icon;
use crate::failure::Answer;
use crate::i18n::text;
use crate::layout::{AccountFrame, MenuEntry, SideMenu, SideMenuButton, SignOut, SignedIn, TabBar};
use crate::live::LiveUpdates;
use crate::page::Address;
use crate::paths;
use crate::refresh::Refresh;
use crate::session::SessionWarning;

/// The load of the frame's data: once for all pages of an account, in parallel with the page's own.
#[derive(Clone)]
pub struct Frame(ArcResource<Answer<AccountContext>>);

impl Frame {
    /// The frame around the current page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The account, and who uses it.
    pub async fn answer(self) -> Answer<AccountContext> {
        self.0.await
    }
}

/// The frame of an account's pages, for the route table.
#[component]
pub fn AccountLayout() -> impl IntoView {
    let (address, refresh) = (Address::of_layout(), Refresh::current());
    let account = Memo::new(move |_| address.read().account());
    let frame = ArcResource::new(
        move || (account.get(), refresh.of_frame()),
        |(account, _)| async move { load_account_context(account?).await },
    );
    provide_context(Frame(frame.clone()));

    view! {
        <AccountFrame
            banner=part(&frame, acting_for, nothing)
            person=part(&frame, who, sign_out)
            menu=part(&frame, menu, nothing)
        >
            <Outlet />
        </AccountFrame>
        <SessionWarning />
        <LiveUpdates account />
    }
}

/// A part of the frame once its data is loaded, or a fallback if it fails. The page itself reports the failure.
fn part(
    frame: &ArcResource<Answer<AccountContext>>,
    part: fn(&AccountContext) -> AnyView,
    otherwise: fn() -> AnyView,
) -> AnyView {
    let render = move |frame: Answer<AccountContext>| frame.map_or_else(|_| otherwise(), |frame| part(&frame));
    let frame = frame.clone();
    let view = move || {
        let frame = frame.clone();
        Suspend::new(async move { render(frame.await) })
    };
    view! { <Transition>{view}</Transition> }.into_any()
}

fn nothing() -> AnyView {
    ().into_any()
}

fn sign_out() -> AnyView {
    view! { <SignOut /> }.into_any()
}

fn who(frame: &AccountContext) -> AnyView {
    match channel() {
        Channel::Web => view! {
            <SideMenuButton />
            <SignedIn person=frame.person.clone() />
        }
        .into_any(),
        Channel::App => offers_switch(frame).then(|| view! { <SwitchAccount /> }).into_any(),
    }
}

fn menu(frame: &AccountContext) -> AnyView {
    match channel() {
        Channel::Web => view! { <SideMenu entries=menu_entries(frame) /> }.into_any(),
        Channel::App => view! { <TabBar entries=tabs(frame) /> }.into_any(),
    }
}

/// Whether to link to another account. For somebody else's account the banner has this link.
fn offers_switch(frame: &AccountContext) -> bool {
    frame.account.standing.is_holder() && frame.has_others
}

#[component]
fn SwitchAccount() -> impl IntoView {
    view! {
        <LinkButton href=paths::switch_account() variant=ButtonVariant::Tertiary>
            {text!(account.switch)}
        </LinkButton>
    }
}

/// Names the owner, if the account is somebody else's.
fn acting_for(frame: &AccountContext) -> AnyView {
    let banner = match &frame.account.standing {
        Standing::Holder => None,
        Standing::Grantee { owner, .. } => Some(view! {
            <Banner
                text=channel_text!(layout.using_for, name = owner)
                href=paths::switch_account()
                link=text!(layout.switch_account)
            />
        }),
    };
    banner.into_any()
}

fn entry(frame: &AccountContext, page: AccountPage, label: &str, icon: Icon) -> MenuEntry {
    MenuEntry { label: label.to_owned(), href: paths::account(&frame.account.reference, page), icon }
}

fn tabs(frame: &AccountContext) -> Vec<MenuEntry> {
    vec![
        entry(frame, AccountPage::Overview, text!(account.overview.app), Icon::House),
        entry(frame, AccountPage::Bags(BagChoice::default()), text!(account.order), Icon::Bag),
        entry(frame, AccountPage::Profile, text!(account.profile), Icon::Person),
    ]
}

fn menu_entries(frame: &AccountContext) -> Vec<MenuEntry> {
    let mut entries = vec![
        entry(frame, AccountPage::Overview, text!(account.overview.web), Icon::House),
        entry(frame, AccountPage::Bags(BagChoice::default()), text!(bag_order.menu), Icon::Bag),
        entry(frame, AccountPage::BagOrders(0), text!(bag_order.orders), Icon::Box),
        entry(frame, AccountPage::Contracts, text!(contract.title), Icon::Paper),
        entry(frame, AccountPage::Activity(ActivityFilter::default()), text!(activity.title), Icon::Clock),
        entry(frame, AccountPage::Profile, text!(account.profile), Icon::Person),
    ];
    if offers_switch(frame) {
        let href = paths::switch_account();
        entries.push(MenuEntry { label: text!(account.switch).to_owned(), href, icon: Icon::People });
    }
    entries
}

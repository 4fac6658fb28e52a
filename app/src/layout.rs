//! The frames around pages: landmarks, menus, and what catches a page that fails.

mod footer;
mod header;
mod side_menu;
mod tab_bar;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use types::access_grant::Channel;

use crate::channel::channel;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::text;
use crate::language::LanguageSwitch;
use crate::layout::footer::Footer;
use crate::layout::header::{Header, SkipLink};
pub(crate) use crate::layout::header::{SignOut, SignedIn};
pub use crate::layout::side_menu::MenuEntry;
pub(crate) use crate::layout::side_menu::{SideMenu, SideMenuButton};
pub(crate) use crate::layout::tab_bar::TabBar;
use crate::paths;
use crate::session::SessionWarning;

/// The frame of public pages, for the route table.
#[component]
pub fn PublicLayout() -> impl IntoView {
    view! {
        <PublicFrame>
            <Outlet />
        </PublicFrame>
    }
}

/// The frame of public pages: header with the way in, the page, footer.
#[component]
pub fn PublicFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    // The app's first page is the way in; its narrow header has no room for another.
    let way = (channel() == Channel::Web).then(|| view! { <SignInLink /> });
    view! { <OpenFrame way=way.into_any()>{children()}</OpenFrame> }
}

/// The way in, for the header.
#[component]
pub(crate) fn SignInLink() -> impl IntoView {
    view! {
        <LinkButton href=paths::here(paths::SIGN_IN) variant=ButtonVariant::Secondary>
            {text!(layout.sign_in)}
        </LinkButton>
    }
}

/// The frame of pages for somebody who is signed in but in no account, for the route table.
#[component]
pub fn SignedInLayout() -> impl IntoView {
    view! {
        <OpenFrame way=view! { <SignOut /> }.into_any()>
            <Outlet />
        </OpenFrame>
        <SessionWarning />
    }
}

/// A frame without menu, with the way in or the way out.
#[component]
pub(crate) fn OpenFrame(way: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class=frame_class()>
            <Header>
                <LanguageSwitch />
                {way}
            </Header>
            <main class="frame-body" id="innehall" tabindex="-1">
                <Failsafe>{children()}</Failsafe>
            </main>
            <Footer />
        </div>
    }
}

/// The two frames have one style sheet: the app's is a column, as wide as a telephone.
fn frame_class() -> &'static str {
    match channel() {
        Channel::Web => "frame",
        Channel::App => "frame frame-app",
    }
}

/// The frame of an account's pages. What depends on the account comes as views, which may wait for their answer while
/// the page waits for its own.
#[component]
pub fn AccountFrame(
    /// Under the header: for whom the portal is used.
    banner: AnyView,
    /// In the header: who is signed in, or the way to another account.
    person: AnyView,
    /// Beside the page, or at the bottom.
    menu: AnyView,
    /// The page.
    children: Children,
) -> impl IntoView {
    match channel() {
        Channel::Web => view! {
            <WebFrame banner person menu>
                {children()}
            </WebFrame>
        }
        .into_any(),
        Channel::App => view! {
            <AppFrame banner person menu>
                {children()}
            </AppFrame>
        }
        .into_any(),
    }
}

/// Mina Sidor: the menu stands to the left of the page.
#[component]
fn WebFrame(banner: AnyView, person: AnyView, menu: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class="frame">
            <Header banner>
                <LanguageSwitch />
                {person}
            </Header>
            <div class="frame-body frame-width frame-page frame-account">
                {menu}
                <main id="innehall" tabindex="-1">
                    <Failsafe>{children()}</Failsafe>
                </main>
            </div>
            <Footer />
        </div>
    }
}

/// The app: one column, and the tabs at the bottom. The language is chosen in one's profile, and signing out is there.
#[component]
fn AppFrame(banner: AnyView, person: AnyView, menu: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class=frame_class()>
            <Header banner>{person}</Header>
            <main class="frame-body frame-width frame-page" id="innehall" tabindex="-1">
                <Failsafe>{children()}</Failsafe>
            </main>
            <Footer />
            {menu}
        </div>
    }
}

/// The width and air of an ordinary public page. The start page does without, for its picture's sake.
#[component]
pub fn PageWidth(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! { <div class="frame-width frame-page">{children()}</div> }
}

/// Shows an apology in place of a page whose question to the server failed. What failed is in the server's log.
#[component]
fn Failsafe(children: Children) -> impl IntoView {
    let (title, apology) = (text!(layout.failure_title), text!(layout.failure_text));
    view! {
        <ErrorBoundary fallback=move |_| {
            view! {
                <Notice kind=NoticeKind::Danger title=title>
                    <p class="ds-paragraph">{apology}</p>
                </Notice>
            }
        }>{children()}</ErrorBoundary>
    }
}

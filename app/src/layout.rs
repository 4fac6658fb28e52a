//! The frames around pages: landmarks, menus, and the error boundary.

mod back_home;
mod footer;
mod header;
mod side_menu;
mod tab_bar;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use types::Channel;

use crate::channel::channel;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::text;
use crate::language::LanguageSwitch;
pub(crate) use crate::layout::back_home::BackHome;
use crate::layout::footer::Footer;
use crate::layout::header::{Header, SkipLink};
pub(crate) use crate::layout::header::{SignOut, SignedIn};
pub use crate::layout::side_menu::MenuEntry;
pub(crate) use crate::layout::side_menu::{SideMenu, SideMenuButton};
pub(crate) use crate::layout::tab_bar::TabBar;
use crate::links::leave_documents_to_browser;
use crate::live::LiveUpdates;
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

/// The frame of public pages: header with a sign-in link, the page, footer.
#[component]
pub fn PublicFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    // The app's first page is the sign-in; its narrow header has no room for another link.
    let way = (channel() == Channel::Web).then(|| view! { <SignInLink /> });
    view! { <OpenFrame way=way.into_any()>{children()}</OpenFrame> }
}

/// The sign-in link of the header.
#[component]
pub(crate) fn SignInLink() -> impl IntoView {
    view! {
        <LinkButton href=paths::sign_in() variant=ButtonVariant::Secondary>
            {text!(layout.sign_in)}
        </LinkButton>
    }
}

/// The frame of pages for signed-in callers outside any account, for the route table.
#[component]
pub fn SignedInLayout() -> impl IntoView {
    view! {
        <OpenFrame way=view! { <SignOut /> }.into_any()>
            <Outlet />
        </OpenFrame>
        <SessionWarning />
        <LiveUpdates />
    }
}

/// A frame without menu, with a link for signing in or out.
#[component]
pub(crate) fn OpenFrame(way: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class=frame_class() on:click=leave_documents_to_browser(channel())>
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

/// Both frames share a style sheet: the app's is one column, as wide as a phone.
fn frame_class() -> &'static str {
    match channel() {
        Channel::Web => "frame",
        Channel::App => "frame frame-app",
    }
}

/// The frame of an account's pages. Parts that depend on the account are passed as views, which may load in parallel
/// with the page.
#[component]
pub fn AccountFrame(
    /// Below the header: the owner's name, on somebody else's account.
    banner: AnyView,
    /// In the header: who is signed in, or a link to another account.
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

/// Mina Sidor: the menu is left of the page.
#[component]
fn WebFrame(banner: AnyView, person: AnyView, menu: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class="frame" on:click=leave_documents_to_browser(channel())>
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

/// The app: one column, with tabs at the bottom. Language and signing out are in the profile.
#[component]
fn AppFrame(banner: AnyView, person: AnyView, menu: AnyView, children: Children) -> impl IntoView {
    view! {
        <SkipLink />
        <div class=frame_class() on:click=leave_documents_to_browser(channel())>
            <Header banner>{person}</Header>
            <main class="frame-body frame-width frame-page" id="innehall" tabindex="-1">
                <Failsafe>{children()}</Failsafe>
            </main>
            <Footer />
            {menu}
        </div>
    }
}

/// The width and margins of an ordinary public page. The start page does without, because of its picture.
#[component]
pub fn PageWidth(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! { <div class="frame-width frame-page">{children()}</div> }
}

/// Shows an apology if the page's load failed. The details are in the server's log.
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

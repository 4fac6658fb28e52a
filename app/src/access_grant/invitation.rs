//! The pages behind an invitation's address. Opening one changes nothing.

mod confirm_form;
mod decline_page;
mod standing;

pub use decline_page::DeclinePage;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use types::AccessGrantId;
use types::access_grant::{ConfirmForm, OpenedInvitation};

use self::confirm_form::ConfirmPage;
use self::standing::{StandingPage, UnknownPage};
use super::api::load_invitation;
use crate::failure::{Answer, Failure};
use crate::layout::{OpenFrame, PageWidth, SignInLink, SignOut};
use crate::live::LiveUpdates;
use crate::page::{Address, PageRoute};
use crate::session::SessionWarning;
use crate::session::api::load_session_time;

/// The frame of an invitation's pages, with a link for signing in or out.
#[component]
pub fn InvitationLayout() -> impl IntoView {
    let session = ArcResource::new(|| (), |()| load_session_time());
    let part = move |part: fn(bool) -> AnyView| {
        let session = session.clone();
        // An answer that does not say counts as signed out.
        let view = move || {
            let session = session.clone();
            Suspend::new(async move { part(matches!(session.await, Ok(Some(_)))) })
        };
        view! { <Transition>{view}</Transition> }.into_any()
    };

    view! {
        <OpenFrame way=part(way)>
            <PageWidth>
                <Outlet />
            </PageWidth>
        </OpenFrame>
        {part(warning)}
    }
}

fn way(is_signed_in: bool) -> AnyView {
    if is_signed_in { view! { <SignOut /> }.into_any() } else { view! { <SignInLink /> }.into_any() }
}

fn warning(is_signed_in: bool) -> AnyView {
    let watch = || {
        view! {
            <SessionWarning />
            <LiveUpdates />
        }
    };
    is_signed_in.then(watch).into_any()
}

/// The id in an invitation's address; `None` if it cannot be one, because links get truncated.
type InvitationKey = Option<AccessGrantId>;

/// `None` if there is no such invitation. That has a page of its own, since the invited person can be helped.
async fn open(id: InvitationKey) -> Answer<Option<OpenedInvitation>> {
    let Some(id) = id else { return Ok(None) };
    match load_invitation(id).await {
        Err(Failure::NotFound) => Ok(None),
        answer => answer.map(Some),
    }
}

/// The page of an opened invitation; `page` is for the person who may confirm it.
fn opened_page(opened: Option<OpenedInvitation>, page: impl FnOnce(ConfirmForm) -> AnyView) -> AnyView {
    match opened {
        Some(OpenedInvitation::Confirm(form)) => page(form),
        Some(OpenedInvitation::Told(invitation)) => view! { <StandingPage invitation /> }.into_any(),
        None => view! { <UnknownPage /> }.into_any(),
    }
}

/// What an invitation shows to a visitor, signed in or not.
pub enum InvitationPage {}

impl PageRoute for InvitationPage {
    type Key = InvitationKey;
    type Data = Option<OpenedInvitation>;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok(address.id().ok())
    }

    async fn load(id: Self::Key) -> Answer<Self::Data> {
        open(id).await
    }

    fn view(_: Self::Key, opened: Self::Data) -> AnyView {
        opened_page(opened, |form| view! { <ConfirmPage form /> }.into_any())
    }
}

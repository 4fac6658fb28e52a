//! The pages behind an invitation's address. Opening one changes nothing.

mod confirm_form;
mod decline_page;
mod standing;

pub use decline_page::DeclinePage;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use types::AccessGrantId;
use types::access_grant::{ConfirmForm, Invitation, InvitationStanding, OpenedInvitation};

use self::confirm_form::ConfirmPage;
use self::standing::{StandingPage, UnknownPage};
use super::api::load_invitation;
use crate::failure::{Answer, Failure};
use crate::layout::{OpenFrame, PageWidth, SignInLink, SignOut};
use crate::page::{id_param, load_page};
use crate::session::SessionWarning;

/// `None` if there is no such invitation. That has a page of its own, because links get truncated and the invited
/// person can be helped.
type Opened = Option<OpenedInvitation>;

/// The load that both pages and their frame share.
#[derive(Clone, Copy)]
struct InvitationLoad(OnceResource<Answer<Opened>>);

/// The frame of an invitation's pages, with a link for signing in or out.
#[component]
pub fn InvitationLayout() -> impl IntoView {
    let id = id_param::<AccessGrantId>();
    let load = OnceResource::new(async move {
        let Ok(id) = id else { return Ok(None) };
        match load_invitation(id).await {
            Err(Failure::NotFound) => Ok(None),
            answer => answer.map(Some),
        }
    });
    provide_context(InvitationLoad(load));
    let part = move |part: fn(bool) -> AnyView| {
        view! { <Suspense>{Suspend::new(async move { part(is_signed_in(&load.await)) })}</Suspense> }.into_any()
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
    is_signed_in.then(|| view! { <SessionWarning /> }).into_any()
}

/// An answer that does not say counts as signed out.
fn is_signed_in(answer: &Answer<Opened>) -> bool {
    match answer {
        Ok(Some(OpenedInvitation::Confirm(_))) => true,
        Ok(Some(OpenedInvitation::Told(Invitation { standing, .. }))) => matches!(
            standing,
            InvitationStanding::Confirm | InvitationStanding::WrongPerson | InvitationStanding::Confirmed
        ),
        _ => false,
    }
}

/// The page of an invitation's answer; `page` is for the person who may confirm it.
fn opened(page: impl FnOnce(ConfirmForm) -> AnyView + Send + 'static) -> AnyView {
    let Some(InvitationLoad(load)) = use_context() else { return view! { <UnknownPage /> }.into_any() };
    load_page(async move { load.await }, move |opened| match opened {
        Some(OpenedInvitation::Confirm(form)) => page(form),
        Some(OpenedInvitation::Told(invitation)) => view! { <StandingPage invitation /> }.into_any(),
        None => view! { <UnknownPage /> }.into_any(),
    })
}

/// What an invitation shows to a visitor, signed in or not.
#[component]
pub fn InvitationPage() -> impl IntoView {
    opened(|form| view! { <ConfirmPage form /> }.into_any())
}

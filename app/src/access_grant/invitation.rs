//! The page that an invitation's address leads to. Opening it changes nothing.

mod confirm_form;
mod decline_page;
mod told;

pub use decline_page::DeclinePage;

use leptos::prelude::*;
use types::AccessGrantId;
use types::access_grant::OpenedInvitation;

use self::confirm_form::ConfirmPage;
use self::told::{ToldPage, UnknownPage};
use super::api::{ConfirmAccess, load_invitation};
use crate::failure::{Answer, Failure};
use crate::layout::PageWidth;
use crate::question::{answered, id_of_page};

/// What an invitation says to whoever opens it, signed in or not.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let confirm = ServerAction::<ConfirmAccess>::new();
    let page = answered(invitation_of_page(), move |opened| match opened {
        Some(OpenedInvitation::Confirm(form)) => view! { <ConfirmPage form confirm /> }.into_any(),
        Some(OpenedInvitation::Told(invitation)) => view! { <ToldPage invitation /> }.into_any(),
        None => view! { <UnknownPage /> }.into_any(),
    });

    view! { <PageWidth>{page}</PageWidth> }
}

/// The invitation that a page is about, by its address. None when there is no such invitation, which has a page of its
/// own: links get cut in two, and the invited person can be helped.
fn invitation_of_page() -> Resource<Answer<Option<OpenedInvitation>>> {
    let id = id_of_page::<AccessGrantId>();
    Resource::new(
        move || id.get(),
        |id| async move {
            let Ok(id) = id else { return Ok(None) };
            match load_invitation(id).await {
                Err(Failure::NotFound) => Ok(None),
                answer => answer.map(Some),
            }
        },
    )
}

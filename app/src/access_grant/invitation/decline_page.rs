//! Asks before an invitation is declined.

use leptos::prelude::*;
use types::access_grant::{ConfirmForm, OpenedInvitation};

use super::super::api::DeclineAccess;
use super::super::refusal::confirm_error;
use super::{InvitationKey, open, opened_page};
use crate::channel::channel_text;
use crate::component::button::ButtonVariant;
use crate::component::confirm::Confirm;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Tacka nej. A visitor who cannot decline sees the invitation's ordinary page.
pub enum DeclinePage {}

impl PageRoute for DeclinePage {
    type Key = InvitationKey;
    type Data = Option<OpenedInvitation>;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok(address.id().ok())
    }

    async fn load(id: Self::Key) -> Answer<Self::Data> {
        open(id).await
    }

    fn view(_: Self::Key, opened: Self::Data) -> AnyView {
        opened_page(opened, |asked| view! { <Decline asked /> }.into_any())
    }
}

#[component]
fn Decline(asked: ConfirmForm) -> impl IntoView {
    let invitation = asked.invitation;
    let back = paths::invitation(invitation.id);
    let form = FormAction::new(confirm_error);

    view! {
        <Confirm
            question=channel_text!(invitation.decline.question, owner = invitation.owner)
            consequence=text!(invitation.decline.consequence, name = invitation.owner_given_name)
            back=back.clone()
        >
            <FormNotice forms=vec![form.state()] />
            <ServerButton
                form
                sends=DeclineAccess { id: invitation.id }
                variant=ButtonVariant::Danger
                way_out=(back, text!(invitation.decline.back))
            >
                {text!(invitation.decline.button)}
            </ServerButton>
        </Confirm>
    }
}

//! Asks before an invitation is declined.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::access_grant::ConfirmForm;

use super::super::api::DeclineAccess;
use super::super::refusal::confirm_error;
use super::opened;
use crate::channel::channel_text;
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::component::confirm::Confirm;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::paths;

/// Tacka nej. A visitor who cannot decline sees the invitation's ordinary page.
#[component]
pub fn DeclinePage() -> impl IntoView {
    opened(|form| view! { <Decline form /> }.into_any())
}

#[component]
fn Decline(form: ConfirmForm) -> impl IntoView {
    let invitation = form.invitation;
    let back = paths::invitation(invitation.id);
    let errors = FormErrors::of::<DeclineAccess, _>(confirm_error);

    view! {
        <Confirm
            question=channel_text!(invitation.decline.question, owner = invitation.owner)
            consequence=text!(invitation.decline.consequence, name = invitation.owner_given_name)
            back=back.clone()
        >
            <FormNotice errors />
            <ButtonForm
                action=paths::here(DeclineAccess::url())
                hidden=[("id", invitation.id.to_string())]
                variant=ButtonVariant::Danger
                way_out=(back, text!(invitation.decline.back))
            >
                {text!(invitation.decline.button)}
            </ButtonForm>
        </Confirm>
    }
}

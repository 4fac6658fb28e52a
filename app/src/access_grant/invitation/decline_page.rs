//! Asks before an invitation is declined.

use leptos::prelude::*;
use types::access_grant::ConfirmForm;

use super::super::api::DeclineAccess;
use super::super::refusal::confirm_error;
use super::opened;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::confirm::Confirm;
use crate::form::{FormNotice, form_errors};
use crate::i18n::text;
use crate::paths;

/// Tacka nej. Whoever has nothing to decline sees what the invitation says to them.
#[component]
pub fn DeclinePage() -> impl IntoView {
    let decline = ServerAction::<DeclineAccess>::new();
    opened(move |form| view! { <Decline form decline /> }.into_any())
}

#[component]
fn Decline(form: ConfirmForm, decline: ServerAction<DeclineAccess>) -> impl IntoView {
    let invitation = form.invitation;
    let back = paths::invitation(invitation.id);
    let errors = form_errors(decline, confirm_error);

    view! {
        <Confirm
            question=text!(invitation.decline.question, owner = invitation.owner)
            consequence=text!(invitation.decline.consequence, name = invitation.owner_given_name)
            back=back.clone()
        >
            <FormNotice errors />
            <ActionForm action=decline>
                <input type="hidden" name="id" value=invitation.id.to_string() />
                <div class="actions">
                    <SubmitButton variant=ButtonVariant::Danger>
                        {text!(invitation.decline.button)}
                    </SubmitButton>
                    <LinkButton href=back variant=ButtonVariant::Tertiary>
                        {text!(invitation.decline.back)}
                    </LinkButton>
                </div>
            </ActionForm>
        </Confirm>
    }
}

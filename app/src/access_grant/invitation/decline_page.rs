//! Asks before an invitation is declined.

use leptos::prelude::*;
use types::access_grant::{ConfirmForm, OpenedInvitation};

use super::super::api::DeclineAccess;
use super::super::refusal::confirm_error;
use super::invitation_of_page;
use super::told::{ToldPage, UnknownPage};
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::confirm::Confirm;
use crate::form::{FormNotice, form_errors};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;
use crate::question::answered;

/// Tacka nej. Whoever has nothing to decline sees what the invitation says to them.
#[component]
pub fn DeclinePage() -> impl IntoView {
    let decline = ServerAction::<DeclineAccess>::new();
    let page = answered(invitation_of_page(), move |opened| match opened {
        Some(OpenedInvitation::Confirm(form)) => view! { <Decline form decline /> }.into_any(),
        Some(OpenedInvitation::Told(invitation)) => view! { <ToldPage invitation /> }.into_any(),
        None => view! { <UnknownPage /> }.into_any(),
    });

    view! { <PageWidth>{page}</PageWidth> }
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
                    <SubmitButton variant=ButtonVariant::Danger pending=decline.pending()>
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

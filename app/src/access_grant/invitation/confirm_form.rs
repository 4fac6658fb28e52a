//! "Stämmer uppgifterna?": what the invited person sees, corrects and confirms.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::access_grant::ConfirmForm;

use super::super::api::ConfirmAccess;
use super::super::field::{ContactFields, DetailsOf, NameFields};
use super::super::new_page::FixedNumber;
use super::super::refusal::confirm_error;
use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::keep_typed::KeepTyped;
use crate::component::page::Page;
use crate::date::date_text;
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;
use crate::paths;

#[component]
pub(super) fn ConfirmPage(form: ConfirmForm) -> impl IntoView {
    let owner = form.invitation.owner.clone();
    let errors = FormErrors::of::<ConfirmAccess, _>(confirm_error);
    let id = form.invitation.id;

    view! {
        <Page title=text!(invitation.confirm.title) lead=text!(invitation.confirm.lead, owner = owner.clone())>
            <KeepTyped>
                <ErrorSummary errors=errors.clone() />
                <form class="form" method="post" action=paths::here(ConfirmAccess::url()) novalidate>
                    <input type="hidden" name="id" value=id.to_string() />
                    <NameFields details=form.details.clone() details_of=DetailsOf::Own errors=errors.clone() />
                    <FixedNumber masked=form.masked_number help=text!(invitation.confirm.number_help) />
                    <ContactFields
                        details=form.details
                        details_of=DetailsOf::Own
                        email_help=channel_text!(invitation.confirm.email_help)
                        errors
                    />
                    <Access owner />
                    <p class="ds-paragraph">{text!(invitation.last_day, date = date_text(form.invitation.last_day))}</p>
                    <div class="actions">
                        <SubmitButton>{text!(invitation.confirm.button)}</SubmitButton>
                        <LinkButton href=paths::decline(id) variant=ButtonVariant::Secondary>
                            {text!(invitation.confirm.decline)}
                        </LinkButton>
                    </div>
                </form>
            </KeepTyped>
        </Page>
    }
}

/// What confirming gives access to.
#[component]
fn Access(owner: String) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {text!(invitation.access.title)}
            </h2>
            <ul class="ds-list">
                <li>{channel_text!(invitation.access.see, owner = owner)}</li>
                <li>{channel_text!(invitation.access.act)}</li>
                <li>{channel_text!(invitation.access.leave)}</li>
            </ul>
        </section>
    }
}

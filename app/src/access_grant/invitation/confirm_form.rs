//! "Stämmer uppgifterna?": what the invited person sees, corrects and confirms.

use leptos::prelude::*;
use types::access_grant::{ConfirmForm, ConfirmRefusal, GranteeDetails};

use super::super::api::ConfirmAccess;
use super::super::field::{ContactFields, DetailsOf, NameFields};
use super::super::new_page::FixedNumber;
use super::super::refusal::confirm_error;
use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::page::Page;
use crate::date::date_text;
use crate::form::{ErrorSummary, FormAction, ServerForm, field};
use crate::i18n::text;
use crate::paths;

#[component]
pub(super) fn ConfirmPage(form: ConfirmForm) -> impl IntoView {
    let owner = form.invitation.owner.clone();
    let confirm = FormAction::checked(mistakes, confirm_error);
    let id = form.invitation.id;
    let hidden = [(field!(id of ConfirmAccess), id.to_string())];

    view! {
        <Page title=text!(invitation.confirm.title) lead=text!(invitation.confirm.lead, owner = owner.clone())>
            <ErrorSummary forms=vec![confirm.state()] />
            <ServerForm form=confirm hidden>
                <NameFields details=form.details.clone() details_of=DetailsOf::Own state=confirm.state() />
                <FixedNumber masked=form.masked_number help=text!(invitation.confirm.number_help) />
                <ContactFields
                    details=form.details
                    details_of=DetailsOf::Own
                    email_help=channel_text!(invitation.confirm.email_help)
                    state=confirm.state()
                />
                <Access owner />
                <p class="ds-paragraph">{text!(invitation.last_day, date = date_text(form.invitation.last_day))}</p>
                <div class="actions">
                    <SubmitButton busy=confirm.is_busy()>{text!(invitation.confirm.button)}</SubmitButton>
                    <LinkButton href=paths::decline(id) variant=ButtonVariant::Secondary>
                        {text!(invitation.confirm.decline)}
                    </LinkButton>
                </div>
            </ServerForm>
        </Page>
    }
}

fn mistakes(typed: &ConfirmAccess) -> Vec<ConfirmRefusal> {
    let ConfirmAccess { given_name, surname, email, mobile, .. } = typed.clone();
    GranteeDetails { given_name, surname, email, mobile }.mistakes(&ConfirmRefusal::DETAILS)
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

//! Changing the password, in the profile of a person signed in by customer number.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;

use super::api::ChangePassword;
use super::error::password_error;
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::keep_typed::KeepTyped;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;

pub(super) const OLD: &str = "old_password";
pub(super) const NEW: &str = "new_password";

/// The current password and a new one. A BankID session has no password to change: passwords come by letter only.
#[component]
pub(crate) fn PasswordSection(
    account: CustomerRef,
    /// The number that the password belongs to.
    number: String,
) -> impl IntoView {
    let errors = FormErrors::of::<ChangePassword, _>(password_error);
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(customer_number.change.title)}
            </h2>
            <KeepTyped>
                <ErrorSummary errors=errors.clone() />
                <form class="form" method="post" action=ChangePassword::url() novalidate>
                    <input type="hidden" name="account" value=account.to_string() />
                    // Tells password managers whose password this is; without a name it is not sent.
                    <input type="text" autocomplete="username" value=number readonly hidden />
                    <TextField
                        name=OLD
                        label=text!(customer_number.change.old)
                        error=errors.at(OLD)
                        required=true
                        kind=TextKind::Password
                        autocomplete="current-password"
                    />
                    <TextField
                        name=NEW
                        label=text!(customer_number.new_password)
                        description=text!(customer_number.password_help)
                        error=errors.at(NEW)
                        required=true
                        kind=TextKind::Password
                        autocomplete="new-password"
                    />
                    <div>
                        <SubmitButton variant=ButtonVariant::Secondary>
                            {text!(customer_number.change.button)}
                        </SubmitButton>
                    </div>
                </form>
            </KeepTyped>
        </section>
    }
}

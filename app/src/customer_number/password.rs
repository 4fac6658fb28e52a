//! Changing the password, in the profile of a person signed in by customer number.

use leptos::prelude::*;
use types::customer_number::PasswordRefusal;
use types::{CustomerNumber, CustomerRef};

use super::api::ChangePassword;
use super::error::password_error;
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormAction, ServerForm, field};
use crate::i18n::text;

pub(super) const OLD: &str = field!(old_password of ChangePassword);
pub(super) const NEW: &str = field!(new_password of ChangePassword);

pub(crate) type PasswordChange = FormAction<ChangePassword, PasswordRefusal>;

/// The change of the password of a number.
pub(crate) fn password_change(number: &str) -> PasswordChange {
    let number = CustomerNumber::trusted(number);
    FormAction::checked(
        move |typed: &ChangePassword| PasswordRefusal::of_form(&typed.old_password, &typed.new_password, &number),
        password_error,
    )
}

/// The current password and a new one. A BankID session has no password to change: passwords come by letter only.
#[component]
pub(crate) fn PasswordSection(
    form: PasswordChange,
    account: CustomerRef,
    /// The number that the password belongs to.
    number: String,
) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(customer_number.change.title)}
            </h2>
            <ErrorSummary forms=vec![form.state()] />
            <ServerForm form hidden=[(field!(account of ChangePassword), account.to_string())]>
                // Tells password managers whose password this is; without a name it is not sent.
                <input type="text" autocomplete="username" value=number readonly hidden />
                <TextField
                    name=OLD
                    label=text!(customer_number.change.old)
                    error=form.at(OLD)
                    required=true
                    kind=TextKind::Password
                    autocomplete="current-password"
                />
                <TextField
                    name=NEW
                    label=text!(customer_number.new_password)
                    description=text!(customer_number.password_help)
                    error=form.at(NEW)
                    required=true
                    kind=TextKind::Password
                    autocomplete="new-password"
                />
                <div>
                    <SubmitButton variant=ButtonVariant::Secondary busy=form.is_busy()>
                        {text!(customer_number.change.button)}
                    </SubmitButton>
                </div>
            </ServerForm>
        </section>
    }
}

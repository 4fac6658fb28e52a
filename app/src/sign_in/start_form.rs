//! The form that starts to sign in.

use leptos::prelude::*;
use types::sign_in::BankIdStart;

use crate::component::button::{ButtonVariant, SubmitButton};
use crate::paths;

/// One button that starts to sign in. A plain form: each order has its page loaded anew, in whatever way it began.
#[component]
pub(super) fn StartForm(
    start: BankIdStart,
    /// The page to go to when signed in.
    destination: String,
    #[prop(optional)] variant: ButtonVariant,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=paths::START_SIGN_IN>
            <input type="hidden" name="destination" value=destination />
            <SubmitButton variant name="start" value=start.as_str()>
                {children()}
            </SubmitButton>
        </form>
    }
}

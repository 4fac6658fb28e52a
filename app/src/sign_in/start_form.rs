//! The forms that start a sign-in.

use leptos::prelude::*;
use types::Channel;
use types::sign_in::BankIdStart;

use crate::channel::channel;
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::icon::{Icon, IconImage};
use crate::i18n::text;
use crate::paths;

/// One button that starts a sign-in. A plain form: each order gets a new document, however it was started.
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
        <form method="post" action=paths::here(paths::START_SIGN_IN)>
            <input type="hidden" name="destination" value=destination />
            <SubmitButton variant name="start" value=start.as_str()>
                {children()}
            </SubmitButton>
        </form>
    }
}

/// On a phone, BankID is usually on the same device; elsewhere both methods are equal.
fn other_variant() -> ButtonVariant {
    match channel() {
        Channel::Web => ButtonVariant::Primary,
        Channel::App => ButtonVariant::Secondary,
    }
}

/// The two ways to identify with BankID.
#[component]
pub fn StartChoices(
    /// The page to go to when signed in.
    destination: String,
) -> impl IntoView {
    view! {
        <ul class="sign-in-choices" role="list">
            <li class="ds-card">
                <span class="card-icon">
                    <IconImage icon=Icon::Phone />
                </span>
                <p class="ds-paragraph">{text!(sign_in.this_device_text)}</p>
                <StartForm start=BankIdStart::ThisDevice destination=destination.clone()>
                    {text!(sign_in.this_device)}
                </StartForm>
            </li>
            <li class="ds-card">
                <span class="card-icon">
                    <IconImage icon=Icon::Code />
                </span>
                <p class="ds-paragraph">{text!(sign_in.other_device_text)}</p>
                <StartForm start=BankIdStart::OtherDevice destination variant=other_variant()>
                    {text!(sign_in.other_device)}
                </StartForm>
            </li>
        </ul>
    }
}

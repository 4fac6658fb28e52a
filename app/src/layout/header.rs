//! The header of every page.

use leptos::prelude::*;
use types::Page;

use crate::brand::Brand;
use crate::channel::channel_text;
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::i18n::text;
use crate::paths;

/// The first element in the tab order.
#[component]
pub(super) fn SkipLink() -> impl IntoView {
    view! {
        <a class="ds-skip-link" href="#innehall" rel="external">
            {text!(layout.skip_link)}
        </a>
    }
}

/// The logo, what the frame adds beside it, and a banner below.
#[component]
pub(super) fn Header(#[prop(optional)] banner: Option<AnyView>, children: Children) -> impl IntoView {
    view! {
        <header class="header">
            <div class="frame-width header-row">
                <Logo />
                <div class="header-actions">{children()}</div>
            </div>
            {banner}
        </header>
    }
}

#[component]
fn Logo() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <a class="logo" href=paths::to(&Page::Start)>
            <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
                <circle class="logo-sky" cx="24" cy="24" r="24"></circle>
                <path class="logo-leaf" d="M24 29C15 24 16 13 29 8c3 10 2 18-5 21Z"></path>
                <path class="logo-wave" d="M8 31q4-4 8 0t8 0 8 0 8 0M12 38q4-4 8 0t8 0 8 0"></path>
            </svg>
            <span>
                <span class="logo-portal">{channel_text!(layout.portal)}</span>
                <span class="logo-company">{company}</span>
            </span>
        </a>
    }
}

/// Who is signed in, and the sign-out button.
#[component]
pub(crate) fn SignedIn(person: String) -> impl IntoView {
    view! {
        <p class="header-person">{text!(layout.signed_in_as, name = person)}</p>
        <SignOut />
    }
}

/// The sign-out button. A plain form: signing out loads a new document.
#[component]
pub(crate) fn SignOut() -> impl IntoView {
    view! {
        <ButtonForm
            action=paths::here(paths::SIGN_OUT)
            variant=ButtonVariant::Secondary
        >
            {text!(layout.sign_out)}
        </ButtonForm>
    }
}

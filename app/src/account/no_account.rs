//! The pages for a person without any account.

use leptos::prelude::*;

use crate::brand::Brand;
use crate::channel::channel_text;
use crate::component::page::Page;
use crate::i18n::text;
use crate::paths;

/// Neither on a contract nor invited: what is required, and whom to ask.
#[component]
pub(super) fn NoAccount(
    /// A notice about the completed action.
    done: AnyView,
) -> impl IntoView {
    let Brand { company, phone, email, .. } = Brand::current();
    view! {
        <Page title=text!(account.none_title) lead=channel_text!(account.none_lead, company = company)>
            {done}
            <section class="section">
                <h2 class="ds-heading" data-size="xs">
                    {text!(account.none_invited)}
                </h2>
                <p class="ds-paragraph">{channel_text!(account.none_invited_text)}</p>
            </section>
            <section class="section">
                <h2 class="ds-heading" data-size="xs">
                    {text!(account.none_customer)}
                </h2>
                <p class="ds-paragraph">{text!(account.none_customer_text, phone = phone, email = email)}</p>
            </section>
            <OwnData />
        </Page>
    }
}

/// The same for a person who has access in the other channel only.
#[component]
pub(super) fn Elsewhere(
    /// A notice about the completed action.
    done: AnyView,
) -> impl IntoView {
    view! {
        <Page title=channel_text!(account.elsewhere_title) lead=channel_text!(account.elsewhere_lead)>
            {done}
            <section class="section">
                <h2 class="ds-heading" data-size="xs">
                    {text!(account.elsewhere_how)}
                </h2>
                <p class="ds-paragraph">{channel_text!(account.none_invited_text)}</p>
            </section>
            <OwnData />
        </Page>
    }
}

/// Links to the person's data and to erasing it, although they have no account.
#[component]
fn OwnData() -> impl IntoView {
    view! {
        <p class="ds-paragraph">
            <a class="ds-link" href=paths::to(&types::Page::OwnData)>
                {text!(own_data.link)}
            </a>
        </p>
    }
}

//! The banner that says for whom the portal is used.

use leptos::prelude::*;

/// A sentence under the header, with one link: shown on every page of someone else's account.
#[component]
pub fn Banner(
    /// The sentence.
    #[prop(into)]
    text: String,
    /// Where the link leads.
    #[prop(into)]
    href: String,
    /// What the link says.
    #[prop(into)]
    link: String,
) -> impl IntoView {
    view! {
        <div class="banner">
            <div class="frame-width banner-row">
                <p>{text}</p>
                <a class="ds-link" href=href>
                    {link}
                </a>
            </div>
        </div>
    }
}

//! The page that asks before something is removed or granted.

use leptos::prelude::*;

use crate::component::back_link::BackLink;
use crate::component::page::Page;

/// A question, the consequence of answering yes, and the form that does. The link back answers no.
///
/// A page rather than a dialog: it is the same with and without WebAssembly, and its address can be shared.
#[component]
pub fn Confirm(
    /// The question, as the page's heading.
    #[prop(into)]
    question: String,
    /// What happens on yes.
    #[prop(into)]
    consequence: String,
    /// The page that the user came from.
    #[prop(into)]
    back: String,
    /// The form, with its `SubmitButton`.
    children: Children,
) -> impl IntoView {
    view! {
        <BackLink href=back />
        <Page title=question lead=consequence>
            {children()}
        </Page>
    }
}

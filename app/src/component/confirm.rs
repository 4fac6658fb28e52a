//! The page that asks before something is taken away or given.

use leptos::prelude::*;

use crate::component::breadcrumbs::BackLink;
use crate::component::page::Page;

/// A question, what an answer leads to, and the form that answers yes. The way back is the answer no.
///
/// A page of its own and not a dialog: the same with and without WebAssembly, and the address can be shared.
#[component]
pub fn Confirm(
    /// The question, as the page's heading.
    #[prop(into)]
    question: String,
    /// What happens on yes.
    #[prop(into)]
    consequence: String,
    /// The page one came from.
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

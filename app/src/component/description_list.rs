//! Names and their values, one pair a row.

use leptos::prelude::*;

/// Pairs of a name and its value. Its children are `Description`s.
#[component]
pub fn DescriptionList(
    /// The pairs.
    children: Children,
) -> impl IntoView {
    view! { <dl class="description-list">{children()}</dl> }
}

/// One pair.
#[component]
pub fn Description(
    /// The name.
    #[prop(into)]
    term: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <dt>{term}</dt>
        <dd>{children()}</dd>
    }
}

//! A person in one line.

use leptos::prelude::*;

/// A person's name with what sets them apart under it: e-mail, relation, personal number in its hidden form.
#[component]
pub fn PersonLine(
    /// The name.
    #[prop(into)]
    name: String,
    /// What sets them apart.
    #[prop(optional, into)]
    detail: Option<String>,
) -> impl IntoView {
    view! {
        <span class="person-line">
            <span class="person-name">{name}</span>
            {detail.map(|detail| view! { <span class="person-detail">{detail}</span> })}
        </span>
    }
}

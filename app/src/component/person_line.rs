//! A person in one line.

use leptos::prelude::*;

/// A person's name with identifying details below: e-mail, relation, masked personal number.
#[component]
pub fn PersonLine(
    /// The name.
    #[prop(into)]
    name: String,
    /// The details.
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

//! A page: its title, heading and content.

use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::arrival::Arrival;

/// A page with its heading and a lead.
#[component]
pub fn Page(
    /// The heading, and the first part of the document's title.
    #[prop(into)]
    title: String,
    /// One or two sentences under the heading.
    #[prop(optional, into)]
    lead: Option<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page">
            <div class="page-header">
                <PageHeading title />
                {lead.map(|lead| view! { <p class="ds-paragraph page-lead">{lead}</p> })}
            </div>
            {children()}
        </div>
    }
}

/// The heading of a page. It is also the document's title.
#[component]
pub fn PageHeading(
    /// The heading, and the first part of the document's title.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let (arrival, arrived_at) = (use_context::<Arrival>(), title.clone());
    let left = arrival.clone();
    let leave = move |_| {
        if let Some(arrival) = &left {
            arrival.lose_focus();
        }
    };
    Effect::new(move || {
        if let (Some(arrival), Some(heading)) = (&arrival, heading.get()) {
            arrival.arrive(&heading, &arrived_at);
        }
    });

    view! {
        <Title text=title.clone() />
        <h1 class="ds-heading" data-size="lg" tabindex="-1" node_ref=heading on:blur=leave>
            {title}
        </h1>
    }
}

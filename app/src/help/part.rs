//! What the help pages are built of.

use leptos::prelude::*;

/// Two parts of a page side by side where there is room.
#[component]
pub(super) fn Pair(
    /// The parts.
    children: Children,
) -> impl IntoView {
    view! { <div class="help-pair">{children()}</div> }
}

/// A part of a page under its heading.
#[component]
pub(super) fn Part(
    /// The heading.
    title: &'static str,
    /// What links within the page call it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What comes under the heading.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" id=id>
            <h2 class="ds-heading" data-size="sm">
                {title}
            </h2>
            {children()}
        </section>
    }
}

/// A drawing of ours. It says nothing that the words do not, and screen readers pass it by.
pub(super) fn drawing(svg: &'static str) -> impl IntoView {
    view! { <div class="drawn" inner_html=svg></div> }
}

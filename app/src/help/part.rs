//! Building blocks of the help pages.

use leptos::prelude::*;

/// Two sections side by side where there is room.
#[component]
pub(super) fn Pair(
    /// The sections.
    children: Children,
) -> impl IntoView {
    view! { <div class="help-pair">{children()}</div> }
}

/// A section under its heading.
#[component]
pub(super) fn Part(
    /// The heading.
    title: &'static str,
    /// Its id, for links within the page.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The content.
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

/// A decorative drawing, hidden from screen readers.
pub(super) fn drawing(svg: &'static str) -> impl IntoView {
    view! { <div class="drawn" inner_html=svg></div> }
}

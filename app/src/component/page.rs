//! A page: its title, its heading and what comes under it.

use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;

/// Whether the page is the one the browser loaded, and not one it went to without loading.
#[derive(Clone, Copy)]
pub struct FirstPage(StoredValue<bool>);

impl Default for FirstPage {
    fn default() -> Self {
        Self(StoredValue::new(true))
    }
}

/// A page with its heading and a sentence or two under it.
#[component]
pub fn Page(
    /// The heading, and the first part of the document's title.
    #[prop(into)]
    title: String,
    /// One or two sentences under the heading.
    #[prop(optional, into)]
    lead: Option<String>,
    /// What the page holds.
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

/// The heading of a page. It is also the document's title, and takes the focus after a navigation without loading, so
/// that a screen reader reads where one has come.
#[component]
pub fn PageHeading(
    /// The heading, and the first part of the document's title.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    focus_after_navigation(heading);

    view! {
        <Title text=title.clone() />
        <h1 class="ds-heading" data-size="lg" tabindex="-1" node_ref=heading>
            {title}
        </h1>
    }
}

fn focus_after_navigation(heading: NodeRef<H1>) {
    let Some(FirstPage(is_first)) = use_context() else { return };
    Effect::new(move || {
        let Some(heading) = heading.get() else { return };
        if !is_first.get_value() {
            // A page that waited for its answer is made before it is put into the document. A heading that cannot take
            // the focus costs an announcement, nothing more.
            request_animation_frame(move || _ = heading.focus());
        }
        is_first.set_value(false);
    });
}

//! Numbered steps.

use leptos::prelude::*;

/// Steps in order. Its children are `Step`s.
#[component]
pub fn Steps(
    /// Side by side where there is room, for three short steps.
    #[prop(optional)]
    in_a_row: bool,
    /// The steps.
    children: Children,
) -> impl IntoView {
    // With `list-style: none`, VoiceOver needs the explicit role.
    view! {
        <ol class="steps" role="list" data-variant=in_a_row.then_some("row")>
            {children()}
        </ol>
    }
}

/// One step.
#[component]
pub fn Step(
    /// What to do.
    #[prop(into)]
    title: String,
    /// How.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <h3 class="ds-heading" data-size="2xs">
                {title}
            </h3>
            <div>{children()}</div>
        </li>
    }
}

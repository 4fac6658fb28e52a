//! A tag that shows a state.

use leptos::prelude::*;

use super::notice::NoticeKind;

/// A state in a word or two. The colour only repeats it.
#[component]
pub fn Tag(
    /// The colour.
    #[prop(optional)]
    kind: NoticeKind,
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class="ds-tag" data-color=kind.color() data-variant="outline">
            {text}
        </span>
    }
}

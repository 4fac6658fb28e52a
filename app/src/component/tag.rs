//! A word that tells the state of something.

use leptos::prelude::*;

use super::notice::NoticeKind;

/// A state in a word or two. The colour only repeats what the words say.
#[component]
pub fn Tag(
    /// The colour.
    #[prop(optional)]
    kind: NoticeKind,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class="ds-tag" data-color=kind.color() data-variant="outline">
            {text}
        </span>
    }
}

//! Notices.

use leptos::html::Div;
use leptos::prelude::*;

/// The severity of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Information.
    #[default]
    Info,
    /// It went well.
    Success,
    /// Something to look out for.
    Warning,
    /// Something is wrong.
    Danger,
}

impl NoticeKind {
    pub(super) fn color(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A notice. Its role is `status`, so that one that appears later is announced politely.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// A heading, for messages of more than a sentence.
    #[prop(optional, into)]
    title: Option<String>,
    /// Lets a script focus it.
    #[prop(optional)]
    takes_focus: Option<NodeRef<Div>>,
    /// The message.
    children: Children,
) -> impl IntoView {
    let title = title.map(|title| {
        view! {
            <h2 class="ds-heading" data-size="xs">
                {title}
            </h2>
        }
    });

    view! {
        <div
            class="ds-alert"
            data-color=kind.color()
            role="status"
            tabindex=takes_focus.map(|_| "-1")
            node_ref=takes_focus.unwrap_or_default()
        >
            {title}
            {children()}
        </div>
    }
}

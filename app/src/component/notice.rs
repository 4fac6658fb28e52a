//! Messages that stand out from the page.

use leptos::prelude::*;

/// What a message is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
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

/// A message. Its role is `status`, so one that appears while the page is open is read aloud when there is time.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// A heading, for messages of more than a sentence.
    #[prop(optional, into)]
    title: Option<String>,
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
        <div class="ds-alert" data-color=kind.color() role="status">
            {title}
            {children()}
        </div>
    }
}

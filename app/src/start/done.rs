//! A notice about the completed action, for visitors who are no longer signed in.

use leptos::prelude::*;
use types::page::CompletedAction;

use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::text;
use crate::page::completed_action;

/// Confirms that signing out, or deleting the user, worked.
#[component]
pub fn Done() -> impl IntoView {
    let sentence = match completed_action() {
        Some(CompletedAction::SignedOut) => Some(text!(start.signed_out)),
        Some(CompletedAction::UserErased) => Some(text!(own_data.erased)),
        _ => None,
    };
    sentence.map(|sentence| {
        view! {
            <Notice kind=NoticeKind::Success>
                <p class="ds-paragraph">{sentence}</p>
            </Notice>
        }
    })
}

//! The page for an address that leads nowhere.

use std::sync::Arc;

use leptos::prelude::*;

use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::{PageWidth, PublicFrame};
use crate::paths;

/// Sets the HTTP status of the page that is being made. The server gives it as context; a browser has none.
#[derive(Clone)]
pub struct PageStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    /// Sets the status, where there is one to set.
    pub fn set(status: u16) {
        if let Some(Self(set)) = use_context() {
            set(status);
        }
    }
}

/// Says that there is no such page, in its own frame.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PublicFrame>
            <PageWidth>
                <NotFound />
            </PageWidth>
        </PublicFrame>
    }
}

/// The same inside a frame, for a page that finds out that what it should show is not there.
#[component]
pub fn NotFound() -> impl IntoView {
    PageStatus::set(404);

    view! {
        <Page title=text!(not_found.title) lead=text!(not_found.lead)>
            <LinkButton href=paths::here(paths::START)>{text!(not_found.start)}</LinkButton>
        </Page>
    }
}

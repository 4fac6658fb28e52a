//! The page for an unknown address.

use leptos::prelude::*;

use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::{PageWidth, PublicFrame};
use crate::page_status::PageStatus;
use crate::paths;

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

/// The same inside a frame, for a page whose content turns out not to exist.
#[component]
pub fn NotFound() -> impl IntoView {
    PageStatus::set(404);

    view! {
        <Page title=text!(not_found.title) lead=text!(not_found.lead)>
            <LinkButton href=paths::to(&types::Page::Start)>{text!(not_found.start)}</LinkButton>
        </Page>
    }
}

//! The other channel is separate: sharing or removing there is offered, never done automatically (rule G16).

use leptos::prelude::*;
use types::page::QueryParam;
use types::{AccessGrantId, CustomerRef};

use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::page::query_param;
use crate::paths;

/// After somebody was invited: the form of the other channel, filled in.
#[component]
pub(super) fn OfferElsewhere(account: CustomerRef, grant: AccessGrantId, name: String) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {channel_text!(access_grant.offer.title, name = name.clone())}
            </h2>
            <p class="ds-paragraph">{channel_text!(access_grant.offer.text)}</p>
            <LinkButton href=paths::share_elsewhere(&account, grant) variant=ButtonVariant::Secondary>
                {channel_text!(access_grant.offer.link, name = name)}
            </LinkButton>
        </section>
    }
}

/// After somebody was removed who has access in the other channel too.
#[component]
pub(super) fn AskElsewhere(account: CustomerRef) -> impl IntoView {
    let twin = query_param(QueryParam::TwinOfRemoved).and_then(|id| id.parse().ok());
    twin.map(|twin| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p class="ds-paragraph">{channel_text!(access_grant.ask.text)}</p>
                <LinkButton href=paths::remove_elsewhere(&account, twin) variant=ButtonVariant::Secondary>
                    {channel_text!(access_grant.ask.link)}
                </LinkButton>
            </Notice>
        }
    })
}

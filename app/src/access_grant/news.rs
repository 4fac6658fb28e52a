//! What others have recently done with the account's grants.

use leptos::prelude::*;
use types::access_grant::GrantNews;
use types::activity::EventKind;

use crate::channel::channel_text;
use crate::component::description_list::{Description, DescriptionList};
use crate::date::date_text;
use crate::i18n::text;

/// Newest first; renders nothing if nothing has happened.
#[component]
pub(super) fn NewsSection(news: Vec<GrantNews>) -> impl IntoView {
    let rows = news.into_iter().filter_map(|piece| Some((piece.on, sentence(piece)?))).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|(on, sentence)| {
            view! { <Description term=date_text(on)>{sentence}</Description> }
        });
        view! {
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {text!(access_grant.news.title)}
                </h2>
                <DescriptionList>{rows.collect_view()}</DescriptionList>
            </section>
        }
    })
}

/// `None` once the details, and with them the name, are deleted.
fn sentence(news: GrantNews) -> Option<String> {
    let name = news.grantee.unwrap_or_else(|| text!(access_grant.news.somebody).to_owned());
    match news.event {
        EventKind::AccessConfirmed => Some(channel_text!(access_grant.news.confirmed, name = name)),
        EventKind::AccessDeclined => Some(text!(access_grant.news.declined, name = name)),
        EventKind::AccessLeft => Some(channel_text!(access_grant.news.left, name = name)),
        EventKind::AccessExpired => Some(text!(access_grant.news.expired, name = name)),
        EventKind::AccessRemoved => Some(channel_text!(access_grant.news.removed, name = name)),
        EventKind::AccessWithdrawn => Some(text!(access_grant.news.withdrawn).to_owned()),
        _ => None,
    }
}

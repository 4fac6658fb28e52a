//! Pages that stay true: the server tells when something that they show has changed.

use std::time::Duration;

use futures::StreamExt as _;
use gloo_net::eventsource::futures::EventSource;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use types::CustomerRef;

use crate::failure::Answer;
use crate::paths;
use crate::pause::pause;
use crate::refresh::Refresh;
use crate::rendered_at::RenderedAt;

/// The pause before listening again after the server has refused. After a lost connection the browser itself comes
/// back.
const RETRY_PAUSE: Duration = Duration::from_mins(1);

/// The pause before looking again whether a menu is open.
const MENU_PAUSE: Duration = Duration::from_secs(1);

/// Asks the page's question again whenever something has changed elsewhere: in another tab, by another person, or in
/// the company. For the pages of somebody who is signed in. Browser only.
#[component]
pub(crate) fn LiveUpdates(
    /// The account that the pages are of.
    #[prop(optional)]
    account: Option<Memo<Answer<CustomerRef>>>,
) -> impl IntoView {
    let (refresh, rendered_at) = (Refresh::current(), RenderedAt::of_document());
    Effect::new(move || {
        let account = account.and_then(|account| account.get().ok());
        let events = paths::live_events(account.as_ref(), rendered_at);
        spawn_local_scoped_with_cancellation(async move {
            loop {
                listen(&events, refresh).await;
                pause(RETRY_PAUSE).await;
            }
        });
    });
}

/// Ends when the server refuses.
async fn listen(events: &str, refresh: Refresh) {
    let Ok(mut source) = EventSource::new(events) else { return };
    let Ok(mut changes) = source.subscribe("changed") else { return };
    while let Some(Ok(_)) = changes.next().await {
        while is_menu_open() {
            pause(MENU_PAUSE).await;
        }
        refresh.after_change_elsewhere();
    }
}

/// An open menu would close under the person's hand when the page is updated.
fn is_menu_open() -> bool {
    document().query_selector(":popover-open").is_ok_and(|menu| menu.is_some())
}

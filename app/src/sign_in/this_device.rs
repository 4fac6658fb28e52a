//! Signing in with the app on the same device.

use leptos::prelude::*;

use super::follow::Order;
use crate::i18n::text;

/// The link that opens the app.
#[component]
pub(super) fn OpenApp(order: Order) -> impl IntoView {
    let launch = order.field(|status| status.launch_url.clone());
    move || {
        launch.get().map(|url| {
            view! {
                // BankID needs the origin, and no more.
                <a class="ds-button bankid-open" data-variant="primary" href=url referrerpolicy="origin">
                    {text!(bankid.open)}
                </a>
            }
        })
    }
}

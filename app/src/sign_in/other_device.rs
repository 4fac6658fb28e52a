//! Signing in with the app on another device: the animated QR code and how to scan it.

use leptos::prelude::*;

use super::follow::Order;
use crate::brand::Brand;
use crate::component::steps::{Step, Steps};
use crate::i18n::text;

/// The code beside the steps, while it can be scanned.
#[component]
pub(super) fn ReadCode(
    order: Order,
    /// How to scan it.
    children: Children,
) -> impl IntoView {
    let code = order.field(|status| status.qr.clone());
    let is_read = move || code.with(Option::is_none);

    view! {
        <div class="bankid-scan" hidden=is_read>
            <div class="bankid-code">
                <div role="img" aria-label=text!(bankid.qr_label) inner_html=move || code.get().unwrap_or_default()></div>
                <p class="ds-paragraph bankid-renews">{text!(bankid.renews)}</p>
                <p class="ds-alert bankid-needs-scripts" data-color="warning">
                    {text!(bankid.needs_scripts)}
                </p>
            </div>
            {children()}
        </div>
    }
}

/// The steps on the other device.
#[component]
pub(super) fn HowToRead() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {text!(bankid.steps)}
            </h2>
            <Steps>
                <Step title=text!(bankid.step.start_title)>{text!(bankid.step.start_text)}</Step>
                <Step title=text!(bankid.step.icon_title)>{text!(bankid.step.icon_text)}</Step>
                <Step title=text!(bankid.step.read_title)>{text!(bankid.step.read_text)}</Step>
                <Step title=text!(bankid.step.identify_title)>
                    {text!(bankid.step.identify_text, company = company)}
                </Step>
            </Steps>
        </section>
    }
}

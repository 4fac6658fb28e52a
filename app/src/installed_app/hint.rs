//! How to put the app on the home screen, for users of a browser.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::i18n::text;

/// Shows the button if the browser offers to install the app. An offer can be used once; the browser decides when to
/// make a new one.
const OFFER: &str = "{const o=document.currentScript.parentNode;\
    addEventListener('beforeinstallprompt',e=>{e.preventDefault();o.hidden=false;\
    o.querySelector('button').onclick=()=>{o.hidden=true;e.prompt()}});\
    addEventListener('appinstalled',()=>o.hidden=true)}";

/// A card that says how to install the app. Hidden in the installed app (`install_hint.css`). Not an island: there is
/// nothing to hydrate, and only some browsers make the offer.
#[component]
pub fn InstallHint() -> impl IntoView {
    view! {
        <div class="ds-card install-hint">
            <div class="ds-card__block" hidden>
                <button class="ds-button" type="button">
                    {text!(installed_app.hint.install)}
                </button>
                <script nonce=use_nonce()>{OFFER}</script>
            </div>
            <details class="ds-details">
                <summary>{text!(installed_app.hint.title)}</summary>
                <div class="section">
                    <p class="ds-paragraph">{text!(installed_app.hint.lead)}</p>
                    <InstallSteps
                        system=text!(installed_app.hint.apple)
                        steps=[
                            text!(installed_app.hint.apple_browser),
                            text!(installed_app.hint.apple_share),
                            text!(installed_app.hint.apple_add),
                        ]
                    />
                    <InstallSteps
                        system=text!(installed_app.hint.android)
                        steps=[
                            text!(installed_app.hint.android_browser),
                            text!(installed_app.hint.android_menu),
                            text!(installed_app.hint.android_add),
                        ]
                    />
                </div>
            </details>
        </div>
    }
}

/// The steps on one system.
#[component]
fn InstallSteps(system: &'static str, steps: [&'static str; 3]) -> impl IntoView {
    view! {
        <h2 class="ds-heading" data-size="2xs">
            {system}
        </h2>
        <ol class="ds-list">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
    }
}

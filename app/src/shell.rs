//! The HTML document around the app: head, style sheet, and the script that starts the application in the browser.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use types::Channel;

use crate::App;
use crate::assets::Assets;
use crate::channel::channel;
use crate::i18n::language;
use crate::installed_app::AppHead;

/// The whole document. Server only.
pub fn shell(assets: Assets) -> impl IntoView {
    let is_application = use_context() == Some(IsApplication(true));
    let script = is_application.then(|| view! { <HydrationScript assets=assets.clone() /> });
    if !is_application {
        suppress_serialization();
    }
    view! {
        <!DOCTYPE html>
        <html lang=language().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content=viewport() />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.css.clone() />
                {(channel() == Channel::App).then(|| view! { <AppHead /> })}
                {script}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The app fills the whole screen, including its rounded corners; its frame has the safe-area insets.
fn viewport() -> &'static str {
    match channel() {
        Channel::Web => "width=device-width, initial-scale=1",
        Channel::App => "width=device-width, initial-scale=1, viewport-fit=cover",
    }
}

/// Whether the page is one of the application. Provided by the server; a public page is a document without script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsApplication(pub bool);

/// Nobody takes over a public page, so what the server knows about it is not sent along.
fn suppress_serialization() {
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
}

/// Loads the WebAssembly and hydrates the page. Leptos' own component also writes the nonce into `crossorigin`
/// attributes, where style rules and scripts could read it. The attribute on the root tells styles and tests that the
/// page is hydrated.
///
/// A menu closes when it loses the focus, so that it does not cover what is focused: browsers leave popovers open, and
/// without scripts the style sheet only hides them (`menu.css`).
#[component]
fn HydrationScript(assets: Assets) -> impl IntoView {
    let Assets { js, loader, wasm, .. } = assets;
    let script = format!(
        "document.addEventListener('focusin',({{target:t}})=>{{for(const p of document.querySelectorAll('[popover]'))\
         if(!p.contains(t)&&t.popoverTargetElement!==p)p.hidePopover?.()}});\
         import({js:?}).then(async m=>{{await m.default({{module_or_path:{wasm:?}}});await m.hydrate();\
         document.documentElement.dataset.hydrated=''}})"
    );
    view! {
        <link rel="modulepreload" href=js />
        <link rel="modulepreload" href=loader />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}

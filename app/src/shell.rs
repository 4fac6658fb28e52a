//! The document around the app: head, style sheet, and the script that brings the page to life.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_i18n::Locale as _;
use leptos_meta::MetaTags;

use crate::App;
use crate::assets::Assets;
use crate::i18n::language;

/// The whole document. Runs on the server only.
pub fn shell(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=language().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.css.clone() />
                <Hydration assets />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Loads the WebAssembly. Leptos' own component also writes the nonce into `crossorigin` attributes, where style
/// rules and scripts could read it.
#[component]
fn Hydration(assets: Assets) -> impl IntoView {
    let script = format!(
        "import({:?}).then(m=>m.default({{module_or_path:{:?}}}).then(()=>m.hydrate()))",
        assets.js, assets.wasm
    );
    view! {
        <link rel="modulepreload" href=assets.js />
        <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}

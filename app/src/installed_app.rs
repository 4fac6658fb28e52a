//! The app as something to install: what its pages' head holds, its manifest, the page it shows without connection, and
//! the words that help to install it.

mod hint;
mod manifest;
mod offline;

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::brand::Brand;
pub use crate::installed_app::hint::InstallHint;
pub use crate::installed_app::manifest::Manifest;
pub use crate::installed_app::offline::offline_page;

/// What is installed: every page of the app is under this address, and nothing else is.
pub const SCOPE: &str = "/app/";
/// What tells a browser how to install the app; a plain route of the server.
pub const MANIFEST: &str = "/app/manifest.webmanifest";
/// The script that stands between the app's pages and the network; a plain route of the server.
pub const SERVICE_WORKER: &str = "/app/sw.js";
/// The page shown without connection; a plain route of the server.
pub const OFFLINE_PAGE: &str = "/app/utan-nat";
/// The round icon, which the offline page shows too.
pub const ICON: &str = "/app/icon-192.png";
/// The icon of iOS.
pub const TOUCH_ICON: &str = "/app/touch-180.png";
/// The icons of the manifest: address, sizes, purpose. Drawn by `style/icons.mjs`.
const MANIFEST_ICONS: [(&str, &str, &str); 4] = [
    (ICON, "192x192", "any"),
    ("/app/icon-512.png", "512x512", "any"),
    ("/app/maskable-192.png", "192x192", "maskable"),
    ("/app/maskable-512.png", "512x512", "maskable"),
];

/// The theme's colours, for what the system draws around the pages. A stylesheet's tokens do not reach there; a story
/// holds them alike.
const LAKE: &str = "#0b6670";
const PAPER: &str = "#fff";
const NIGHT: &str = "#1f2a2c";

/// Asks for the worker once the page itself has come. It may be refused, in a private window for one: the app then works
/// as any page does. After signing out, when the browser has thrown everything away, this brings it back.
fn register() -> String {
    format!("addEventListener('load',()=>navigator.serviceWorker?.register('{SERVICE_WORKER}').catch(()=>{{}}))")
}

/// The addresses of all the app's icons.
pub fn icons() -> impl Iterator<Item = &'static str> {
    MANIFEST_ICONS.into_iter().map(|(address, ..)| address).chain([TOUCH_ICON])
}

/// What the head of the app's pages holds besides what every page's does. The manifest is asked for with cookies, which
/// say its language.
#[component]
pub fn AppHead() -> impl IntoView {
    view! {
        <link rel="manifest" href=MANIFEST crossorigin="use-credentials" />
        <link rel="apple-touch-icon" href=TOUCH_ICON />
        <meta name="apple-mobile-web-app-title" content=manifest::short_name(&Brand::current().company) />
        <meta name="mobile-web-app-capable" content="yes" />
        <ThemeColors />
        <script nonce=use_nonce()>{register()}</script>
    }
}

/// The colour of what the system draws around a page, light and dark.
#[component]
pub(crate) fn ThemeColors() -> impl IntoView {
    view! {
        <ThemeColor attr:media="(prefers-color-scheme: light)" color=LAKE />
        <ThemeColor attr:media="(prefers-color-scheme: dark)" color=NIGHT />
    }
}

#[component]
fn ThemeColor(color: &'static str) -> impl IntoView {
    view! { <meta name="theme-color" content=color /> }
}

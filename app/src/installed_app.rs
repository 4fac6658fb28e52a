//! The installable app: what its pages have in their head, its manifest, its offline page, and the instructions for
//! installing it.

mod hint;
mod manifest;
mod offline;

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::brand::Brand;
pub use crate::installed_app::hint::InstallHint;
pub use crate::installed_app::manifest::Manifest;
pub use crate::installed_app::offline::offline_page;

/// The scope of the installed app: every page of the app is below it, and nothing else.
pub const SCOPE: &str = "/app/";
/// The web app manifest; a plain route of the server.
pub const MANIFEST: &str = "/app/manifest.webmanifest";
/// The service worker's script; a plain route of the server.
pub const SERVICE_WORKER: &str = "/app/sw.js";
/// The offline page; a plain route of the server.
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

/// The theme's colours, for what the system draws around pages, where tokens of the style sheet do not apply; a story
/// checks that they match.
const LAKE: &str = "#0b6670";
const PAPER: &str = "#fff";
const NIGHT: &str = "#1f2a2c";

/// Registers the service worker once the page has loaded. That may be refused, for example in a private window: the app
/// then works like any page. After signing out has made the browser delete everything, this restores it.
fn register() -> String {
    format!("addEventListener('load',()=>navigator.serviceWorker?.register('{SERVICE_WORKER}').catch(()=>{{}}))")
}

/// The addresses of all the app's icons.
pub fn icons() -> impl Iterator<Item = &'static str> {
    MANIFEST_ICONS.into_iter().map(|(address, ..)| address).chain([TOUCH_ICON])
}

/// What the head of the app's pages has in addition. The manifest is requested with cookies, which decide its language.
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

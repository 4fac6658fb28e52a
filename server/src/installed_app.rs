//! What makes the app installable: manifest, service worker, icons and the offline page. None of it needs a session,
//! and requesting it does not extend one.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

use app::assets::Assets;
use app::brand::Brand;
use app::installed_app::{self, Manifest, OFFLINE_PAGE};
use app::request::language_of_request;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use http::request::Parts;
use leptos::config::LeptosOptions;

const SERVICE_WORKER: &str = include_str!("../templates/service_worker.js");
/// A service worker is subject to the policy of its own file, not to that of the page that registers it.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
const OFFLINE_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/// A file that the service worker caches.
#[derive(Hash)]
struct CachedFile {
    address: String,
    content: Vec<u8>,
}

/// The routes. Responses are built at start-up, except for the manifest's language.
pub fn routes(brand: &Brand, leptos: &LeptosOptions) -> Router {
    let assets = Assets::read(leptos);
    let offline_page = installed_app::offline_page(&assets.css, brand);
    let service_worker = service_worker(&cached_files(&assets, leptos), &offline_page);
    let (offline_page, service_worker) = (Bytes::from(offline_page), Bytes::from(service_worker));
    Router::new()
        .route(installed_app::MANIFEST, get(manifest))
        .with_state(Arc::new(brand.clone()))
        .route(installed_app::SERVICE_WORKER, get(async || service_worker_response(service_worker)))
        .route(OFFLINE_PAGE, get(async || ([(CONTENT_SECURITY_POLICY, OFFLINE_POLICY)], Html(offline_page))))
}

async fn manifest(State(brand): State<Arc<Brand>>, parts: Parts) -> Response {
    let manifest = Manifest::new(&brand, language_of_request(&parts));
    let headers = [
        (CONTENT_TYPE, "application/manifest+json"),
        (CACHE_CONTROL, "private, no-cache"),
        (VARY, "cookie, accept-language"),
    ];
    (headers, axum::Json(manifest)).into_response()
}

fn service_worker_response(service_worker: Bytes) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, WORKER_POLICY),
    ];
    (headers, service_worker)
}

/// What pages and the offline page load, as far as it has been built. Not the manifest: it is requested for installing
/// only, which needs the network anyway.
fn cached_files(assets: &Assets, leptos: &LeptosOptions) -> Vec<CachedFile> {
    let mut addresses = code_files(assets, leptos);
    addresses.extend([assets.css.clone(), installed_app::ICON.to_owned()]);
    addresses.sort();
    let read = |address: String| {
        let content = std::fs::read(Assets::place(leptos, &address)).ok()?;
        Some(CachedFile { address, content })
    };
    addresses.into_iter().filter_map(read).collect()
}

/// The scripts and the WebAssembly of all pages.
fn code_files(assets: &Assets, leptos: &LeptosOptions) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(Assets::place(leptos, &assets.folder)) else { return Vec::new() };
    let names = folder.flatten().filter_map(|file| file.file_name().into_string().ok());
    let is_code = |name: &String| Path::new(name).extension().is_some_and(|kind| kind == "js" || kind == "wasm");
    names.filter(is_code).map(|name| format!("{}/{name}", assets.folder)).collect()
}

/// The script, with the names of the files it caches. Its version is a hash of those files and of the script, so that
/// processes of one build agree and any change makes a new version.
fn service_worker(files: &[CachedFile], offline_page: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (files, offline_page, SERVICE_WORKER).hash(&mut hasher);
    let addresses: Vec<_> = files.iter().map(|file| &file.address).collect();
    let version = hasher.finish();
    format!(
        "const VERSION = \"{version:016x}\";\nconst OFFLINE_PAGE = {OFFLINE_PAGE:?};\nconst FILES = {addresses:?};\n\n\
         {SERVICE_WORKER}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_is_a_new_version() {
        let file = |address: &str, content: &str| CachedFile { address: address.to_owned(), content: content.into() };
        let version = |files: &[CachedFile], page| service_worker(files, page).lines().next().map(str::to_owned);
        let before = version(&[file("/pkg/a.1.css", "a"), file("/app/b.png", "b")], "page");

        assert_eq!(version(&[file("/pkg/a.1.css", "a"), file("/app/b.png", "b")], "page"), before);
        assert_ne!(version(&[file("/pkg/a.2.css", "a"), file("/app/b.png", "b")], "page"), before);
        assert_ne!(version(&[file("/pkg/a.1.css", "a"), file("/app/b.png", "c")], "page"), before);
        assert_ne!(version(&[file("/pkg/a.1.css", "a"), file("/app/b.png", "b")], "another"), before);
    }
}

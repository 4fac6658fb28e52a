//! What makes the app installable, and what it caches on a device.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use domain::testing::{TestDatabase, World};
use http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{Request, Response, StatusCode};
use leptos::config::LeptosOptions;
use rstest::rstest;
use serde_json::Value;
use server::config::ServerConfig;
use server::running::Running;
use tempfile::TempDir;

use crate::support::door::{send, text, without_markers};

const COMPANY: &str = r#"Sjö Energi & "Vatten""#;
const PKG: [&str; 3] = ["/pkg/portal.css", "/pkg/portal.js", "/pkg/portal.wasm"];

/// A portal with its own built files.
struct Site {
    folder: TempDir,
    world: World,
}

impl Site {
    async fn new() -> Self {
        let site =
            Self { folder: tempfile::tempdir().expect("a folder"), world: World::new(TestDatabase::Sqlite).await };
        for address in app::installed_app::icons() {
            site.write(address, &std::fs::read(asset(address)).expect("an icon for each address"));
        }
        for address in PKG {
            site.write(address, address.as_bytes());
        }
        site
    }

    fn write(&self, address: &str, content: &[u8]) {
        let path = self.folder.path().join(&address[1..]);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    /// The portal as it would start now.
    fn router(&self) -> Router {
        let mut config = ServerConfig::defaults().expect("the defaults are of the right form");
        COMPANY.clone_into(&mut config.brand.company);
        "https://portal.example".clone_into(&mut config.public_url);
        let folder = self.folder.path().to_str().expect("a path in ASCII");
        let leptos = LeptosOptions::builder().output_name("portal").site_root(folder).build();
        let domain = self.world.domain.clone();
        server::router::router(&config, leptos, domain, &Running::default(), String::new(), Router::new())
    }

    async fn get(&self, address: &str) -> Response<Body> {
        send(&self.router(), "127.0.0.1", Request::get(address).body(Body::empty()).expect("a request")).await
    }

    /// The value of a constant in the service worker.
    async fn constant(&self, name: &str) -> Value {
        let script = text(self.get("/app/sw.js").await).await;
        let (_, rest) = script.split_once(&format!("const {name} = ")).expect("the constant");
        serde_json::from_str(rest.split_once(";\n").expect("its end").0).expect("a value")
    }
}

fn asset(address: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/assets").join(&address[1..])
}

async fn manifest(headers: &[(http::HeaderName, &str)]) -> Value {
    let site = Site::new().await;
    let request =
        headers.iter().fold(Request::get("/app/manifest.webmanifest"), |it, (name, value)| it.header(name, *value));
    let response = send(&site.router(), "127.0.0.1", request.body(Body::empty()).expect("a request")).await;
    assert_eq!(response.headers()[CONTENT_TYPE], "application/manifest+json");
    assert_eq!(response.headers()[CACHE_CONTROL], "private, no-cache");
    serde_json::from_str(&text(response).await).expect("JSON")
}

#[tokio::test]
async fn the_manifest_names_the_company_and_stays_within_the_app() {
    let manifest = manifest(&[]).await;

    assert_eq!(manifest["name"], COMPANY);
    assert_eq!(manifest["short_name"], "Sjö Energi");
    assert_eq!(manifest["display"], "standalone");
    for address in [&manifest["id"], &manifest["scope"], &manifest["start_url"]] {
        assert_eq!(address, "/app/");
    }
    for shortcut in manifest["shortcuts"].as_array().unwrap() {
        assert!(shortcut["url"].as_str().unwrap().starts_with("/app/"), "{shortcut}");
    }
}

#[rstest]
#[case::nobody_asks(&[], "sv", "Konton")]
#[case::the_browser_asks(&[(ACCEPT_LANGUAGE, "en-GB,en;q=0.9,sv;q=0.8")], "en", "Accounts")]
#[case::the_person_chose(&[(ACCEPT_LANGUAGE, "en"), (COOKIE, "__Host-lang=sv")], "sv", "Konton")]
#[tokio::test]
async fn the_manifest_speaks_the_language_of_the_pages(
    #[case] headers: &[(http::HeaderName, &str)],
    #[case] language: &str,
    #[case] accounts: &str,
) {
    let manifest = manifest(headers).await;

    assert_eq!(manifest["lang"], language);
    assert_eq!(manifest["shortcuts"][0]["name"], accounts);
}

#[tokio::test]
async fn each_icon_is_as_large_as_the_manifest_says() {
    let manifest = manifest(&[]).await;
    let mut seen = Vec::new();

    for icon in manifest["icons"].as_array().unwrap() {
        let size = png_size(&asset(icon["src"].as_str().unwrap()));
        assert_eq!(icon["sizes"], format!("{size}x{size}"));
        seen.push((icon["purpose"].as_str().unwrap(), size));
    }

    assert_eq!(seen, [("any", 192), ("any", 512), ("maskable", 192), ("maskable", 512)]);
    assert_eq!(png_size(&asset(app::installed_app::TOUCH_ICON)), 180);
}

/// The width of a square picture, from its header.
fn png_size(path: &Path) -> u32 {
    let bytes = std::fs::read(path).expect("the picture");
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let [width, height] = [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")));
    assert_eq!(width, height);
    width
}

#[tokio::test]
async fn the_system_draws_in_the_colour_of_the_theme() {
    let config = std::fs::read_to_string(asset("/../designsystemet.config.json")).unwrap();
    let config: Value = serde_json::from_str(&config).unwrap();

    let manifest = manifest(&[]).await;

    assert_eq!(manifest["theme_color"], config["themes"]["portal"]["colors"]["main"]["lake"]);
}

#[tokio::test]
async fn the_service_worker_keeps_files_that_exist_and_one_page() {
    let site = Site::new().await;

    let (files, page) = (site.constant("FILES").await, site.constant("OFFLINE_PAGE").await);

    let files: Vec<_> = files.as_array().unwrap().iter().map(|file| file.as_str().unwrap().to_owned()).collect();
    assert_eq!(files, ["/app/icon-192.png", PKG[0], PKG[1], PKG[2]]);
    assert_eq!(page, "/app/utan-nat");
    for address in files.iter().map(String::as_str).chain(["/app/utan-nat"]) {
        let response = site.get(address).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        assert!(!response.headers().contains_key(SET_COOKIE), "{address}");
    }
}

#[tokio::test]
async fn a_file_that_was_not_built_does_not_keep_the_worker_from_being_installed() {
    let site = Site::new().await;
    std::fs::remove_file(site.folder.path().join("app/icon-192.png")).unwrap();

    let files = site.constant("FILES").await;

    assert_eq!(files, serde_json::json!(PKG));
}

#[tokio::test]
async fn another_build_is_another_version() {
    let site = Site::new().await;
    let before = site.constant("VERSION").await;
    assert_eq!(site.constant("VERSION").await, before);

    site.write("/app/icon-192.png", b"another drawing");

    assert_ne!(site.constant("VERSION").await, before);
}

#[tokio::test]
async fn the_service_worker_is_always_asked_for_and_reaches_only_us() {
    let response = Site::new().await.get("/app/sw.js").await;

    assert_eq!(response.headers()[CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
    let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; connect-src 'self';"), "{policy}");
    let script = text(response).await;
    assert!(!script.contains(".put("), "nothing is kept but what the list names");
}

#[tokio::test]
async fn the_page_without_connection_needs_no_script_and_knows_nobody() {
    let response = Site::new().await.get("/app/utan-nat").await;

    let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
    let page = without_markers(&text(response).await);
    for part in [
        r#"<html lang="sv">"#,
        "Ingen anslutning</h1>",
        r#"<section lang="en""#,
        "No connection</h2>",
        r#"href="/app/""#,
        r#"href="tel:0980319200""#,
        r#"href="/pkg/portal.css""#,
        "Sjö Energi &amp; &quot;Vatten&quot;",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("<script"), "{page}");
}

//! Error pages outside of the app, and their lines in the log.

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use domain::Domain;
use domain::bank::Bank;
use domain::clock::Clock;
use domain::db::Db;
use domain::mail::{Mail, Paper};
use domain::settings::Settings;
use domain::vault::Vault;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, RETRY_AFTER};
use http::{Request, StatusCode};
use server::running::Running;

use crate::support::door::{self, Door, Who, own_post, router_of, send, text};
use crate::support::log;

/// The portal on a database that is gone.
async fn without_database() -> Router {
    let folder = tempfile::tempdir().expect("a folder");
    let db =
        Db::connect(&format!("sqlite://{}", folder.path().join("gone.db").display()), 1).await.expect("a database");
    let settings = Settings::for_tests();
    let domain = Domain::new(
        db.clone(),
        Vault::ephemeral(),
        Bank::Absent,
        Mail::memory(),
        Paper::memory(),
        Clock::system(),
        settings,
    );
    db.close().await.expect("the database goes");
    router_of(domain, &Running::default(), |_| {}, Router::new())
}

/// The incident id that a person is shown, if the log has it too.
fn incident_of(told: &str) -> Option<String> {
    let words = told.split(|sign: char| !sign.is_ascii_alphanumeric());
    let is_incident = |word: &&str| word.len() == 8 && !log::lines(&format!("\"incident\":\"{word}\"")).is_empty();
    words.into_iter().find(is_incident).map(str::to_owned)
}

#[tokio::test]
async fn a_page_that_breaks_leads_to_the_start_of_its_own_channel() {
    let router = without_database().await;
    for (page, start) in [("/valj-konto", "href=\"/\""), ("/app/valj-konto", "href=\"/app/\"")] {
        let cookies = "__Host-sess=x; __Host-app-sess=x";
        let request = Request::get(page).header(COOKIE, cookies).header(ACCEPT, "text/html").body(Body::empty());

        let page = text(send(&router, "127.0.0.1", request.unwrap()).await).await;

        assert!(page.contains(start), "{page}");
    }
}

#[tokio::test]
async fn a_person_is_told_that_the_database_is_down() {
    log::keep();
    let request = Request::get("/valj-konto").header(COOKIE, "__Host-sess=x").header(ACCEPT, "text/html");

    let response = send(&without_database().await, "127.0.0.1", request.body(Body::empty()).unwrap()).await;

    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(response.headers().contains_key(RETRY_AFTER) && response.headers().contains_key("referrer-policy"));
    assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    let page = text(response).await;
    assert!(page.contains("Något gick fel") && page.contains("Something went wrong"), "{page}");
    let incident = incident_of(&page).expect("an incident that the log has too");
    assert!(log::lines(&incident)[0].contains("database"));
}

#[tokio::test]
async fn a_script_gets_a_short_answer() {
    log::keep();
    let router = without_database().await;
    let call = own_post("/api/accounts").header(COOKIE, "__Host-sess=x").header(ACCEPT, "application/json");
    let events = Request::get("/demo").header(COOKIE, "__Host-sess=x");

    let called = send(&router, "127.0.0.1", call.body(Body::from("visit=looking")).unwrap()).await;
    let listened = send(&router, "127.0.0.1", events.body(Body::empty()).unwrap()).await;

    assert_eq!(called.status(), StatusCode::SERVICE_UNAVAILABLE);
    let (called, listened) = (text(called).await, text(listened).await);
    assert!(called.starts_with("{\"Broken\":\"") && incident_of(&called).is_some(), "{called}");
    assert!(listened.starts_with("incident ") && incident_of(&listened).is_some(), "{listened}");
}

async fn panic_on_purpose() {
    panic!("on purpose: a teapot");
}

#[tokio::test]
async fn a_panic_is_an_incident_and_the_process_continues() {
    log::keep();
    let door = Door::with(|_| {}, Router::new().route("/panics", get(panic_on_purpose))).await;

    let request = Request::get("/panics").header(ACCEPT, "text/html").body(Body::empty()).unwrap();
    let response = door.send(request).await;

    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = text(response).await;
    assert!(!page.contains("teapot"), "the fault is for the log");
    let incident = incident_of(&page).expect("an incident that the log has too");
    assert!(log::lines(&incident)[0].contains("a teapot"));
    let next = door.send(Request::get("/").body(Body::empty()).unwrap()).await;
    assert_eq!(next.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_somebody_may_not_is_logged_without_what_they_sent() {
    log::keep();
    let door = Door::open().await;
    let body = door::form(&[("account", door.account.as_str()), ("id", &door.pending.to_string())]);

    for (who, how) in [(Who::Stranger, "not found"), (Who::Grantee, "forbidden"), (Who::ExGrantee, "ended")] {
        let (_, session) = door.world.session(named(who), types::Channel::Web, BANKID).await;
        let request = own_post("/api/access-grants/remove")
            .header(ACCEPT, "application/json")
            .header(COOKIE, format!("__Host-sess={}", session.expose()));
        let before = log::lines("somebody asks for what they may not").len();

        door.send(request.body(Body::from(body.clone())).unwrap()).await;

        let lines = log::lines("somebody asks for what they may not");
        let line = lines.last().expect("a line");
        assert_eq!(lines.len(), before + 1, "{lines:?}");
        assert!(line.contains("\"level\":\"WARN\"") && line.contains(&format!("\"how\":\"{how}\"")), "{line}");
        assert!(line.contains("\"route\":\"/api/access-grants/remove\"") && line.contains("PersonId("), "{line}");
        assert!(!line.contains(door.account.as_str()) && !line.contains(&door.pending.to_string()), "{line}");
    }
}

const BANKID: types::sign_in::SignInMethod = types::sign_in::SignInMethod::BankId;

fn named(who: Who) -> domain::testing::Named {
    match who {
        Who::Grantee => domain::testing::Named::Bjorn,
        Who::ExGrantee => domain::testing::Named::Eva,
        _ => domain::testing::Named::Cecilia,
    }
}

#[tokio::test]
async fn a_write_from_another_origin_is_logged_with_its_route() {
    log::keep();
    let door = Door::open().await;

    door.send(own_post("/api/language").header("origin", "https://evil.example").body(Body::empty()).unwrap()).await;

    let lines = log::lines("a write from another origin");
    assert!(lines.iter().any(|line| line.contains("\"route\":\"/api/language\"")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("evil")), "{lines:?}");
}

#[tokio::test]
async fn a_breach_of_the_content_security_policy_is_logged_without_its_query() {
    log::keep();
    let door = Door::open().await;
    let report = r#"[{"type":"csp-violation","body":{"effectiveDirective":"script-src-elem",
        "blockedURL":"https://evil.example/a.js?b=c","documentURL":"https://portal.example/bekrafta-epost?kod=hemlig"}}]"#;
    let send = async |path: &str, body: String| {
        let request = Request::post(path).header(CONTENT_TYPE, "application/reports+json");
        let request = request.header("sec-fetch-site", "cross-site").body(Body::from(body)).unwrap();
        door.send(request).await.status()
    };

    assert_eq!(send("/csp-report", report.to_owned()).await, StatusCode::NO_CONTENT);
    assert_eq!(send("/csp-report", "[1,".to_owned()).await, StatusCode::BAD_REQUEST);
    assert_eq!(send("/csp-report", " ".repeat(9_000)).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(send("/csp-report/other", report.to_owned()).await, StatusCode::FORBIDDEN);

    let lines = log::lines("https://evil.example/a.js");
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("/bekrafta-epost") && !lines[0].contains("hemlig"), "{lines:?}");
}

#[tokio::test]
async fn reports_are_logged_so_often_and_no_oftener() {
    let door = Door::open().await;
    let mut statuses = Vec::new();
    for _ in 0..40 {
        let request = Request::post("/csp-report").body(Body::from("{}")).unwrap();
        statuses.push(door.send(request).await.status());
    }

    assert_eq!(statuses[0], StatusCode::NO_CONTENT);
    assert_eq!(statuses[39], StatusCode::TOO_MANY_REQUESTS);
}

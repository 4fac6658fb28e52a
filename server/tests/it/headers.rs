//! The headers of every response.

use axum::body::Body;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE};
use http::{Method, Request, StatusCode};
use rstest::rstest;

use crate::support::door::{Door, Who, own_post};

const ALWAYS: [(&str, &str); 5] = [
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[tokio::test]
async fn every_answer_carries_them_even_those_that_fail() {
    let door = Door::open().await;
    let requests = [
        Request::get("/"),
        Request::get("/logga-in"),
        Request::get("/finns-inte"),
        Request::get("/k/abcdefghijklmnop/oversikt"),
        Request::get("/pkg/finns-inte.js"),
        Request::get("/health/live"),
        Request::post("/api/sign-out").header("origin", "https://evil.example"),
        Request::post("/api/finns-inte"),
        Request::delete("/"),
    ];
    for request in requests {
        let request = request.body(Body::empty()).unwrap();
        let what = format!("{} {}", request.method(), request.uri());

        let response = door.send(request).await;

        for (name, value) in ALWAYS {
            assert_eq!(response.headers().get(name).map(|it| it.to_str().unwrap()), Some(value), "{what}: {name}");
        }
        let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
        assert!(!response.headers().contains_key("access-control-allow-origin"), "{what}");
        assert!(!response.headers().contains_key("server"), "{what}");
    }
}

#[tokio::test]
async fn a_page_has_a_nonce_of_its_own_and_is_kept_by_nobody() {
    let door = Door::open().await;
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let response = door.send(Request::get("/").body(Body::empty()).unwrap()).await;

        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        let (_, rest) = policy.split_once("script-src 'self' 'nonce-").expect("a nonce for scripts");
        nonces.push(rest.split('\'').next().unwrap().to_owned());
    }
    assert!(nonces[0].len() >= 22, "128 bits are 22 characters in base 64");
    assert_ne!(nonces[0], nonces[1]);
}

#[rstest]
#[case::a_calendar("/kalender/made-up.ics", true)]
#[case::an_invitation("/inbjudan/019ab0c2-0000-7000-8000-000000000000", true)]
#[case::an_invitation_to_the_app("/app/inbjudan/019ab0c2-0000-7000-8000-000000000000", true)]
#[case::an_address_to_verify("/bekrafta-epost/made-up", true)]
#[case::was_it_not_you("/var-det-inte-du/made-up", true)]
#[case::the_start_page("/", false)]
#[case::how_the_app_works("/app/sa-fungerar-appen", false)]
#[tokio::test]
async fn no_search_engine_shows_an_address_that_was_given_away(#[case] path: &str, #[case] is_left_out: bool) {
    let door = Door::open().await;

    let response = door.send(Request::get(path).body(Body::empty()).unwrap()).await;

    let tag = response.headers().get("x-robots-tag").map(|tag| tag.to_str().unwrap());
    assert_eq!(tag.is_some_and(|tag| tag.contains("noindex")), is_left_out, "{tag:?}");
}

/// Google Calendar obeys robots.txt, and a page that is never fetched cannot say `noindex`.
#[test]
fn robots_are_kept_from_no_address_that_is_given_away_and_from_no_public_page() {
    let robots = include_str!("../../../style/assets/robots.txt");
    let forbidden: Vec<_> = robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();

    let open = [
        "/kalender/secret.ics",
        "/inbjudan/x",
        "/app/inbjudan/x",
        "/bekrafta-epost/x",
        "/var-det-inte-du/x",
        "/app/",
        "/app/sa-fungerar-appen",
        "/app/dela",
        "/dela",
        "/tillganglighet",
        "/personuppgifter",
        "/",
    ];

    for path in open {
        assert!(!forbidden.iter().any(|beginning| path.starts_with(beginning)), "{path}");
    }
    for path in ["/k/x/oversikt", "/app/k/x/oversikt", "/valj-konto", "/mina-uppgifter.json", "/api/sign-out"] {
        assert!(forbidden.iter().any(|beginning| path.starts_with(beginning)), "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let door = Door::open().await;
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
        let request = Request::builder().method(&method).uri("/").header("sec-fetch-site", "same-origin");

        let response = door.send(request.body(Body::empty()).unwrap()).await;

        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}

#[tokio::test]
async fn a_request_that_is_too_large_is_not_read() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    let body = format!("account={}&email={}", door.account, "a".repeat(70_000));
    let length = body.len();
    let request = own_post("/api/profile/email").header(COOKIE, cookie).header("content-length", length);

    let response = door.send(request.body(Body::from(body)).unwrap()).await;

    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// Leptos leaves the owner of a page behind on the thread that rendered it, and a file requested at the same time got
/// that page's headers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_takes_the_headers_of_another() {
    let door = std::sync::Arc::new(Door::open().await);
    let mut asked = tokio::task::JoinSet::new();
    for number in 0..400 {
        let door = door.clone();
        let path = ["/", "/favicon.svg", "/logga-in", "/finns-inte"][number % 4];
        asked.spawn(async move {
            let response = door.send(Request::get(path).body(Body::empty()).unwrap()).await;
            let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
            (path, policy.contains("'nonce-"))
        });
    }
    while let Some(answer) = asked.join_next().await {
        let (path, has_nonce) = answer.unwrap();

        assert_eq!(has_nonce, path != "/favicon.svg", "{path}");
    }
}

#[tokio::test]
async fn a_page_says_where_breaches_of_its_policy_are_reported() {
    let door = Door::open().await;

    let response = door.send(Request::get("/").body(Body::empty()).unwrap()).await;

    assert!(response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().ends_with("report-to csp"));
    assert_eq!(response.headers()["reporting-endpoints"], "csp=\"/csp-report\"");
}

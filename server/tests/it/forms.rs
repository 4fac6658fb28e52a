//! Form posts of a browser without WebAssembly, and cross-site posts.

use axum::body::Body;
use domain::testing::Named;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, REFERER, SET_COOKIE};
use http::{Request, Response, StatusCode};
use leptos::server_fn::axum::server_fn_paths;
use rstest::rstest;
use types::Channel;
use types::sign_in::SignInMethod;

use crate::support::door::{Door, Who, cookie_name, form, location, own_post, text};

#[tokio::test]
async fn a_plain_form_is_answered_with_a_page_to_go_to() {
    let door = Door::open().await;
    let body = form(&[("account", door.account.as_str()), ("id", &door.pending.to_string())]);
    let request = own_post("/api/access-grants/remove")
        .header(ACCEPT, "text/html")
        .header(COOKIE, door.cookie(Who::Holder).await.unwrap())
        .body(Body::from(body))
        .unwrap();

    let response = door.send(request).await;

    assert_eq!(response.status(), StatusCode::FOUND);
    // Hanna is invited to the app too, which the page asks about.
    let list = format!("/k/{}/profil/behorigheter?klart=borttagen&aven={}", door.account, door.pending_in_app);
    assert_eq!(location(&response), Some(list.as_str()));
}

#[tokio::test]
async fn a_plain_form_that_is_refused_leads_back_to_its_page_with_the_rules() {
    let door = Door::open().await;
    let page = format!("https://portal.example/k/{}/profil/behorigheter/ny", door.account);
    let request = own_post("/api/access-grants/share")
        .header(ACCEPT, "text/html")
        .header(REFERER, &page)
        .header(COOKIE, door.cookie(Who::Holder).await.unwrap())
        .body(Body::from(form(&[("account", door.account.as_str()), ("email", "secret@example.com")])))
        .unwrap();

    let response = door.send(request).await;

    assert_eq!(response.status(), StatusCode::FOUND);
    let back = location(&response).unwrap();
    assert!(back.starts_with(&page) && back.contains("__err="), "{back}");
    assert!(!back.contains("secret"), "what was typed is not in the address");
}

#[tokio::test]
async fn a_plain_form_of_somebody_who_is_signed_out_leads_to_signing_in() {
    let door = Door::open().await;
    let page = format!("https://portal.example/k/{}/profil", door.account);
    let request = own_post("/api/access-grants/leave")
        .header(ACCEPT, "text/html")
        .header(REFERER, page)
        .body(Body::from(form(&[("account", door.account.as_str())])))
        .unwrap();

    let response = door.send(request).await;

    let sign_in = format!("/logga-in?till=/k/{}/profil", door.account);
    assert_eq!(location(&response), Some(sign_in.as_str()));
}

#[rstest]
#[case::another_site("/api/sign-in/start", Some("https://evil.example/steal?a=b"), "https://portal.example/?")]
#[case::another_site_in_the_app(
    "/app/api/sign-in/start",
    Some("https://evil.example/"),
    "https://portal.example/app/?"
)]
#[case::what_only_looks_like_ours(
    "/api/sign-in/start",
    Some("https://portal.example@evil.example/"),
    "https://portal.example/?"
)]
#[case::none("/app/api/sign-in/start", None, "https://portal.example/app/?")]
#[tokio::test]
async fn a_failed_plain_form_redirects_to_a_page_of_ours(
    #[case] path: &str,
    #[case] referer: Option<&str>,
    #[case] expected: &str,
    #[values("https://portal.example", "null")] origin: &str,
) {
    let door = Door::open().await;
    let mut request = own_post(path).header(ACCEPT, "text/html").header("origin", origin);
    if let Some(referer) = referer {
        request = request.header(REFERER, referer);
    }

    let response = door.send(request.body(Body::from("start=by_pigeon")).unwrap()).await;

    assert_eq!(response.status(), StatusCode::FOUND);
    assert!(location(&response).unwrap().starts_with(expected), "{:?}", location(&response));
}

#[tokio::test]
async fn a_plain_form_that_succeeds_and_leads_back_stays_with_us() {
    let door = Door::open().await;
    let request = own_post("/api/language").header(ACCEPT, "text/html").header(REFERER, "https://evil.example/dela");

    let response = door.send(request.body(Body::from("language=en")).unwrap()).await;

    assert_eq!(location(&response), Some("/"));
}

#[rstest]
#[case::another_site("sec-fetch-site", "cross-site")]
#[case::a_sibling("sec-fetch-site", "same-site")]
#[case::another_origin("origin", "https://evil.example")]
#[case::a_hidden_origin("origin", "null")]
#[tokio::test]
async fn another_site_changes_nothing(#[case] name: &str, #[case] value: &str) {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    for (path, _) in server_fn_paths() {
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "text/html")
            .header(REFERER, "https://evil.example/")
            .header(COOKIE, &cookie)
            .header(name, value);

        let response = door.send(request.body(Body::empty()).unwrap()).await;

        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(location(&response), None, "{path}");
    }
}

#[tokio::test]
async fn a_cookie_without_an_origin_or_another_kind_of_body_changes_nothing() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    for (path, _) in server_fn_paths() {
        let silent =
            Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded").header(COOKIE, &cookie);
        let plain = Request::post(path).header("sec-fetch-site", "same-origin").header(CONTENT_TYPE, "text/plain");
        for request in [silent, plain.header(COOKIE, &cookie)] {
            let response = door.send(request.body(Body::empty()).unwrap()).await;

            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
        }
    }
}

#[tokio::test]
async fn reading_a_server_function_is_not_allowed() {
    let door = Door::open().await;
    for (path, _) in server_fn_paths() {
        let response = door.send(Request::get(path).body(Body::empty()).unwrap()).await;

        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[rstest]
#[case::a_page("/api/sign-out", "text/html")]
#[case::a_script("/api/sign-out", "application/json")]
#[case::the_app("/app/api/sign-out", "text/html")]
#[tokio::test]
async fn signing_out_ends_the_session_and_empties_the_browser(#[case] path: &str, #[case] accept: &str) {
    let door = Door::open().await;
    let channel = Channel::of_path(path).0;
    let cookie = door.cookie_in(Who::Holder, channel).await.unwrap();
    let request = own_post(path).header(ACCEPT, accept).header(COOKIE, &cookie);

    let response = door.send(request.body(Body::empty()).unwrap()).await;

    is_emptied(&response, channel);
    let choice = format!("{}/valj-konto", channel.base());
    let page = Request::get(choice).header(COOKIE, cookie).body(Body::empty()).unwrap();
    let signed_out = format!("{}/logga-in", channel.base());
    assert_eq!(location(&door.send(page).await), Some(signed_out.as_str()));
}

#[tokio::test]
async fn ending_the_current_session_is_signing_out() {
    let door = Door::open().await;
    let (caller, secret) = door.world.session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    let (elsewhere, _) = door.world.session(Named::Anna, Channel::App, SignInMethod::BankId).await;
    let end = async |id: String| {
        let request = own_post("/api/profile/end-session").header(ACCEPT, "text/html");
        let request = request.header(COOKIE, format!("{}={}", cookie_name(Channel::Web), secret.expose()));
        let body = form(&[("account", door.account.as_str()), ("id", &id)]);
        door.send(request.body(Body::from(body)).unwrap()).await
    };

    let other = end(elsewhere.session_id().to_string()).await;
    let own = end(caller.session_id().to_string()).await;

    assert!(!other.headers().contains_key("clear-site-data"), "{:?}", other.headers());
    is_emptied(&own, Channel::Web);
    assert_eq!(location(&own), Some("/?klart=utloggad"));
}

/// The channel's session cookie is cleared, and browser storage; not the cookies of the other channel.
fn is_emptied(response: &Response<Body>, channel: Channel) {
    assert_eq!(response.headers()["clear-site-data"], "\"cache\", \"storage\"");
    let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().map(|it| it.to_str().expect("text")).collect();
    let is_forgotten = |channel| {
        let forgotten = format!("{}=; ", cookie_name(channel));
        cookies.iter().any(|cookie| cookie.starts_with(&forgotten) && cookie.contains("Max-Age=0"))
    };
    assert!(is_forgotten(channel) && !is_forgotten(channel.other()), "{cookies:?}");
}

#[rstest]
#[case::another_word("/api/sign-in/start", "start=by_pigeon")]
#[case::a_field_twice("/api/sign-in/start", "start=this_device&start=this_device")]
#[case::a_missing_field("/api/sign-in/start", "")]
#[case::another_kind("/api/access-grants/remove", "account=abcdefghijklmnop&id=seventeen")]
#[case::no_text("/api/sign-in/start", "start=%ff%fe")]
#[tokio::test]
async fn what_makes_no_sense_is_a_bad_request(#[case] path: &str, #[case] body: &'static str) {
    let door = Door::open().await;
    let send = async |accept: &str| {
        let request = own_post(path).header(ACCEPT, accept).header(REFERER, "https://portal.example/logga-in");
        door.send(request.body(Body::from(body)).unwrap()).await
    };

    let (script, form) = (send("application/json").await, send("text/html").await);

    assert_eq!(script.status(), StatusCode::BAD_REQUEST);
    assert_eq!(text(script).await, "\"Malformed\"");
    assert_eq!(form.status(), StatusCode::FOUND);
    assert!(location(&form).unwrap().starts_with("https://portal.example/logga-in?"));
}

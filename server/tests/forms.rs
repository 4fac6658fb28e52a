//! Posting forms as a browser without WebAssembly does, and as another site would make it do.

#[path = "support/door.rs"]
mod door;

use axum::body::Body;
use door::{Door, Who, form, location, own_post, text};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, REFERER, SET_COOKIE};
use http::{Request, StatusCode};
use leptos::server_fn::axum::server_fn_paths;
use rstest::rstest;

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
    // Hanna is invited to the app too, which is asked about.
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

#[tokio::test]
async fn signing_out_ends_the_session_and_empties_the_browser() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    let request = own_post("/api/sign-out").header(ACCEPT, "text/html").header(COOKIE, &cookie);

    let response = door.send(request.body(Body::empty()).unwrap()).await;

    assert!(response.headers().contains_key("clear-site-data"));
    let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-sess=; ") && cookie.contains("Max-Age=0")));
    let page = Request::get("/valj-konto").header(COOKIE, cookie).body(Body::empty()).unwrap();
    assert_eq!(location(&door.send(page).await), Some("/logga-in"));
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

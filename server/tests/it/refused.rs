//! Requests refused before a page can be rendered: a person gets an explanation in their language, a script a short
//! body.

use axum::body::Body;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, ALLOW, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use http::request::Builder;
use http::{Request, StatusCode};
use rstest::rstest;

use crate::support::door::{Door, own_post, text, without_markers};

fn another_origin() -> Builder {
    own_post("/api/sign-out").header(ORIGIN, "https://evil.example")
}

fn another_method() -> Builder {
    Request::delete("/").header("sec-fetch-site", "same-origin")
}

fn too_large() -> Builder {
    own_post("/api/profile/email").header(CONTENT_LENGTH, 70_000)
}

fn another_host() -> Builder {
    Request::get("/").header(HOST, "evil.example")
}

fn two_hosts() -> Builder {
    Request::get("/").header(HOST, "portal.example").header(HOST, "portal.example")
}

fn too_many_cookies() -> Builder {
    Request::get("/").header(COOKIE, format!("a={}", "x".repeat(70_000)))
}

fn no_such_file() -> Builder {
    Request::get("/pkg/finns-inte.js")
}

fn no_such_calendar() -> Builder {
    Request::get("/kalender/finns-inte.ics")
}

#[rstest]
#[case(another_origin, 403, "Det gick inte att skicka", "It could not be sent")]
#[case(no_such_file, 404, "Sidan finns inte", "There is no such page")]
#[case(no_such_calendar, 404, "Sidan finns inte", "There is no such page")]
#[case(another_method, 405, "Vi förstod inte", "We did not understand")]
#[case(two_hosts, 400, "Vi förstod inte", "We did not understand")]
#[case(too_large, 413, "Det blev för mycket på en gång", "That was too much at once")]
#[case(another_host, 421, "Du har kommit till fel adress", "You have come to the wrong address")]
#[case(too_many_cookies, 431, "Webbläsaren skickade för mycket", "Your browser sent too much")]
#[tokio::test]
async fn a_person_reads_why_in_their_language(
    #[case] request: fn() -> Builder,
    #[case] status: u16,
    #[case] swedish: &str,
    #[case] english: &str,
) {
    let door = Door::open().await;
    for (language, title) in [("sv", swedish), ("en-GB,en;q=0.9", english)] {
        let asked =
            request().header(ACCEPT, "text/html").header(ACCEPT_LANGUAGE, language).body(Body::empty()).unwrap();

        let response = door.send(asked).await;

        assert_eq!(response.status(), status);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        let length = response.headers().get(CONTENT_LENGTH).map(|length| length.to_str().unwrap().to_owned());
        let page = text(response).await;
        assert!(length.is_none_or(|length| length == page.len().to_string()), "not of what was there before");
        let page = without_markers(&page);
        assert!(page.contains(&format!("<html lang=\"{}\">", &language[..2])), "{page}");
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{page}");
        assert!(page.contains("href=\"https://portal.example/\""), "{page}");
    }
    let script = door.send(request().body(Body::empty()).unwrap()).await;
    assert_eq!(script.status(), status);
    assert!(!text(script).await.contains('<'), "a script reads no page");
}

#[tokio::test]
async fn the_language_that_was_chosen_in_the_browser_counts_first() {
    let door = Door::open().await;
    let request = another_origin().header(ACCEPT, "text/html").header(ACCEPT_LANGUAGE, "sv");

    let response = door.send(request.header(COOKIE, "__Host-lang=en").body(Body::empty()).unwrap()).await;

    assert!(text(response).await.contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn what_an_answer_says_besides_its_body_stays() {
    let door = Door::open().await;
    let request = another_method().header(ACCEPT, "text/html").body(Body::empty()).unwrap();

    let response = door.send(request).await;

    assert!(response.headers().contains_key(ALLOW), "{:?}", response.headers());
}

#[tokio::test]
async fn overload_is_explained_to_a_person() {
    let door = Door::open().await;
    let report = || Request::post("/csp-report").header(ACCEPT, "text/html").body(Body::from("{}")).unwrap();
    let mut last = door.send(report()).await;
    while last.status() == StatusCode::NO_CONTENT {
        last = door.send(report()).await;
    }

    assert_eq!(last.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(without_markers(&text(last).await).contains("<h1>Vänta en stund</h1>"));
}

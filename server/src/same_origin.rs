//! Refuses cross-site requests: server functions have no protection of their own.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_TYPE, COOKIE, HeaderName, ORIGIN, REFERER};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use types::Channel;

use crate::own_origin::OwnOrigins;
use crate::policy_report;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Passes reads, and writes that come from our own pages. A write that does not say where it comes from passes only
/// without cookies: it is not from a browser, and acts for nobody.
pub async fn refuse_cross_site(State(own): State<OwnOrigins>, mut request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    // A browser's reports do not say where they come from, and change nothing.
    let is_report = request.uri().path() == policy_report::PATH;
    let path = request.uri().path().to_owned();
    if is_read || is_report || (is_ours(request.headers(), &own) && is_form(&path, request.headers())) {
        replace_foreign_referer(request.headers_mut(), &path, &own);
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    tracing::warn!(route, "a write from another origin is refused");
    (StatusCode::FORBIDDEN, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "403 Forbidden\n").into_response()
}

/// A browser that hides where a form comes from sends `null` as the origin, but still says whether it is same-origin.
fn is_ours(headers: &HeaderMap, own: &OwnOrigins) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(SEC_FETCH_SITE), text(ORIGIN)) {
        (Some(site), origin) => {
            site == "same-origin" && origin.is_none_or(|origin| origin == "null" || own.has(origin))
        }
        (None, Some(origin)) => own.has(origin),
        (None, None) => !headers.contains_key(COOKIE),
    }
}

/// A plain form that fails redirects to its `Referer`, in server functions and in Leptos. A foreign one becomes the
/// channel's first page, so that no redirect leaves the portal; without one the failure would be lost.
fn replace_foreign_referer(headers: &mut HeaderMap, path: &str, own: &OwnOrigins) {
    let referer = headers.get(REFERER).and_then(|referer| referer.to_str().ok()).unwrap_or_default();
    let (channel, within) = Channel::of_path(path);
    if !within.starts_with("/api/") || own.has_page(referer) {
        return;
    }
    let start = format!("{}{}/", own.public(), channel.base());
    if let Ok(start) = HeaderValue::from_str(&start) {
        headers.insert(REFERER, start);
    }
}

/// Server functions accept forms only; another site's form can be made to send a `text/plain` body.
fn is_form(path: &str, headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    !Channel::of_path(path).1.starts_with("/api/") || kind.starts_with("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::config::ServerConfig;

    #[rstest]
    #[case::our_page(&[("sec-fetch-site", "same-origin"), ("origin", "https://own.example")], true)]
    #[case::our_page_in_an_older_browser(&[("origin", "https://own.example"), ("cookie", "a=b")], true)]
    #[case::no_browser(&[], true)]
    #[case::another_site(&[("sec-fetch-site", "cross-site"), ("origin", "https://own.example")], false)]
    #[case::a_sibling(&[("sec-fetch-site", "same-site")], false)]
    #[case::typed_by_hand(&[("sec-fetch-site", "none")], false)]
    #[case::another_origin(&[("origin", "https://evil.example")], false)]
    #[case::no_origin(&[("origin", "null")], false)]
    #[case::our_page_that_hides_itself(&[("sec-fetch-site", "same-origin"), ("origin", "null")], true)]
    #[case::another_that_hides_itself(&[("sec-fetch-site", "cross-site"), ("origin", "null")], false)]
    #[case::a_contradiction(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")], false)]
    #[case::a_cookie_from_nowhere(&[("cookie", "a=b")], false)]
    fn a_write_comes_from_our_own_pages(#[case] headers: &[(&'static str, &str)], #[case] expected: bool) {
        let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));

        assert_eq!(is_ours(&headers.collect(), &own()), expected);
    }

    fn own() -> OwnOrigins {
        let defaults = ServerConfig::defaults().unwrap();
        OwnOrigins::new(&ServerConfig { public_url: "https://own.example".to_owned(), ..defaults })
    }

    #[rstest]
    #[case::our_page("/api/language", Some("https://own.example/k/abc"), Some("https://own.example/k/abc"))]
    #[case::another_site("/api/language", Some("https://evil.example/k/abc"), Some("https://own.example/"))]
    #[case::another_site_in_the_app(
        "/app/api/language",
        Some("https://evil.example/"),
        Some("https://own.example/app/")
    )]
    #[case::no_address("/api/language", Some("about:blank"), Some("https://own.example/"))]
    #[case::none("/app/api/language", None, Some("https://own.example/app/"))]
    #[case::no_server_function("/csp-report", Some("https://evil.example/"), Some("https://evil.example/"))]
    fn a_form_comes_from_a_page_of_ours(#[case] path: &str, #[case] said: Option<&str>, #[case] kept: Option<&str>) {
        let said = said.map(|said| (REFERER, said.parse().unwrap()));
        let mut headers: HeaderMap = said.into_iter().collect();

        replace_foreign_referer(&mut headers, path, &own());

        assert_eq!(headers.get(REFERER).map(|referer| referer.to_str().unwrap()), kept);
    }
}

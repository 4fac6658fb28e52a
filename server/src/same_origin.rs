//! Refuses what another site makes a browser send: server functions check nothing by themselves.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_TYPE, COOKIE, HeaderName, ORIGIN};
use http::{HeaderMap, Method, StatusCode};

use types::access_grant::Channel;

use crate::policy_report;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Our own origin, as browsers say it.
#[derive(Clone)]
pub struct OwnOrigin(pub Arc<str>);

/// Lets reads through, and writes that come from our own pages. A write that says nothing of where it comes from is
/// let through only without cookies: then it is no browser's, and nobody's.
pub async fn refuse_others(State(own): State<OwnOrigin>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    // What a browser reports by itself says nothing of where it comes from, and changes nothing.
    let is_report = request.uri().path() == policy_report::PATH;
    if is_read || is_report || (is_ours(request.headers(), &own.0) && is_form(request.uri().path(), request.headers()))
    {
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    tracing::warn!(route, "a write from another origin is refused");
    (StatusCode::FORBIDDEN, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "403 Forbidden\n").into_response()
}

fn is_ours(headers: &HeaderMap, own: &str) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(SEC_FETCH_SITE), text(ORIGIN)) {
        (Some(site), origin) => site == "same-origin" && origin.is_none_or(|origin| origin == own),
        (None, Some(origin)) => origin == own,
        (None, None) => !headers.contains_key(COOKIE),
    }
}

/// Server functions take forms and nothing else; a `text/plain` body is what another site's form can be made to send.
fn is_form(path: &str, headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    !Channel::of_path(path).1.starts_with("/api/") || kind.starts_with("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::our_page(&[("sec-fetch-site", "same-origin"), ("origin", "https://own.example")], true)]
    #[case::our_page_in_an_older_browser(&[("origin", "https://own.example"), ("cookie", "a=b")], true)]
    #[case::no_browser(&[], true)]
    #[case::another_site(&[("sec-fetch-site", "cross-site"), ("origin", "https://own.example")], false)]
    #[case::a_sibling(&[("sec-fetch-site", "same-site")], false)]
    #[case::typed_by_hand(&[("sec-fetch-site", "none")], false)]
    #[case::another_origin(&[("origin", "https://evil.example")], false)]
    #[case::no_origin(&[("origin", "null")], false)]
    #[case::a_contradiction(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")], false)]
    #[case::a_cookie_from_nowhere(&[("cookie", "a=b")], false)]
    fn a_write_comes_from_our_own_pages(#[case] headers: &[(&'static str, &str)], #[case] expected: bool) {
        let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));

        assert_eq!(is_ours(&headers.collect(), "https://own.example"), expected);
    }
}

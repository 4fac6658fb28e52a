//! Speculative requests, which a browser makes before the person asks for the page: they must not use anything up.

use axum::response::{IntoResponse as _, Response};
use http::header::CACHE_CONTROL;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};

/// The response to a speculative request, for routes where a single request changes something. Browsers discard a
/// response with this status and ask again when the person does; they might reuse a success or a redirect.
pub fn refusal(parts: &Parts) -> Option<Response> {
    let is_look = parts.method == Method::HEAD || is_speculative(&parts.headers);
    is_look.then(|| (StatusCode::SERVICE_UNAVAILABLE, [(CACHE_CONTROL, "no-store")]).into_response())
}

/// Whether the browser says that it prefetches, prerenders or previews. Each engine has its own header.
fn is_speculative(headers: &HeaderMap) -> bool {
    let purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].into_iter().flat_map(|name| headers.get_all(name));
    purposes.filter_map(|value| value.to_str().ok()).any(|purpose| {
        let purpose = purpose.to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|word| purpose.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use http::Request;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::chrome(Method::GET, "sec-purpose", "prefetch", true)]
    #[case::chrome_renders_ahead(Method::GET, "sec-purpose", "prefetch;prerender", true)]
    #[case::chrome_through_its_proxy(Method::GET, "sec-purpose", "prefetch;anonymous-client-ip", true)]
    #[case::older(Method::GET, "purpose", "prefetch", true)]
    #[case::firefox(Method::GET, "x-moz", "prefetch", true)]
    #[case::safari(Method::GET, "x-purpose", "preview", true)]
    #[case::only_the_headers(Method::HEAD, "accept", "text/html", true)]
    #[case::a_person(Method::GET, "accept", "text/html", false)]
    #[case::another_purpose(Method::GET, "sec-purpose", "navigate", false)]
    fn speculative_requests_are_recognized(
        #[case] method: Method,
        #[case] name: &str,
        #[case] value: &str,
        #[case] expected: bool,
    ) {
        let (parts, ()) = Request::builder().method(method).header(name, value).body(()).unwrap().into_parts();

        assert_eq!(refusal(&parts).is_some(), expected);
    }
}

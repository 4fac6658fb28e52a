//! A refused form's error replaces the previous one in the address of its page.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::header::REFERER;

/// Removes an earlier form error from the Referer. A refused plain form redirects to its Referer with the error
/// appended, whatever is there: each submission would add one, and the page would read the first.
pub async fn drop_previous_error(mut request: Request, next: Next) -> Response {
    if let Some(referer) = request.headers().get(REFERER).and_then(without_error) {
        request.headers_mut().insert(REFERER, referer);
    }
    next.run(request).await
}

fn without_error(referer: &HeaderValue) -> Option<HeaderValue> {
    let (page, query) = referer.to_str().ok()?.split_once('?')?;
    let kept: Vec<_> = query.split('&').filter(|pair| !is_error(pair)).collect();
    let address = if kept.is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) };
    HeaderValue::from_str(&address).ok()
}

/// Leptos' two query parameters: the form's path and its error.
fn is_error(pair: &str) -> bool {
    matches!(pair.split('=').next(), Some("__path" | "__err"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("https://own.example/a", None)]
    #[case("https://own.example/a?till=/b", Some("https://own.example/a?till=/b"))]
    #[case("https://own.example/a?__path=x&__err=y", Some("https://own.example/a"))]
    #[case("https://own.example/a?__path=x&__err=y&till=/b&__path=x&__err=z", Some("https://own.example/a?till=/b"))]
    fn only_errors_are_removed(#[case] referer: &'static str, #[case] expected: Option<&str>) {
        let stripped = without_error(&HeaderValue::from_static(referer));

        assert_eq!(stripped.as_ref().map(|value| value.to_str().unwrap()), expected);
    }
}

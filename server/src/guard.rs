//! Answers before a page of an account is rendered for nobody. A gate in a component would still send the page.
//! What somebody who is signed in may do is not decided here but by each operation.

use app::paths;
use app::request::SignedInCaller;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::Method;
use types::destination::Destination;

/// Leads to the sign-in page from pages that need somebody to be signed in.
pub async fn lead_to_sign_in(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let needs_somebody = path.starts_with("/k/") || path == paths::CHOOSE_ACCOUNT;
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if needs_somebody && is_read && request.extensions().get::<SignedInCaller>().is_none() {
        return Redirect::to(&paths::sign_in_for(&Destination::parse(path))).into_response();
    }
    next.run(request).await
}

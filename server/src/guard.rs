//! Redirects before an account's page is rendered without a caller. A gate in a component would still send the page.
//! What a signed-in caller may do is decided by each operation, not here.

use app::request::SignedInCaller;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::Method;
use http::uri::PathAndQuery;
use types::Channel;
use types::page::{Destination, Page};

/// Redirects to the sign-in page from pages that need a signed-in caller, and away from the app's first page, which is
/// only for visitors who are not signed in.
pub async fn require_sign_in(request: Request, next: Next) -> Response {
    let (path, whole) = (request.uri().path(), request.uri().path_and_query().map_or("/", PathAndQuery::as_str));
    if path == Channel::App.base() {
        // The app's scope, and so what its service worker controls, ends with a slash.
        return Redirect::permanent(&Page::Start.path(Channel::App)).into_response();
    }
    let (channel, _) = Channel::of_path(path);
    let page = Page::parse(channel, path);
    let needs_somebody = page.as_ref().map_or_else(|| Page::is_below_accounts(path), Page::requires_sign_in);
    let is_app_home = channel == Channel::App && page == Some(Page::Start);
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.extensions().get::<SignedInCaller>() {
        None if needs_somebody && is_read => {
            Redirect::to(&Page::SignIn(Destination::wanted(channel, whole)).path(channel)).into_response()
        }
        // Opening the app continues where the person was.
        Some(_) if is_app_home => Redirect::to(&Destination::default().path(channel)).into_response(),
        _ => next.run(request).await,
    }
}

//! Redirects before an account's page is rendered without a caller. A gate in a component would still send the page.
//! What a signed-in caller may do is decided by each operation, not here.

use app::paths;
use app::request::SignedInCaller;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::uri::PathAndQuery;
use http::{Method, Uri};
use types::Channel;
use types::destination::Destination;

/// Redirects to the sign-in page from pages that need a signed-in caller, and away from the app's first page, which is
/// only for visitors who are not signed in.
pub async fn require_sign_in(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path == Channel::App.base() {
        // The app's scope, and so what its service worker controls, ends with a slash.
        return Redirect::permanent(&format!("{path}/")).into_response();
    }
    let (channel, within) = Channel::of_path(path);
    let is_own_data = matches!(Destination::parse(channel, path), Destination::OwnData | Destination::EraseUser);
    let needs_somebody = within.starts_with("/k/") || within == paths::CHOOSE_ACCOUNT || is_own_data;
    let is_app_home = channel == Channel::App && within == paths::START;
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.extensions().get::<SignedInCaller>() {
        None if needs_somebody && is_read => {
            Redirect::to(&paths::sign_in_for(channel, &wanted(channel, request.uri()))).into_response()
        }
        // Opening the app continues where the person was.
        Some(_) if is_app_home => Redirect::to(&format!("{}{}", channel.base(), paths::CHOOSE_ACCOUNT)).into_response(),
        _ => next.run(request).await,
    }
}

/// The requested page. Its query is kept if it leads somewhere, and dropped if it only reports a completed action.
fn wanted(channel: Channel, uri: &Uri) -> Destination {
    let whole = uri.path_and_query().map_or(uri.path(), PathAndQuery::as_str);
    match Destination::parse(channel, whole) {
        Destination::Accounts => Destination::parse(channel, uri.path()),
        page => page,
    }
}

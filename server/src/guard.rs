//! Answers before a page of an account is rendered for nobody. A gate in a component would still send the page.
//! What somebody who is signed in may do is not decided here but by each operation.

use app::paths;
use app::request::SignedInCaller;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::uri::PathAndQuery;
use http::{Method, Uri};
use types::access_grant::Channel;
use types::destination::Destination;

/// Leads to the sign-in page from pages that need somebody to be signed in, and past the app's first page, which is for
/// nobody who is.
pub async fn lead_in(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path == Channel::App.base() {
        // The app's own addresses are those below it: what its worker may see ends with a slash.
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
        // The app is opened to go on where one was.
        Some(_) if is_app_home => Redirect::to(&format!("{}{}", channel.base(), paths::CHOOSE_ACCOUNT)).into_response(),
        _ => next.run(request).await,
    }
}

/// The page that was asked for. What is behind its address leads there too, or is a word about what had just been done.
fn wanted(channel: Channel, uri: &Uri) -> Destination {
    let whole = uri.path_and_query().map_or(uri.path(), PathAndQuery::as_str);
    match Destination::parse(channel, whole) {
        Destination::Accounts => Destination::parse(channel, uri.path()),
        page => page,
    }
}

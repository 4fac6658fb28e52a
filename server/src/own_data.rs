//! The download route of a person's own data.

use app::paths;
use app::request::{SignedInCaller, channel_of, lose_attempt};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use domain::{Domain, Error, Failed};
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName};
use http::request::Parts;
use types::{Channel, Page};

use crate::fault::Fault;
use crate::speculation;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The route, in each channel.
pub fn routes(domain: Domain) -> Router {
    let routes = Router::new().route(paths::OWN_DATA_FILE, get(file)).with_state(domain);
    routes.clone().nest(Channel::App.base(), routes)
}

/// The file, or a redirect to what it requires: signing in, or identifying again.
async fn file(State(domain): State<Domain>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (channel, page) = (channel_of(&parts), Page::OwnData);
    let Some(SignedInCaller(caller)) = parts.extensions.get() else {
        return Redirect::to(&Page::SignIn(page.into()).path(channel)).into_response();
    };
    if let Some(refusal) = speculation::refusal(&parts) {
        return refusal;
    }
    if !is_user_initiated(&parts) {
        return Redirect::to(&page.path(channel)).into_response();
    }
    match domain.own_data_file(caller).await {
        Ok(file) => {
            let name = "attachment; filename=\"mina-uppgifter.json\"";
            ([(CONTENT_TYPE, "application/json"), (CONTENT_DISPOSITION, name)], file).into_response()
        }
        Err(Error::Failed(Failed::Broken(fault))) if lose_attempt(&parts, &fault) => {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(Error::Failed(Failed::Broken(fault))) => {
            Fault::Down(format!("own data cannot be gathered: {fault:#}")).into()
        }
        Err(_) => Redirect::to(&page.path(channel)).into_response(),
    }
}

/// A download is recorded in activity, so another site's page must not trigger one.
fn is_user_initiated(parts: &Parts) -> bool {
    let site = parts.headers.get(SEC_FETCH_SITE);
    site.is_none_or(|site| site == "same-origin" || site == "none")
}

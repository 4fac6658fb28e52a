//! Error responses where no page can be rendered: the database is down, a handler panicked or timed out, the server is
//! overloaded, or a layer refused the request. A person gets a plain page, a script a short body.

use std::any::Any;
use std::time::Duration;

use app::failure::{Failure, NoRefusal};
use app::refused::refused_page;
use app::request::{incident, language_of_request};
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use types::Channel;

use crate::own_origin::OwnOrigins;

const BROKEN: &str = include_str!("fault/broken.html");
const BUSY: &str = include_str!("fault/busy.html");

/// `Retry-After`, in seconds.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("10");

/// Why a request fails. As a response it is empty until [`explain`] fills it in.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The server is overloaded.
    Busy,
    /// A failure of ours or of a dependency that may be temporary; the details go to the log.
    Down(String),
    /// A bug; the details go to the log.
    Panicked(String),
}

impl Fault {
    /// The response after a panic.
    pub fn panicked(panic: Box<dyn Any + Send>) -> Response {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it says nothing");
        Self::Panicked(text.to_owned()).into()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Busy | Self::Down(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Panicked(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Fault> for Response {
    fn from(fault: Fault) -> Self {
        let mut response = fault.status().into_response();
        response.extensions_mut().insert(fault);
        response
    }
}

/// Times out a response that does not begin in time.
pub async fn answer_in_time(State(longest): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::Down(format!("no answer within {longest:?}")).into(),
    }
}

/// Whether the client accepts HTML.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// Logs a fault and answers in the form that the client reads. A refusal with an empty body gets a page, for a person.
pub async fn explain(State(own): State<OwnOrigins>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (reader, language) = (Reader::of(&parts), language_of_request(&parts));
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(RETRY_AFTER).or_insert(RETRY_SECONDS);
    }
    let Some(fault) = response.extensions_mut().remove::<Fault>() else {
        return match reader {
            Reader::Person(channel) if is_bare(&response) => {
                let start = format!("{}{}/", own.public(), channel.base());
                with_page(response, |status| refused_page(language, status, &start))
            }
            _ => response,
        };
    };

    let status = fault.status();
    let mut response = match fault {
        Fault::Busy => {
            tracing::warn!(route, "a request is turned away: too many at once");
            reader.busy()
        }
        Fault::Down(fault) | Fault::Panicked(fault) => {
            let incident = incident();
            tracing::error!(%incident, route, fault, "a request is not answered");
            reader.broken(incident)
        }
    };
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
    }
    response
}

/// Whether a response is a refusal without a page.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    response.status().is_client_error() && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

/// The same response with a page that explains it.
fn with_page(response: Response, page: impl FnOnce(u16) -> String) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    let page = page(parts.status.as_u16());
    (parts, Html(page)).into_response()
}

/// The client, by what it can read.
#[derive(Clone, Copy)]
enum Reader {
    /// A person, in a channel.
    Person(Channel),
    ServerFunction,
    Script,
}

impl Reader {
    fn of(parts: &Parts) -> Self {
        let (channel, within) = Channel::of_path(parts.uri.path());
        if wants_page(&parts.headers) {
            Self::Person(channel)
        } else if within.starts_with("/api/") {
            Self::ServerFunction
        } else {
            Self::Script
        }
    }

    fn broken(self, incident: String) -> Response {
        match self {
            Self::Person(channel) => {
                let page = BROKEN.replace("{incident}", &incident).replace("{start}", &format!("{}/", channel.base()));
                Html(page).into_response()
            }
            Self::ServerFunction => Json(Failure::<NoRefusal>::Broken(incident)).into_response(),
            Self::Script => format!("incident {incident}\n").into_response(),
        }
    }

    fn busy(self) -> Response {
        match self {
            Self::Person(_) => Html(BUSY).into_response(),
            Self::ServerFunction => Json(Failure::<NoRefusal>::Unreachable).into_response(),
            Self::Script => "too many requests at once\n".into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;
    use crate::config::ServerConfig;

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_given_up() {
        let router = Router::new()
            .route("/", get(std::future::pending::<()>))
            .layer(from_fn_with_state(Duration::from_millis(10), answer_in_time))
            .layer(from_fn_with_state(OwnOrigins::new(&ServerConfig::defaults().unwrap()), explain));
        let request = Request::get("/").header(ACCEPT, "text/html").body(Body::empty()).unwrap();

        let response = router.oneshot(request).await.unwrap();

        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        let page = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        assert!(String::from_utf8_lossy(&page).contains("Något gick fel"));
    }
}

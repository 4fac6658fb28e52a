//! The two plain routes of signing in: the event stream of an order, and the return from the BankID app.

use std::convert::Infallible;
use std::time::Duration;

use app::failure::Failure;
use app::form::address_after_failure;
use app::paths;
use app::request::{browser_of, channel_of, incident, lose_attempt, signed_in_cookies};
use app::sign_in::api::FinishSignIn;
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{AppendHeaders, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use domain::secret::Secret;
use domain::{Browser, Domain, Error, Failed};
use futures::Stream;
use http::StatusCode;
use http::header::{RETRY_AFTER, SET_COOKIE};
use serde::Deserialize;
use types::page::file::BANKID_RETURN;
use types::page::{Destination, QueryParam};
use types::sign_in::{SignInPhase, SignInRefusal, SignInStatus};
use types::{Channel, Page};

use crate::limit::{OpenStreams, StreamPermit};
use crate::running::Running;
use crate::speculation;

/// The longest life of a stream, in seconds; a browser that still waits opens another.
const LONGEST: u32 = 300;

/// Both routes, in each channel.
pub fn routes(domain: Domain, running: Running, streams: OpenStreams) -> Router {
    let routes = Router::new()
        .route(paths::BANKID_EVENTS, get(events))
        .route(BANKID_RETURN, get(handle_app_return))
        .with_state(SigningIn { domain, running, streams });
    routes.clone().nest(Channel::App.base(), routes)
}

#[derive(Clone)]
struct SigningIn {
    domain: Domain,
    running: Running,
    streams: OpenStreams,
}

/// The status of the browser's order, once a second, until it ends.
async fn events(State(SigningIn { domain, running, streams }): State<SigningIn>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let browser = browser_of(&parts);
    if watch(&domain, &browser).await.is_none() {
        // Nothing to follow. The only status after which a browser does not reconnect every few seconds.
        return StatusCode::NO_CONTENT.into_response();
    }
    let Some(permit) = browser.order.as_ref().and_then(|order| streams.permit(browser.address, order)) else {
        tracing::warn!("an event stream is not opened: its network or its order has too many");
        // The page then polls every other second.
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")]).into_response();
    };
    // A browser whose stream ends opens another, on a process that is not stopping.
    let events = running.until_stopping(each_second(domain, browser, permit));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn each_second(
    domain: Domain,
    browser: Browser,
    permit: StreamPermit,
) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold((domain, browser, permit, 0), |(domain, browser, permit, ticks)| async move {
        if ticks >= LONGEST {
            return None;
        }
        if ticks > 0 {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        let status = watch(&domain, &browser).await?;
        let event = Event::default().event("status").json_data(&status).ok()?;
        let next = if status.phase == SignInPhase::Waiting { ticks + 1 } else { LONGEST };
        Some((Ok(event), (domain, browser, permit, next)))
    })
}

async fn watch(domain: &Domain, browser: &Browser) -> Option<SignInStatus> {
    match domain.watch_sign_in(browser).await {
        Ok(status) => Some(status),
        Err(Error::Failed(Failed::Broken(fault))) => {
            tracing::error!(fault = format!("{fault:#}"), "an order cannot be watched");
            None
        }
        Err(_) => None,
    }
}

#[derive(Deserialize)]
struct Return {
    #[serde(default)]
    kod: String,
}

/// Where the app returns to. Only BankID's own answer counts, and only for the browser that began.
async fn handle_app_return(
    State(SigningIn { domain, .. }): State<SigningIn>,
    Query(came): Query<Return>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    if let Some(refusal) = speculation::refusal(&parts) {
        return refusal;
    }
    let channel = channel_of(&parts);
    let page = |path: &str| Redirect::to(path).into_response();
    match domain.return_from_app(&browser_of(&parts), &Secret::returned(&came.kod)).await {
        Ok(signed_in) => {
            let cookies = signed_in_cookies(&parts, &signed_in.session.secret, signed_in.language);
            let cookies = cookies.into_iter().map(|cookie| (SET_COOKIE, cookie)).collect::<Vec<_>>();
            (AppendHeaders(cookies), Redirect::to(&signed_in.destination.path(channel))).into_response()
        }
        Err(Error::Refused(rules)) => page(&after_refusal(channel, &rules)),
        Err(Error::Failed(Failed::Broken(fault))) if lose_attempt(&parts, &fault) => {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(fault) => {
            let incident = incident();
            tracing::error!(%incident, fault = format!("{fault:#}"), "somebody who came back from the app cannot be let in");
            // The order's page has a button to retry, and does not press it automatically.
            page(&address_after_failure::<FinishSignIn>(&Page::BankId.path(channel), Failure::Broken(incident)))
        }
    }
}

/// A refusal about a waiting, ended or missing order is shown on its page; any other on the page where one starts
/// again.
fn after_refusal(channel: Channel, rules: &[SignInRefusal]) -> String {
    let sign_in = Page::SignIn(Destination::default());
    match rules.first() {
        Some(SignInRefusal::NotYet | SignInRefusal::Ended | SignInRefusal::NoOrder | SignInRefusal::DigitsNeeded) => {
            Page::BankId.path(channel)
        }
        Some(rule) => sign_in.path_with(channel, QueryParam::Refusal, rule),
        None => sign_in.path(channel),
    }
}

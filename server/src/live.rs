//! Tells open pages that something they show has changed. They ask their question again, and access is checked there: an
//! event says nothing else.

mod changes;

use std::convert::Infallible;

use app::paths;
use app::rendered_at::RenderedAt;
use app::request::{browser_of, channel_of, session_of};
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::{Domain, LatestChanges};
use futures::Stream;
use http::StatusCode;
use http::header::RETRY_AFTER;
use serde::Deserialize;
use types::{Channel, CustomerRef, Timestamp};

use self::changes::{Changes, Watching};
use crate::limit::{OpenStreams, StreamPermit};
use crate::running::Running;

/// The longest life of a stream, in seconds; the browser then opens another, if its session still lives.
const LONGEST: u32 = 300;
/// After how many seconds without a change a stream says that it is alive.
const STILL: u32 = 15;
/// The header with the last event's id when a browser opens a stream again.
const LAST_EVENT_ID: &str = "last-event-id";

/// The stream, in each channel.
pub fn routes(domain: Domain, running: Running, streams: OpenStreams) -> Router {
    let changes = Changes::new(domain.clone(), running.clone());
    let routes =
        Router::new().route(paths::LIVE_EVENTS, get(events)).with_state(Live { domain, running, streams, changes });
    routes.clone().nest(Channel::App.base(), routes)
}

#[derive(Clone)]
struct Live {
    domain: Domain,
    running: Running,
    streams: OpenStreams,
    changes: Changes,
}

/// What a page shows: how new it is ([`RenderedAt`]), and of which account.
#[derive(Deserialize)]
struct Shown {
    since: String,
    account: Option<CustomerRef>,
}

async fn events(State(live): State<Live>, Query(shown): Query<Shown>, request: Request) -> Response {
    let Live { domain, running, streams, changes } = live;
    let (parts, _) = request.into_parts();
    // The only status after which a browser does not come back every few seconds.
    let nothing = || StatusCode::NO_CONTENT.into_response();
    let Some(secret) = session_of(&parts) else { return nothing() };
    let watched = match domain.watched(&secret, channel_of(&parts), shown.account.as_ref()).await {
        Ok(Some(watched)) => watched,
        Ok(None) => return nothing(),
        Err(fault) => {
            tracing::error!(%fault, "a page cannot be told of changes");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Some(permit) = streams.permit(browser_of(&parts).address, &secret) else {
        tracing::warn!("an event stream is not opened: its network or its session has too many");
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")]).into_response();
    };
    let last_seen = parts.headers.get(LAST_EVENT_ID).and_then(|id| id.to_str().ok());
    // A page whose age is not known counts as old.
    let RenderedAt(since) = last_seen.unwrap_or(&shown.since).parse().unwrap_or_default();
    let stream = Telling { watching: changes.watch(watched), since, told: None, seconds: 0, _permit: permit };
    Sse::new(running.until_stopping(stream.events())).into_response()
}

/// One open stream.
struct Telling {
    watching: Watching,
    /// What the page shows is as new as this.
    since: Timestamp,
    /// What was known when the page was last told.
    told: Option<LatestChanges>,
    seconds: u32,
    _permit: StreamPermit,
}

impl Telling {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        futures::stream::unfold(self, |mut this| async move {
            let event = this.next().await?;
            Some((Ok(event), this))
        })
    }

    /// The next event: a change, or that there was none for a while. Its id tells a browser that comes back how new its
    /// page is.
    async fn next(&mut self) -> Option<Event> {
        let mut quiet = 0;
        loop {
            let latest = self.watching.next().await?;
            self.seconds += 1;
            quiet += 1;
            let watched = self.watching.watched();
            let has_changed = match &self.told {
                Some(told) => latest.differ(watched, told),
                None => latest.are_newer(watched, self.since),
            };
            let id = RenderedAt(latest.known_until()).to_string();
            self.told = Some(latest);
            if has_changed {
                // A browser tells of no event without data.
                return Some(Event::default().event("changed").id(id).data("-"));
            }
            if self.seconds >= LONGEST {
                return None;
            }
            if quiet >= STILL {
                return Some(Event::default().event("still").id(id).data(""));
            }
        }
    }
}

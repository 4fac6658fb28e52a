//! Rate limit for starting a sign-in, per network: each start is an order at BankID, which has limits too.

use std::sync::Arc;

use app::failure::Failure;
use app::paths;
use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use http::header::RETRY_AFTER;
use http::{Method, StatusCode};
use types::page::{Destination, QueryParam};
use types::sign_in::SignInRefusal;
use types::{Channel, Page};

use super::network::Network;
use crate::config::LimitConfig;
use crate::fault::wants_page;

/// How many networks are remembered before idle ones are dropped.
const MAX_NETWORKS: usize = 10_000;

/// Counts the starts of each network.
#[derive(Clone)]
pub struct SignInStarts(Arc<DefaultKeyedRateLimiter<Network>>);

impl SignInStarts {
    /// With these limits.
    pub fn new(limits: &LimitConfig) -> Self {
        let quota = Quota::per_minute(limits.sign_ins_per_minute).allow_burst(limits.sign_ins_at_once);
        Self(Arc::new(RateLimiter::keyed(quota)))
    }

    fn is_within_limit(&self, network: Network) -> bool {
        if self.0.len() > MAX_NETWORKS {
            self.0.retain_recent();
        }
        self.0.check_key(&network).is_ok()
    }
}

/// Refuses a start from a network over its limit.
pub async fn limit_sign_in_starts(State(starts): State<SignInStarts>, request: Request, next: Next) -> Response {
    let (channel, within) = Channel::of_path(request.uri().path());
    let is_start = request.method() == Method::POST && within == paths::START_SIGN_IN;
    if !is_start || starts.is_within_limit(Network::of(request.extensions())) {
        return next.run(request).await;
    }
    tracing::warn!("a sign-in is not started: its network has started too many");
    let rule = SignInRefusal::TooMany;
    if wants_page(request.headers()) {
        return Redirect::to(&Page::SignIn(Destination::default()).path_with(channel, QueryParam::Refusal, rule))
            .into_response();
    }
    let refused = Failure::Refused(vec![rule]);
    (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")], Json(refused)).into_response()
}

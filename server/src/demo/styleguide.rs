//! The page with every component in each of its states, for developers and for end-to-end tests.

use axum::Router;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use http::header::CONTENT_SECURITY_POLICY;

use super::POLICY;
use crate::config;

/// The page's route.
pub fn routes() -> Router {
    let css = config::leptos().map(|leptos| app::assets::Assets::read(&leptos).css).unwrap_or_default();
    let page = app::styleguide::styleguide_page(&css);
    Router::new()
        .route("/styleguide", get(async move || ([(CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response()))
}

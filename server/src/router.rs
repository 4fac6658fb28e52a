//! Every route and every layer, in order.

use std::sync::LazyLock;
use std::time::Duration;

use app::assets::Assets;
use app::customer_number::NumberSignIn;
use app::legal::KeptFor;
use app::rendered_at::RenderedAt;
use app::request::ContentSecurity;
use app::site::Site;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::post;
use domain::Domain;
use domain::settings::RetentionSettings;
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use leptos::config::LeptosOptions;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes as _, generate_route_list, handle_server_fns_with_context,
    render_app_async_with_context,
};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::{ServeDir, ServeFile};
use types::Channel;

use crate::client_address::TrustedProxies;
use crate::config::ServerConfig;
use crate::fault::{Fault, answer_in_time, explain};
use crate::host::OwnHosts;
use crate::limit::{
    MAX_REQUEST_BYTES, OpenStreams, RequestPermits, SignInStarts, limit_concurrency, limit_sign_in_starts,
    refuse_large_heads,
};
use crate::own_origin::OwnOrigins;
use crate::retry::retry_conflicts;
use crate::running::Running;
use crate::session::SessionLayer;
use crate::{
    calendar, form_error, guard, health, host, installed_app, live, own_data, policy_report, request_log, same_origin,
    security_headers, session, sign_in,
};

/// How long a response may take to begin.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(30);

/// All page routes. Listed once: while Leptos does it, no page in the process loads its data.
pub static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The whole portal. `launch_origin` is where BankID's launch links point; `extra` are the routes of demo mode.
pub fn router(
    config: &ServerConfig,
    leptos: LeptosOptions,
    domain: Domain,
    running: &Running,
    launch_origin: String,
    extra: Router,
) -> Router {
    let own = OwnOrigins::new(config);
    let layer = SessionLayer::new(domain.clone(), TrustedProxies::new(&config.trusted_proxies));
    let with_somebody = Router::new()
        .merge(pages(config, &leptos, domain.clone(), launch_origin))
        .merge(own_data::routes(domain.clone()))
        .merge(sign_in::routes(domain.clone(), running.clone(), OpenStreams::new(config.limits.event_streams)))
        .merge(live::routes(domain.clone(), running.clone(), OpenStreams::new(config.limits.page_streams)))
        .layer(from_fn(guard::require_sign_in))
        .layer(from_fn(form_error::drop_previous_error))
        .layer(from_fn(with_fresh_reactive_owner))
        .layer(from_fn(retry_conflicts))
        .layer(from_fn_with_state(SignInStarts::new(&config.limits), limit_sign_in_starts))
        .layer(from_fn_with_state(layer, session::identify_caller));

    let held_back = Router::new()
        .nest_service("/pkg", built_files(&leptos))
        .merge(small_files(&leptos))
        .merge(installed_app::routes(&config.brand, &leptos))
        .merge(policy_report::routes())
        .merge(calendar::routes(domain.clone()))
        .merge(extra)
        .merge(with_somebody)
        .layer(from_fn_with_state(RequestPermits::new(config.limits.requests_at_once), limit_concurrency));

    // Health checks bypass the limits: a busy process must not be restarted.
    health::routes(domain, running.clone())
        .merge(held_back)
        .layer(from_fn_with_state(own.clone(), same_origin::refuse_cross_site))
        .layer(from_fn_with_state(OwnHosts::new(own.clone()), host::refuse_other_hosts))
        .layer(from_fn(refuse_large_heads))
        .layer(RequestBodyLimitLayer::new(MAX_REQUEST_BYTES))
        .layer(from_fn_with_state(RESPONSE_TIMEOUT, answer_in_time))
        .layer(CatchPanicLayer::custom(Fault::panicked))
        .layer(from_fn_with_state(own, explain))
        .layer(from_fn(security_headers::add))
        .layer(from_fn(request_log::write))
}

/// Pages and server functions.
fn pages(config: &ServerConfig, leptos: &LeptosOptions, domain: Domain, launch_origin: String) -> Router {
    let assets = Assets::read(leptos);
    let security = ContentSecurity { form_action: vec![launch_origin], report_to: policy_report::PATH };
    let kept_for = kept_for(config);
    let number_sign_in = NumberSignIn { is_open: config.customer_number.open, form: config.customer_number.form };
    let site = Site { brand: config.brand.clone(), number_sign_in, rendered_at: RenderedAt::default() };
    let page_assets = assets.clone();
    let page_context = move || {
        let rendered_at = RenderedAt(domain.clock().now());
        provide_context(domain.clone());
        provide_context(Site { rendered_at, ..site.clone() });
        provide_context(page_assets.clone());
        provide_context(kept_for);
        app::request::provide_page(&security);
    };
    let shell = move || app::shell(assets.clone());
    let fallback_shell = shell.clone();
    Router::new()
        .leptos_routes_with_context(leptos, PAGES.clone(), page_context.clone(), shell)
        .nest(Channel::App.base(), calls(page_context.clone()))
        // Leptos' own fallback also serves files, and gives a file the headers of whatever page is being rendered.
        .fallback(render_app_async_with_context(page_context, fallback_shell))
        .layer(
            CompressionLayer::new()
                .compress_when(SizeAbove::new(512).and(NotForContentType::const_new("text/event-stream"))),
        )
        .with_state(leptos.clone())
}

/// The retention times that "Personuppgifter" shows are those that the worker applies.
fn kept_for(config: &ServerConfig) -> KeptFor {
    let RetentionSettings { activity_months, grant_months, order_months, letter_days, customer_months, person_months } =
        config.retention;
    let session_hours = config.sessions.absolute_hours.max(config.sessions.number_absolute_hours);
    KeptFor {
        activity_months,
        grant_months,
        order_months,
        letter_days,
        customer_months,
        person_months,
        session_hours,
        device_days: domain::DEVICE_DAYS,
    }
}

/// The server functions under the app's prefix, except those of customer numbers, which the app does not have. The
/// address alone decides the channel; Leptos finds a function by the path without the prefix.
fn calls<S: Clone + Send + Sync + 'static>(context: impl Fn() + Clone + Send + Sync + 'static) -> Router<S> {
    let paths = server_fn_paths().filter(|(path, _)| !path.starts_with(app::paths::NUMBER_FUNCTIONS));
    paths.fold(Router::new(), |router, (path, _)| {
        let context = context.clone();
        router.route(path, post(async move |request: Request| handle_server_fns_with_context(context, request).await))
    })
}

/// What cargo-leptos built. The folder is named by its content, so browsers never revalidate. The build makes the
/// compressed copies beside the files.
fn built_files(leptos: &LeptosOptions) -> Router {
    let folder = std::path::Path::new(leptos.site_root.as_ref()).join(leptos.site_pkg_dir.as_ref());
    let files = Router::new().fallback_service(ServeDir::new(folder).precompressed_br().precompressed_gzip());
    if Assets::read(leptos).is_versioned { files.layer(from_fn(cache_forever)) } else { files }
}

/// The files without a hash in their name.
fn small_files(leptos: &LeptosOptions) -> Router {
    let folder = std::path::Path::new(leptos.site_root.as_ref());
    let files = ["/favicon.svg", "/logo.svg", "/robots.txt"].into_iter().chain(app::installed_app::icons());
    let serve = |router: Router, file: &str| router.route_service(file, ServeFile::new(folder.join(&file[1..])));
    files.fold(Router::new(), serve).layer(from_fn(cache_for_an_hour))
}

/// Runs a request without a parent reactive owner. Leptos leaves the owner of a rendered page behind on the thread, and
/// the next request there would become its child: it would find that page's context, and could send its headers.
async fn with_fresh_reactive_owner(request: Request, next: Next) -> Response {
    ScopedFuture { owner: Owner::default(), observer: None, fut: next.run(request) }.await
}

async fn cache_for_an_hour(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    }
    response
}

async fn cache_forever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(CACHE_CONTROL, forever);
    }
    response
}

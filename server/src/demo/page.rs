//! The start page of the demo. Plain HTML, so that no part of it is in the product.

use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use bankid_simulator::SimulatedPerson;
use domain::Domain;
use domain::mail::{CaughtMail, PaperLetter};
use http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, COOKIE};
use http::{HeaderMap, StatusCode};

use super::POLICY;
use crate::config::{self, ServerConfig};

/// How many of the newest letters are shown.
const SHOWN: usize = 20;

#[derive(Clone)]
struct Parts {
    domain: Domain,
    config: ServerConfig,
    people: Vec<SimulatedPerson>,
}

/// The data of the page, for both languages.
struct Shown {
    css: String,
    company: String,
    app: String,
    people: Vec<Person>,
    mail: Vec<CaughtMail>,
    letters: Vec<PaperLetter>,
    now: String,
}

struct Person {
    name: String,
    number: String,
    role: String,
}

#[derive(Template)]
#[template(path = "demo.sv.html")]
struct Swedish {
    it: Shown,
}

#[derive(Template)]
#[template(path = "demo.en.html")]
struct English {
    it: Shown,
}

/// The page's route.
pub fn routes(domain: Domain, config: ServerConfig, people: Vec<SimulatedPerson>) -> Router {
    Router::new().route("/demo", get(page)).with_state(Parts { domain, config, people })
}

async fn page(State(parts): State<Parts>, request: Request) -> Response {
    let it = shown(&parts);
    let page = if is_english(request.headers()) { English { it }.render() } else { Swedish { it }.render() };
    match page {
        Ok(page) => ([(CONTENT_SECURITY_POLICY, POLICY)], Html(page)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn shown(parts: &Parts) -> Shown {
    let person = |person: &SimulatedPerson| Person {
        name: person.name(),
        number: person.personal_number.clone(),
        role: person.role.clone(),
    };
    let now = jiff::Timestamp::from_microsecond(parts.domain.clock().now().0).unwrap_or_default();
    let local = now.in_tz("Europe/Stockholm").map(|there| there.strftime("%Y-%m-%d %H:%M").to_string());
    Shown {
        css: config::leptos().map(|leptos| app::assets::Assets::read(&leptos).css).unwrap_or_default(),
        company: parts.config.brand.company.clone(),
        app: format!("http://localhost:{}", parts.config.bankid_app_port),
        people: parts.people.iter().map(person).collect(),
        mail: parts.domain.mail().caught(None).into_iter().take(SHOWN).collect(),
        letters: parts.domain.paper().waiting().into_iter().take(SHOWN).collect(),
        now: local.unwrap_or_default(),
    }
}

/// The language chosen in the portal, otherwise the browser's preferred one.
fn is_english(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookies = text(COOKIE);
    cookies.contains("__Host-lang=en")
        || (!cookies.contains("__Host-lang=sv") && text(ACCEPT_LANGUAGE).starts_with("en"))
}

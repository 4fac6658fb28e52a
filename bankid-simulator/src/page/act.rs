//! The page of one order, and what its buttons do.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::answer::html;
use super::choice::{self, Choice, OTHER};
use super::language::{Language, language_of};
use super::text::Text;
use super::{message_page, no_order};
use crate::service::{AppRefusal, Approval, OrderView, Service};
use bankid::wire::FailedHint;

#[derive(Template)]
#[template(path = "order.html")]
struct OrderPage {
    language: Language,
    text: &'static Text,
    other_language_url: String,
    token: String,
    view: OrderView,
    people: Vec<Choice>,
    is_other_chosen: bool,
    other_number: String,
    error: Option<&'static str>,
    failures: Vec<(&'static str, &'static str)>,
}

/// The submitted form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Entered {
    person: String,
    other_number: String,
    hint_code: String,
    #[serde(skip)]
    error: Option<&'static str>,
}

impl Entered {
    pub(super) fn remembered(headers: &HeaderMap) -> Self {
        Self { person: choice::remembered(headers), ..Self::default() }
    }
}

pub(super) fn order_page(
    service: &Service,
    language: Language,
    token: &str,
    view: OrderView,
    entered: Entered,
) -> Response {
    let text = language.text();
    let people = choice::choices(service.people(), view.personal_number.as_deref(), &entered.person);
    let return_url = view.return_url.clone();
    let status = if entered.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = OrderPage {
        language,
        text,
        other_language_url: format!("/?autostarttoken={token}&lang={}", language.other().code()),
        token: token.to_owned(),
        is_other_chosen: entered.person == OTHER || people.is_empty(),
        people,
        other_number: entered.other_number,
        error: entered.error,
        failures: FailedHint::ALL.iter().map(|hint| (hint.as_str(), text.failure(*hint))).collect(),
        view,
    };
    html(status, &page, return_url.as_deref())
}

pub(super) async fn approve(
    State(service): State<Arc<Service>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Response {
    let language = language_of(&headers);
    let text = language.text();
    let Some(number) = choice::personal_number(service.people(), &entered.person, &entered.other_number) else {
        return again(&service, language, &token, entered, text.choose_person);
    };
    match service.approve(&token, &Approval::by(&number)) {
        Ok(return_url) => choice::remember(leave(language, return_url), &entered.person),
        Err(AppRefusal::BadPersonalNumber) => again(&service, language, &token, entered, text.bad_number),
        Err(AppRefusal::WrongPerson) => again(&service, language, &token, entered, text.wrong_person),
        Err(AppRefusal::NoOrder | AppRefusal::BadQr) => no_order(language),
    }
}

pub(super) async fn cancel(
    State(service): State<Arc<Service>>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    end(&service, language_of(&headers), &token, FailedHint::UserCancel.as_str())
}

pub(super) async fn fail(
    State(service): State<Arc<Service>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Response {
    end(&service, language_of(&headers), &token, &entered.hint_code)
}

fn end(service: &Service, language: Language, token: &str, hint: &str) -> Response {
    service.fail(token, hint).map_or_else(|_| no_order(language), |return_url| leave(language, return_url))
}

fn again(service: &Service, language: Language, token: &str, mut entered: Entered, error: &'static str) -> Response {
    entered.error = Some(error);
    service.view(token).map_or_else(|_| no_order(language), |view| order_page(service, language, token, view, entered))
}

// Like the real app: returns to the page that launched it, or stays.
fn leave(language: Language, return_url: Option<String>) -> Response {
    let text = language.text();
    match return_url {
        Some(url) if url.is_ascii() => Redirect::to(&url).into_response(),
        _ => message_page(language, StatusCode::OK, text.done_heading, text.done),
    }
}

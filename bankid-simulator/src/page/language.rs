//! The language of a page: requested, stored, preferred by the browser, or Swedish.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::choice::cookie;
use super::text::{ENGLISH, SWEDISH, Text};

const COOKIE: &str = "bankid-simulator-lang";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Swedish,
    English,
}

impl Language {
    pub(super) fn parse(code: &str) -> Option<Self> {
        match code {
            "sv" => Some(Self::Swedish),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }

    pub(super) fn text(self) -> &'static Text {
        match self {
            Self::Swedish => &SWEDISH,
            Self::English => &ENGLISH,
        }
    }

    /// Stores a requested language.
    pub(super) fn remember(self, mut response: Response) -> Response {
        let cookie = format!("{COOKIE}={}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000", self.code());
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        response
    }
}

pub(super) fn language_of(headers: &HeaderMap) -> Language {
    let preferred = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    cookie(headers, COOKIE)
        .and_then(Language::parse)
        // Browsers list languages by preference, so the first supported one wins.
        .or_else(|| preferred.split(',').find_map(|part| Language::parse(part.trim().get(..2)?)))
        .unwrap_or(Language::Swedish)
}

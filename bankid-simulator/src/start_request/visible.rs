//! The texts of an order: what the person reads, and what is signed unseen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::{Purpose, text};
use crate::rp_error::RpError;

pub(super) struct Visible {
    pub(super) data: Option<String>,
    pub(super) text: Option<String>,
    pub(super) format: Option<String>,
    pub(super) hidden_data: Option<String>,
}

impl Visible {
    pub(super) fn read(purpose: Purpose, body: &Map<String, Value>) -> Result<Self, RpError> {
        let (visible_limit, hidden_limit) = match purpose {
            Purpose::Identification => (1_500, 1_500),
            Purpose::Signing => (40_000, 200_000),
        };
        let invalid = || RpError::invalid("Invalid userVisibleData");
        let data = encoded(body, "userVisibleData", visible_limit)?;
        let bytes = data.map(|data| STANDARD.decode(data)).transpose().map_err(|_| invalid())?;
        let shown = bytes.map(String::from_utf8).transpose().map_err(|_| invalid())?;
        if purpose == Purpose::Signing && shown.is_none() {
            return Err(invalid());
        }
        let hidden_data = encoded(body, "userNonVisibleData", hidden_limit)?.map(str::to_owned);
        let format = match text(body, "userVisibleDataFormat") {
            Ok(None) => None,
            Ok(Some(format @ ("simpleMarkdownV1" | "plaintext"))) => Some(format.to_owned()),
            _ => return Err(RpError::invalid("Invalid userVisibleDataFormat")),
        };
        if let (Some("simpleMarkdownV1"), Some(shown)) = (format.as_deref(), shown.as_deref()) {
            check_markdown(shown)?;
        }
        Ok(Self { data: data.map(str::to_owned), text: shown, format, hidden_data })
    }
}

fn encoded<'a>(body: &'a Map<String, Value>, name: &str, limit: usize) -> Result<Option<&'a str>, RpError> {
    match text(body, name) {
        Ok(None) => Ok(None),
        Ok(Some(data)) if (1..=limit).contains(&data.len()) && STANDARD.decode(data).is_ok() => Ok(Some(data)),
        _ => Err(RpError::invalid(&format!("Invalid {name}"))),
    }
}

// The only rule of the real service's markdown that has been observed.
fn check_markdown(shown: &str) -> Result<(), RpError> {
    for (index, line) in shown.lines().enumerate() {
        if line.starts_with("- ") || line.starts_with("* ") {
            return Err(RpError::invalid(&format!(
                "At ({}, 1): Initial token for unordered list items must be '+' and it must be followed by space.",
                index + 1
            )));
        }
    }
    Ok(())
}

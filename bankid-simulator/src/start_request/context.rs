//! What is known about the browser or the app that started an order.

use serde_json::{Map, Value};

use super::text;
use crate::rp_error::RpError;

/// The referring domain, once `web` and `app` have been checked.
pub(super) fn read(body: &Map<String, Value>) -> Result<Option<String>, RpError> {
    let web = object(body, "web")?;
    let app = object(body, "app")?;
    if web.is_some() && app.is_some() {
        return Err(RpError::invalid("web and app cannot be combined"));
    }
    if let Some(app) = app {
        for member in ["appIdentifier", "deviceOS", "deviceModelName", "deviceIdentifier"] {
            text(app, member).map_err(|()| RpError::invalid("Invalid app"))?;
        }
    }
    let Some(web) = web else { return Ok(None) };
    let domain = sized(web, "referringDomain", 3, 253)?;
    sized(web, "userAgent", 1, 256)?;
    sized(web, "deviceIdentifier", 1, 64)?;
    if domain.is_some_and(|domain| !domain.bytes().all(is_domain_byte)) {
        return Err(RpError::invalid("Invalid web"));
    }
    Ok(domain.map(str::to_owned))
}

fn object<'a>(body: &'a Map<String, Value>, name: &str) -> Result<Option<&'a Map<String, Value>>, RpError> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(members)) if !members.is_empty() => Ok(Some(members)),
        Some(_) => Err(RpError::invalid(&format!("Invalid {name}"))),
    }
}

fn sized<'a>(web: &'a Map<String, Value>, name: &str, least: usize, most: usize) -> Result<Option<&'a str>, RpError> {
    match text(web, name) {
        Ok(None) => Ok(None),
        Ok(Some(value)) if (least..=most).contains(&value.chars().count()) => Ok(Some(value)),
        _ => Err(RpError::invalid("Invalid web")),
    }
}

fn is_domain_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
}

//! Parses and validates a relying party's request to start an order.

mod context;
mod requirement;
mod visible;

use std::net::IpAddr;

use serde_json::{Map, Value};

use super::rp_error::RpError;
use bankid::wire::Risk;
use requirement::Requirement;

/// What the person is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Identification,
    Signing,
}

/// A start request that passed every check.
#[derive(Clone)]
pub(super) struct StartRequest {
    pub(super) purpose: Purpose,
    pub(super) end_user_ip: IpAddr,
    pub(super) return_url: Option<String>,
    pub(super) return_risk: bool,
    /// Base64, unchanged: the signature repeats it.
    pub(super) visible_data: Option<String>,
    pub(super) visible_text: Option<String>,
    pub(super) visible_format: Option<String>,
    pub(super) non_visible_data: Option<String>,
    pub(super) personal_number: Option<String>,
    pub(super) mrtd: bool,
    pub(super) risk_limit: Option<Risk>,
    pub(super) referring_domain: Option<String>,
}

impl StartRequest {
    /// Validates in the order that the real service seems to: the person, then the address, then the texts, then the
    /// rest.
    pub(super) fn read(purpose: Purpose, body: &Value) -> Result<Self, RpError> {
        let body = body.as_object().ok_or_else(|| RpError::invalid("Invalid request"))?;
        refuse_old_members(body)?;
        let requirement = Requirement::read(body)?;
        let end_user_ip = text(body, "endUserIp")
            .ok()
            .flatten()
            .and_then(|ip| ip.parse().ok())
            .ok_or_else(|| RpError::invalid("Invalid endUserIp"))?;
        let visible = visible::Visible::read(purpose, body)?;
        let referring_domain = context::read(body)?;
        Ok(Self {
            purpose,
            end_user_ip,
            return_url: return_url(body)?,
            return_risk: flag(body, "returnRisk").map_err(|()| RpError::invalid("Invalid returnRisk"))?,
            visible_data: visible.data,
            visible_text: visible.text,
            visible_format: visible.format,
            non_visible_data: visible.hidden_data,
            personal_number: requirement.personal_number,
            mrtd: requirement.mrtd,
            risk_limit: requirement.risk_limit,
            referring_domain,
        })
    }
}

// Members of version 5 would silently not do what the caller expects; others are only worth a warning.
fn refuse_old_members(body: &Map<String, Value>) -> Result<(), RpError> {
    const KNOWN: [&str; 9] = [
        "endUserIp",
        "returnUrl",
        "returnRisk",
        "userVisibleData",
        "userNonVisibleData",
        "userVisibleDataFormat",
        "requirement",
        "web",
        "app",
    ];
    if ["personalNumber", "tokenStartRequired"].iter().any(|old| body.contains_key(*old)) {
        return Err(RpError::invalid("Invalid request"));
    }
    for member in body.keys().filter(|member| !KNOWN.contains(&member.as_str())) {
        tracing::warn!(member, "a start request has a member that is not known here");
    }
    Ok(())
}

fn return_url(body: &Map<String, Value>) -> Result<Option<String>, RpError> {
    match text(body, "returnUrl") {
        Ok(None) => Ok(None),
        Ok(Some(url)) if (1..=512).contains(&url.chars().count()) => Ok(Some(url.to_owned())),
        _ => Err(RpError::invalid("Invalid returnUrl")),
    }
}

/// A member that is text or absent.
fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, ()> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(()),
    }
}

/// A member that is true, false or absent.
fn flag(object: &Map<String, Value>, name: &str) -> Result<bool, ()> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(()),
    }
}

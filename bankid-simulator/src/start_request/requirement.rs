//! Who may complete an order, and how.

use serde_json::{Map, Value};

use super::{flag, text};
use crate::person::is_personal_number;
use crate::rp_error::RpError;
use bankid::wire::Risk;

#[derive(Default)]
pub(super) struct Requirement {
    pub(super) personal_number: Option<String>,
    pub(super) mrtd: bool,
    pub(super) risk_limit: Option<Risk>,
}

impl Requirement {
    pub(super) fn read(body: &Map<String, Value>) -> Result<Self, RpError> {
        let requirement = match body.get("requirement") {
            None | Some(Value::Null) => return Ok(Self::default()),
            Some(Value::Object(requirement)) => requirement,
            Some(_) => return Err(invalid()),
        };
        let personal_number = match text(requirement, "personalNumber") {
            Ok(None) => None,
            Ok(Some(number)) if is_personal_number(number) => Some(number.to_owned()),
            _ => return Err(RpError::invalid("Incorrect personalNumber")),
        };
        if ["autoStartTokenRequired", "tokenStartRequired", "allowFingerprint", "issuerCn"]
            .iter()
            .any(|old| requirement.contains_key(*old))
        {
            return Err(invalid());
        }
        flag(requirement, "pinCode").map_err(|()| invalid())?;
        let mrtd = flag(requirement, "mrtd").map_err(|()| invalid())?;
        match text(requirement, "cardReader") {
            Ok(None | Some("class1" | "class2")) => {}
            _ => return Err(invalid()),
        }
        check_policies(requirement.get("certificatePolicies"))?;
        Ok(Self { personal_number, mrtd, risk_limit: risk_limit(requirement)? })
    }
}

fn invalid() -> RpError {
    RpError::invalid("Invalid requirement")
}

fn risk_limit(requirement: &Map<String, Value>) -> Result<Option<Risk>, RpError> {
    match text(requirement, "risk").map(|risk| risk.map(Risk::parse)) {
        Ok(None) => Ok(None),
        Ok(Some(Some(risk))) if risk != Risk::High => Ok(Some(risk)),
        _ => Err(invalid()),
    }
}

fn check_policies(policies: Option<&Value>) -> Result<(), RpError> {
    let policies = match policies {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(policies)) => policies,
        Some(_) => return Err(invalid()),
    };
    if policies.iter().all(|policy| policy.as_str().is_some_and(is_policy)) { Ok(()) } else { Err(invalid()) }
}

/// Numbers and dots, with one star from the fifth place on.
fn is_policy(policy: &str) -> bool {
    let parts: Vec<&str> = policy.split('.').collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.split_last() {
        Some((&"*", rest)) => rest.len() >= 4 && rest.iter().all(|part| is_number(part)),
        Some(_) => parts.len() >= 2 && parts.iter().all(|part| is_number(part)),
        None => false,
    }
}

//! What a relying party sends to start an order.

use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

/// Longest user agent the service takes.
const USER_AGENT_LIMIT: usize = 256;

/// Starts an identification.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthRequest {
    /// Address of the person's own device, never of a proxy.
    pub end_user_ip: IpAddr,
    /// Where the app sends the person afterwards; acts only on orders started by autostart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
    /// Asks for a risk indication in the completion.
    #[serde(skip_serializing_if = "is_false")]
    pub return_risk: bool,
    /// Text the app shows; at most 1,500 characters once encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_visible_data: Option<VisibleText>,
    /// How the app reads the text; plain when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_visible_data_format: Option<VisibleFormat>,
    /// Limits who may finish the order, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Requirement>,
    /// What is known about the browser, for the risk indication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<WebContext>,
}

impl AuthRequest {
    /// An identification of whoever opens it, with nothing asked for beyond that.
    pub fn new(end_user_ip: IpAddr) -> Self {
        Self {
            end_user_ip,
            return_url: None,
            return_risk: false,
            user_visible_data: None,
            user_visible_data_format: None,
            requirement: None,
            web: None,
        }
    }
}

/// Starts a signature.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignRequest {
    /// Address of the person's own device, never of a proxy.
    pub end_user_ip: IpAddr,
    /// Where the app sends the person afterwards; acts only on orders started by autostart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
    /// Asks for a risk indication in the completion.
    #[serde(skip_serializing_if = "is_false")]
    pub return_risk: bool,
    /// Text the person signs; at most 40,000 characters once encoded.
    pub user_visible_data: VisibleText,
    /// How the app reads the text; plain when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_visible_data_format: Option<VisibleFormat>,
    /// Limits who may finish the order, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Requirement>,
    /// What is known about the browser, for the risk indication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<WebContext>,
}

impl SignRequest {
    /// A signature of the text by whoever opens it, with nothing asked for beyond that.
    pub fn new(end_user_ip: IpAddr, user_visible_data: VisibleText) -> Self {
        Self {
            end_user_ip,
            return_url: None,
            return_risk: false,
            user_visible_data,
            user_visible_data_format: None,
            requirement: None,
            web: None,
        }
    }
}

/// A text for the app to show, encoded as the wire wants it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VisibleText(String);

impl VisibleText {
    /// Encodes a text as a person reads it.
    pub fn new(text: &str) -> Self {
        Self(STANDARD.encode(text))
    }

    /// The text as base64 of UTF-8.
    pub fn as_base64(&self) -> &str {
        &self.0
    }
}

/// How the app reads the visible text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum VisibleFormat {
    /// As it stands.
    #[serde(rename = "plaintext")]
    Plain,
    /// BankID's small markdown; the service refuses what it cannot read.
    SimpleMarkdownV1,
}

/// Limits who may finish an order, and how.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Requirement {
    /// The security code is needed even where biometrics is on.
    #[serde(skip_serializing_if = "is_false")]
    pub pin_code: bool,
    /// The person must read a passport or an identity card.
    #[serde(skip_serializing_if = "is_false")]
    pub mrtd: bool,
    /// Kinds of BankID that may be used; setting any drops the service's own defaults.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificate_policies: Vec<String>,
    /// Only this person, in twelve digits, can finish the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal_number: Option<String>,
}

/// What is known about the browser that started the order.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebContext {
    referring_domain: String,
    user_agent: String,
    device_identifier: String,
}

impl WebContext {
    /// The relying party's own domain, the browser's user agent (cut at 256 characters) and a long-lived device id.
    pub fn new(referring_domain: &str, user_agent: &str, device_identifier: &str) -> Self {
        let user_agent = if user_agent.is_empty() { "unknown" } else { user_agent };
        Self {
            referring_domain: referring_domain.to_owned(),
            user_agent: user_agent.chars().take(USER_AGENT_LIMIT).collect(),
            device_identifier: device_identifier.to_owned(),
        }
    }
}

/// Requests hold a nonce, a device id and sometimes a personal number, so `Debug` names the type only.
macro_rules! opaque_debug {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

opaque_debug!(AuthRequest, SignRequest, VisibleText, Requirement, WebContext);

// The signature is serde's: `skip_serializing_if` hands over a reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

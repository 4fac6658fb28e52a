//! Sessions, as shown to the signed-in person. Never delegated.

use serde::{Deserialize, Serialize};

use crate::sign_in::SignInMethod;
use crate::{Channel, LocalDateTime, SessionId};

/// A session in the person's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSummary {
    /// Its identity; not the secret in the cookie.
    pub id: SessionId,
    /// Web or app.
    pub channel: Channel,
    /// How it was opened.
    pub method: SignInMethod,
    /// Browser and system in plain words, for example `Firefox, Windows`.
    pub device: String,
    /// When it was opened.
    pub since: LocalDateTime,
    /// When it was last used.
    pub last_used: LocalDateTime,
    /// Whether it is the current one.
    pub is_this: bool,
}

/// How long the current session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTime {
    /// Seconds until it ends by inactivity.
    pub idle_seconds: i64,
    /// Seconds until it ends in any case.
    pub absolute_seconds: i64,
}

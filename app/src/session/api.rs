//! Server functions of sessions.

// `#[server]` generates a struct for each function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::session::SessionTime;
use types::{CustomerRef, SessionId};

use crate::failure::Answer;

/// Ends the session, and the browser's orders in both channels.
#[server(endpoint = "/sign-out")]
pub async fn sign_out() -> Answer<()> {
    let (domain, _) = crate::request::maybe_signed_in();
    domain.sign_out(&crate::request::browser()).await?;
    crate::request::clear_session();
    crate::request::clear_orders();
    crate::request::redirect(&crate::paths::done(&types::Page::Start, types::CompletedAction::SignedOut));
    Ok(())
}

/// How long the session lasts; asking does not extend it.
#[server(endpoint = "/session/time")]
pub async fn load_session_time() -> Answer<Option<SessionTime>> {
    let (domain, secret) = crate::request::session();
    Ok(match secret {
        Some(secret) => domain.session_time(&secret, crate::channel::channel()).await?,
        None => None,
    })
}

/// Extends the session: any request of a signed-in caller does.
#[server(endpoint = "/session/keep")]
#[allow(clippy::unused_async, reason = "what keeps it is the layer before")]
pub async fn keep_session() -> Answer<()> {
    crate::request::signed_in()?;
    Ok(())
}

/// Ends one of the caller's sessions. Ending the current one is signing out.
#[server(endpoint = "/profile/end-session")]
pub async fn end_session(account: CustomerRef, id: SessionId) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    if domain.end_session(&caller, id).await? {
        return sign_out().await;
    }
    crate::request::redirect(&crate::paths::profile_done(&account, types::CompletedAction::SessionEnded));
    Ok(())
}

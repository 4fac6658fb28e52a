//! Server functions of signing in.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::sign_in::{BankIdStart, SignInRefusal, SignInStatus};

use crate::failure::Answer;

/// Starts a sign-in with BankID.
#[server(endpoint = "/sign-in/start")]
pub async fn start_sign_in(start: BankIdStart, #[server(default)] destination: String) -> Answer<(), SignInRefusal> {
    use types::page::Destination;

    let channel = crate::channel::channel();
    let (domain, _) = crate::request::maybe_signed_in();
    let browser = crate::request::browser().with_device();
    let destination = Destination::parse(channel, &destination);
    let started = domain.start_sign_in(&browser, channel, start, &destination).await?;
    crate::request::store_order(&started.secret, &browser.device);
    crate::request::redirect(&crate::paths::to(&types::Page::BankId));
    Ok(())
}

/// The status of the browser's order. If the order is gone and the caller is signed in, it redirects: another tab, or
/// the first of two submissions, was faster.
#[server(endpoint = "/sign-in/status")]
pub async fn load_sign_in_status() -> Answer<SignInStatus, SignInRefusal> {
    use crate::session::api::load_session_time;

    let (domain, _) = crate::request::maybe_signed_in();
    let status = domain.watch_sign_in(&crate::request::browser()).await;
    if matches!(status, Err(domain::Error::Refused(_))) && matches!(load_session_time().await, Ok(Some(_))) {
        crate::request::redirect(&crate::paths::accounts());
    }
    Ok(status?)
}

/// Opens the session, once the person is identified.
#[server(endpoint = "/sign-in/finish")]
pub async fn finish_sign_in() -> Answer<(), SignInRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    let signed_in = domain.finish_sign_in(&crate::request::browser()).await?;
    crate::request::store_session(&signed_in.session.secret, signed_in.language);
    crate::request::redirect(&crate::paths::to(&signed_in.destination));
    Ok(())
}

/// Opens the session of an identified person who types the two digits that the BankID app showed.
#[server(endpoint = "/sign-in/confirm")]
pub async fn confirm_sign_in(#[server(default)] digits: String) -> Answer<(), SignInRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    let signed_in = domain.confirm_sign_in(&crate::request::browser(), &digits).await?;
    crate::request::store_session(&signed_in.session.secret, signed_in.language);
    crate::request::redirect(&crate::paths::to(&signed_in.destination));
    Ok(())
}

/// Cancels the browser's order.
#[server(endpoint = "/sign-in/cancel")]
pub async fn cancel_sign_in() -> Answer<()> {
    let (domain, _) = crate::request::maybe_signed_in();
    domain.cancel_sign_in(&crate::request::browser()).await?;
    crate::request::clear_order();
    crate::request::redirect(&crate::paths::sign_in());
    Ok(())
}

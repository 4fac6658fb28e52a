//! Server functions of a person's own data. The file is a plain route of the server.

use leptos::prelude::*;
use types::own_data::{EraseRefusal, OwnDataView};

use crate::failure::Answer;

/// The caller's own data.
#[server(endpoint = "/own-data")]
pub async fn load_own_data() -> Answer<OwnDataView> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.own_data(&caller).await?)
}

/// Deletes the caller's user, and signs them out: nothing that began in the browser before can sign anybody in
/// afterwards.
#[server(endpoint = "/own-data/erase")]
pub async fn erase_user() -> Answer<(), EraseRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.erase_user(&caller).await?;
    // The user is deleted, and with it every session: a remaining order expires.
    if let Err(fault) = domain.sign_out(&crate::request::browser()).await {
        tracing::error!(%fault, "the orders of a browser whose user is deleted are not ended");
    }
    crate::request::clear_session();
    crate::request::clear_orders();
    crate::request::redirect(&crate::paths::done(&types::Page::Start, types::CompletedAction::UserErased));
    Ok(())
}

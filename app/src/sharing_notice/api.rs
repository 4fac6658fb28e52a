//! Server functions of "Var det inte du?".

// `#[server]` generates a struct for each function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::sharing_notice::DenyRefusal;

use crate::failure::Answer;

/// Whether the link of "Var det inte du?" is still valid.
#[server(endpoint = "/sharing-notice/look")]
pub async fn is_notice_valid(secret: String) -> Answer<bool> {
    let (domain, _) = crate::request::maybe_signed_in();
    Ok(domain.is_notice_valid(&domain::secret::Secret::returned(&secret)).await?)
}

/// The owner did not share: blocks sharing.
#[server(endpoint = "/sharing-notice/deny")]
pub async fn deny_sharing(secret: String) -> Answer<(), DenyRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    domain.deny_sharing(&domain::secret::Secret::returned(&secret)).await?;
    crate::request::redirect(&crate::paths::to(&types::Page::SharingDenied));
    Ok(())
}

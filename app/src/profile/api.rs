//! Server functions of a person's own details.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::profile::{ProfilePage, ProfileRefusal};
use types::{CustomerRef, SessionId};

use crate::failure::Answer;

/// The caller's details and sessions, for the page of an account.
#[server(endpoint = "/profile")]
pub async fn load_profile_page(account: CustomerRef) -> Answer<ProfilePage> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.profile_page(&caller, &account).await?)
}

/// Changes the e-mail address, once the new one is verified.
#[server(endpoint = "/profile/email")]
pub async fn change_email(account: CustomerRef, #[server(default)] email: String) -> Answer<(), ProfileRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.change_email(&caller, &email).await?;
    crate::request::redirect(&crate::paths::profile_done(&account, "mejl"));
    Ok(())
}

/// Changes the mobile number.
#[server(endpoint = "/profile/mobile")]
pub async fn change_mobile(account: CustomerRef, #[server(default)] mobile: String) -> Answer<(), ProfileRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.change_mobile(&caller, &mobile).await?;
    crate::request::redirect(&crate::paths::profile_done(&account, "mobil"));
    Ok(())
}

/// Ends one of the caller's sessions. Ending the current one is signing out.
#[server(endpoint = "/profile/end-session")]
pub async fn end_session(account: CustomerRef, id: SessionId) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    if domain.end_session(&caller, id).await? {
        return crate::sign_in::api::sign_out().await;
    }
    crate::request::redirect(&crate::paths::profile_done(&account, "session"));
    Ok(())
}

/// Whether a verification link is still valid.
#[server(endpoint = "/email-link/look")]
pub async fn is_email_link_valid(secret: String) -> Answer<bool> {
    let (domain, _) = crate::request::maybe_signed_in();
    Ok(domain.is_email_link_valid(&domain::secret::Secret::returned(&secret)).await?)
}

/// Verifies a new e-mail address.
#[server(endpoint = "/email-link/verify")]
pub async fn verify_email(secret: String) -> Answer<(), ProfileRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    domain.verify_email(&domain::secret::Secret::returned(&secret)).await?;
    crate::request::redirect(&crate::paths::here(crate::paths::EMAIL_VERIFIED));
    Ok(())
}

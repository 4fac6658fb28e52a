//! Server functions of a person's own details.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::profile::{ProfileDetails, ProfileRefusal};

use crate::failure::Answer;

/// The caller's details and sessions, for the page of an account.
#[server(endpoint = "/profile")]
pub async fn load_profile_details(account: CustomerRef) -> Answer<ProfileDetails> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.profile_details(&caller, &account).await?)
}

/// Changes the e-mail address, once the new one is verified.
#[server(endpoint = "/profile/email")]
pub async fn change_email(account: CustomerRef, #[server(default)] email: String) -> Answer<(), ProfileRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.change_email(&caller, &email).await?;
    crate::request::redirect(&crate::paths::profile_done(&account, types::CompletedAction::EmailChanged));
    Ok(())
}

/// Changes the mobile number.
#[server(endpoint = "/profile/mobile")]
pub async fn change_mobile(account: CustomerRef, #[server(default)] mobile: String) -> Answer<(), ProfileRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.change_mobile(&caller, &mobile).await?;
    crate::request::redirect(&crate::paths::profile_done(&account, types::CompletedAction::MobileChanged));
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
    crate::request::redirect(&crate::paths::to(&types::Page::EmailVerified));
    Ok(())
}

//! Server functions of accounts.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::account::{AccountChoice, AccountContext, ChoiceVisit, Overview};
use types::page::AccountPage;

use crate::failure::Answer;

/// The accounts and invitations to choose from. A single account opens directly, on the wanted page.
#[server(endpoint = "/accounts")]
pub async fn load_account_choice(visit: ChoiceVisit, wanted: AccountPage) -> Answer<AccountChoice> {
    let (domain, caller) = crate::request::signed_in()?;
    let choice = domain.account_choice(&caller).await?;
    if let (ChoiceVisit::Entering, Some(account)) = (visit, choice.only_account()) {
        crate::request::redirect(&crate::paths::account(&account.reference, wanted));
    }
    Ok(choice)
}

/// The frame around the pages of an account.
#[server(endpoint = "/accounts/frame")]
pub async fn load_account_context(account: CustomerRef) -> Answer<AccountContext> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.account_context(&caller, &account).await?)
}

/// Whether the caller once had access to an account.
#[server(endpoint = "/accounts/ended")]
pub async fn load_ended_access(account: CustomerRef) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.ended_access(&caller, &account).await?)
}

/// The addresses and contracts of an account.
#[server(endpoint = "/accounts/overview")]
pub async fn load_overview(account: CustomerRef) -> Answer<Overview> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.overview(&caller, &account).await?)
}

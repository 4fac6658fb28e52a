//! Server functions of access grants.

#![allow(clippy::too_many_arguments, reason = "the fields of a form; the macro keeps no attribute of a function")]
// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::access_grant::{
    AccessGrant, AccessGrantList, ConfirmRefusal, GrantRefusal, GrantSource, NewAccessGrantForm, OpenedInvitation,
    Relation,
};
use types::id::IdempotencyKey;
use types::{AccessGrantId, CustomerRef};

use crate::failure::Answer;

/// The grants of an account, for its holders.
#[server(endpoint = "/access-grants/list")]
pub async fn load_access_grants(account: CustomerRef) -> Answer<AccessGrantList> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.access_grants(&caller, &account).await?)
}

/// One grant of an account, for its holders.
#[server(endpoint = "/access-grants/one")]
pub async fn load_access_grant(account: CustomerRef, id: AccessGrantId) -> Answer<AccessGrant> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.access_grant(&caller, &account, id).await?)
}

/// What the form for a new grant is filled with.
#[server(endpoint = "/access-grants/form")]
pub async fn load_new_access_grant_form(
    account: CustomerRef,
    #[server(default)] source: Option<GrantSource>,
) -> Answer<NewAccessGrantForm> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.new_access_grant_form(&caller, &account, source).await?)
}

/// Invites a person, who gets access once they have confirmed.
#[server(endpoint = "/access-grants/share")]
pub async fn share_access(
    account: CustomerRef,
    #[server(default)] request_key: Option<IdempotencyKey>,
    #[server(default)] replaces: Option<AccessGrantId>,
    #[server(default)] twin: Option<AccessGrantId>,
    #[server(default)] given_name: String,
    #[server(default)] surname: String,
    #[server(default)] personal_number: String,
    #[server(default)] email: String,
    #[server(default)] mobile: String,
    #[server(default)] relation: Option<Relation>,
    #[server(default)] understood: bool,
) -> Answer<(), GrantRefusal> {
    use types::access_grant::{GrantSource, GranteeDetails, NewAccessGrant};
    use types::page::AccountPage;

    let (domain, caller) = crate::request::signed_in()?;
    let grantee = GranteeDetails { given_name, surname, email, mobile };
    let source = replaces.map(GrantSource::Replaced).or(twin.map(GrantSource::Twin));
    let new = NewAccessGrant { request_key, grantee, personal_number, source, relation, understood };
    let id = domain.share_access(&caller, &account, new).await?;
    crate::request::redirect(&crate::paths::account(&account, AccountPage::AccessGrantSaved(id)));
    Ok(())
}

/// Sends the letter of an invitation again.
#[server(endpoint = "/access-grants/repeat")]
pub async fn repeat_invitation(account: CustomerRef, id: AccessGrantId) -> Answer<(), GrantRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.repeat_invitation(&caller, &account, id).await?;
    crate::request::redirect(&crate::paths::access_grants_done(&account, types::CompletedAction::InvitationRepeated));
    Ok(())
}

/// Corrects the details of a pending invitation.
#[server(endpoint = "/access-grants/correct")]
pub async fn correct_invitation(
    account: CustomerRef,
    id: AccessGrantId,
    #[server(default)] given_name: String,
    #[server(default)] surname: String,
    #[server(default)] email: String,
    #[server(default)] mobile: String,
) -> Answer<(), GrantRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    let details = types::access_grant::GranteeDetails { given_name, surname, email, mobile };
    domain.correct_invitation(&caller, &account, id, details).await?;
    crate::request::redirect(&crate::paths::access_grants_done(&account, types::CompletedAction::InvitationCorrected));
    Ok(())
}

/// Removes a grant with immediate effect.
#[server(endpoint = "/access-grants/remove")]
pub async fn remove_access(account: CustomerRef, id: AccessGrantId) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    let twin = domain.remove_access(&caller, &account, id).await?;
    crate::request::redirect(&crate::paths::access_removed(&account, twin));
    Ok(())
}

/// Gives up the caller's own access to an account.
#[server(endpoint = "/access-grants/leave")]
pub async fn leave_access(account: CustomerRef) -> Answer<()> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.leave_access(&caller, &account).await?;
    crate::request::redirect(&crate::paths::accounts_done(types::CompletedAction::AccessLeft));
    Ok(())
}

/// What an invitation's address shows to the visitor.
#[server(endpoint = "/invitations/look")]
pub async fn load_invitation(id: AccessGrantId) -> Answer<OpenedInvitation> {
    let (domain, caller) = crate::request::maybe_signed_in();
    Ok(domain.open_invitation(caller.as_ref(), id).await?)
}

/// Confirms an invitation.
#[server(endpoint = "/invitations/confirm")]
pub async fn confirm_access(
    id: AccessGrantId,
    #[server(default)] given_name: String,
    #[server(default)] surname: String,
    #[server(default)] email: String,
    #[server(default)] mobile: String,
) -> Answer<(), ConfirmRefusal> {
    use types::page::AccountPage;

    let (domain, caller) = crate::request::signed_in()?;
    let details = types::access_grant::GranteeDetails { given_name, surname, email, mobile };
    let account = domain.confirm_access(&caller, id, details).await?;
    crate::request::redirect(&crate::paths::account_done(
        &account,
        AccountPage::Overview,
        types::CompletedAction::AccessConfirmed,
    ));
    Ok(())
}

/// Declines an invitation.
#[server(endpoint = "/invitations/decline")]
pub async fn decline_access(id: AccessGrantId) -> Answer<(), ConfirmRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.decline_access(&caller, id).await?;
    crate::request::redirect(&crate::paths::accounts_done(types::CompletedAction::AccessDeclined));
    Ok(())
}

//! Pending invitations: sending the letter again, and correcting the details.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};
use types::access_grant::{GrantRefusal, GrantState, GranteeDetails, LetterState};
use types::{AccessGrantId, CustomerRef, EmailAddress, Timestamp};

use crate::activity::Event;
use crate::change::{Change, ChangeOf};
use crate::entity::{Anywhere as _, access_grant, holder, person};
use crate::error::refuse;
use crate::job::Letter;
use crate::settings::GrantSettings;
use crate::{Caller, Domain, Error, Failed, Result, Right, Scope, details};

impl Domain {
    /// Sends the same invitation again: same last day, at most as often as rule G10 allows.
    pub async fn repeat_invitation(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        id: AccessGrantId,
    ) -> Result<(), Error<GrantRefusal>> {
        self.end_if_expired(id).await?;
        let change = self.change(caller, account, Right::Share).await?;
        let grant = pending(&change, id).await?;
        may_send_again(&grant, &self.settings.grants, change.now).map_err(|rule| Error::Refused(vec![rule]))?;
        let details = self.details_of(&grant)?.ok_or(Failed::NotFound)?;
        enqueue_repeat(&change, grant, details.email(), None).await?;
        change.record(Event::InvitationRepeated(id)).await?;
        Ok(change.commit().await?)
    }

    /// Corrects the details of a pending invitation, except the personal number. A new address gets a letter at once,
    /// which counts as one of the repeats.
    pub async fn correct_invitation(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        id: AccessGrantId,
        corrected: GranteeDetails,
    ) -> Result<(), Error<GrantRefusal>> {
        // A session by customer number sees these details masked, and would not know what it overwrites.
        if caller.lacks_bankid() {
            return refuse(GrantRefusal::NeedsBankId);
        }
        let parsed = details::parse(&corrected, &GrantRefusal::DETAILS).map_err(Error::Refused)?;
        self.end_if_expired(id).await?;
        let change = self.change(caller, account, Right::Share).await?;
        let grant = pending(&change, id).await?;
        let before = self.details_of(&grant)?.ok_or(Failed::NotFound)?;
        if before == parsed {
            return Ok(());
        }
        let sealed = self.seal_details(id, &parsed);
        if before.email() == parsed.email() {
            let mut row = grant.into_active_model();
            row.details_sealed = Set(Some(sealed));
            row.update(&change.txn).await?;
        } else {
            if is_letter_limit_reached(&grant, &self.settings.grants) {
                return refuse(GrantRefusal::SentTooOften);
            }
            if details::is_lookalike(parsed.email()) {
                hold_letter(&change, grant, sealed).await?;
            } else {
                enqueue_repeat(&change, grant, parsed.email(), Some(sealed)).await?;
            }
        }
        change.record(Event::AccessCorrected(id)).await?;
        Ok(change.commit().await?)
    }
}

/// Whether the letter of a grant may be sent again now.
pub(super) fn may_send_again(
    grant: &access_grant::Model,
    limits: &GrantSettings,
    now: Timestamp,
) -> Result<(), GrantRefusal> {
    if grant.state != GrantState::Pending {
        return Err(GrantRefusal::Changed);
    }
    if is_letter_limit_reached(grant, limits) {
        return Err(GrantRefusal::SentTooOften);
    }
    let pause = Duration::from_mins(limits.repeat_pause_minutes.into());
    if grant.letter_state == LetterState::ToCheck {
        return Ok(());
    }
    if now < grant.letter_at + pause { Err(GrantRefusal::SentJustNow) } else { Ok(()) }
}

fn is_letter_limit_reached(grant: &access_grant::Model, limits: &GrantSettings) -> bool {
    u32::try_from(grant.letters).is_ok_and(|sent| sent > limits.repeats)
}

async fn pending(change: &ChangeOf<'_, Scope>, id: AccessGrantId) -> Result<access_grant::Model, Error<GrantRefusal>> {
    let of_account = access_grant::Entity::of(change.scope());
    let found = of_account.filter(access_grant::Column::Id.eq(id)).one(&change.txn).await?;
    let grant = found.ok_or(Failed::NotFound)?;
    let holding = holder::Entity::holding(grant.customer_id, grant.owner_id, change.now).one(&change.txn).await?;
    if grant.state != GrantState::Pending || grant.expires_at <= change.now || holding.is_none() {
        return refuse(GrantRefusal::Changed);
    }
    // Rule G19: no letter for an owner whose identity has been protected since.
    let owner = person::Entity::anywhere(grant.owner_id).one(&change.txn).await?;
    if owner.is_none_or(|owner| owner.protected_identity) {
        return refuse(GrantRefusal::NotAvailable);
    }
    Ok(grant)
}

/// Enqueues another letter of a grant. An unsent one is withdrawn: the newer one says the same, or goes to the right
/// address.
async fn enqueue_repeat(
    change: &Change<'_>,
    grant: access_grant::Model,
    to: &EmailAddress,
    details_sealed: Option<Vec<u8>>,
) -> Result<()> {
    change.cancel(Letter::Invitation(grant.id)).await?;
    let state = change.enqueue_invitation(grant.id, to).await?;
    let letters = grant.letters + 1;
    let mut row = grant.into_active_model();
    row.letters = Set(letters);
    row.letter_at = Set(change.now);
    row.letter_state = Set(state);
    if details_sealed.is_some() {
        row.details_sealed = Set(details_sealed);
    }
    row.update(&change.txn).await?;
    Ok(())
}

/// Stores a deceptive address, and cancels the letter to the previous one.
async fn hold_letter(change: &Change<'_>, grant: access_grant::Model, details_sealed: Vec<u8>) -> Result<()> {
    change.cancel(Letter::Invitation(grant.id)).await?;
    let mut row = grant.into_active_model();
    row.letter_state = Set(LetterState::ToCheck);
    row.details_sealed = Set(Some(details_sealed));
    row.update(&change.txn).await?;
    Ok(())
}

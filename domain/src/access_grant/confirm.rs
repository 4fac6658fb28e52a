//! Confirming or declining an invitation, by the invited person with BankID.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use types::access_grant::{
    AgeCheck, ConfirmForm, ConfirmRefusal, GrantState, GranteeDetails, InvitationStanding, OpenedInvitation,
};
use types::{AccessGrantId, CustomerRef, Timestamp};

use super::invitation::has_expired;
use super::{Ending, end, expire, mark_wrong_person};
use crate::activity::{Event, Stream};
use crate::change::{Change, ChangeOf};
use crate::details::{self, ParsedDetails};
use crate::entity::{Anywhere as _, access_grant, customer, holder, person};
use crate::error::refuse;
use crate::job::Letter;
use crate::{Caller, Domain, Error, Failed, Result, person as persons, stockholm};

impl Domain {
    /// What an invitation's address shows to the visitor: the form, if they may confirm it here.
    pub async fn open_invitation(&self, caller: Option<&Caller>, id: AccessGrantId) -> Result<OpenedInvitation> {
        let invitation = self.invitation(caller, id).await?;
        let waits = invitation.standing == InvitationStanding::Confirm;
        let Some(caller) = caller.filter(|caller| waits && caller.channel == invitation.channel) else {
            return Ok(OpenedInvitation::Told(invitation));
        };
        let grant = access_grant::Entity::anywhere(id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let person = self.person_asking(&self.db.read, caller).await?;
        let masked_number = self.number_of(&person)?.masked();
        let details = self.details_of(&grant)?.ok_or(Failed::NotFound)?.to_text();
        Ok(OpenedInvitation::Confirm(ConfirmForm { invitation, details, masked_number }))
    }

    /// Confirms an invitation with the corrected details, and returns the account, which is now accessible (rules
    /// G4–G6).
    ///
    /// If another person tries to confirm, it is refused and the owner sees the attempt (rule G14). Opening the link is
    /// not an attempt: it changes nothing (rule G4), since it happens to anybody that a letter is forwarded to.
    pub async fn confirm_access(
        &self,
        caller: &Caller,
        id: AccessGrantId,
        details: GranteeDetails,
    ) -> Result<CustomerRef, Error<ConfirmRefusal>> {
        if caller.lacks_bankid() {
            return refuse(ConfirmRefusal::NeedsBankId);
        }
        let details = details::parse(&details, &ConfirmRefusal::DETAILS).map_err(Error::Refused)?;
        let (mut change, grant) = self.change_of_invited(caller, id).await?;
        // Locked because an address may be verified below: a concurrent verification must not be lost.
        let person = change.lock_person(caller.person).await?.ok_or(Failed::NotFound)?;
        self.refuse_unfit_grantee(&change, &grant, &person).await?;
        if !self.activate(&change, caller, &grant, &person, &details).await? {
            mark_wrong_person(&change, id, &person).await?;
            let refusal = classify(&grant, &person, caller, change.now);
            if has_expired(&grant, change.now) {
                expire(&change, &grant).await?;
            }
            change.commit().await?;
            return refuse(refusal);
        }
        self.keep_details(&change, caller, person, &details).await?;
        change.record(Event::AccessConfirmed(id)).await?;
        change.enqueue(Letter::AccessConfirmed(id)).await?;
        let account = change.customer().reference.clone();
        change.commit().await?;
        Ok(account)
    }

    /// Declines an invitation; its details are deleted at once.
    pub async fn decline_access(&self, caller: &Caller, id: AccessGrantId) -> Result<(), Error<ConfirmRefusal>> {
        if caller.lacks_bankid() {
            return refuse(ConfirmRefusal::NeedsBankId);
        }
        let (change, grant) = self.change_of_invited(caller, id).await?;
        let now = change.now;
        let person = self.person_asking(&change.txn, caller).await?;
        let owner = holder::Entity::holding(grant.customer_id, grant.owner_id, now).one(&change.txn).await?;
        let is_waiting = grant.state == GrantState::Pending && now < grant.expires_at && owner.is_some();
        let is_waiting = is_waiting && grant.channel == caller.channel;
        if !is_waiting || grant.grantee_index.as_ref() != Some(&person.number_index) {
            if has_expired(&grant, now) {
                expire(&change, &grant).await?;
                change.commit().await?;
            }
            return refuse(classify(&grant, &person, caller, now));
        }
        end(&change, caller, &grant, Ending::Declined).await?;
        change.enqueue(Letter::AccessDeclined(id)).await?;
        Ok(change.commit().await?)
    }

    /// Locks the customer of an invitation and reads the grant.
    async fn change_of_invited(
        &self,
        caller: &Caller,
        id: AccessGrantId,
    ) -> Result<(ChangeOf<'_, customer::Model>, access_grant::Model)> {
        let before = access_grant::Entity::anywhere(id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let change = self.change_of_customer(before.customer_id, caller).await?.ok_or(Failed::NotFound)?;
        // Read again: it may have changed while waiting for the lock.
        let grant = access_grant::Entity::anywhere(id).one(&change.txn).await?.ok_or(Failed::NotFound)?;
        Ok((change, grant))
    }

    /// Checks the age from BankID (rule G11), protected identities (G19), and that the person is not a holder. Only the
    /// invited person gets these answers.
    async fn refuse_unfit_grantee(
        &self,
        change: &Change<'_>,
        grant: &access_grant::Model,
        person: &person::Model,
    ) -> Result<(), Error<ConfirmRefusal>> {
        if grant.grantee_index.as_ref() != Some(&person.number_index) {
            return Ok(());
        }
        let rules = self.settings.grants.number_rules(grant.channel, stockholm::local_date(change.now));
        match rules.check_age(&self.number_of(person)?) {
            AgeCheck::OldEnough => {}
            AgeCheck::TooYoung => return refuse(ConfirmRefusal::TooYoung),
            AgeCheck::AskUs => return refuse(ConfirmRefusal::AgeUnknown),
        }
        let owner = person::Entity::anywhere(grant.owner_id).one(&change.txn).await?;
        let holding = holder::Entity::holding(grant.customer_id, person.id, change.now).one(&change.txn).await?;
        if holding.is_some() || person.protected_identity || owner.is_none_or(|owner| owner.protected_identity) {
            return refuse(ConfirmRefusal::Ended);
        }
        Ok(())
    }

    /// One statement with the whole rule: pending, in time, made by a holder, and the right person in the right
    /// channel.
    async fn activate(
        &self,
        change: &Change<'_>,
        caller: &Caller,
        grant: &access_grant::Model,
        person: &person::Model,
        details: &ParsedDetails,
    ) -> Result<bool> {
        let sealed = self.seal_details(grant.id, details);
        let answer = access_grant::Entity::update_many()
            .col_expr(access_grant::Column::State, Expr::value(GrantState::Active))
            .col_expr(access_grant::Column::GranteeId, Expr::value(person.id))
            .col_expr(access_grant::Column::ConfirmedAt, Expr::value(change.now))
            .col_expr(access_grant::Column::DetailsSealed, Expr::value(sealed))
            .filter(access_grant::Column::Id.eq(grant.id))
            .filter(access_grant::Column::State.eq(GrantState::Pending))
            .filter(access_grant::Column::ExpiresAt.gt(change.now))
            .filter(access_grant::Column::GranteeIndex.eq(person.number_index.clone()))
            .filter(access_grant::Column::Channel.eq(caller.channel))
            .filter(access_grant::owner_holds(change.now))
            .exec(&change.txn)
            .await?;
        Ok(answer.rows_affected == 1)
    }

    /// A person without an address has to verify the one they confirmed with, even if the owner typed it: knowing of
    /// the invitation does not prove that its letter arrived, since it is shown at any sign-in and somebody else filled
    /// in the form. Until then letters about the grant still reach them, because the grant has the address; nothing
    /// else goes there.
    ///
    /// An existing address, or one that is being verified, is not changed here. Only the person changes it, in their
    /// profile: otherwise somebody who shares with them, including a controlling partner, could redirect their letters
    /// by entering their own address in an invitation and opening its link.
    async fn keep_details(
        &self,
        change: &Change<'_>,
        caller: &Caller,
        person: person::Model,
        details: &ParsedDetails,
    ) -> Result<()> {
        let (mut person, stream) = (person, Stream::Person(caller.person));
        if let (None, Some(mobile)) = (&person.mobile_sealed, details.mobile()) {
            let sealed = self.vault.seal_text(persons::MOBILE, person.id.0, mobile.as_str());
            let mut row = person.into_active_model();
            row.mobile_sealed = Set(Some(sealed));
            person = row.update(&change.txn).await?;
            change.record_in(stream, caller, Event::MobileChanged).await?;
        }
        let is_verifying = person.new_email_expires_at.is_some_and(|until| change.now < until);
        if person.email_sealed.is_some() || is_verifying {
            return Ok(());
        }
        if details::is_lookalike(details.email()) {
            // Their profile shows what it really is, and asks.
            self.store_unverified_email(change, person, details.email()).await?;
        } else {
            self.ask_for_email(change, person, details.email()).await?;
            change.record_in(stream, caller, Event::EmailChangeAsked).await?;
        }
        Ok(())
    }
}

/// Classifies why a confirmation changed nothing. Never reveals the invited person to anybody else.
fn classify(grant: &access_grant::Model, person: &person::Model, caller: &Caller, now: Timestamp) -> ConfirmRefusal {
    match grant.state {
        GrantState::Active if grant.grantee_id == Some(person.id) => ConfirmRefusal::AlreadyConfirmed,
        GrantState::Pending if grant.grantee_index.as_ref() != Some(&person.number_index) => {
            ConfirmRefusal::WrongPerson
        }
        GrantState::Pending if grant.expires_at <= now => ConfirmRefusal::Expired,
        GrantState::Pending if grant.channel != caller.channel => ConfirmRefusal::WrongPerson,
        GrantState::Expired => ConfirmRefusal::Expired,
        _ => ConfirmRefusal::Ended,
    }
}

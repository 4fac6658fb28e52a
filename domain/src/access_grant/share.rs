//! Sharing: a new pending grant, and the letter that is owed for it.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QuerySelect};
use types::access_grant::{GrantRefusal, GrantSource, GrantState, LetterState, NewAccessGrant, NumberRules};
use types::time::DAY;
use types::{AccessGrantId, Channel, CustomerRef, PersonalNumber, Timestamp};
use uuid::Uuid;

use super::parse::ParsedGrant;
use super::{Ending, NUMBER, close_by_former_holders, end, expire, expires_at};
use crate::activity::Event;
use crate::change::{Change, ChangeOf};
use crate::entity::access_grant::Invitee;
use crate::entity::{access_grant, holder, known, person};
use crate::error::refuse;
use crate::session::{end_form, may_send_form};
use crate::settings::GrantSettings;
use crate::{Caller, Domain, Error, Failed, Result, Right, Scope, details, stockholm};

impl Domain {
    /// Lets a person use the caller's customer account in the caller's channel, once they have confirmed it with
    /// BankID. A retried submission replays the first answer.
    pub async fn share_access(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        new: NewAccessGrant,
    ) -> Result<AccessGrantId, Error<GrantRefusal>> {
        let mut change = self.change(caller, account, Right::Share).await?;
        // The daily limit and the idempotency key apply to the owner, over all accounts: one submission of an owner at
        // a time.
        let owner = change.lock_person(caller.person).await?.ok_or(Failed::NotFound)?;
        if caller.lacks_bankid() && new.source.is_some() {
            return refuse(GrantRefusal::NeedsBankId);
        }
        let (replaced, twin) = match new.source {
            Some(GrantSource::Replaced(id)) => (Some(replaceable(&change, id, &new).await?), None),
            Some(GrantSource::Twin(id)) => (None, Some(twin(&change, id, &new).await?)),
            None => (None, None),
        };
        let rules = self.settings.grants.number_rules(change.scope().channel(), stockholm::local_date(change.now));
        let parsed = self.parse_form(&new, replaced.as_ref().or(twin.as_ref()), rules)?;
        if let Some(before) = access_grant::Entity::of_request(caller.person, parsed.key).one(&change.txn).await? {
            return self.replay(&change, &before, &parsed);
        }

        if let Some(rule) = self.why_not_sharing(&change.txn, change.scope(), new.source).await? {
            return refuse(rule);
        }
        if !may_send_form(&change.txn, caller, change.now).await? {
            return refuse(GrantRefusal::SignInAgain);
        }
        clean_up(&change).await?;
        if let Some(replaced) = &replaced
            && replaced.state.is_live()
        {
            end(&change, change.scope(), replaced, Ending::Withdrawn).await?;
        }
        self.refuse_unfit(&change, &owner, &parsed, rules).await?;
        let id = AccessGrantId(Uuid::now_v7());
        let letter = first_letter(&change, id, &parsed).await?;
        self.insert(&change, id, &parsed, letter).await?;
        change.record(Event::AccessShared(id)).await?;
        end_form(&change.txn, caller).await?;
        if caller.lacks_bankid() {
            self.notify_of_sharing(&change, id).await?;
        }
        change.commit().await?;
        Ok(id)
    }

    /// The personal number that a live grant is for.
    pub(super) fn invited_number(&self, grant: &access_grant::Model) -> anyhow::Result<PersonalNumber> {
        let sealed = grant.number_sealed.as_deref().unwrap_or_default();
        let digits = self.vault.open_text(NUMBER, grant.id.0, sealed)?;
        Ok(PersonalNumber::trusted(&digits)?)
    }

    /// The answer to a retried submission: the same grant, if the content is the same.
    fn replay(
        &self,
        change: &ChangeOf<'_, Scope>,
        before: &access_grant::Model,
        parsed: &ParsedGrant,
    ) -> Result<AccessGrantId, Error<GrantRefusal>> {
        let is_over = before.state == GrantState::Pending && before.expires_at <= change.now;
        let scope = change.scope();
        let same_account = before.customer_id == scope.customer_id() && before.channel == scope.channel();
        let same_person = before.grantee_index.as_deref() == Some(&self.vault.number_index(&parsed.number)[..]);
        // Once confirmed, the details belong to the grantee, who may have corrected them.
        let same_words = before.state != GrantState::Pending
            || (before.relation == parsed.relation && self.details_of(before)?.as_ref() == Some(&parsed.details));
        let is_same = same_account && same_person && same_words;
        if is_same && !is_over { Ok(before.id) } else { refuse(GrantRefusal::Changed) }
    }

    /// Rules G9, G11, G12 and G19.
    async fn refuse_unfit(
        &self,
        change: &ChangeOf<'_, Scope>,
        owner: &person::Model,
        parsed: &ParsedGrant,
        rules: NumberRules,
    ) -> Result<(), Error<GrantRefusal>> {
        let Change { txn, now, .. } = &**change;
        let (now, scope, limits) = (*now, change.scope(), &self.settings.grants);
        let index = self.vault.number_index(&parsed.number);
        if owner.protected_identity {
            return refuse(GrantRefusal::NotAvailable);
        }
        if owner.number_index == index {
            return refuse(GrantRefusal::PersonalNumberOwn);
        }
        rules.refuse_young(&parsed.number).map_err(|rule| Error::Refused(vec![rule]))?;
        let holders = holder::Entity::of_customer(scope.customer_id()).filter(holder::in_force(holder::Entity, now));
        let holders = holders.all(txn).await?;
        let holders = person::Entity::anywhere_all(holders.into_iter().map(|holder| holder.person_id)).all(txn).await?;
        if holders.iter().any(|person| person.number_index == index) {
            return refuse(GrantRefusal::AlreadyHolder);
        }
        let live = live_grants(txn, scope, now).await?;
        if let Some((_, state)) = live.iter().find(|(grantee, _)| grantee.as_ref() == Some(&index)) {
            let pending = *state == GrantState::Pending;
            return refuse(if pending { GrantRefusal::AlreadyInvited } else { GrantRefusal::AlreadyShared });
        }
        let made_today = access_grant::Entity::made_by(owner.id, now - DAY).count(txn).await?;
        if let Some(rule) = no_room(&live, scope.channel(), limits) {
            return refuse(rule);
        }
        if made_today >= u64::from(limits.per_owner_and_day) {
            return refuse(GrantRefusal::TooManyToday);
        }
        Ok(())
    }

    async fn insert(
        &self,
        change: &ChangeOf<'_, Scope>,
        id: AccessGrantId,
        parsed: &ParsedGrant,
        letter: LetterState,
    ) -> Result<()> {
        let invitee = Invitee {
            index: self.vault.number_index(&parsed.number),
            number_sealed: self.vault.seal_text(NUMBER, id.0, parsed.number.digits()),
            details_sealed: self.seal_details(id, &parsed.details),
            relation: parsed.relation,
        };
        let (scope, now) = (change.scope(), change.now);
        let row = access_grant::ActiveModel::invited(scope, id, invitee, parsed.key, letter, now, expires_at(now));
        row.insert(&change.txn).await?;
        Ok(())
    }
}

/// The grant that a new one is to replace: pending, or withdrawn by the same submission earlier.
async fn replaceable(
    change: &ChangeOf<'_, Scope>,
    id: AccessGrantId,
    new: &NewAccessGrant,
) -> Result<access_grant::Model, Error<GrantRefusal>> {
    let of_account = access_grant::Entity::of(change.scope());
    let found = of_account.filter(access_grant::Column::Id.eq(id)).one(&change.txn).await?;
    let grant = found.ok_or(Failed::NotFound)?;
    match made_before(change, new).await? {
        // The completed submission ended the replaced grant, so a pending one means a different submission.
        Some(_) if grant.state == GrantState::Pending => return refuse(GrantRefusal::Changed),
        // Whoever made the replaced grant may no longer be a holder: the answer is the same.
        Some(before) if has_number(&before, change) => return Ok(before),
        Some(_) => return refuse(GrantRefusal::Changed),
        None => {}
    }
    let holding = holder::Entity::holding(grant.customer_id, grant.owner_id, change.now).one(&change.txn).await?;
    let waits = grant.state == GrantState::Pending && change.now < grant.expires_at && holding.is_some();
    if waits { Ok(grant) } else { refuse(GrantRefusal::Changed) }
}

/// The grant of the other channel that the form was filled in from, or if it has ended since, the one that the same
/// submission made earlier.
async fn twin(
    change: &ChangeOf<'_, Scope>,
    id: AccessGrantId,
    new: &NewAccessGrant,
) -> Result<access_grant::Model, Error<GrantRefusal>> {
    let elsewhere = access_grant::Entity::live_elsewhere(change.scope(), change.now);
    if let Some(found) = elsewhere.filter(access_grant::Column::Id.eq(id)).one(&change.txn).await? {
        return Ok(found);
    }
    let before = made_before(change, new).await?.filter(|before| has_number(before, change));
    before.map_or_else(|| refuse(GrantRefusal::Changed), Ok)
}

/// The grant that the same submission made earlier.
async fn made_before(change: &ChangeOf<'_, Scope>, new: &NewAccessGrant) -> Result<Option<access_grant::Model>> {
    let Some(key) = new.request_key else { return Ok(None) };
    Ok(access_grant::Entity::of_request(change.scope().caller().person, key).one(&change.txn).await?)
}

/// Whether a grant of the account still has the number, which the form leaves out: the grant that it was filled in from
/// has lost it if it has ended.
fn has_number(before: &access_grant::Model, change: &ChangeOf<'_, Scope>) -> bool {
    before.customer_id == change.scope().customer_id() && before.state.is_live()
}

/// Ends the account's expired pending grants and those of a former holder, so that they do not block new ones (rule G6).
async fn clean_up(change: &ChangeOf<'_, Scope>) -> Result<()> {
    let customer = change.scope().customer_id();
    close_by_former_holders(change, customer).await?;
    let expired =
        access_grant::Entity::expired_anywhere(change.now).filter(access_grant::Column::CustomerId.eq(customer));
    for grant in known::all(expired, &change.txn).await? {
        expire(change, &grant).await?;
    }
    Ok(())
}

/// Enqueues the letter, unless the address is deceptive: nothing is sent there until the owner has seen what it is and
/// requests the letter.
async fn first_letter(change: &Change<'_>, id: AccessGrantId, parsed: &ParsedGrant) -> Result<LetterState> {
    if details::is_lookalike(parsed.details.email()) {
        return Ok(LetterState::ToCheck);
    }
    change.enqueue_invitation(id, parsed.details.email()).await
}

/// The index of a grantee's number, and the state of their grant.
type Live = (Option<Vec<u8>>, GrantState);

/// The columns of live grants that limits need, without enums that only a newer version may know, so that all count.
pub(super) async fn live_grants(db: &impl ConnectionTrait, scope: &Scope, now: Timestamp) -> Result<Vec<Live>> {
    let live = access_grant::Entity::live(scope, now).select_only();
    let columns = [access_grant::Column::GranteeIndex, access_grant::Column::State];
    Ok(live.columns(columns).into_tuple().all(db).await?)
}

/// The limits of live and pending grants (rule G12).
pub(super) fn no_room(live: &[Live], channel: Channel, limits: &GrantSettings) -> Option<GrantRefusal> {
    let pending = live.iter().filter(|(_, state)| *state == GrantState::Pending).count();
    if live.len() >= limits.live(channel) as usize {
        return Some(GrantRefusal::TooManyLive);
    }
    (pending >= limits.pending as usize).then_some(GrantRefusal::TooManyPending)
}

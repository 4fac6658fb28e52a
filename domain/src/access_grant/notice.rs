//! "Var det inte du?": the answer to the letter about what was shared by customer number (rule G15).

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use types::{
    AccessGrantId, CustomerId, CustomerNumber, EmailAddress, Timestamp,
    access_grant::{GrantRefusal, GrantSource, GrantState},
    customer_number::DenyRefusal,
};

use super::{Ending, end};
use crate::{
    By, Domain, Error, Failed, Result, Scope,
    activity::{self, Event, Stream},
    entity::{access_grant, activation_code, customer, customer_login, holder, person, sharing_block, sharing_notice},
    error::refuse,
    job::Letter,
    secret::Secret,
    settings::SharingByNumber,
    stockholm,
};

/// How long the link of a notice works, in seconds, and then until midnight.
const LINK_LASTS: i64 = 30 * 24 * 3600;

/// Until when the link works of a notice that was made at an instant.
pub(crate) fn notice_ends(made_at: Timestamp) -> Timestamp {
    stockholm::midnight_from(made_at.plus_seconds(LINK_LASTS))
}

impl Domain {
    /// Whether the link of a notice still works, and has not been used. Looking changes nothing: mail scanners open links
    /// too.
    pub async fn is_notice_good(&self, secret: &Secret) -> Result<bool> {
        let found = sharing_notice::Entity::of_secret(secret.hash()).one(&self.db.read).await?;
        let Some(notice) = found else { return Ok(false) };
        let now = self.clock.now();
        if !is_in_time(&notice, now) {
            self.forget_notice(&notice).await?;
            return Ok(false);
        }
        if notice.used_at.is_some() {
            return Ok(false);
        }
        let told = access_grant::Entity::by_id(notice.grant_id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let holding = holder::Entity::holding(told.customer_id, told.owner_id, now).one(&self.db.read).await?;
        Ok(holding.is_some())
    }

    /// Ended is ended: the link of a notice that was found too old is gone, whatever the clock says later.
    async fn forget_notice(&self, notice: &sharing_notice::Model) -> Result<()> {
        let txn = self.db.begin_write().await?;
        sharing_notice::Entity::delete_by_id(notice.grant_id).exec(&txn).await?;
        txn.commit().await?;
        Ok(())
    }

    /// It was not them: what was shared by the number is taken back, all of it, nobody shares the account until a holder
    /// has signed in with BankID, and the customer number opens nothing until a new letter has come. A link that has been
    /// used is answered the same, and changes nothing more.
    pub async fn deny_sharing(&self, secret: &Secret) -> Result<(), Error<DenyRefusal>> {
        let found = sharing_notice::Entity::of_secret(secret.hash()).one(&self.db.read).await?;
        let Some(notice) = found else { return refuse(DenyRefusal::LinkInvalid) };
        if !is_in_time(&notice, self.clock.now()) {
            self.forget_notice(&notice).await?;
            return refuse(DenyRefusal::LinkInvalid);
        }
        let txn = self.db.begin_write().await?;
        let told = access_grant::Entity::by_id(notice.grant_id).one(&txn).await?.ok_or(Failed::NotFound)?;
        let customer = customer::Entity::locked(told.customer_id).one(&txn).await?.ok_or(Failed::NotFound)?;
        let now = self.clock.now();
        // The account may be somebody else's by now, and what was shared before has ended with that.
        if holder::Entity::holding(customer.id, told.owner_id, now).one(&txn).await?.is_none() {
            return refuse(DenyRefusal::LinkInvalid);
        }
        if !use_up(&txn, &notice, now).await? {
            return Ok(());
        }
        for grant in access_grant::Entity::unended_by_number(customer.id).all(&txn).await? {
            self.take_back(&txn, &grant, now).await?;
        }
        let login = customer_login::Entity::delete_by_id(customer.id).exec(&txn).await?;
        let code = activation_code::Entity::delete_by_id(customer.id).exec(&txn).await?;
        self.end_sessions_by_number(&txn, customer.id, None, now).await?;
        let has_closed = login.rows_affected + code.rows_affected > 0;
        // A number that was activated anew behind an earlier block is closed anew, and that is told.
        if block(&txn, &customer, now).await? || has_closed {
            let stream = Stream::Customer(customer.id);
            activity::record(&txn, By::SYSTEM, stream, Event::SharingBlocked(told.id), now).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// Why a caller may share nothing just now, whatever they type (rule G15).
    pub(super) async fn why_not_sharing(
        &self,
        db: &impl ConnectionTrait,
        scope: &Scope,
        source: Option<GrantSource>,
    ) -> Result<Option<GrantRefusal>> {
        if sharing_block::Entity::find_by_id(scope.customer_id()).one(db).await?.is_some() {
            return Ok(Some(GrantRefusal::Blocked));
        }
        if !scope.caller().is_weak() {
            return Ok(None);
        }
        let asks_for_bankid = self.settings.grants.sharing_by_customer_number == SharingByNumber::BankIdRequired;
        // What is made again is made of somebody else's details, which are masked here.
        let may_share = !asks_for_bankid && source.is_none() && !self.to_be_told(db, scope).await?.is_empty();
        Ok((!may_share).then_some(GrantRefusal::NeedsBankId))
    }

    /// Owes the registered addresses the question whether it was them.
    pub(super) async fn ask_who_shared(
        &self,
        txn: &impl ConnectionTrait,
        scope: &Scope,
        grant: AccessGrantId,
        now: Timestamp,
    ) -> Result<()> {
        for email in self.to_be_told(txn, scope).await? {
            self.enqueue_letter_to(txn, Letter::SharedByNumber(grant), &email, now).await?;
        }
        Ok(())
    }

    async fn to_be_told(&self, db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<EmailAddress>> {
        let customer = customer::Entity::find_by_id(scope.customer_id()).one(db).await?.ok_or(Failed::NotFound)?;
        let person = self.person_asking(db, scope.caller()).await?;
        Ok(self.registered_emails(&customer, &person)?)
    }

    /// Opens sharing again for the customers whose holder has signed in with BankID. The customer of an invitation that
    /// they signed in for is locked too: all in one order, so that two who sign in never wait for each other in a ring.
    pub(crate) async fn lift_blocks(
        &self,
        txn: &impl ConnectionTrait,
        person: &person::Model,
        invited_to: Option<CustomerId>,
        by: By,
        now: Timestamp,
    ) -> Result<()> {
        let blocks = sharing_block::Entity::of_holder(person.id, now).all(txn).await?;
        let blocked: BTreeSet<_> = blocks.iter().map(|block| block.customer_id).collect();
        let changed: BTreeSet<_> = blocked.iter().copied().chain(invited_to).collect();
        for customer in changed {
            customer::Entity::locked(customer).one(txn).await?;
        }
        for customer in blocked {
            lift(txn, customer, by, now).await?;
        }
        Ok(())
    }

    /// Opens sharing again for the customer with a number, once customer service has made sure who asks for it; says
    /// whether it was blocked.
    pub async fn allow_sharing(&self, number: &CustomerNumber) -> Result<bool> {
        let txn = self.db.begin_write().await?;
        let found = customer::Entity::of_number(number).one(&txn).await?.ok_or(Failed::NotFound)?;
        customer::Entity::locked(found.id).one(&txn).await?;
        let was_blocked = lift(&txn, found.id, By::SYSTEM, self.clock.now()).await?;
        txn.commit().await?;
        Ok(was_blocked)
    }

    async fn take_back(&self, txn: &impl ConnectionTrait, grant: &access_grant::Model, now: Timestamp) -> Result<()> {
        match grant.state {
            GrantState::Pending if grant.expires_at <= now => _ = self.expire(txn, grant, now).await?,
            GrantState::Pending => _ = end(txn, By::SYSTEM, grant, Ending::Withdrawn, now).await?,
            GrantState::Active if end(txn, By::SYSTEM, grant, Ending::Removed, now).await? => {
                self.tell_removed(txn, grant, now).await?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Says whether there was a block. The caller holds the customer's lock.
async fn lift(txn: &impl ConnectionTrait, customer: CustomerId, by: By, now: Timestamp) -> Result<bool> {
    let lifted = sharing_block::Entity::delete_by_id(customer).exec(txn).await?;
    if lifted.rows_affected == 1 {
        activity::record(txn, by, Stream::Customer(customer), Event::SharingUnblocked, now).await?;
    }
    Ok(lifted.rows_affected == 1)
}

fn is_in_time(notice: &sharing_notice::Model, now: Timestamp) -> bool {
    now < notice_ends(notice.made_at)
}

/// Says whether the link had not been used before.
async fn use_up(txn: &impl ConnectionTrait, notice: &sharing_notice::Model, now: Timestamp) -> Result<bool> {
    let used = sharing_notice::Entity::update_many()
        .col_expr(sharing_notice::Column::UsedAt, Expr::value(now))
        .filter(sharing_notice::Column::GrantId.eq(notice.grant_id))
        .filter(sharing_notice::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Says whether it was open before.
async fn block(txn: &impl ConnectionTrait, customer: &customer::Model, now: Timestamp) -> Result<bool> {
    let row = sharing_block::ActiveModel { customer_id: Set(customer.id), since: Set(now) };
    let conflict = OnConflict::column(sharing_block::Column::CustomerId).do_nothing().to_owned();
    let inserted = sharing_block::Entity::insert(row).on_conflict(conflict).exec_without_returning(txn).await?;
    Ok(inserted == 1)
}

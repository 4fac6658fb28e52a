//! "Var det inte du?": answering the letter about sharing by customer number (rule G15).

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Context as _;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use types::access_grant::{GrantRefusal, GrantSource, GrantState};
use types::sharing_notice::DenyRefusal;
use types::time::days;
use types::{AccessGrantId, CustomerId, CustomerNumber, EmailAddress, Timestamp};

use crate::access_grant::{Ending, end, expire};
use crate::activity::{Event, Stream};
use crate::change::{Change, ChangeOf};
use crate::entity::{
    Anywhere as _, access_grant, activation_code, customer, customer_login, holder, person, sharing_block,
    sharing_notice,
};
use crate::error::refuse;
use crate::job::Letter;
use crate::secret::Secret;
use crate::settings::SharingByNumber;
use crate::{By, Domain, Error, Failed, Result, Scope, stockholm};

/// The validity of a notice's link, and then until midnight.
const LINK_LASTS: Duration = days(30);

/// Until when the link of a notice is valid.
pub(crate) fn notice_ends(made_at: Timestamp) -> Timestamp {
    stockholm::midnight_from(made_at + LINK_LASTS)
}

impl Domain {
    /// Whether the link of a notice is valid and unused. Changes nothing: mail scanners open links too.
    pub async fn is_notice_valid(&self, secret: &Secret) -> Result<bool> {
        let found = sharing_notice::Entity::of_secret(secret.hash()).one(&self.db.read).await?;
        let Some(notice) = found else { return Ok(false) };
        let now = self.clock.now();
        if !is_in_time(&notice, now) {
            // Reading works while the database cannot be written.
            if let Err(fault) = self.forget_notice(&notice).await {
                tracing::warn!(%fault, "a notice that is too old could not be deleted");
            }
            return Ok(false);
        }
        if notice.used_at.is_some() {
            return Ok(false);
        }
        let grant =
            access_grant::Entity::anywhere(notice.grant_id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let holding = holder::Entity::holding(grant.customer_id, grant.owner_id, now).one(&self.db.read).await?;
        Ok(holding.is_some())
    }

    /// What has ended stays ended: an expired notice is deleted, whatever the clock says later.
    async fn forget_notice(&self, notice: &sharing_notice::Model) -> Result<()> {
        let txn = self.db.begin_write().await?;
        sharing_notice::Entity::delete_by_id(notice.grant_id).exec(&txn).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The owner did not share: removes everything shared by the number, blocks sharing of the account until a holder
    /// signs in with BankID, and disables the customer number until a new letter. A used link gives the same answer and
    /// changes nothing.
    pub async fn deny_sharing(&self, secret: &Secret) -> Result<(), Error<DenyRefusal>> {
        let found = sharing_notice::Entity::of_secret(secret.hash()).one(&self.db.read).await?;
        let Some(notice) = found else { return refuse(DenyRefusal::LinkInvalid) };
        if !is_in_time(&notice, self.clock.now()) {
            self.forget_notice(&notice).await?;
            return refuse(DenyRefusal::LinkInvalid);
        }
        let grant =
            access_grant::Entity::anywhere(notice.grant_id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let customer = grant.customer_id;
        let change = self.change_of_customer(customer, By::SYSTEM).await?.ok_or(Failed::NotFound)?;
        // The account may have another holder by now, which has ended what was shared before.
        if holder::Entity::holding(customer, grant.owner_id, change.now).one(&change.txn).await?.is_none() {
            return refuse(DenyRefusal::LinkInvalid);
        }
        if !mark_used(&change, &notice).await? {
            return Ok(());
        }
        for grant in access_grant::Entity::unended_by_number(customer).all(&change.txn).await? {
            self.remove_grant(&change, &grant).await?;
        }
        let login = customer_login::Entity::delete_by_id(customer).exec(&change.txn).await?;
        let code = activation_code::Entity::delete_by_id(customer).exec(&change.txn).await?;
        self.end_sessions_by_number(&change, customer, None).await?;
        let has_closed = login.rows_affected + code.rows_affected > 0;
        // A number that was activated again during an earlier block is disabled again, and that is recorded.
        if block(&change, customer).await? || has_closed {
            change.record(Event::SharingBlocked(grant.id)).await?;
        }
        Ok(change.commit().await?)
    }

    /// Why a caller may not share at the moment, whatever they type (rule G15).
    pub(crate) async fn why_not_sharing(
        &self,
        db: &impl ConnectionTrait,
        scope: &Scope,
        source: Option<GrantSource>,
    ) -> Result<Option<GrantRefusal>> {
        if sharing_block::Entity::of(scope).one(db).await?.is_some() {
            return Ok(Some(GrantRefusal::Blocked));
        }
        if !scope.caller().lacks_bankid() {
            return Ok(None);
        }
        let asks_for_bankid = self.settings.grants.sharing_by_customer_number == SharingByNumber::BankIdRequired;
        // Inviting again would reuse somebody else's details, which are masked here.
        let may_share = !asks_for_bankid && source.is_none() && !self.notified_emails(db, scope).await?.is_empty();
        Ok((!may_share).then_some(GrantRefusal::NeedsBankId))
    }

    /// Enqueues the question to the registered addresses whether it was them.
    pub(crate) async fn notify_of_sharing(&self, change: &ChangeOf<'_, Scope>, grant: AccessGrantId) -> Result<()> {
        for email in self.notified_emails(&change.txn, change.scope()).await? {
            change.enqueue_to(Letter::SharedByNumber(grant), &email).await?;
        }
        Ok(())
    }

    async fn notified_emails(&self, db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<EmailAddress>> {
        let customer = customer::Entity::of(scope).one(db).await?.ok_or(Failed::NotFound)?;
        let person = self.person_asking(db, scope.caller()).await?;
        Ok(self.registered_emails(&customer, &person)?)
    }

    /// Lifts the blocks of the customers whose holder has signed in with BankID. Also locks the customer of the
    /// invitation that they signed in for: all in one order, so that concurrent sign-ins do not deadlock.
    pub(crate) async fn lift_blocks(
        &self,
        change: &Change<'_>,
        person: &person::Model,
        invited_to: Option<CustomerId>,
        by: By,
    ) -> Result<()> {
        let blocks = sharing_block::Entity::of_holder(person.id, change.now).all(&change.txn).await?;
        let blocked: BTreeSet<_> = blocks.iter().map(|block| block.customer_id).collect();
        let changed: BTreeSet<_> = blocked.iter().copied().chain(invited_to).collect();
        for customer in changed {
            customer::Entity::locked(customer).one(&change.txn).await?;
        }
        for customer in blocked {
            lift(change, customer, by).await?;
        }
        Ok(())
    }

    /// Lifts the block of a customer, once customer service has verified the caller; returns whether there was one.
    pub async fn allow_sharing(&self, number: &CustomerNumber) -> Result<bool> {
        let found = customer::Entity::of_number(number).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let change = self.change_of_customer(found.id, By::SYSTEM).await?.ok_or(Failed::NotFound)?;
        let was_blocked = lift(&change, found.id, By::SYSTEM).await?;
        change.commit().await?;
        Ok(was_blocked)
    }

    /// Stores the hash of a notice's secret; returns since when its link is valid.
    pub(crate) async fn store_notice(&self, grant: AccessGrantId, secret: &Secret) -> Result<Timestamp> {
        let txn = self.db.begin_write().await?;
        let row = sharing_notice::ActiveModel {
            grant_id: Set(grant),
            secret_hash: Set(secret.hash()),
            made_at: Set(self.clock.now()),
            used_at: Set(None),
        };
        let conflict = OnConflict::column(sharing_notice::Column::GrantId).do_nothing().to_owned();
        sharing_notice::Entity::insert(row).on_conflict(conflict).exec_without_returning(&txn).await?;
        let stored = sharing_notice::Entity::anywhere(grant).one(&txn).await?;
        txn.commit().await?;
        Ok(stored.context("the notice that was just stored")?.made_at)
    }

    async fn remove_grant(&self, change: &Change<'_>, grant: &access_grant::Model) -> Result<()> {
        match grant.state {
            GrantState::Pending if grant.expires_at <= change.now => _ = expire(change, grant).await?,
            GrantState::Pending => _ = end(change, By::SYSTEM, grant, Ending::Withdrawn).await?,
            GrantState::Active if end(change, By::SYSTEM, grant, Ending::Removed).await? => {
                self.notify_removed(change, grant).await?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Returns whether there was a block. The caller holds the customer's lock.
async fn lift(change: &Change<'_>, customer: CustomerId, by: By) -> Result<bool> {
    let lifted = sharing_block::Entity::delete_by_id(customer).exec(&change.txn).await?;
    if lifted.rows_affected == 1 {
        change.record_in(Stream::Customer(customer), by, Event::SharingUnblocked).await?;
    }
    Ok(lifted.rows_affected == 1)
}

fn is_in_time(notice: &sharing_notice::Model, now: Timestamp) -> bool {
    now < notice_ends(notice.made_at)
}

/// Returns whether the link was unused.
async fn mark_used(change: &Change<'_>, notice: &sharing_notice::Model) -> Result<bool> {
    let used = sharing_notice::Entity::update_many()
        .col_expr(sharing_notice::Column::UsedAt, Expr::value(change.now))
        .filter(sharing_notice::Column::GrantId.eq(notice.grant_id))
        .filter(sharing_notice::Column::UsedAt.is_null())
        .exec(&change.txn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Returns whether it was open before.
async fn block(change: &Change<'_>, customer: CustomerId) -> Result<bool> {
    let row = sharing_block::ActiveModel { customer_id: Set(customer), since: Set(change.now) };
    let conflict = OnConflict::column(sharing_block::Column::CustomerId).do_nothing().to_owned();
    let inserted = sharing_block::Entity::insert(row).on_conflict(conflict).exec_without_returning(&change.txn).await?;
    Ok(inserted == 1)
}

//! Watching an order: what its page shows, each second.

use bankid::{Platform, launch, qr_svg, qr_text};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _};
use types::Timestamp;
use types::sign_in::{BankIdStart, SignInPhase, SignInRefusal, SignInStatus};

use super::binding::digits_of;
use super::order::elapsed;
use super::{COLLECT_PAUSE, is_over};
use crate::entity::{Anywhere as _, sign_in_order};
use crate::error::refuse;
use crate::{Browser, Domain, Error, Failed, Result};

impl Domain {
    /// The status of the browser's order. Polls BankID when it is time.
    pub async fn watch_sign_in(&self, browser: &Browser) -> Result<SignInStatus, Error<SignInRefusal>> {
        let row = self.order_of(browser).await?;
        let row = self.polled(row, browser).await?;
        self.status(&row, browser)
    }

    pub(super) async fn order_of(&self, browser: &Browser) -> Result<sign_in_order::Model, Error<SignInRefusal>> {
        let Some(secret) = &browser.order else { return refuse(SignInRefusal::NoOrder) };
        let found = sign_in_order::Entity::of_browser(secret.hash()).one(&self.db.read).await?;
        let found = self.unless_expired(found).await?;
        found.map_or_else(|| refuse(SignInRefusal::NoOrder), Ok)
    }

    /// A live order. What has ended stays ended: an expired one is deleted, so that a clock that goes back does not
    /// revive it.
    pub(super) async fn unless_expired(
        &self,
        order: Option<sign_in_order::Model>,
    ) -> Result<Option<sign_in_order::Model>> {
        let Some(order) = order else { return Ok(None) };
        if !is_over(order.first_started_at, self.clock.now()) {
            return Ok(Some(order));
        }
        // Its page can be read while the database cannot be written.
        if let Err(fault) = self.delete_expired_order(&order).await {
            tracing::warn!(order = %order.id, %fault, "an expired order could not be deleted");
        }
        Ok(None)
    }

    async fn delete_expired_order(&self, order: &sign_in_order::Model) -> Result<()> {
        let txn = self.db.begin_write().await?;
        sign_in_order::Entity::take(order.id).exec(&txn).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The order after polling BankID, if it is waiting and the interval has passed; otherwise unchanged.
    pub(super) async fn polled(
        &self,
        row: sign_in_order::Model,
        browser: &Browser,
    ) -> Result<sign_in_order::Model, Error<SignInRefusal>> {
        if row.phase != SignInPhase::Waiting || !claim_poll(self, &row, self.clock.now()).await? {
            return Ok(row);
        }
        let fresh = sign_in_order::Entity::anywhere(row.id).one(&self.db.read).await?;
        let Some(fresh) = fresh else { return refuse(SignInRefusal::NoOrder) };
        // A separate task: BankID says how an order ended only once, and the browser may go away meanwhile.
        let (domain, browser) = (self.clone(), browser.clone());
        let collected = tokio::spawn(async move { domain.collect(fresh, &browser).await });
        match collected.await.map_err(anyhow::Error::from)? {
            Err(Failed::NotFound) => refuse(SignInRefusal::NoOrder),
            other => Ok(other?),
        }
    }

    fn status(&self, row: &sign_in_order::Model, browser: &Browser) -> Result<SignInStatus, Error<SignInRefusal>> {
        let destination = row.destination.clone();
        let (phase, start, message) = (row.phase, row.start, row.message);
        let identity = if phase == SignInPhase::Identified { Some(self.identity(row)?) } else { None };
        let digits = digits_of(row, identity.as_ref(), browser);
        let mut status = SignInStatus { phase, start, message, qr: None, launch_url: None, digits, destination };
        let (Some(party), Some(open)) = (self.bank.relying_party(), self.open_order(row)?) else { return Ok(status) };
        match row.start {
            BankIdStart::OtherDevice if !row.picked_up => {
                let passed = elapsed(row.order_started_at, self.clock.now());
                let text = qr_text(&open.qr_start_token.into(), &open.qr_start_secret.into(), passed);
                status.qr = Some(qr_svg(&text));
            }
            BankIdStart::OtherDevice => {}
            BankIdStart::ThisDevice => {
                let platform = Platform::from_user_agent(&row.user_agent);
                status.launch_url = Some(launch(platform, &party.launch, &open.auto_start_token.into()).url);
            }
        }
        Ok(status)
    }
}

/// Claims the next poll of BankID, if the interval has passed and no other request has. Also records that somebody
/// watches.
async fn claim_poll(domain: &Domain, row: &sign_in_order::Model, now: Timestamp) -> Result<bool> {
    if now < row.collected_at + COLLECT_PAUSE {
        return Ok(false);
    }
    let txn = domain.db.begin_write().await?;
    let turn = sign_in_order::Entity::update_many()
        .col_expr(sign_in_order::Column::CollectedAt, Expr::value(now))
        .col_expr(sign_in_order::Column::WatchedAt, Expr::value(now))
        .filter(sign_in_order::Column::Id.eq(row.id))
        .filter(Expr::col(sign_in_order::Column::CollectedAt).eq(row.collected_at))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(turn.rows_affected == 1)
}

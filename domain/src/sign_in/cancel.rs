//! Cancelling and deleting orders.

use sea_orm::{DeleteMany, QuerySelect as _};
use tokio::task::JoinSet;
use types::sign_in::SignInPhase;

use super::OpenOrder;
use crate::bank::RelyingParty;
use crate::entity::{known, sign_in_order};
use crate::{Browser, Domain, Result};

/// How many abandoned orders are cancelled at a time: BankID may be slow, and letters wait meanwhile.
const BATCH: u64 = 20;

impl Domain {
    /// Cancels the browser's order in the channel of the request, also at BankID. Without an order it does nothing.
    pub async fn cancel_sign_in(&self, browser: &Browser) -> Result<()> {
        let Some(secret) = &browser.order else { return Ok(()) };
        let found = sign_in_order::Entity::of_browser(secret.hash()).one(&self.db.read).await?;
        if let Some(row) = found {
            self.drop_order(&row).await?;
        }
        Ok(())
    }

    /// Cancels orders whose page is no longer watched, and deletes those that are too old. Returns how many.
    pub async fn clear_orders(&self) -> Result<u64> {
        let now = self.clock.now();
        let mut forgotten = 0;
        // A process without BankID leaves them to one that can cancel them, until they are too old.
        if self.bank.relying_party().is_some() {
            let left = known::all(sign_in_order::Entity::abandoned_anywhere(now).limit(BATCH), &self.db.read).await?;
            let ids = left.iter().map(|row| row.id);
            forgotten += self.drop_orders(sign_in_order::Entity::take_abandoned(ids, now)).await?;
        }
        let txn = self.db.begin_write().await?;
        let old = sign_in_order::Entity::take_old(now).exec(&txn).await?;
        txn.commit().await?;
        Ok(forgotten + old.rows_affected)
    }

    /// Cancels all of the browser's orders, in both channels, so that starting again or signing out leaves none that
    /// could still be completed here.
    pub(crate) async fn cancel_all_orders(&self, browser: &Browser) -> Result<()> {
        let hashes = browser.order_hashes();
        if !hashes.is_empty() {
            self.drop_orders(sign_in_order::Entity::take_of_browser(hashes)).await?;
        }
        Ok(())
    }

    /// Cancels deleted orders at BankID in the background: signing in must not depend on BankID's answer, and an order
    /// without a row expires.
    pub(crate) fn cancel_later(&self, taken: Vec<sign_in_order::Model>) {
        for row in waiting(taken) {
            let domain = self.clone();
            tokio::spawn(async move {
                if let Err(fault) = domain.cancel_at_bankid(&row).await {
                    tracing::warn!(order = %row.id, fault = format!("{fault:#}"), "an order is not cancelled at BankID");
                }
            });
        }
    }

    /// Deletes an order and cancels it at BankID.
    pub(super) async fn drop_order(&self, row: &sign_in_order::Model) -> Result<()> {
        self.drop_orders(sign_in_order::Entity::take(row.id)).await?;
        Ok(())
    }

    /// Deletes orders, and cancels at BankID those that were waiting.
    async fn drop_orders(&self, which: DeleteMany<sign_in_order::Entity>) -> Result<u64> {
        let txn = self.db.begin_write().await?;
        let dropped = which.exec_with_returning(&txn).await?;
        txn.commit().await?;
        let count = dropped.len() as u64;
        self.cancel_taken(dropped).await?;
        Ok(count)
    }

    /// Cancels deleted orders at BankID, and waits for its answers.
    pub(crate) async fn cancel_taken(&self, taken: Vec<sign_in_order::Model>) -> Result<()> {
        let mut cancelling = JoinSet::new();
        for row in waiting(taken) {
            let domain = self.clone();
            cancelling.spawn(async move { domain.cancel_at_bankid(&row).await });
        }
        cancelling.join_all().await.into_iter().collect::<anyhow::Result<()>>()?;
        Ok(())
    }

    async fn cancel_at_bankid(&self, row: &sign_in_order::Model) -> anyhow::Result<()> {
        if let (Some(party), Some(open)) = (self.bank.relying_party(), self.open_order(row)?) {
            cancel(party, open).await;
            tracing::info!(order = %row.id, "signing in was cancelled");
        }
        Ok(())
    }
}

/// Only these still exist at BankID.
fn waiting(orders: Vec<sign_in_order::Model>) -> impl Iterator<Item = sign_in_order::Model> {
    orders.into_iter().filter(|row| row.phase == SignInPhase::Waiting)
}

/// Cancels an order at BankID.
pub(super) async fn cancel(party: &RelyingParty, order: OpenOrder) {
    // Failing is harmless: an order expires.
    let _ = party.client.cancel(&order.order_ref.into()).await;
}

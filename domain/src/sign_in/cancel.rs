//! Cancelling and forgetting orders.

use sea_orm::{DeleteMany, QuerySelect as _};
use tokio::task::JoinSet;
use types::sign_in::SignInPhase;

use super::{Browser, OpenOrder};
use crate::{Domain, Result, bank::RelyingParty, entity::sign_in_order};

/// So many left orders are cancelled at a time: BankID may be slow, and letters wait meanwhile.
const BATCH: u64 = 20;

impl Domain {
    /// Cancels the browser's order, at BankID too. No order is no error.
    pub async fn cancel_sign_in(&self, browser: &Browser) -> Result<()> {
        let Some(secret) = &browser.order else { return Ok(()) };
        let found = sign_in_order::Entity::of_browser(secret.hash(), self.clock.now()).one(&self.db.read).await?;
        if let Some(row) = found {
            self.drop_order(&row).await?;
        }
        Ok(())
    }

    /// Cancels orders whose page nobody looks at any more, and forgets those that are too old. Says how many.
    pub async fn forget_orders(&self) -> Result<u64> {
        let now = self.clock.now();
        let mut forgotten = 0;
        // A process without BankID leaves them to one that can cancel them, until they are too old.
        if self.bank.relying_party().is_some() {
            let left = sign_in_order::Entity::left(now).limit(BATCH).all(&self.db.read).await?;
            let ids = left.iter().map(|row| row.id);
            forgotten += self.drop_orders(sign_in_order::Entity::take_left(ids, now)).await?;
        }
        let txn = self.db.begin_write().await?;
        let old = sign_in_order::Entity::take_old(now).exec(&txn).await?;
        txn.commit().await?;
        Ok(forgotten + old.rows_affected)
    }

    /// Deletes an order and cancels it at BankID.
    pub(super) async fn drop_order(&self, row: &sign_in_order::Model) -> Result<()> {
        self.drop_orders(sign_in_order::Entity::take(row.id)).await?;
        Ok(())
    }

    /// Deletes orders, and cancels at BankID those that waited, as they were when they were deleted.
    async fn drop_orders(&self, which: DeleteMany<sign_in_order::Entity>) -> Result<u64> {
        let txn = self.db.begin_write().await?;
        let dropped = which.exec_with_returning(&txn).await?;
        txn.commit().await?;
        let count = dropped.len() as u64;
        let mut cancelling = JoinSet::new();
        for row in dropped.into_iter().filter(|row| row.phase == SignInPhase::Waiting) {
            let domain = self.clone();
            cancelling.spawn(async move { domain.cancel_at_bankid(&row).await });
        }
        cancelling.join_all().await.into_iter().collect::<anyhow::Result<()>>()?;
        Ok(count)
    }

    async fn cancel_at_bankid(&self, row: &sign_in_order::Model) -> anyhow::Result<()> {
        if let (Some(party), Some(open)) = (self.bank.relying_party(), self.open_order(row)?) {
            cancel(party, open).await;
            tracing::info!(order = %row.id, "signing in was cancelled");
        }
        Ok(())
    }
}

/// Cancels an order at BankID.
pub(super) async fn cancel(party: &RelyingParty, order: OpenOrder) {
    // It need not succeed: an order ends by itself.
    let _ = party.client.cancel(&order.order_ref.into()).await;
}

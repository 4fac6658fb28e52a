//! The browser of a request, and its cookies.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::Result;
use crate::entity::sign_in_order;
use crate::secret::Secret;

/// A browser that signs in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Its address, from a trusted proxy or the connection.
    pub address: std::net::IpAddr,
    /// Its user agent.
    pub user_agent: String,
    /// Its long-lived device identifier: a signal for BankID's risk assessment.
    pub device: String,
    /// The secret of its order under way in the request's channel.
    pub order: Option<Secret>,
    /// The secret of its order under way in the other channel, which ends when somebody signs in or out here.
    pub other_order: Option<Secret>,
    /// The secret of its session, which ends when it gets another.
    pub session: Option<Secret>,
}

impl Browser {
    /// The same browser with a device identifier, a new one if it has none.
    #[must_use]
    pub fn with_device(self) -> Self {
        // A cookie may contain anything; an identifier that is not in our format is replaced.
        let is_ours = self.device.parse::<uuid::Uuid>().is_ok();
        let device = if is_ours { self.device } else { uuid::Uuid::new_v4().to_string() };
        Self { device, ..self }
    }

    /// Locks all its orders, in both channels, before any customer and person: signing in and out lock in this order, so
    /// that two concurrent ones in a browser never deadlock.
    pub(crate) async fn lock_orders(&self, txn: &impl ConnectionTrait) -> Result<()> {
        let hashes = self.order_hashes();
        if !hashes.is_empty() {
            sign_in_order::Entity::lock_of_browser(hashes).into_tuple::<Uuid>().all(txn).await?;
        }
        Ok(())
    }

    /// Deletes all its orders, in both channels, in the transaction that signs in or out: afterwards no earlier sign-in
    /// can be completed in this browser (rule 9B7). Returns them for [`Domain::cancel_later`].
    ///
    /// [`Domain::cancel_later`]: crate::Domain::cancel_later
    pub(crate) async fn take_orders(&self, txn: &impl ConnectionTrait) -> Result<Vec<sign_in_order::Model>> {
        let hashes = self.order_hashes();
        if hashes.is_empty() {
            return Ok(Vec::new());
        }
        self.lock_orders(txn).await?;
        Ok(sign_in_order::Entity::take_of_browser(hashes).exec_with_returning(txn).await?)
    }

    pub(crate) fn order_hashes(&self) -> Vec<Vec<u8>> {
        [&self.order, &self.other_order].into_iter().flatten().map(Secret::hash).collect()
    }
}

//! The browser that a question comes from, and what it carries.

use sea_orm::{ConnectionTrait, QuerySelect as _};
use uuid::Uuid;

use crate::Result;
use crate::entity::sign_in_order;
use crate::secret::Secret;

/// A browser on its way to sign in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The address it calls from, as a trusted proxy or the connection says.
    pub address: std::net::IpAddr,
    /// What it calls itself.
    pub user_agent: String,
    /// Its own long-lived device identifier: a signal for BankID's risk assessment.
    pub device: String,
    /// The secret of its order under way in the channel that it asks in.
    pub order: Option<Secret>,
    /// The secret of its order under way in the other channel; over when somebody signs in or out here.
    pub other_order: Option<Secret>,
    /// The secret of the session it has; over when it gets another.
    pub session: Option<Secret>,
}

impl Browser {
    /// The same browser with a device identifier: its own, or a new one.
    #[must_use]
    pub fn with_device(self) -> Self {
        // Anything may come back in a cookie; what does not look like one of ours is replaced.
        let is_ours = self.device.parse::<uuid::Uuid>().is_ok();
        let device = if is_ours { self.device } else { uuid::Uuid::new_v4().to_string() };
        Self { device, ..self }
    }

    /// Locks all of its orders, in both channels. Before any customer and any person: whoever signs in or out locks in this
    /// order, so that two who do so in one browser never wait for each other in a ring.
    pub(crate) async fn lock_orders(&self, txn: &impl ConnectionTrait) -> Result<()> {
        let hashes = self.order_hashes();
        if !hashes.is_empty() {
            sign_in_order::Entity::lock_of_browser(hashes).into_tuple::<Uuid>().all(txn).await?;
        }
        Ok(())
    }

    /// Takes all of its orders away, in both channels, in the transaction of who signs in or out: afterwards nothing that
    /// began before can be finished in this browser (rule 9B7). What is taken is for [`Domain::cancel_later`].
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

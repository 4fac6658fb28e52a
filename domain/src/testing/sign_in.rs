//! Observations of BankID orders and sessions that no operation offers.

use sea_orm::PaginatorTrait as _;

use super::World;
use super::observe::every;
use crate::entity::{session, sign_in_order};
use crate::secret::Secret;
use crate::{Browser, sign_in};

impl Browser {
    /// A new browser with an address.
    pub fn at(address: &str) -> Self {
        Self {
            address: address.parse().expect("an address"),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            device: uuid::Uuid::new_v4().to_string(),
            order: None,
            other_order: None,
            session: None,
        }
    }

    /// The browser with a session.
    #[must_use]
    pub fn with_session(self, secret: &Secret) -> Self {
        Self { session: Some(secret.clone()), ..self }
    }
}

impl World {
    /// The app's token of a browser's order.
    pub async fn auto_start_token(&self, browser: &Browser) -> String {
        let hash = browser.order.as_ref().expect("the secret of an order").hash();
        let rows = every::<sign_in_order::Entity>().all(&self.domain.db.read).await.expect("an answer");
        let row = rows.into_iter().find(|row| row.browser_hash == hash).expect("an order");
        let sealed = row.order_sealed.expect("an order that waits");
        let open: sign_in::OpenOrder = self.domain.vault.open_json(sign_in::ORDER, row.id, &sealed).expect("an order");
        open.auto_start_token
    }

    /// How many orders there are.
    pub async fn order_count(&self) -> u64 {
        every::<sign_in_order::Entity>().count(&self.domain.db.read).await.expect("an answer")
    }

    /// How many sessions there are, live or not.
    pub async fn session_count(&self) -> u64 {
        every::<session::Entity>().count(&self.domain.db.read).await.expect("an answer")
    }

    /// Launches BankID's own app from now on, which returns only to browsers that it can return to. The simulated one
    /// still answers.
    pub fn launch_own_app(&mut self) {
        if let crate::bank::Bank::Connected(party) = &mut self.domain.bank {
            party.launch = bankid::LaunchBase::BankId;
        }
    }

    /// The same world in a process without BankID.
    #[must_use]
    pub fn without_bankid(&self) -> crate::Domain {
        crate::Domain { bank: crate::bank::Bank::Absent, ..self.domain.clone() }
    }
}

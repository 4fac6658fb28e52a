//! A world with a BankID, and browsers that sign in with it.

use std::time::Duration;

use bankid_simulator::{Approval, Endpoint, Simulator};
use domain::secret::Secret;
use domain::testing::{Named, TestDatabase, World};
use domain::{Browser, Error, Result, SignedIn};
use types::Channel;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInPhase, SignInRefusal, SignInStatus};

/// The address of the browser that begins.
pub const HOME: &str = "203.0.113.24";
/// Another address.
pub const ELSEWHERE: &str = "198.51.100.7";

pub struct Stage {
    pub world: World,
    pub bankid: Simulator,
}

impl Stage {
    pub async fn new(database: TestDatabase) -> Self {
        let mut world = World::new(database).await;
        let bankid = world.open_bankid();
        Self { world, bankid }
    }

    /// A browser at home with a started sign-in.
    pub async fn start(&self, start: BankIdStart) -> Browser {
        self.start_from(browser(), start).await
    }

    /// The same for a browser that has been here before.
    pub async fn start_from(&self, browser: Browser, start: BankIdStart) -> Browser {
        let began = self.world.domain.start_sign_in(&browser, Channel::Web, start, &Destination::default()).await;
        Browser { order: Some(began.expect("an order").secret), ..browser }
    }

    pub async fn watch(&self, browser: &Browser) -> Result<SignInStatus, Error<SignInRefusal>> {
        self.world.domain.watch_sign_in(browser).await
    }

    /// The status of the order once BankID may be polled again.
    pub async fn watch_next(&self, browser: &Browser) -> SignInStatus {
        self.world.clock.advance(2);
        self.watch(browser).await.expect("an order")
    }

    /// Opens the session once BankID may be polled again.
    pub async fn finish(&self, browser: &Browser) -> Result<SignedIn, Error<SignInRefusal>> {
        self.world.clock.advance(2);
        self.world.domain.finish_sign_in(browser).await
    }

    /// The person identifies in the app at an address.
    pub async fn approve(&self, browser: &Browser, name: Named, app_address: &str, risk: &str) {
        let token = self.world.auto_start_token(browser).await;
        let approval = Approval {
            ip_address: Some(app_address.parse().expect("an address")),
            risk: Some(risk.to_owned()),
            ..Approval::by(name.personal_number())
        };
        self.bankid.approve_with(&token, &approval).expect("an order to approve");
    }

    /// A browser whose person has identified in the app, and whose order has been polled.
    pub async fn identified(&self, name: Named) -> Browser {
        let browser = self.start(BankIdStart::ThisDevice).await;
        self.approve(&browser, name, HOME, "low").await;
        assert_eq!(self.watch_next(&browser).await.phase, SignInPhase::Identified);
        browser
    }

    /// Waits until BankID has been called, whether or not it has answered.
    pub async fn asked(&self, endpoint: Endpoint) {
        while self.bankid.call_count(endpoint) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// The two digits that the app shows for the browser's order.
    pub async fn digits(&self, browser: &Browser) -> String {
        let token = self.world.auto_start_token(browser).await;
        let text = self.bankid.visible_text(&token).expect("a text");
        let rest = text.split_once("siffror: ").expect("digits in the text").1;
        rest[..2].to_owned()
    }

    /// The secret in the app's return address.
    pub async fn nonce(&self, browser: &Browser) -> Secret {
        let token = self.world.auto_start_token(browser).await;
        let address = self.bankid.return_url(&token).expect("an address to come back to");
        Secret::returned(address.rsplit_once("kod=").expect("a nonce").1)
    }
}

/// A browser at home.
pub fn browser() -> Browser {
    Browser::at(HOME)
}

/// The browser, called from another address.
pub fn at(browser: &Browser, address: &str) -> Browser {
    Browser { address: address.parse().expect("an address"), ..browser.clone() }
}

/// The only refusal.
pub fn refusal<T>(answer: Result<T, Error<SignInRefusal>>) -> SignInRefusal {
    match answer {
        Err(Error::Refused(rules)) if rules.len() == 1 => rules[0],
        Err(error) => panic!("a rule says no, and not {error:?}"),
        Ok(_) => panic!("a rule says no"),
    }
}

//! Starting an order.

use bankid::{AuthRequest, LaunchBase, Platform, Returns, VisibleText, WebContext};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use types::Channel;
use types::page::Destination;
use types::page::file::BANKID_RETURN;
use types::sign_in::{BankIdMessage, BankIdStart, SignInPhase, SignInRefusal};
use uuid::Uuid;

use super::{ORDER, OpenOrder};
use crate::bank::RelyingParty;
use crate::entity::sign_in_order;
use crate::error::refuse;
use crate::secret::Secret;
use crate::{Browser, Domain, Error, Result};

/// A started order.
pub struct Started {
    /// The secret that binds it to the browser, for a cookie.
    pub secret: Secret,
}

impl Domain {
    /// Starts a sign-in with BankID. The browser's previous orders are cancelled first, in both channels.
    pub async fn start_sign_in(
        &self,
        browser: &Browser,
        channel: Channel,
        start: BankIdStart,
        destination: &Destination,
    ) -> Result<Started, Error<SignInRefusal>> {
        self.cancel_all_orders(browser).await?;
        let Some(party) = self.bank.relying_party() else { return refuse(SignInRefusal::BankIdDown) };
        let (secret, nonce) = (Secret::random(), Secret::random());
        let returns = start == BankIdStart::ThisDevice && returns_to_url(&party.launch, &browser.user_agent);
        let return_url = returns.then(|| self.return_url(channel, &nonce));
        let id = Uuid::now_v7();
        let digits = (start == BankIdStart::ThisDevice).then(|| self.vault.order_digits(id));
        let text = self.visible_text(channel, digits.as_deref());
        let order = self.new_order(party, browser, &text, return_url).await?;

        let now = self.clock.now();
        let row = sign_in_order::ActiveModel {
            id: Set(id),
            browser_hash: Set(secret.hash()),
            channel: Set(channel),
            start: Set(start),
            destination: Set(destination.path(channel)),
            phase: Set(SignInPhase::Waiting),
            message: Set(first_message(start)),
            order_sealed: Set(Some(self.vault.seal_json(ORDER, id, &order))),
            order_started_at: Set(now),
            first_started_at: Set(now),
            picked_up: Set(false),
            nonce_hash: Set(returns.then(|| nonce.hash())),
            nonce_returned: Set(false),
            start_address: Set(browser.address.to_string()),
            user_agent: Set(cut(&browser.user_agent)),
            // BankID is not polled at once: there is no news yet.
            collected_at: Set(now),
            watched_at: Set(now),
            identity_sealed: Set(None),
        };
        let txn = self.db.begin_write().await?;
        row.insert(&txn).await?;
        txn.commit().await?;
        tracing::info!(order = %id, start = %start, "signing in has begun");
        Ok(Started { secret })
    }

    pub(super) fn open_order(&self, row: &sign_in_order::Model) -> anyhow::Result<Option<OpenOrder>> {
        row.order_sealed.as_deref().map(|sealed| self.vault.open_json(ORDER, row.id, sealed)).transpose()
    }

    /// The address that the app returns to: a page that proves the browser.
    fn return_url(&self, channel: Channel, nonce: &Secret) -> String {
        let (site, base) = (&self.settings.public_url, channel.base());
        format!("{site}{base}{BANKID_RETURN}?kod={}", nonce.expose())
    }

    /// The app's text, in Swedish like the app itself: to whom the person identifies, which is their defence against
    /// somebody else's order; and on the same device two digits, with the only site where they may be typed.
    pub(super) fn visible_text(&self, channel: Channel, digits: Option<&str>) -> String {
        let text = match channel {
            Channel::Web => include_str!("../../templates/bankid/sign_in.web.txt"),
            Channel::App => include_str!("../../templates/bankid/sign_in.app.txt"),
        };
        let text = text.replace("{company}", &self.settings.company);
        let Some(digits) = digits else { return text };
        let more = include_str!("../../templates/bankid/digits.txt");
        let site = self.site(Channel::Web);
        text + "\n\n" + &more.replace("{digits}", digits).replace("{site}", &site)
    }

    /// Requests an order from BankID.
    pub(super) async fn new_order(
        &self,
        party: &RelyingParty,
        browser: &Browser,
        text: &str,
        return_url: Option<String>,
    ) -> Result<OpenOrder, Error<SignInRefusal>> {
        let mut request = AuthRequest::new(browser.address);
        request.user_visible_data = Some(VisibleText::new(text));
        request.return_risk = true;
        request.return_url = return_url;
        request.web = Some(WebContext::new(&party.referring_domain, &browser.user_agent, &browser.device));
        match party.client.auth(&request).await {
            Ok(order) => Ok(OpenOrder {
                order_ref: order.order_ref.as_str().to_owned(),
                auto_start_token: order.auto_start_token.as_str().to_owned(),
                qr_start_token: order.qr_start_token.as_str().to_owned(),
                qr_start_secret: order.qr_start_secret.as_str().to_owned(),
            }),
            Err(bankid::Error::AlreadyInProgress) => refuse(SignInRefusal::AlreadyInProgress),
            Err(error) => {
                tracing::warn!(%error, "BankID does not start an order");
                refuse(SignInRefusal::BankIdDown)
            }
        }
    }
}

fn returns_to_url(launch: &LaunchBase, user_agent: &str) -> bool {
    launch.returns(Platform::from_user_agent(user_agent)) == Returns::ToUrl
}

fn first_message(start: BankIdStart) -> BankIdMessage {
    match start {
        BankIdStart::ThisDevice => BankIdMessage::Rfa13,
        BankIdStart::OtherDevice => BankIdMessage::Rfa1,
    }
}

/// BankID accepts 256 characters of a user agent.
fn cut(user_agent: &str) -> String {
    user_agent.chars().take(256).collect()
}

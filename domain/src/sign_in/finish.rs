//! From an identified person to a session.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod, SignInPhase, SignInRefusal};
use types::{Language, Page};
use uuid::Uuid;

use super::binding::{proof, read_digits};
use super::{COLLECT_PAUSE, IDENTITY, Identity};
use crate::activity::{By, Event, Stream};
use crate::entity::{Anywhere as _, access_grant as grant, person as persons, sign_in_order};
use crate::error::refuse;
use crate::person::IdentityClaims;
use crate::secret::Secret;
use crate::session::{Way, open_session};
use crate::{Browser, Domain, Error, OpenedSession, Result, access_grant};

/// A signed-in person, and where they wanted to go.
pub struct SignedIn {
    /// The new session.
    pub session: OpenedSession,
    /// The page to go to.
    pub destination: Destination,
    /// The person's language.
    pub language: Language,
}

impl Domain {
    /// Opens the session, once the person is identified. The identity is consumed once: a repeated submission, or
    /// another tab, finds no order. An order without proof waits for its nonce or its digits.
    pub async fn finish_sign_in(&self, browser: &Browser) -> Result<SignedIn, Error<SignInRefusal>> {
        let row = self.identified_order(browser).await?;
        let identity = self.identity(&row)?;
        if identity.high_risk {
            tracing::warn!(order = %row.id, rule = %SignInRefusal::Risk, "an identified person is not let in");
            self.drop_order(&row).await?;
            return refuse(SignInRefusal::Risk);
        }
        let Some(proof) = proof(&row, &identity, browser) else {
            tracing::info!(order = %row.id, "an identified person is asked for the digits");
            return refuse(SignInRefusal::DigitsNeeded);
        };
        let signed_in = self.start_session(&row, &identity, browser).await?;
        tracing::info!(order = %row.id, ?proof, session = ?signed_in.session.id, "a person is signed in with BankID");
        Ok(signed_in)
    }

    /// The same with the two digits that the app showed. There is one attempt: wrong digits end the order.
    pub async fn confirm_sign_in(&self, browser: &Browser, typed: &str) -> Result<SignedIn, Error<SignInRefusal>> {
        let row = self.identified_order(browser).await?;
        let Some(digits) = read_digits(typed) else { return refuse(SignInRefusal::DigitsNeeded) };
        if !self.take_digits(row.id, &digits).await? {
            tracing::warn!(order = %row.id, "an order ends with wrong digits");
            return refuse(SignInRefusal::DigitsWrong);
        }
        self.finish_sign_in(browser).await
    }

    /// Verifies the digits of an order, one guess at a time: the right ones bind the order to its browser, wrong ones
    /// delete it.
    async fn take_digits(&self, order: Uuid, digits: &str) -> Result<bool, Error<SignInRefusal>> {
        let txn = self.db.begin_write().await?;
        let Some(row) = sign_in_order::Entity::locked(order).one(&txn).await? else {
            return refuse(SignInRefusal::NoOrder);
        };
        let is_right = row.start == BankIdStart::ThisDevice && self.vault.order_digits(order) == digits;
        if is_right {
            let mut bound = row.into_active_model();
            bound.nonce_returned = Set(true);
            bound.update(&txn).await?;
        } else {
            sign_in_order::Entity::take(order).exec(&txn).await?;
        }
        txn.commit().await?;
        Ok(is_right)
    }

    /// The browser's order, once BankID has identified the person.
    async fn identified_order(&self, browser: &Browser) -> Result<sign_in_order::Model, Error<SignInRefusal>> {
        let mut row = self.order_of(browser).await?;
        if row.phase == SignInPhase::Waiting {
            self.wait_until_pollable(&row).await;
            row = self.polled(row, browser).await?;
        }
        if row.phase == SignInPhase::Waiting {
            // A watching request may have polled first.
            row = self.order_of(browser).await?;
        }
        match row.phase {
            SignInPhase::Identified => Ok(row),
            SignInPhase::Waiting => refuse(SignInRefusal::NotYet),
            SignInPhase::Ended | SignInPhase::TimedOut => refuse(SignInRefusal::Ended),
        }
    }

    /// The identity, for an order in that phase.
    pub(super) fn identity(&self, row: &sign_in_order::Model) -> anyhow::Result<Identity> {
        self.vault.open_json(IDENTITY, row.id, row.identity_sealed.as_deref().unwrap_or_default())
    }

    /// The person returns from the app on this device, to the address given to BankID. The nonce proves that the
    /// returning browser is the one that started, but only together with its cookie.
    pub async fn return_from_app(&self, browser: &Browser, nonce: &Secret) -> Result<SignedIn, Error<SignInRefusal>> {
        let of_nonce = sign_in_order::Entity::find_by_nonce(nonce.hash()).one(&self.db.read).await?;
        let of_nonce = self.unless_expired(of_nonce).await?;
        match self.order_of(browser).await {
            Ok(row) if of_nonce.as_ref().is_some_and(|other| other.id == row.id) => {}
            Ok(_) | Err(Error::Refused(_)) => {
                // Somebody else's order, or another browser: the order is void.
                if let Some(row) = of_nonce {
                    self.drop_order(&row).await?;
                    return refuse(SignInRefusal::OtherBrowser);
                }
                return refuse(SignInRefusal::NoOrder);
            }
            Err(error) => return Err(error),
        }
        let txn = self.db.begin_write().await?;
        sign_in_order::Entity::update_many()
            .col_expr(sign_in_order::Column::NonceReturned, sea_orm::sea_query::Expr::value(true))
            .filter(sign_in_order::Column::NonceHash.eq(nonce.hash()))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        self.finish_sign_in(browser).await
    }

    /// Waits until BankID may be polled again, so that a person who returns quickly need not press twice.
    async fn wait_until_pollable(&self, row: &sign_in_order::Model) {
        let passed = u64::try_from(self.clock.now().seconds_since(row.collected_at)).unwrap_or_default();
        tokio::time::sleep(COLLECT_PAUSE.saturating_sub(Duration::from_secs(passed))).await;
    }

    async fn start_session(
        &self,
        row: &sign_in_order::Model,
        identity: &Identity,
        browser: &Browser,
    ) -> Result<SignedIn, Error<SignInRefusal>> {
        let number = identity.number()?;
        let txn = self.db.begin_write().await?;
        browser.lock_orders(&txn).await?;
        let change = self.change_in(txn);
        let txn = &change.txn;
        let taken = sign_in_order::Entity::take_identified(row.id, change.now).exec(txn).await?;
        if taken.rows_affected != 1 {
            return refuse(SignInRefusal::NoOrder);
        }
        let others = browser.take_orders(txn).await?;
        let known = IdentityClaims { number: &number, given_name: &identity.given_name, surname: &identity.surname };
        let person = self.person_of(txn, &known, change.now).await?;
        let destination = Destination::parse(row.channel, &row.destination);
        let by = By::person(person.id, SignInMethod::BankId, row.channel);
        // Before the person is locked: customers are always locked first.
        let invitation = match &*destination {
            Page::Invitation(id) | Page::DeclineInvitation(id) => grant::Entity::anywhere(*id).one(txn).await?,
            _ => None,
        };
        let invited_to = invitation.as_ref().map(|grant| grant.customer_id);
        self.lift_blocks(&change, &person, invited_to, by).await?;
        if let Some(grant) = invitation {
            access_grant::mark_wrong_person(&change, grant.id, &person).await?;
        }
        self.end_presented(&change, browser.session.as_ref(), Some(person.id)).await?;
        // A person being erased by another browser is created again: the order can still be consumed.
        if persons::Entity::anywhere(person.id).one(txn).await?.is_none() {
            return refuse(SignInRefusal::NotYet);
        }
        let way = Way { channel: row.channel, method: SignInMethod::BankId, customer: None };
        let session = open_session(&change, person.id, way, &row.user_agent).await?;
        change.record_in(Stream::Person(person.id), by, Event::SignedIn(session.id)).await?;
        change.commit().await?;
        self.cancel_later(others);
        Ok(SignedIn { session, destination, language: person.language })
    }
}

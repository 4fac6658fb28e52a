//! From an identified person to a session.

use std::time::Duration;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::{
    Language,
    activity::Event,
    destination::Destination,
    sign_in::{BankIdStart, SignInMethod, SignInPhase, SignInRefusal},
};

use super::{Browser, COLLECT_PAUSE, IDENTITY, Identity};
use crate::{
    Domain, Error, OpenedSession, Result, access_grant,
    activity::{self, Stream},
    entity::{access_grant as grant, person as persons, sign_in_order},
    error::refuse,
    person::Known,
    secret::Secret,
    session::Way,
    stockholm,
};

/// A person who is signed in, and where they wanted to go.
pub struct SignedIn {
    /// The new session.
    pub session: OpenedSession,
    /// The page to go to.
    pub destination: Destination,
    /// The person's language.
    pub language: Language,
}

impl Domain {
    /// Opens the session, once the person is identified. The identity is taken once: a second press, or another tab, has
    /// no order any more.
    pub async fn finish_sign_in(&self, browser: &Browser) -> Result<SignedIn, SignInRefusal> {
        let mut row = self.order_of(browser).await?;
        if row.phase == SignInPhase::Waiting {
            self.wait_for_turn(&row).await;
            row = self.moved_on(row, browser).await?;
        }
        if row.phase == SignInPhase::Waiting {
            // Whoever watches the order may have been first to ask.
            row = self.order_of(browser).await?;
        }
        match row.phase {
            SignInPhase::Identified => {}
            SignInPhase::Waiting => return refuse(SignInRefusal::NotYet),
            SignInPhase::Ended | SignInPhase::TimedOut => return refuse(SignInRefusal::Ended),
        }
        let sealed = row.identity_sealed.as_deref().unwrap_or_default();
        let identity: Identity = self.vault.open_json(IDENTITY, row.id, sealed)?;
        if let Some(rule) = refusal(&row, &identity, browser) {
            tracing::warn!(order = %row.id, rule = %rule, "an identified person is not let in");
            self.drop_order(&row).await.map_err(Error::widen)?;
            return refuse(rule);
        }
        self.let_in(&row, &identity, browser).await
    }

    /// The person comes back from the app on this device, to the address that BankID was given. The nonce proves that
    /// the browser that returns is the one that started, together with its cookie; never alone.
    pub async fn return_from_app(&self, browser: &Browser, nonce: &Secret) -> Result<SignedIn, SignInRefusal> {
        let of_nonce = sign_in_order::Entity::find_by_nonce(nonce.hash(), self.clock.now()).one(&self.db.read).await?;
        match self.order_of(browser).await {
            Ok(row) if of_nonce.as_ref().is_some_and(|other| other.id == row.id) => {}
            Ok(_) | Err(Error::Refused(_)) => {
                // Somebody else's order, or another browser: the order is worth nothing any more.
                if let Some(row) = of_nonce {
                    self.drop_order(&row).await.map_err(Error::widen)?;
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

    /// Waits until BankID may be asked again, so that a person who is back at once need not press twice.
    async fn wait_for_turn(&self, row: &sign_in_order::Model) {
        let passed = self.clock.now().seconds_since(row.collected_at).clamp(0, COLLECT_PAUSE);
        tokio::time::sleep(Duration::from_secs(u64::try_from(COLLECT_PAUSE - passed).unwrap_or_default())).await;
    }

    async fn let_in(
        &self,
        row: &sign_in_order::Model,
        identity: &Identity,
        browser: &Browser,
    ) -> Result<SignedIn, SignInRefusal> {
        let now = self.clock.now();
        let number = identity.number(stockholm::local_date(now))?;
        let txn = self.db.begin_write().await?;
        let taken = sign_in_order::Entity::take_identified(row.id, now).exec(&txn).await?;
        if taken.rows_affected != 1 {
            return refuse(SignInRefusal::NoOrder);
        }
        let known = Known { number: &number, given_name: &identity.given_name, surname: &identity.surname };
        let person = self.person_of(&txn, &known, now).await?;
        let destination = Destination::parse(row.channel, &row.destination);
        let by = activity::By::person(person.id, SignInMethod::BankId, row.channel);
        // Before the person is locked: whoever locks both takes the customer first.
        let invitation = match &destination {
            Destination::Invitation(id) => grant::Entity::by_id(*id).one(&txn).await?,
            _ => None,
        };
        let invited_to = invitation.as_ref().map(|grant| grant.customer_id);
        self.lift_blocks(&txn, &person, invited_to, by, now).await?;
        if let Some(grant) = invitation {
            access_grant::mark_wrong_person(&txn, grant.id, &person, now).await?;
        }
        self.end_presented(&txn, browser.session.as_ref(), Some(person.id), now).await?;
        // Whom somebody deletes in another browser just now comes in anew: the order is still there to be taken.
        if persons::Entity::find_by_id(person.id).one(&txn).await?.is_none() {
            return refuse(SignInRefusal::NotYet);
        }
        let way = Way { channel: row.channel, method: SignInMethod::BankId, customer: None };
        let session = self.open_session(&txn, person.id, way, &row.user_agent, now).await?;
        activity::record(&txn, by, Stream::Person(person.id), Event::SignedIn, Some(session.id.0), now).await?;
        txn.commit().await?;
        Ok(SignedIn { session, destination, language: person.language })
    }
}

/// Why an identified person is not let in (security.md §3.2, B6 and B9). On this device the browser that started has
/// to be seen to be the one the app belongs to: by the nonce that came back, or else by one and the same address.
fn refusal(row: &sign_in_order::Model, identity: &Identity, browser: &Browser) -> Option<SignInRefusal> {
    if identity.high_risk {
        return Some(SignInRefusal::Risk);
    }
    let same_address =
        identity.app_address == Some(browser.address) && row.start_address == browser.address.to_string();
    let is_bound = row.start == BankIdStart::OtherDevice || row.nonce_returned || same_address;
    if is_bound { None } else { Some(SignInRefusal::OtherDevice) }
}

//! Applying BankID's answers to an order.

use std::time::{Duration, Instant};

use bankid::{
    Collected, Completion, DeviceKind, FailedHint, MessageCode, PendingHint, Platform, Risk, Start, is_renewable,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use types::Timestamp;
use types::sign_in::{BankIdMessage, BankIdStart, SignInPhase};
use unicode_normalization::char::is_combining_mark;

use super::binding::distance;
use super::cancel::cancel;
use super::message::message;
use super::{IDENTITY, Identity, ORDER, RENEWED_FOR};
use crate::bank::RelyingParty;
use crate::details::registered_name;
use crate::entity::sign_in_order::{self, ORDER_LASTS};
use crate::{Browser, Domain, Error, Failed, Fault, Result};

/// Between attempts to store how an order ended: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

impl Domain {
    /// Polls BankID once and stores the answer. The answer that ends an order is given only once, so it is stored
    /// before anything else.
    pub(super) async fn collect(&self, row: sign_in_order::Model, browser: &Browser) -> Result<sign_in_order::Model> {
        let (Some(party), Some(open)) = (self.bank.relying_party(), self.open_order(&row)?) else { return Ok(row) };
        let start = start_of(row.start);
        match party.client.collect(&open.order_ref.into()).await {
            Ok(Collected::Pending { hint }) => self.note_pending(row, hint).await,
            Ok(Collected::Failed { hint }) if self.may_renew(&row, hint) => self.renew(party, row, browser).await,
            Ok(Collected::Failed { hint }) => {
                let timed_out = is_renewable(hint) && row.start == BankIdStart::OtherDevice;
                let phase = if timed_out { SignInPhase::TimedOut } else { SignInPhase::Ended };
                tracing::info!(order = %row.id, hint = hint.as_str(), "signing in ended without success");
                self.settle(row, phase, message(MessageCode::for_failed(hint, start)), None).await
            }
            Ok(Collected::Complete(completion)) => {
                let risk = completion.risk.map_or("absent", Risk::as_str);
                let identity = identity_of(*completion);
                let address = distance(&row.start_address, identity.app_address);
                tracing::info!(order = %row.id, start = %row.start, risk, address, "a person is identified");
                self.settle(row, SignInPhase::Identified, BankIdMessage::Rfa21, Some(&identity)).await
            }
            // Nothing was said about the order: poll again later.
            Err(bankid::Error::Maintenance | bankid::Error::TooManyRequests) => Ok(row),
            Err(error) => {
                let code = message(MessageCode::for_error(&error));
                tracing::warn!(order = %row.id, %error, "BankID does not tell how the order goes");
                self.settle(row, SignInPhase::Ended, code, None).await
            }
        }
    }

    async fn note_pending(&self, row: sign_in_order::Model, hint: PendingHint) -> Result<sign_in_order::Model> {
        let kind = Platform::from_user_agent(&row.user_agent).kind();
        let kind = if row.start == BankIdStart::OtherDevice { DeviceKind::Mobile } else { kind };
        let new_message = message(MessageCode::for_pending(hint, start_of(row.start), kind));
        let picked_up = row.picked_up || !matches!(hint, PendingHint::OutstandingTransaction | PendingHint::NoClient);
        if new_message == row.message && picked_up == row.picked_up {
            return Ok(row);
        }
        let mut changed = row.into_active_model();
        changed.message = Set(new_message);
        changed.picked_up = Set(picked_up);
        self.write(changed).await
    }

    /// A QR code that nobody has scanned is renewed for three minutes in all.
    fn may_renew(&self, row: &sign_in_order::Model, hint: FailedHint) -> bool {
        is_renewable(hint)
            && row.start == BankIdStart::OtherDevice
            && !row.picked_up
            && self.clock.now() < row.first_started_at + RENEWED_FOR
    }

    async fn renew(
        &self,
        party: &RelyingParty,
        row: sign_in_order::Model,
        browser: &Browser,
    ) -> Result<sign_in_order::Model> {
        // Only a QR code is renewed, and its text has no digits.
        let text = self.visible_text(row.channel, None);
        match self.new_order(party, browser, &text, None).await {
            Ok(order) => {
                let now = self.clock.now();
                let sealed = self.vault.seal_json(ORDER, row.id, &order);
                tracing::info!(order = %row.id, "the QR code is renewed");
                let mut changed = row.into_active_model();
                changed.order_sealed = Set(Some(sealed));
                changed.order_started_at = Set(now);
                let written = self.write(changed).await;
                if matches!(written, Err(Failed::NotFound)) {
                    // Cancelled meanwhile, and only this process knows of the new one.
                    cancel(party, order).await;
                }
                written
            }
            Err(Error::Refused(_)) => self.settle(row, SignInPhase::Ended, BankIdMessage::Rfa5, None).await,
            Err(Error::Failed(failed)) => Err(failed),
        }
    }

    /// Ends the waiting phase of an order. BankID gives its last answer only once, so a write that fails is retried until
    /// it succeeds or the order has expired. Nobody polls BankID meanwhile: claiming the poll is a write too.
    async fn settle(
        &self,
        row: sign_in_order::Model,
        phase: SignInPhase,
        new_message: BankIdMessage,
        identity: Option<&Identity>,
    ) -> Result<sign_in_order::Model> {
        let id = row.id;
        let sealed = identity.map(|identity| self.vault.seal_json(IDENTITY, id, identity));
        let mut changed = row.into_active_model();
        changed.phase = Set(phase);
        changed.message = Set(new_message);
        changed.order_sealed = Set(None);
        changed.identity_sealed = Set(sealed);
        let begun = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            let fault = match self.write(changed.clone()).await {
                Err(Failed::Broken(fault)) if self.may_be_kept_later(&fault, begun) => fault,
                written => return written,
            };
            tracing::warn!(order = %id, %fault, "how an order ended is not stored yet");
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    fn may_be_kept_later(&self, fault: &Fault, begun: Instant) -> bool {
        fault.is_outage() && !self.db.is_damaged() && begun.elapsed() < ORDER_LASTS
    }

    /// Writes a change to an order that is still waiting; one that was cancelled meanwhile is gone.
    async fn write(&self, changed: sign_in_order::ActiveModel) -> Result<sign_in_order::Model> {
        let txn = self.db.begin_write().await?;
        let waiting = sign_in_order::Column::Phase.eq(SignInPhase::Waiting);
        let written = sign_in_order::Entity::update(changed).validate()?.filter(waiting).exec(&txn).await;
        match written {
            Ok(row) => {
                txn.commit().await?;
                Ok(row)
            }
            Err(sea_orm::DbErr::RecordNotUpdated) => Err(Failed::NotFound),
            Err(fault) => Err(fault.into()),
        }
    }
}

fn start_of(start: BankIdStart) -> Start {
    match start {
        BankIdStart::ThisDevice => Start::ThisDevice,
        BankIdStart::OtherDevice => Start::OtherDevice,
    }
}

fn identity_of(completion: Completion) -> Identity {
    let has_parts = !completion.user.given_name.is_empty() || !completion.user.surname.is_empty();
    Identity {
        app_address: completion.device.ip(),
        high_risk: completion.risk == Some(Risk::High),
        number: completion.user.personal_number,
        given_name: name_of(&completion.user.given_name),
        surname: name_of(if has_parts { &completion.user.surname } else { &completion.user.name }),
    }
}

/// A name from BankID, with any characters: nobody is refused because of their name.
fn name_of(name: &str) -> String {
    let line: String = name.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    title_case(&registered_name(&line).unwrap_or_default())
}

/// Some banks give names in capitals: `KARIN-MARIE` becomes `Karin-Marie`.
fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut at_start = true;
    let lower = |sign: char| {
        let small = if at_start { sign.to_string() } else { sign.to_lowercase().collect() };
        at_start = !sign.is_alphabetic() && !is_combining_mark(sign);
        small
    };
    name.chars().map(lower).collect()
}

/// The age of a QR code made at `started`.
pub(super) fn elapsed(started: Timestamp, now: Timestamp) -> std::time::Duration {
    std::time::Duration::from_secs(u64::try_from(now.seconds_since(started)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{name_of, title_case};

    #[test]
    fn names_in_capitals_are_written_as_names() {
        assert_eq!(title_case("KARIN-MARIE ÅSA"), "Karin-Marie Åsa");
        assert_eq!(title_case("Karin af Klint"), "Karin af Klint");
        assert_eq!(title_case("NGUYE\u{302}\u{303}N"), "Nguye\u{302}\u{303}n");
    }

    #[test]
    fn a_name_of_bankid_is_never_refused() {
        assert_eq!(name_of("ANDRE\u{301}A\n O´BRIEN"), "Andréa O'Brien");
        assert_eq!(name_of("X Æ A-12"), "X Æ A-12");
        assert_eq!(name_of("\u{0}"), "");
    }
}

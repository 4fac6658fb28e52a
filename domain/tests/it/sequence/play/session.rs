//! Sessions in a sequence: opened, used, and ended only by their owner.

use domain::secret::Secret;
use domain::testing::Named;
use domain::{Browser, Caller};
use types::sign_in::SignInMethod;
use types::{Channel, SessionId, Timestamp};

use super::Play;

/// A session in the model.
pub(super) struct Session {
    pub(super) secret: Secret,
    pub(super) id: SessionId,
    pub(super) opened: Timestamp,
    used: Timestamp,
}

impl Play {
    /// A person's session, a new one if theirs has ended; and it has ended exactly when the model says so (I13).
    pub(super) async fn caller(&mut self, name: Named, channel: Channel) -> Caller {
        let now = self.world.clock.now();
        if let Some(session) = self.sessions.get_mut(&(name, channel)) {
            let caller = self.world.domain.caller(&session.secret, channel).await.expect("an answer");
            let is_alive = now.0 - session.used.0 < 1800 * 1_000_000 && now.0 - session.opened.0 < 43_200 * 1_000_000;
            assert_eq!(caller.is_some(), is_alive, "a session lives half an hour unused and half a day in all");
            if let Some(caller) = caller {
                if now.seconds_since(session.used) >= 1 {
                    session.used = now;
                }
                return caller;
            }
        }
        self.sign_in(name, channel).await
    }

    /// A new session by BankID, in its own browser (one by customer number is bound to its customer, and has separate
    /// tests).
    pub(super) async fn sign_in(&mut self, name: Named, channel: Channel) -> Caller {
        let now = self.world.clock.now();
        let opened = self.world.open_session(name, channel, SignInMethod::BankId).await;
        let caller = self.world.domain.caller(&opened.secret, channel).await.expect("an answer");
        let session = Session { secret: opened.secret, id: opened.id, opened: now, used: now };
        self.sessions.insert((name, channel), session);
        caller.expect("a new session is alive")
    }

    pub(super) async fn sign_out(&mut self, name: Named, channel: Channel) {
        self.caller(name, channel).await;
        let secret = self.sessions.remove(&(name, channel)).expect("a session").secret;
        self.world.domain.sign_out(&Browser::at("203.0.113.24").with_session(&secret)).await.expect("signing out");
        assert!(self.world.domain.caller(&secret, channel).await.expect("an answer").is_none());
    }

    /// Ends the person's own session, on this device or another; somebody else's stays.
    pub(super) async fn end_session(&mut self, actor: Named, channel: Channel, of: (Named, Channel)) {
        self.caller(of.0, of.1).await;
        let caller = self.caller(actor, channel).await;
        let id = self.sessions[&of].id;
        self.world.domain.end_session(&caller, id).await.expect("an answer");
        if actor == of.0 {
            let secret = self.sessions.remove(&of).expect("a session").secret;
            assert!(self.world.domain.caller(&secret, of.1).await.expect("an answer").is_none());
        }
        self.caller(of.0, of.1).await;
    }
}

//! Letters in a sequence: the worker sends those that are still needed according to the model, and drops the rest.

use domain::job::{JobKind, JobState};
use domain::testing::LetterWay;
use types::Timestamp;
use types::access_grant::GrantState;

use super::{Play, addressed};

impl Play {
    /// A round of the worker: every due letter is sent or dropped.
    pub(super) async fn send_letters(&mut self) {
        let now = self.world.clock.now();
        let before = self.world.letters_owed().await;
        let due: Vec<_> = before.iter().filter(|way| way.state == JobState::Owed && way.due_at <= now).collect();
        let tried = self.world.domain.send_due_letters(1000).await.expect("the worker works");
        assert_eq!(tried, due.len(), "every letter that is due is tried once");

        let after = self.world.letters_owed().await;
        for way in due {
            let now_state = after.iter().find(|after| after.id == way.id).expect("a letter's row stays").state;
            let id = way.id.to_string();
            let caught = self.world.domain.mail().caught(None).into_iter().find(|mail| mail.id == id);
            assert_eq!(now_state == JobState::Done, caught.is_some(), "{way:?}");
            assert!(matches!(now_state, JobState::Done | JobState::Dropped), "{way:?}");
            if way.kind != JobKind::VerifyEmail {
                assert_eq!(caught.map(|mail| mail.to), self.recipient(way, &before, now), "{way:?}");
            }
        }
    }

    /// The recipient of a letter about a grant according to the model; `None` if it is no longer needed.
    fn recipient(&self, way: &LetterWay, all: &[LetterWay], now: Timestamp) -> Option<String> {
        let place = self.made.iter().position(|(id, _)| id.0 == way.subject).expect("a letter is about a grant");
        let grant = &self.model.grants[place];
        let of_kind = |other: &&LetterWay| (other.subject, other.kind) == (way.subject, way.kind);
        let is_newest = all.iter().rfind(of_kind).is_some_and(|newest| newest.id == way.id);
        let waits = grant.state == GrantState::Pending && now < grant.expires;
        // A former holder gets no news of the account.
        if self.model.is_protected(grant.owner) || !self.model.is_holder(grant.owner, grant.account) {
            return None;
        }
        match way.kind {
            JobKind::Invitation => (waits && is_newest).then(|| addressed(grant.grantee, grant.address).email),
            _ => Some(grant.owner.email()),
        }
    }
}

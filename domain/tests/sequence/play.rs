//! One sequence: each command is done in the world and said to the model.

use std::collections::HashMap;

use domain::{
    Browser, Caller, Error,
    secret::Secret,
    testing::{Holding, Named, TestDatabase, World},
};
use types::{
    AccessGrantId, Timestamp,
    access_grant::{Channel, ConfirmRefusal, GrantRefusal, GranteeDetails, NewAccessGrant},
    sign_in::SignInMethod,
};

use crate::{
    command::{Command, PEOPLE},
    model::{Answer, Model, Standing},
};

/// A session as the model knows it.
struct Session {
    secret: Secret,
    opened: Timestamp,
    used: Timestamp,
}

pub struct Play {
    world: World,
    model: Model,
    accounts: [Holding; 2],
    /// The grants in the model's order, with what their owners had sent.
    made: Vec<(AccessGrantId, NewAccessGrant)>,
    sessions: HashMap<(Named, Channel), Session>,
}

impl Play {
    pub async fn begin(database: TestDatabase) -> Self {
        let world = World::new(database).await;
        let house = world.holder(Named::David).await;
        world.joint_holder(Named::Eva, &house).await;
        let flat = world.holder(Named::Cecilia).await;
        for name in PEOPLE {
            world.person(name).await;
        }
        let (model, made, sessions) = (Model::default(), Vec::new(), HashMap::new());
        Self { world, model, accounts: [house, flat], made, sessions }
    }

    /// Does one step and checks everything after it.
    pub async fn step(&mut self, command: Command) {
        let shown = format!("{command:?}");
        self.perform(command).await.unwrap_or_else(|(world, model)| panic!("{shown}: {world:?}, not {model:?}"));
        self.compare().await;
        self.world.check_invariants().await;
    }

    /// Fails with both answers when they differ. A step about a grant when there is none is no step.
    async fn perform(&mut self, command: Command) -> Result<(), (Answer, Answer)> {
        let now = self.world.clock.now();
        match command {
            Command::Share { actor, account, channel, grantee } => {
                let new = self.world.details(grantee);
                return self.share(actor, account, channel, grantee, new, None).await;
            }
            Command::ExpireJob => {
                let ended = self.world.domain.expire_access(1000).await.expect("the job runs");
                assert_eq!(ended, self.model.expire(now), "the job ends what ran out");
            }
            Command::Wait { seconds } => self.world.clock.advance(seconds),
            Command::SignOut { actor, channel } => self.sign_out(actor, channel).await,
            Command::Protect { person, protected } => {
                self.world.protect(person, protected).await;
                self.model.protect(person, protected);
            }
            Command::Leave { actor, account, channel } => {
                let caller = self.caller(actor, channel).await;
                let said = self.world.domain.leave_access(&caller, &self.accounts[account].account).await;
                return same(plain(said), self.model.leave(actor, account, channel));
            }
            about_a_grant => return self.about_a_grant(about_a_grant).await,
        }
        Ok(())
    }

    async fn about_a_grant(&mut self, command: Command) -> Result<(), (Answer, Answer)> {
        let now = self.world.clock.now();
        match command {
            Command::PressAgain { grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                return self.press_again(place).await;
            }
            Command::WaitForDeadline { grant, micros } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let then = Timestamp(self.model.grants[place].expires.0 + micros);
                if then > now {
                    self.world.clock.stand_at(then);
                }
            }
            Command::InviteAgain { actor, channel, grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let (account, grantee) = (self.model.grants[place].account, self.model.grants[place].grantee);
                let replaces = Some(self.made[place].0);
                let personal_number = String::new();
                let new = NewAccessGrant { replaces, personal_number, ..self.world.details(grantee) };
                return self.share(actor, account, channel, grantee, new, Some(place)).await;
            }
            Command::Accept { grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let (actor, channel) = (self.model.grants[place].grantee, self.model.grants[place].channel);
                return self.confirm(actor, channel, place, SignInMethod::BankId).await;
            }
            Command::Confirm { actor, channel, grant, method } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                return self.confirm(actor, channel, place, method).await;
            }
            Command::Decline { actor, channel, grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let caller = self.caller(actor, channel).await;
                let said = self.world.domain.decline_access(&caller, self.made[place].0).await;
                return same(of_confirmation(said), self.model.decline(actor, channel, place, now));
            }
            of_holder => return self.by_a_holder(of_holder).await,
        }
        Ok(())
    }

    async fn by_a_holder(&mut self, command: Command) -> Result<(), (Answer, Answer)> {
        let now = self.world.clock.now();
        let (Command::Repeat { actor, channel, grant }
        | Command::Correct { actor, channel, grant, .. }
        | Command::Remove { actor, channel, grant }) = command
        else {
            unreachable!("every other command is done above")
        };
        let Some(place) = self.place(grant) else { return Ok(()) };
        let caller = self.caller(actor, channel).await;
        let (domain, id) = (&self.world.domain, self.made[place].0);
        let account = &self.accounts[self.model.grants[place].account].account;
        match command {
            Command::Repeat { .. } => {
                let said = domain.repeat_invitation(&caller, account, id).await;
                same(of_share(said), self.model.repeat(actor, channel, place, now))
            }
            Command::Correct { address, .. } => {
                let details = addressed(self.model.grants[place].grantee, address);
                let said = domain.correct_invitation(&caller, account, id, details).await;
                same(of_share(said), self.model.correct(actor, channel, place, address, now))
            }
            _ => {
                let said = domain.remove_access(&caller, account, id).await;
                same(plain(said), self.model.remove(actor, channel, place, now))
            }
        }
    }

    async fn share(
        &mut self,
        actor: Named,
        account: usize,
        channel: Channel,
        grantee: Named,
        new: NewAccessGrant,
        replaces: Option<usize>,
    ) -> Result<(), (Answer, Answer)> {
        let now = self.world.clock.now();
        let caller = self.caller(actor, channel).await;
        let said = self.world.domain.share_access(&caller, &self.accounts[account].account, new.clone()).await;
        if let Ok(id) = &said {
            self.made.push((*id, new));
        }
        let signed_in = self.sessions[&(actor, channel)].opened;
        same(of_share(said), self.model.share((actor, account, channel, grantee), replaces, (signed_in, now)))
    }

    async fn press_again(&mut self, place: usize) -> Result<(), (Answer, Answer)> {
        let grant = self.model.grants[place].clone();
        let caller = self.caller(grant.owner, grant.channel).await;
        let (id, new) = self.made[place].clone();
        let said = self.world.domain.share_access(&caller, &self.accounts[grant.account].account, new).await;
        if let Ok(again) = said {
            assert_eq!(again, id, "the same press is the same grant");
        }
        let expected = self.model.press_again(place, self.world.clock.now());
        same(of_share(said), if expected == Answer::Done { Ok(()) } else { Err(expected) })
    }

    async fn confirm(
        &mut self,
        actor: Named,
        channel: Channel,
        place: usize,
        method: SignInMethod,
    ) -> Result<(), (Answer, Answer)> {
        let caller = self.caller(actor, channel).await.by(method);
        let said = self.world.domain.confirm_access(&caller, self.made[place].0, actor.details()).await;
        let now = self.world.clock.now();
        same(of_confirmation(said), self.model.confirm(actor, (channel, method), place, now))
    }

    /// The place in the model of the grant that is so many from the newest; older ones than the oldest begin anew.
    fn place(&self, from_newest: usize) -> Option<usize> {
        let count = self.made.len();
        (count > 0).then(|| count - 1 - from_newest % count)
    }

    /// A person's session, a new one when theirs is over; and it is over exactly when the model says so (I13).
    async fn caller(&mut self, name: Named, channel: Channel) -> Caller {
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
        let secret = self.world.open_session(name, channel, SignInMethod::BankId).await.secret;
        let caller = self.world.domain.caller(&secret, channel).await.expect("an answer").expect("a new session");
        self.sessions.insert((name, channel), Session { secret, opened: now, used: now });
        caller
    }

    async fn sign_out(&mut self, name: Named, channel: Channel) {
        self.caller(name, channel).await;
        let secret = self.sessions.remove(&(name, channel)).expect("a session").secret;
        self.world.domain.sign_out(&Browser::at("203.0.113.24").with_session(&secret)).await.expect("signing out");
        assert!(self.world.domain.caller(&secret, channel).await.expect("an answer").is_none());
    }

    /// The tables say what the model says; and so do the answers to those who want to use an account.
    async fn compare(&mut self) {
        for (grant, (id, _)) in self.model.grants.iter().zip(&self.made) {
            let row = self.world.grant_row(*id).await;
            let letters = u32::try_from(row.letters).expect("a count");
            assert_eq!((row.state, row.expires_at, letters), (grant.state, grant.expires, grant.letters), "{grant:?}");
        }
        let Some(newest) = self.model.grants.last() else { return };
        let (name, account) = (newest.grantee, newest.account);
        for channel in [Channel::Web, Channel::App] {
            let caller = self.caller(name, channel).await;
            let overview = self.world.domain.overview(&caller, &self.accounts[account].account).await;
            let standing = self.model.standing(name, account, channel);
            let expected = match standing {
                Standing::Holder | Standing::Grantee => Ok(()),
                Standing::Former => Err(Answer::Ended),
                Standing::Stranger => Err(Answer::NotFound),
            };
            assert_eq!(plain(overview), expected, "{name:?} is {standing:?} in {channel:?}");
        }
    }
}

fn addressed(name: Named, address: u8) -> GranteeDetails {
    let email = if address == 0 { name.email() } else { format!("{address}.{}", name.email()) };
    GranteeDetails { email, ..name.details() }
}

fn same(world: Result<(), Answer>, model: Result<(), Answer>) -> Result<(), (Answer, Answer)> {
    if world == model {
        Ok(())
    } else {
        Err((world.err().unwrap_or(Answer::Done), model.err().unwrap_or(Answer::Done)))
    }
}

fn answer<T, R: Copy>(said: domain::Result<T, R>, refusal: impl Fn(R) -> Answer) -> Result<(), Answer> {
    match said {
        Ok(_) => Ok(()),
        Err(Error::Refused(rules)) => Err(refusal(rules[0])),
        Err(Error::Forbidden) => Err(Answer::Forbidden),
        Err(Error::Ended(_)) => Err(Answer::Ended),
        Err(Error::NotFound) => Err(Answer::NotFound),
        Err(Error::Broken(fault)) => panic!("broken: {fault:?}"),
    }
}

fn plain<T>(said: domain::Result<T>) -> Result<(), Answer> {
    answer(said, |rule| match rule {})
}

fn of_share<T>(said: domain::Result<T, GrantRefusal>) -> Result<(), Answer> {
    answer(said, Answer::NotShared)
}

fn of_confirmation<T>(said: domain::Result<T, ConfirmRefusal>) -> Result<(), Answer> {
    answer(said, Answer::NotConfirmed)
}

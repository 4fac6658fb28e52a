//! One sequence: each step is run in the world and in the model.

mod letter;
mod session;

use std::collections::HashMap;

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Error, Failed};
use types::access_grant::{ConfirmRefusal, GrantRefusal, GrantSource, GranteeDetails, NewAccessGrant};
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel, Timestamp};

use super::command::{Command, HOLDERS, PEOPLE};
use super::model::{Answer, Model, Standing};
use crate::import::file::{customer, import, signed_in, until};
use session::Session;

/// The accounts' numbers in the billing system.
const NUMBERS: [&str; 2] = ["100001", "100002"];

pub struct Play {
    world: World,
    model: Model,
    accounts: [Holding; 2],
    /// The grants in the model's order, with their owners' forms.
    made: Vec<(AccessGrantId, NewAccessGrant)>,
    sessions: HashMap<(Named, Channel), Session>,
}

impl Play {
    pub async fn begin(database: TestDatabase) -> Self {
        let world = World::new(database).await;
        import(&world, &[customer(NUMBERS[0], HOLDERS[0][0]), customer(NUMBERS[1], HOLDERS[1][0])]).await;
        let house = signed_in(&world, Named::David).await;
        let flat = signed_in(&world, Named::Cecilia).await;
        for name in PEOPLE {
            world.person(name).await;
        }
        let (model, made, sessions) = (Model::default(), Vec::new(), HashMap::new());
        Self { world, model, accounts: [house, flat], made, sessions }
    }

    /// Runs one step and checks everything after it.
    pub async fn step(&mut self, command: Command) {
        let shown = format!("{command:?}");
        self.perform(command).await.unwrap_or_else(|(world, model)| panic!("{shown}: {world:?}, not {model:?}"));
        self.compare().await;
        self.world.check_invariants().await;
    }

    /// Fails with both results if they differ. A step about a grant is skipped if there is none.
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
            Command::SendLetters => self.send_letters().await,
            Command::SignIn { actor, channel } => _ = self.sign_in(actor, channel).await,
            Command::SignOut { actor, channel } => self.sign_out(actor, channel).await,
            Command::EndSession { actor, channel, of } => self.end_session(actor, channel, of).await,
            Command::ForgetSessions => _ = self.world.domain.forget_sessions().await.expect("the job runs"),
            Command::Import { account, holders, is_over } => self.import(account, holders, is_over).await,
            Command::Protect { person, protected } => {
                self.world.protect(person, protected).await;
                self.model.protect(person, protected);
            }
            Command::Leave { actor, account, channel } => {
                let caller = self.caller(actor, channel).await;
                let answer = self.world.domain.leave_access(&caller, &self.accounts[account].account).await;
                return same(plain(answer), self.model.leave(actor, account, channel));
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
                    self.world.clock.set_to(then);
                }
            }
            Command::InviteAgain { actor, channel, grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let (account, grantee) = (self.model.grants[place].account, self.model.grants[place].grantee);
                let source = Some(GrantSource::Replaced(self.made[place].0));
                let personal_number = String::new();
                let new = NewAccessGrant { source, personal_number, ..self.world.details(grantee) };
                return self.share(actor, account, channel, grantee, new, Some(place)).await;
            }
            Command::Accept { grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let (actor, channel) = (self.model.grants[place].grantee, self.model.grants[place].channel);
                return self.confirm(actor, channel, place, SignInMethod::BankId).await;
            }
            Command::Arrive { actor, grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                self.world.arrive(actor, self.made[place].0).await;
                self.model.arrive(actor, place, now);
            }
            Command::Confirm { actor, channel, grant, method } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                return self.confirm(actor, channel, place, method).await;
            }
            Command::Decline { actor, channel, grant } => {
                let Some(place) = self.place(grant) else { return Ok(()) };
                let caller = self.caller(actor, channel).await;
                let answer = self.world.domain.decline_access(&caller, self.made[place].0).await;
                return same(of_confirmation(answer), self.model.decline(actor, channel, place, now));
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
                let answer = domain.repeat_invitation(&caller, account, id).await;
                same(of_share(answer), self.model.repeat(actor, channel, place, now))
            }
            Command::Correct { address, .. } => {
                let details = addressed(self.model.grants[place].grantee, address);
                let answer = domain.correct_invitation(&caller, account, id, details).await;
                same(of_share(answer), self.model.correct(actor, channel, place, address, now))
            }
            _ => {
                let answer = domain.remove_access(&caller, account, id).await;
                same(plain(answer), self.model.remove(actor, channel, place, now))
            }
        }
    }

    async fn import(&mut self, account: usize, holders: usize, is_over: bool) {
        let holders = HOLDERS[account][holders % HOLDERS[account].len()];
        let mut line = customer(NUMBERS[account], holders);
        for (place, name) in holders.iter().enumerate() {
            line["holders"][place]["protected_identity"] = self.model.is_protected(*name).into();
        }
        let line = if is_over { until(line, "2026-11-22") } else { line };
        let counts = import(&self.world, &[line]).await;
        let closed = self.model.import(account, holders, is_over, self.world.clock.now());
        assert_eq!(counts.closed_grants, closed, "the import closes what the line leaves without ground");
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
        let answer = self.world.domain.share_access(&caller, &self.accounts[account].account, new.clone()).await;
        if let Ok(id) = &answer {
            self.made.push((*id, new));
        }
        let signed_in = self.sessions[&(actor, channel)].opened;
        same(of_share(answer), self.model.share((actor, account, channel, grantee), replaces, (signed_in, now)))
    }

    async fn press_again(&mut self, place: usize) -> Result<(), (Answer, Answer)> {
        let grant = self.model.grants[place].clone();
        let caller = self.caller(grant.owner, grant.channel).await;
        let (id, new) = self.made[place].clone();
        let answer = self.world.domain.share_access(&caller, &self.accounts[grant.account].account, new).await;
        if let Ok(again) = answer {
            assert_eq!(again, id, "the same press is the same grant");
        }
        let expected = self.model.press_again(place, self.world.clock.now());
        same(of_share(answer), if expected == Answer::Done { Ok(()) } else { Err(expected) })
    }

    async fn confirm(
        &mut self,
        actor: Named,
        channel: Channel,
        place: usize,
        method: SignInMethod,
    ) -> Result<(), (Answer, Answer)> {
        let caller = self.caller(actor, channel).await.by(method);
        let answer = self.world.domain.confirm_access(&caller, self.made[place].0, actor.details()).await;
        let now = self.world.clock.now();
        same(of_confirmation(answer), self.model.confirm(actor, (channel, method), place, now))
    }

    /// The model's index of the grant so many from the newest; wraps around.
    fn place(&self, from_newest: usize) -> Option<usize> {
        let count = self.made.len();
        (count > 0).then(|| count - 1 - from_newest % count)
    }

    /// The tables match the model, and so does access to the accounts.
    async fn compare(&mut self) {
        for (grant, (id, _)) in self.model.grants.iter().zip(&self.made) {
            let row = self.world.grant_row(*id).await;
            let letters = u32::try_from(row.letters).expect("a count");
            let answer = (row.state, row.expires_at, letters, row.tried_by_another);
            assert_eq!(answer, (grant.state, grant.expires, grant.letters, grant.tried_by_another), "{grant:?}");
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

fn of_refusable<T, R: Copy>(
    answer: domain::Result<T, domain::Error<R>>,
    refusal: impl Fn(R) -> Answer,
) -> Result<(), Answer> {
    match answer {
        Ok(_) => Ok(()),
        Err(Error::Refused(rules)) => Err(refusal(rules[0])),
        Err(Error::Failed(failed)) => Err(failure(failed)),
    }
}

fn failure(failed: Failed) -> Answer {
    match failed {
        Failed::Forbidden => Answer::Forbidden,
        Failed::Ended(_) => Answer::Ended,
        Failed::NotFound => Answer::NotFound,
        Failed::Broken(fault) => panic!("broken: {fault:?}"),
    }
}

fn plain<T>(answer: domain::Result<T>) -> Result<(), Answer> {
    answer.map(drop).map_err(failure)
}

fn of_share<T>(answer: domain::Result<T, domain::Error<GrantRefusal>>) -> Result<(), Answer> {
    of_refusable(answer, Answer::NotShared)
}

fn of_confirmation<T>(answer: domain::Result<T, domain::Error<ConfirmRefusal>>) -> Result<(), Answer> {
    of_refusable(answer, Answer::NotConfirmed)
}

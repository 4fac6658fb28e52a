//! The rules again, as plainly as possible: no database, no order of statements.

mod import;

use std::collections::HashSet;

use domain::testing::Named;
use types::access_grant::GrantState::{self, Active, Declined, Expired, Left, Pending, Removed, Withdrawn};
use types::access_grant::{ConfirmRefusal, GrantRefusal};
use types::sign_in::SignInMethod;
use types::{Channel, LocalDate, PersonalNumber, Timestamp};

use super::command::HOLDERS;

const A_DAY: i64 = 24 * 3600;

/// The outcome of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Done,
    NotShared(GrantRefusal),
    NotConfirmed(ConfirmRefusal),
    Forbidden,
    Ended,
    NotFound,
}

use Answer::{Done, NotConfirmed, NotShared};

/// A grant, as far as the rules need it.
#[derive(Clone, Debug)]
pub struct Grant {
    pub account: usize,
    pub channel: Channel,
    pub owner: Named,
    pub grantee: Named,
    pub state: GrantState,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub letters: u32,
    letter_at: Timestamp,
    /// Its current address of the grantee, and its first one.
    pub address: u8,
    pub tried_by_another: bool,
    was_confirmed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Holder,
    Grantee,
    Former,
    Stranger,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub grants: Vec<Grant>,
    protected: HashSet<Named>,
    holders: [Vec<Named>; 2],
    is_over: [bool; 2],
}

impl Default for Model {
    fn default() -> Self {
        let holders = HOLDERS.map(|choices| choices[0].to_vec());
        Self { grants: Vec::new(), protected: HashSet::new(), holders, is_over: [false; 2] }
    }
}

impl Grant {
    fn waits(&self, now: Timestamp) -> bool {
        self.state == Pending && now < self.expires
    }

    fn is_live(&self, now: Timestamp) -> bool {
        self.state == Active || self.waits(now)
    }
}

fn age(name: Named, now: Timestamp) -> i16 {
    let instant = jiff::Timestamp::from_microsecond(now.0).expect("an instant");
    let there = instant.in_tz("Europe/Stockholm").expect("a zone").date();
    let small = |number: i8| u8::try_from(number).expect("a small number");
    let today = LocalDate { year: there.year(), month: small(there.month()), day: small(there.day()) };
    PersonalNumber::parse(name.personal_number(), today)
        .expect("a personal number")
        .age_on(today)
        .expect("a whole date")
}

fn is_too_young(name: Named, channel: Channel, now: Timestamp) -> bool {
    age(name, now) < if channel == Channel::Web { 18 } else { 16 }
}

impl Model {
    fn holds(&self, name: Named, account: usize) -> bool {
        self.holders[account].contains(&name)
    }

    /// Whether a person is a holder now: nobody is once the contracts have ended.
    pub fn is_holder(&self, name: Named, account: usize) -> bool {
        self.holds(name, account) && !self.is_over[account]
    }

    pub fn is_protected(&self, name: Named) -> bool {
        self.protected.contains(&name)
    }

    pub fn standing(&self, name: Named, account: usize, channel: Channel) -> Standing {
        if self.is_holder(name, account) {
            return Standing::Holder;
        }
        let held = |grant: &&Grant| {
            (grant.account, grant.channel, grant.grantee, grant.was_confirmed) == (account, channel, name, true)
        };
        let mut mine = self.grants.iter().filter(held).peekable();
        if mine.peek().is_none() {
            return Standing::Stranger;
        }
        let opens = mine.any(|grant| grant.state == Active && !self.is_suspended(grant));
        if opens { Standing::Grantee } else { Standing::Former }
    }

    fn is_suspended(&self, grant: &Grant) -> bool {
        self.protected.contains(&grant.owner) || self.protected.contains(&grant.grantee)
    }

    /// Whether a person may share an account, or why not.
    fn may_share(&self, name: Named, account: usize, channel: Channel) -> Result<(), Answer> {
        match self.standing(name, account, channel) {
            Standing::Holder => Ok(()),
            Standing::Grantee => Err(Answer::Forbidden),
            Standing::Former => Err(Answer::Ended),
            Standing::Stranger => Err(Answer::NotFound),
        }
    }

    /// Whether a person may change a grant as a holder in a channel.
    fn may_change(&self, name: Named, channel: Channel, place: usize) -> Result<(), Answer> {
        let grant = &self.grants[place];
        self.may_share(name, grant.account, channel)?;
        if grant.channel == channel { Ok(()) } else { Err(Answer::NotFound) }
    }

    pub fn share(
        &mut self,
        (owner, account, channel, grantee): (Named, usize, Channel, Named),
        replaces: Option<usize>,
        (signed_in, now): (Timestamp, Timestamp),
    ) -> Result<(), Answer> {
        self.may_share(owner, account, channel)?;
        let mut after = self.clone();
        if let Some(place) = replaces {
            self.may_change(owner, channel, place)?;
            if !self.grants[place].waits(now) {
                return Err(NotShared(GrantRefusal::Changed));
            }
            after.grants[place].state = Withdrawn;
        }
        // Nobody opens the form here, so it counts as opened when it is submitted.
        if now > signed_in.plus_seconds(5 * 60) {
            return Err(NotShared(GrantRefusal::SignInAgain));
        }
        for grant in &mut after.grants {
            if grant.account == account && grant.state == Pending && grant.expires <= now {
                grant.state = Expired;
            }
        }
        if let Some(rule) = after.why_not_share(owner, account, channel, grantee, now) {
            return Err(NotShared(rule));
        }
        after.grants.push(Grant {
            account,
            channel,
            owner,
            grantee,
            state: Pending,
            created: now,
            expires: domain::expires_at(now),
            letters: 1,
            letter_at: now,
            address: 0,
            tried_by_another: false,
            was_confirmed: false,
        });
        *self = after;
        Ok(())
    }

    fn why_not_share(
        &self,
        owner: Named,
        account: usize,
        channel: Channel,
        grantee: Named,
        now: Timestamp,
    ) -> Option<GrantRefusal> {
        let of_account = |grant: &&Grant| (grant.account, grant.channel) == (account, channel) && grant.is_live(now);
        let live: Vec<_> = self.grants.iter().filter(of_account).collect();
        let same = live.iter().find(|grant| grant.grantee == grantee);
        let most = if channel == Channel::Web { 10 } else { 6 };
        let today = |grant: &&Grant| grant.owner == owner && grant.created.0 > now.minus_seconds(A_DAY).0;
        let rules = [
            (self.protected.contains(&owner), GrantRefusal::NotAvailable),
            (owner == grantee, GrantRefusal::PersonalNumberOwn),
            (is_too_young(grantee, channel, now), GrantRefusal::TooYoung),
            (self.holds(grantee, account), GrantRefusal::AlreadyHolder),
            (same.is_some_and(|grant| grant.state == Pending), GrantRefusal::AlreadyInvited),
            (same.is_some(), GrantRefusal::AlreadyShared),
            (live.len() >= most, GrantRefusal::TooManyLive),
            (live.iter().filter(|grant| grant.state == Pending).count() >= 5, GrantRefusal::TooManyPending),
            (self.grants.iter().filter(today).count() >= 10, GrantRefusal::TooManyToday),
        ];
        rules.into_iter().find(|(says_no, _)| *says_no).map(|(_, rule)| rule)
    }

    /// The owner submits the same form again: the same grant while it is live and unchanged.
    pub fn press_again(&self, place: usize, now: Timestamp) -> Answer {
        let grant = &self.grants[place];
        if let Err(answer) = self.may_share(grant.owner, grant.account, grant.channel) {
            return answer;
        }
        let is_same = grant.state == Active || (grant.waits(now) && grant.address == 0);
        if is_same { Done } else { NotShared(GrantRefusal::Changed) }
    }

    fn may_write(&self, name: Named, channel: Channel, place: usize, now: Timestamp) -> Result<(), Answer> {
        self.may_change(name, channel, place)?;
        let grant = &self.grants[place];
        if !grant.waits(now) {
            return Err(NotShared(GrantRefusal::Changed));
        }
        let is_unnamed = self.protected.contains(&grant.owner);
        if is_unnamed { Err(NotShared(GrantRefusal::NotAvailable)) } else { Ok(()) }
    }

    pub fn repeat(&mut self, name: Named, channel: Channel, place: usize, now: Timestamp) -> Result<(), Answer> {
        self.run_out(place, now);
        self.may_write(name, channel, place, now)?;
        let grant = &mut self.grants[place];
        if grant.letters > 3 {
            return Err(NotShared(GrantRefusal::SentTooOften));
        }
        if now < grant.letter_at.plus_seconds(600) {
            return Err(NotShared(GrantRefusal::SentJustNow));
        }
        (grant.letters, grant.letter_at) = (grant.letters + 1, now);
        Ok(())
    }

    pub fn correct(
        &mut self,
        name: Named,
        channel: Channel,
        place: usize,
        address: u8,
        now: Timestamp,
    ) -> Result<(), Answer> {
        self.run_out(place, now);
        self.may_write(name, channel, place, now)?;
        let grant = &mut self.grants[place];
        if grant.address == address {
            return Ok(());
        }
        if grant.letters > 3 {
            return Err(NotShared(GrantRefusal::SentTooOften));
        }
        (grant.letters, grant.letter_at, grant.address) = (grant.letters + 1, now, address);
        Ok(())
    }

    pub fn confirm(
        &mut self,
        name: Named,
        (channel, method): (Channel, SignInMethod),
        place: usize,
        now: Timestamp,
    ) -> Result<(), Answer> {
        let grant = &self.grants[place];
        if method != SignInMethod::BankId {
            return Err(NotConfirmed(ConfirmRefusal::NeedsBankId));
        }
        if grant.grantee == name && grant.state.is_live() {
            if is_too_young(name, grant.channel, now) {
                return Err(NotConfirmed(ConfirmRefusal::TooYoung));
            }
            if self.is_suspended(grant) || self.holds(name, grant.account) {
                return Err(NotConfirmed(ConfirmRefusal::Ended));
            }
        }
        if !grant.waits(now) || grant.grantee != name || grant.channel != channel {
            let answer = self.why_not_confirm(name, channel, place, now);
            self.arrive(name, place, now);
            self.run_out(place, now);
            return Err(answer);
        }
        let grant = &mut self.grants[place];
        (grant.state, grant.was_confirmed) = (Active, true);
        Ok(())
    }

    /// The owner sees that another person signed in for a pending invitation, or tried to confirm it.
    pub fn arrive(&mut self, name: Named, place: usize, now: Timestamp) {
        let grant = &mut self.grants[place];
        grant.tried_by_another |= grant.waits(now) && grant.grantee != name;
    }

    fn why_not_confirm(&self, name: Named, channel: Channel, place: usize, now: Timestamp) -> Answer {
        let grant = &self.grants[place];
        NotConfirmed(match grant.state {
            Active if grant.grantee == name => ConfirmRefusal::AlreadyConfirmed,
            Pending if grant.grantee != name => ConfirmRefusal::WrongPerson,
            Pending if grant.expires <= now => ConfirmRefusal::Expired,
            Pending if grant.channel != channel => ConfirmRefusal::WrongPerson,
            Expired => ConfirmRefusal::Expired,
            _ => ConfirmRefusal::Ended,
        })
    }

    pub fn decline(&mut self, name: Named, channel: Channel, place: usize, now: Timestamp) -> Result<(), Answer> {
        let grant = &self.grants[place];
        if !grant.waits(now) || grant.grantee != name || grant.channel != channel {
            let answer = self.why_not_confirm(name, channel, place, now);
            self.run_out(place, now);
            return Err(answer);
        }
        self.grants[place].state = Declined;
        Ok(())
    }

    pub fn remove(&mut self, name: Named, channel: Channel, place: usize, now: Timestamp) -> Result<(), Answer> {
        self.may_change(name, channel, place)?;
        let grant = &mut self.grants[place];
        grant.state = match grant.state {
            Pending if grant.expires <= now => Expired,
            Pending => Withdrawn,
            Active => Removed,
            ended => ended,
        };
        Ok(())
    }

    pub fn leave(&mut self, name: Named, account: usize, channel: Channel) -> Result<(), Answer> {
        match self.standing(name, account, channel) {
            Standing::Holder => return Err(Answer::Forbidden),
            Standing::Former => return Err(Answer::Ended),
            Standing::Stranger => return Err(Answer::NotFound),
            Standing::Grantee => {}
        }
        let mine = |grant: &&mut Grant| {
            (grant.account, grant.channel, grant.grantee, grant.state) == (account, channel, name, Active)
        };
        self.grants.iter_mut().find(mine).expect("a grantee has a grant").state = Left;
        Ok(())
    }

    /// A grant that turns out to be past its deadline has expired, whether or not the job has run.
    fn run_out(&mut self, place: usize, now: Timestamp) {
        let grant = &mut self.grants[place];
        if grant.state == Pending && grant.expires <= now {
            grant.state = Expired;
        }
    }

    /// How many grants the job ends.
    pub fn expire(&mut self, now: Timestamp) -> usize {
        let over = self.grants.iter_mut().filter(|grant| grant.state == Pending && grant.expires <= now);
        over.map(|grant| grant.state = Expired).count()
    }

    pub fn protect(&mut self, name: Named, protected: bool) {
        if protected {
            self.protected.insert(name)
        } else {
            self.protected.remove(&name)
        };
    }
}

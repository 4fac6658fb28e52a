//! The operations and the persons.

use domain::testing::Named;
use proptest::prelude::*;
use proptest::sample::select;
use types::Channel;
use types::sign_in::SignInMethod;

/// Two joint holders of account 0, the holder of account 1, two frequent grantees, a stranger and a minor.
pub const PEOPLE: [Named; 7] =
    [Named::David, Named::Eva, Named::Cecilia, Named::Bjorn, Named::Hanna, Named::Ivar, Named::Moa];

/// Possible holders of an account according to the billing system; at first the first of them.
pub const HOLDERS: [&[&[Named]]; 2] = [
    &[&[Named::David, Named::Eva], &[Named::David, Named::Eva], &[Named::David], &[Named::Eva]],
    &[&[Named::Cecilia], &[Named::Cecilia], &[Named::Cecilia, Named::Bjorn]],
];

/// One step. A grant is identified by its position from the newest, so that most steps are about recent ones.
#[derive(Clone, Debug)]
pub enum Command {
    Share {
        actor: Named,
        account: usize,
        channel: Channel,
        grantee: Named,
    },
    /// The owner's browser submits the same form again.
    PressAgain {
        grant: usize,
    },
    InviteAgain {
        actor: Named,
        channel: Channel,
        grant: usize,
    },
    Repeat {
        actor: Named,
        channel: Channel,
        grant: usize,
    },
    Correct {
        actor: Named,
        channel: Channel,
        grant: usize,
        address: u8,
    },
    Confirm {
        actor: Named,
        channel: Channel,
        grant: usize,
        method: SignInMethod,
    },
    Decline {
        actor: Named,
        channel: Channel,
        grant: usize,
    },
    Remove {
        actor: Named,
        channel: Channel,
        grant: usize,
    },
    Leave {
        actor: Named,
        account: usize,
        channel: Channel,
    },
    /// The invited person confirms in the right channel, which random steps seldom do.
    Accept {
        grant: usize,
    },
    ExpireJob,
    Wait {
        seconds: u32,
    },
    /// Waits until so many microseconds after (or before) a grant's deadline, if that is in the future.
    WaitForDeadline {
        grant: usize,
        micros: i64,
    },
    SignIn {
        actor: Named,
        channel: Channel,
    },
    SignOut {
        actor: Named,
        channel: Channel,
    },
    /// The actor ends a session, their own or not.
    EndSession {
        actor: Named,
        channel: Channel,
        of: (Named, Channel),
    },
    ForgetSessions,
    /// The worker sends what is due.
    SendLetters,
    /// A person signs in by way of an invitation's address, whoever it is for.
    Arrive {
        actor: Named,
        grant: usize,
    },
    /// The billing system reports an account's holders, and whether its contracts have ended.
    Import {
        account: usize,
        holders: usize,
        is_over: bool,
    },
    Protect {
        person: Named,
        protected: bool,
    },
}

impl Command {
    /// Any step, interesting ones more often.
    pub fn any() -> impl Strategy<Value = Self> {
        let actor = || select(&PEOPLE[..]);
        let channel = || select(vec![Channel::Web, Channel::Web, Channel::App]);
        let account = || select(vec![0, 0, 1_usize]);
        let grant = || select(vec![0, 0, 0, 1, 1, 2, 3, 5_usize]);
        let of_grant = move || (actor(), channel(), grant());
        let owner = || select(vec![Named::David, Named::David, Named::Eva, Named::Cecilia]);
        let method = || select(vec![SignInMethod::BankId, SignInMethod::BankId, SignInMethod::CustomerNumber]);
        let seconds = || select(vec![1, 19, 21, 301, 599, 600, 1799, 1800, 7200, 43_200, 86_400, 5 * 86_400]);
        let of_person = move || (actor(), channel());
        let alone = prop_oneof![
            6 => (owner(), account(), channel(), actor())
                .prop_map(|(actor, account, channel, grantee)| Self::Share { actor, account, channel, grantee }),
            2 => (actor(), account(), channel(), actor())
                .prop_map(|(actor, account, channel, grantee)| Self::Share { actor, account, channel, grantee }),
            2 => (actor(), account(), channel())
                .prop_map(|(actor, account, channel)| Self::Leave { actor, account, channel }),
            2 => Just(Self::ExpireJob),
            3 => seconds().prop_map(|seconds| Self::Wait { seconds }),
            4 => Just(Self::SendLetters),
            1 => (owner(), any::<bool>()).prop_map(|(person, protected)| Self::Protect { person, protected }),
            1 => (actor(), any::<bool>()).prop_map(|(person, protected)| Self::Protect { person, protected }),
        ];
        let about_a_grant = prop_oneof![
            5 => grant().prop_map(|grant| Self::Accept { grant }),
            1 => grant().prop_map(|grant| Self::PressAgain { grant }),
            2 => (owner(), channel(), grant())
                .prop_map(|(actor, channel, grant)| Self::InviteAgain { actor, channel, grant }),
            2 => of_grant().prop_map(|(actor, channel, grant)| Self::Repeat { actor, channel, grant }),
            2 => (of_grant(), 0..3_u8)
                .prop_map(|((actor, channel, grant), address)| Self::Correct { actor, channel, grant, address }),
            3 => (of_grant(), method())
                .prop_map(|((actor, channel, grant), method)| Self::Confirm { actor, channel, grant, method }),
            2 => of_grant().prop_map(|(actor, channel, grant)| Self::Decline { actor, channel, grant }),
            3 => of_grant().prop_map(|(actor, channel, grant)| Self::Remove { actor, channel, grant }),
            2 => (grant(), -1..=1_i64).prop_map(|(grant, micros)| Self::WaitForDeadline { grant, micros }),
        ];
        let around = prop_oneof![
            3 => (owner(), channel()).prop_map(|(actor, channel)| Self::SignIn { actor, channel }),
            2 => of_person().prop_map(|(actor, channel)| Self::SignIn { actor, channel }),
            1 => of_person().prop_map(|(actor, channel)| Self::SignOut { actor, channel }),
            1 => (of_person(), channel())
                .prop_map(|((actor, channel), on)| Self::EndSession { actor, channel, of: (actor, on) }),
            1 => (of_person(), of_person())
                .prop_map(|((actor, channel), of)| Self::EndSession { actor, channel, of }),
            1 => Just(Self::ForgetSessions),
            2 => (actor(), grant()).prop_map(|(actor, grant)| Self::Arrive { actor, grant }),
            6 => (account(), 0..12_usize, select(vec![false, false, false, true]))
                .prop_map(|(account, holders, is_over)| Self::Import { account, holders, is_over }),
        ];
        prop_oneof![3 => alone, 3 => about_a_grant, 2 => around]
    }
}

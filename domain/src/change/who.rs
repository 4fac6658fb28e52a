//! Who makes a change, and which stream records it.

use types::sign_in::SignInMethod;
use types::{Channel, CustomerId, PersonId};
use uuid::Uuid;

use crate::{Caller, Scope};

/// Who did something, and from where.
#[derive(Clone, Copy, Debug, Default)]
pub struct By {
    pub(crate) person: Option<PersonId>,
    pub(crate) for_another: bool,
    pub(crate) method: Option<SignInMethod>,
    pub(crate) channel: Option<Channel>,
}

impl By {
    /// The system itself: a deadline, or the company's register.
    pub(crate) const SYSTEM: Self = Self { person: None, for_another: false, method: None, channel: None };

    /// A person on an account that is shared with them.
    pub(crate) fn grantee(caller: &Caller) -> Self {
        Self { for_another: true, ..caller.into() }
    }

    /// A person who is just signing in.
    pub(crate) fn person(person: PersonId, method: SignInMethod, channel: Channel) -> Self {
        Self { person: Some(person), for_another: false, method: Some(method), channel: Some(channel) }
    }
}

impl From<&Caller> for By {
    fn from(caller: &Caller) -> Self {
        Self {
            person: Some(caller.person),
            for_another: false,
            method: Some(caller.method),
            channel: Some(caller.channel),
        }
    }
}

impl From<&Scope> for By {
    fn from(scope: &Scope) -> Self {
        Self { for_another: !scope.is_holder(), ..scope.caller().into() }
    }
}

/// The stream of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stream {
    Customer(CustomerId),
    Person(PersonId),
}

impl Stream {
    pub(crate) fn id(self) -> Uuid {
        match self {
            Self::Customer(id) => id.0,
            Self::Person(id) => id.0,
        }
    }
}

//! What has happened on an account, as those read it who may use the account.

use serde::{Deserialize, Serialize};

use super::{ActivityMark, EventKind};
use crate::{LocalDateTime, access_grant::Channel, sign_in::SignInMethod};

word!(
    /// What an event is about, as one looks for it. The words stand in the page's address.
    ActivityKind {
        /// Sign-ins, and what one signs in with.
        SignIns = "inloggningar",
        /// Behörigheter and familjedelning.
        AccessGrants = "behorigheter",
        /// Orders of sorting bags.
        BagOrders = "bestallningar",
        /// Own and the customer's details.
        Details = "uppgifter",
    }
);

word!(
    /// How far back one looks. The words stand in the page's address.
    ActivityPeriod {
        /// The last thirty days.
        Month = "30-dagar",
        /// The last twelve months.
        Year = "12-manader",
    }
);

/// From which place the newest entries come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivityPlace {
    /// The newest of all.
    #[default]
    Newest,
    /// Those that are older than the mark.
    OlderThan(ActivityMark),
    /// Those that are newer than the mark, and nearest to it.
    NewerThan(ActivityMark),
}

impl ActivityPlace {
    /// The place beside a mark; of two marks the one below which the entries are counts.
    pub const fn beside(older_than: Option<ActivityMark>, newer_than: Option<ActivityMark>) -> Self {
        match (older_than, newer_than) {
            (Some(mark), _) => Self::OlderThan(mark),
            (None, Some(mark)) => Self::NewerThan(mark),
            (None, None) => Self::Newest,
        }
    }

    /// The mark that the entries are older than, and the one that they are newer than.
    pub const fn marks(self) -> (Option<ActivityMark>, Option<ActivityMark>) {
        match self {
            Self::Newest => (None, None),
            Self::OlderThan(mark) => (Some(mark), None),
            Self::NewerThan(mark) => (None, Some(mark)),
        }
    }
}

/// Which entries of an account's activity to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityFilter {
    /// What they are about; everything, unless it is said.
    pub kind: Option<ActivityKind>,
    /// How old they may be; however old, unless it is said.
    pub period: Option<ActivityPeriod>,
    /// Which page of them.
    pub place: ActivityPlace,
}

/// A person, as one may be told of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The one who looks.
    Me,
    /// By name.
    Named(String),
    /// Somebody whose name is not told.
    Somebody,
}

/// A grant that an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityGrant {
    /// What it opens: a behörighet, or familjedelning.
    pub channel: Channel,
    /// Whom it is for; nobody's name until they have confirmed it.
    pub grantee: Who,
}

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityEntry {
    /// What.
    pub event: EventKind,
    /// When.
    pub at: LocalDateTime,
    /// Who did it; none when it was the company, or time.
    pub actor: Option<Who>,
    /// Whether they used an account that is shared with them.
    pub for_another: bool,
    /// By which sign-in.
    pub method: Option<SignInMethod>,
    /// From where.
    pub channel: Option<Channel>,
    /// The grant that it is about.
    pub grant: Option<ActivityGrant>,
    /// The number of the order that it is about.
    pub order: Option<String>,
}

/// A page of what has happened on an account, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityList {
    /// The entries.
    pub entries: Vec<ActivityEntry>,
    /// Where the older ones begin, if there are any.
    pub older: Option<ActivityMark>,
    /// Where the newer ones begin, if there are any.
    pub newer: Option<ActivityMark>,
    /// Whether the one who looks stands on the contract, and so sees what everybody did.
    pub is_holder: bool,
    /// Whose account it is.
    pub account_name: String,
    /// For how many months it can be read.
    pub kept_months: u16,
}

//! An account's activity, as shown to those who may use the account.

use serde::{Deserialize, Serialize};

use super::{ActivityMark, EventKind};
use crate::sign_in::SignInMethod;
use crate::{Channel, LocalDateTime};

word!(
    /// The category of an event, for filtering. The values are query parameters.
    ActivityKind {
        /// Sign-ins, and credentials.
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
    /// How far back to look. The values are query parameters.
    ActivityPeriod {
        /// The last thirty days.
        Month = "30-dagar",
        /// The last twelve months.
        Year = "12-manader",
    }
);

/// Which page of the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivityPlace {
    /// The newest.
    #[default]
    Newest,
    /// Those older than the cursor.
    OlderThan(ActivityMark),
    /// Those newer than the cursor, and nearest to it.
    NewerThan(ActivityMark),
}

impl ActivityPlace {
    /// The page next to a cursor; if both are given, `older_than` counts.
    pub const fn beside(older_than: Option<ActivityMark>, newer_than: Option<ActivityMark>) -> Self {
        match (older_than, newer_than) {
            (Some(mark), _) => Self::OlderThan(mark),
            (None, Some(mark)) => Self::NewerThan(mark),
            (None, None) => Self::Newest,
        }
    }

    /// The cursor that the entries are older than, and the one that they are newer than.
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
    /// Their category; any if `None`.
    pub kind: Option<ActivityKind>,
    /// How old they may be; any age if `None`.
    pub period: Option<ActivityPeriod>,
    /// Which page of them.
    pub place: ActivityPlace,
}

/// A person, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The reader.
    Me,
    /// By name.
    Named(String),
    /// A person whose name is hidden.
    Somebody,
}

/// A grant that an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityGrant {
    /// What it gives access to: a behörighet, or familjedelning.
    pub channel: Channel,
    /// Whom it is for; unnamed until they have confirmed it.
    pub grantee: Who,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityEntry {
    /// What.
    pub event: EventKind,
    /// When.
    pub at: LocalDateTime,
    /// Who did it; `None` if it was the company, or a deadline.
    pub actor: Option<Who>,
    /// Whether they acted on an account that is shared with them.
    pub for_another: bool,
    /// By which sign-in method.
    pub method: Option<SignInMethod>,
    /// In which channel.
    pub channel: Option<Channel>,
    /// The grant that it is about.
    pub grant: Option<ActivityGrant>,
    /// The number of the order that it is about.
    pub order: Option<String>,
}

/// One page of an account's activity, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityList {
    /// The entries.
    pub entries: Vec<ActivityEntry>,
    /// The cursor of the older entries, if there are any.
    pub older: Option<ActivityMark>,
    /// The cursor of the newer entries, if there are any.
    pub newer: Option<ActivityMark>,
    /// Whether the reader is a holder, and so sees what everybody did.
    pub is_holder: bool,
    /// Whose account it is.
    pub account_name: String,
    /// For how many months it is retained.
    pub kept_months: u16,
}

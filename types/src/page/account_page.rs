//! The pages of an account.

use serde::{Deserialize, Serialize};

use super::address::{Address, segments};
use super::query::Query;
use super::{BOTH, UnknownPage};
use crate::access_grant::GrantSource;
use crate::activity::ActivityFilter;
use crate::bag_order::BagChoice;
use crate::id::BagOrderId;
use crate::{AccessGrantId, Channel};

pages! {
    /// A page of an account. As text it is the end of its address on the web.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(into = "String", try_from = "String")]
    AccountPage {
        /// Översikt; in the app Hem.
        Overview = BOTH ["oversikt"];
        /// Ordering sorting bags: the choice.
        Bags(; choice: BagChoice) = BOTH ["pasar"];
        /// Its second page, which asks before the order is made.
        ConfirmBags(; choice: BagChoice) = BOTH ["pasar", "bekrafta"];
        /// Beställningar, a page of them.
        BagOrders(; page: u32) = BOTH ["bestallningar"];
        /// An order of bags.
        BagOrder(id: BagOrderId) = BOTH ["bestallningar", id];
        /// Asks before an order of bags is cancelled.
        CancelBagOrder(id: BagOrderId) = BOTH ["bestallningar", id, "avbryt"];
        /// Avtal.
        Contracts = BOTH ["avtal"];
        /// Aktivitet.
        Activity(; filter: ActivityFilter) = BOTH ["aktivitet"];
        /// Min profil.
        Profile = BOTH ["profil"];
        /// Hantera behörigheter; in the app Familjedelning.
        AccessGrants = BOTH ["profil", "behorigheter"];
        /// Ny behörighet; in the app Bjud in. Filled in from a live grant, if one is given.
        NewAccessGrant(; source: Option<GrantSource>) = BOTH ["profil", "behorigheter", "ny"];
        /// What happens next, after a person has been invited.
        AccessGrantSaved(id: AccessGrantId) = BOTH ["profil", "behorigheter", id, "skickad"];
        /// Asks before a grant is removed.
        RemoveAccess(id: AccessGrantId) = BOTH ["profil", "behorigheter", id, "ta-bort"];
        /// Corrects the details of an invitation.
        CorrectInvitation(id: AccessGrantId) = BOTH ["profil", "behorigheter", id, "andra"];
        /// Asks before a grantee leaves.
        Leave = BOTH ["lamna"];
        /// Access has ended.
        Ended = BOTH ["avslutad"];
    }
}

impl AccountPage {
    /// The page whose address in a channel ends like this.
    pub fn parse(channel: Channel, end: &str) -> Option<Self> {
        let (path, query) = end.split_once('?').unwrap_or((end, ""));
        let mut query = Query::parse(query);
        let page = Self::read(channel, &segments(channel, path), &mut query);
        page.filter(|_| query.is_empty())
    }

    /// The end of its address.
    pub fn path(&self, channel: Channel) -> String {
        let mut address = Address::new(channel);
        self.write(&mut address);
        address.into_text().split_off(1)
    }

    /// The same page of whichever account: not one about something that only one account has.
    pub fn of_any_account(self) -> Option<Self> {
        let is_fit = match &self {
            Self::Overview
            | Self::Bags(BagChoice { facility: None, .. })
            | Self::BagOrders(0)
            | Self::Contracts
            | Self::Profile
            | Self::AccessGrants
            | Self::NewAccessGrant(None) => true,
            Self::Activity(filter) => *filter == ActivityFilter::default(),
            _ => false,
        };
        is_fit.then_some(self)
    }
}

impl From<AccountPage> for String {
    fn from(page: AccountPage) -> Self {
        page.path(Channel::Web)
    }
}

impl TryFrom<String> for AccountPage {
    type Error = UnknownPage;

    fn try_from(end: String) -> Result<Self, UnknownPage> {
        Self::parse(Channel::Web, &end).ok_or(UnknownPage)
    }
}

//! Where signing in leads: a closed list of our own pages, so that a link cannot lead elsewhere.

use serde::{Deserialize, Serialize};

use crate::access_grant::GrantSource;
use crate::id::BagOrderId;
use crate::{AccessGrantId, Channel, CustomerRef};

/// A page of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountPage {
    /// Översikt; in the app Hem.
    Overview,
    /// Ordering sorting bags.
    Bags,
    /// Beställningar.
    BagOrders,
    /// Avtal.
    Contracts,
    /// Aktivitet.
    Activity,
    /// Min profil.
    Profile,
    /// Hantera behörigheter; in the app Familjedelning.
    AccessGrants,
    /// Ny behörighet; in the app Bjud in.
    NewAccessGrant,
}

impl AccountPage {
    /// Every page.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Bags,
        Self::BagOrders,
        Self::Contracts,
        Self::Activity,
        Self::Profile,
        Self::AccessGrants,
        Self::NewAccessGrant,
    ];

    /// The end of its address; sharing has a different name in each channel.
    pub const fn path(self, channel: Channel) -> &'static str {
        match (self, channel) {
            (Self::Overview, _) => "oversikt",
            (Self::Bags, _) => "pasar",
            (Self::BagOrders, _) => "bestallningar",
            (Self::Contracts, _) => "avtal",
            (Self::Activity, _) => "aktivitet",
            (Self::Profile, _) => "profil",
            (Self::AccessGrants, Channel::Web) => "profil/behorigheter",
            (Self::AccessGrants, Channel::App) => "profil/familjedelning",
            (Self::NewAccessGrant, Channel::Web) => "profil/behorigheter/ny",
            (Self::NewAccessGrant, Channel::App) => "profil/familjedelning/bjud-in",
        }
    }

    /// The page whose address in a channel ends like this.
    pub fn parse(channel: Channel, path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.path(channel) == path)
    }
}

/// Choosing an account, and then a page of it.
const ACCOUNTS_FOR: &str = "/valj-konto?till=";
/// Between the form for a new grant and the grant that it is filled in from.
const AGAIN: &str = "?igen=";
const ALSO: &str = "?samma=";
/// After a grant, for removing it.
const REMOVE: &str = "/ta-bort";

/// A person's own data, and deleting the user.
const OWN_DATA: &str = "/mina-uppgifter";
const ERASE_USER: &str = "/mina-uppgifter/ta-bort";

/// A page that signing in may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// Choosing an account; directly into a single one.
    #[default]
    Accounts,
    /// Choosing an account, and then a page of it.
    AccountsFor(AccountPage),
    /// An invitation.
    Invitation(AccessGrantId),
    /// A page of an account.
    Account(CustomerRef, AccountPage),
    /// Ny behörighet, filled in from a live grant.
    NewFrom(CustomerRef, GrantSource),
    /// An order of bags.
    BagOrder(CustomerRef, BagOrderId),
    /// Ta bort for a grant.
    RemoveAccess(CustomerRef, AccessGrantId),
    /// Mina uppgifter.
    OwnData,
    /// Ta bort min användare.
    EraseUser,
}

impl Destination {
    /// Parses a path of ours in a channel; anything else is [`Destination::Accounts`].
    pub fn parse(channel: Channel, path: &str) -> Self {
        let (of_channel, path) = Channel::of_path(path);
        if of_channel != channel {
            return Self::Accounts;
        }
        match path {
            OWN_DATA => return Self::OwnData,
            ERASE_USER => return Self::EraseUser,
            _ => {}
        }
        if let Some(id) = path.strip_prefix("/inbjudan/") {
            return id.parse().map(Self::Invitation).unwrap_or_default();
        }
        if let Some(page) = path.strip_prefix(ACCOUNTS_FOR) {
            return AccountPage::parse(channel, page).map(Self::AccountsFor).unwrap_or_default();
        }
        let account = path.strip_prefix("/k/").and_then(|rest| rest.split_once('/'));
        let Some((Ok(account), page)) = account.map(|(account, page)| (account.parse(), page)) else {
            return Self::Accounts;
        };
        if let Some(page) = AccountPage::parse(channel, page) {
            return Self::Account(account, page);
        }
        if let Some(id) = page.strip_prefix(AccountPage::BagOrders.path(channel)).and_then(|id| id.strip_prefix('/')) {
            return id.parse().map(|id| Self::BagOrder(account, id)).unwrap_or_default();
        }
        Self::of_grant(channel, account, page).unwrap_or_default()
    }

    /// A page about one grant of an account.
    fn of_grant(channel: Channel, account: CustomerRef, page: &str) -> Option<Self> {
        if let Some(query) = page.strip_prefix(AccountPage::NewAccessGrant.path(channel)) {
            let replaced = query.strip_prefix(AGAIN).map(|id| id.parse().map(GrantSource::Replaced));
            let twin = || query.strip_prefix(ALSO).map(|id| id.parse().map(GrantSource::Twin));
            return Some(Self::NewFrom(account, replaced.or_else(twin)?.ok()?));
        }
        let grant = page.strip_prefix(AccountPage::AccessGrants.path(channel))?.strip_prefix('/')?;
        Some(Self::RemoveAccess(account, grant.strip_suffix(REMOVE)?.parse().ok()?))
    }

    /// The path of the page in a channel.
    pub fn path(&self, channel: Channel) -> String {
        let base = channel.base();
        match self {
            Self::Accounts => format!("{base}/valj-konto"),
            Self::AccountsFor(page) => format!("{base}{ACCOUNTS_FOR}{}", page.path(channel)),
            Self::Invitation(id) => format!("{base}/inbjudan/{id}"),
            Self::Account(account, page) => format!("{base}/k/{account}/{}", page.path(channel)),
            Self::NewFrom(account, source) => {
                let (word, id) = match source {
                    GrantSource::Replaced(id) => (AGAIN, id),
                    GrantSource::Twin(id) => (ALSO, id),
                };
                format!("{base}/k/{account}/{}{word}{id}", AccountPage::NewAccessGrant.path(channel))
            }
            Self::BagOrder(account, id) => {
                format!("{base}/k/{account}/{}/{id}", AccountPage::BagOrders.path(channel))
            }
            Self::RemoveAccess(account, id) => {
                format!("{base}/k/{account}/{}/{id}{REMOVE}", AccountPage::AccessGrants.path(channel))
            }
            Self::OwnData => format!("{base}{OWN_DATA}"),
            Self::EraseUser => format!("{base}{ERASE_USER}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_are_read_and_written_alike() {
        for (channel, path) in [
            (Channel::Web, "/valj-konto"),
            (Channel::Web, "/mina-uppgifter"),
            (Channel::App, "/app/mina-uppgifter/ta-bort"),
            (Channel::Web, "/valj-konto?till=profil/behorigheter"),
            (Channel::Web, "/inbjudan/01932c07-1111-7222-8333-444455556666"),
            (Channel::Web, "/k/abcdefghijklmnop/profil/behorigheter/ny"),
            (Channel::Web, "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=01932c07-1111-7222-8333-444455556666"),
            (Channel::Web, "/k/abcdefghijklmnop/bestallningar/01932c07-1111-7222-8333-444455556666"),
            (Channel::App, "/app/valj-konto"),
            (Channel::App, "/app/valj-konto?till=profil/familjedelning/bjud-in"),
            (Channel::App, "/app/inbjudan/01932c07-1111-7222-8333-444455556666"),
            (Channel::App, "/app/k/abcdefghijklmnop/profil/familjedelning"),
            (
                Channel::App,
                "/app/k/abcdefghijklmnop/profil/familjedelning/bjud-in?samma=01932c07-1111-7222-8333-444455556666",
            ),
            (
                Channel::App,
                "/app/k/abcdefghijklmnop/profil/familjedelning/01932c07-1111-7222-8333-444455556666/ta-bort",
            ),
        ] {
            assert_eq!(Destination::parse(channel, path).path(channel), path);
        }
    }

    #[test]
    fn everything_else_leads_to_the_accounts() {
        for path in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/inbjudan/x",
            "/mina-uppgifter.json",
            "/mina-uppgifter/../x",
            "/valj-konto?till=//evil.example",
            "/valj-konto?till=profil&till=//evil.example",
            "/valj-konto?till=profil/familjedelning",
            "/k/../x/oversikt",
            "/k/abcdefghijklmnop/../x",
            "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=//evil.example",
            "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=01932c07-1111-7222-8333-444455556666&x=y",
            "/k/abcdefghijklmnop/profil?igen=01932c07-1111-7222-8333-444455556666",
            "/k/abcdefghijklmnop/bestallningar/01932c07-1111-7222-8333-444455556666/avbryt",
            "/k/abcdefghijklmnop/profil/behorigheter/x/ta-bort",
            "/k/abcdefghijklmnop/profil/behorigheter/01932c07-1111-7222-8333-444455556666/ta-bort?x=y",
            "/k/abcdefghijklmnop/profil/familjedelning",
            "/app/k/abcdefghijklmnop/profil",
            "javascript:alert(1)",
        ] {
            assert_eq!(Destination::parse(Channel::Web, path), Destination::Accounts, "{path}");
        }
        for path in ["/k/abcdefghijklmnop/profil", "/app/app/k/abcdefghijklmnop/profil", "/app//evil.example"] {
            assert_eq!(Destination::parse(Channel::App, path), Destination::Accounts, "{path}");
        }
    }
}

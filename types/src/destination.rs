//! Where signing in leads: a closed list of our own pages, so that a link can never lead elsewhere.

use crate::{AccessGrantId, CustomerRef};

word!(
    /// A page of an account.
    AccountPage {
        /// Översikt.
        Overview = "oversikt",
        /// Min profil.
        Profile = "profil",
        /// Hantera behörigheter.
        AccessGrants = "profil/behorigheter",
        /// Ny behörighet.
        NewAccessGrant = "profil/behorigheter/ny",
    }
);

/// Between the form for a new grant and the pending grant that the new one replaces.
const AGAIN: &str = "?igen=";

/// A page to go to when signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// Choosing an account; straight into it when there is one only.
    #[default]
    Accounts,
    /// An invitation.
    Invitation(AccessGrantId),
    /// A page of an account.
    Account(CustomerRef, AccountPage),
    /// Ny behörighet for a grant that replaces a pending one.
    InviteAgain(CustomerRef, AccessGrantId),
}

impl Destination {
    /// Reads an own path; anything else is [`Destination::Accounts`].
    pub fn parse(path: &str) -> Self {
        if let Some(id) = path.strip_prefix("/inbjudan/") {
            return id.parse().map(Self::Invitation).unwrap_or_default();
        }
        let account = path.strip_prefix("/k/").and_then(|rest| rest.split_once('/'));
        let Some((Ok(account), page)) = account.map(|(account, page)| (account.parse(), page)) else {
            return Self::Accounts;
        };
        match page.split_once(AGAIN).map(|(page, id)| (page.parse(), id.parse())) {
            Some((Ok(AccountPage::NewAccessGrant), Ok(id))) => Self::InviteAgain(account, id),
            _ => page.parse().map(|page| Self::Account(account, page)).unwrap_or_default(),
        }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        match self {
            Self::Accounts => "/valj-konto".to_owned(),
            Self::Invitation(id) => format!("/inbjudan/{id}"),
            Self::Account(account, page) => format!("/k/{account}/{page}"),
            Self::InviteAgain(account, id) => format!("/k/{account}/{}{AGAIN}{id}", AccountPage::NewAccessGrant),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Destination;

    #[test]
    fn own_pages_are_read_and_written_alike() {
        for path in [
            "/valj-konto",
            "/inbjudan/01932c07-1111-7222-8333-444455556666",
            "/k/abcdefghijklmnop/profil/behorigheter/ny",
            "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=01932c07-1111-7222-8333-444455556666",
        ] {
            assert_eq!(Destination::parse(path).path(), path);
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
            "/k/../x/oversikt",
            "/k/abcdefghijklmnop/../x",
            "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=//evil.example",
            "/k/abcdefghijklmnop/profil/behorigheter/ny?igen=01932c07-1111-7222-8333-444455556666&x=y",
            "/k/abcdefghijklmnop/profil?igen=01932c07-1111-7222-8333-444455556666",
            "javascript:alert(1)",
        ] {
            assert_eq!(Destination::parse(path), Destination::Accounts, "{path}");
        }
    }
}

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
}

impl Destination {
    /// Reads an own path; anything else is [`Destination::Accounts`].
    pub fn parse(path: &str) -> Self {
        if let Some(id) = path.strip_prefix("/inbjudan/") {
            return id.parse().map(Self::Invitation).unwrap_or_default();
        }
        let account = path.strip_prefix("/k/").and_then(|rest| rest.split_once('/'));
        match account.map(|(account, page)| (account.parse(), page.parse())) {
            Some((Ok(account), Ok(page))) => Self::Account(account, page),
            _ => Self::Accounts,
        }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        match self {
            Self::Accounts => "/valj-konto".to_owned(),
            Self::Invitation(id) => format!("/inbjudan/{id}"),
            Self::Account(account, page) => format!("/k/{account}/{page}"),
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
            "javascript:alert(1)",
        ] {
            assert_eq!(Destination::parse(path), Destination::Accounts, "{path}");
        }
    }
}

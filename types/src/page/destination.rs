//! Where signing in leads: only to pages of ours, so that a link cannot lead elsewhere.

use std::ops::Deref;

use super::address::Address;
use super::query::{InQuery, Query, QueryParam};
use super::{AccountsVisit, Page};
use crate::Channel;

/// No address of ours is longer. One that is would only be kept for the person until they have signed in.
const LONGEST: usize = 1000;

/// A page that signing in may lead to: one that requires it, or an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination(Box<Page>);

impl Destination {
    /// Parses an address of ours in a channel; anything else leads to the accounts.
    pub fn parse(channel: Channel, address: &str) -> Self {
        if address.len() > LONGEST {
            return Self::default();
        }
        Page::parse(channel, address).map(Self::from).unwrap_or_default()
    }

    /// The page that somebody was going to: without its query if that is not understood.
    pub fn wanted(channel: Channel, address: &str) -> Self {
        let path = address.split_once('?').map_or(address, |(path, _)| path);
        match Self::parse(channel, address) {
            wanted if wanted == Self::default() => Self::parse(channel, path),
            wanted => wanted,
        }
    }
}

impl Default for Destination {
    fn default() -> Self {
        Self(Box::new(Page::Accounts(AccountsVisit::Entering)))
    }
}

/// A page that signing in does not lead to becomes the accounts.
impl From<Page> for Destination {
    fn from(page: Page) -> Self {
        let is_invitation = matches!(page, Page::Invitation(_) | Page::DeclineInvitation(_));
        if is_invitation || page.requires_sign_in() { Self(Box::new(page)) } else { Self::default() }
    }
}

impl Deref for Destination {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

/// An unknown page leads to the accounts: somebody can always sign in.
impl InQuery for Destination {
    fn read(channel: Channel, query: &mut Query) -> Option<Self> {
        Some(query.take(QueryParam::Destination).map(|address| Self::parse(channel, &address)).unwrap_or_default())
    }

    fn write(&self, address: &mut Address) {
        if *self != Self::default() {
            address.query(QueryParam::Destination, self.path(address.channel));
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
            (Channel::Web, "/k/abcdefghijklmnop/bestallningar/01932c07-1111-7222-8333-444455556666/avbryt"),
            (Channel::Web, "/k/abcdefghijklmnop/aktivitet?visa=inloggningar&period=30-dagar"),
            (Channel::Web, "/k/abcdefghijklmnop/pasar/bekrafta?rullar-green=2"),
            (Channel::Web, "/k/abcdefghijklmnop/avslutad"),
            (Channel::Web, "/inbjudan/01932c07-1111-7222-8333-444455556666/tacka-nej"),
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
            "/k/abcdefghijklmnop/profil/behorigheter/x/ta-bort",
            "/k/abcdefghijklmnop/profil/behorigheter/01932c07-1111-7222-8333-444455556666/ta-bort?x=y",
            "/k/abcdefghijklmnop/profil/familjedelning",
            "/app/k/abcdefghijklmnop/profil",
            "/k/abcdefghijklmnop/pasar/bekrafta?rullar-green=2&x=y",
            "/valj-konto?till=bestallningar/01932c07-1111-7222-8333-444455556666",
            "/logga-in",
            "/logga-in?till=/k/abcdefghijklmnop/profil",
            "/bekrafta-epost/secret",
            "/dela",
            "javascript:alert(1)",
            &format!("/k/abcdefghijklmnop/pasar?rullar-{}=1", "x".repeat(1000)),
        ] {
            assert_eq!(Destination::parse(Channel::Web, path), Destination::default(), "{path}");
        }
        for path in ["/k/abcdefghijklmnop/profil", "/app/app/k/abcdefghijklmnop/profil", "/app//evil.example"] {
            assert_eq!(Destination::parse(Channel::App, path), Destination::default(), "{path}");
        }
    }

    #[test]
    fn a_page_is_wanted_without_what_is_not_understood() {
        for (wanted, page) in [
            ("/k/abcdefghijklmnop/profil?x=y", "/k/abcdefghijklmnop/profil"),
            ("/k/abcdefghijklmnop/profil?klart=mejl", "/k/abcdefghijklmnop/profil"),
            ("/k/abcdefghijklmnop/bestallningar?sida=2", "/k/abcdefghijklmnop/bestallningar?sida=2"),
            ("/k/abcdefghijklmnop/finns-inte?sida=2", "/valj-konto"),
        ] {
            assert_eq!(Destination::wanted(Channel::Web, wanted).path(Channel::Web), page);
        }
    }
}

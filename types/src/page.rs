//! Every page of the portal with its address: nothing else writes one, or reads one.

#[macro_use]
mod table;
mod account_page;
mod address;
mod completed_action;
mod destination;
pub mod file;
mod query;

use std::fmt::Display;

pub use self::account_page::AccountPage;
pub use self::address::name_in;
pub use self::completed_action::CompletedAction;
pub use self::destination::Destination;
pub use self::query::{QueryParam, field_of, rolls_of_field};

use self::address::{Address, segments};
use self::query::{InQuery, Query};
use crate::{AccessGrantId, Channel, CustomerRef};

const BOTH: &[Channel] = &[Channel::Web, Channel::App];
const WEB: &[Channel] = &[Channel::Web];
const APP: &[Channel] = &[Channel::App];

pages! {
    /// A page of the portal, with what is in its address.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Page below {
        /// A page of an account.
        Account(konto: CustomerRef, page: AccountPage) = "k";
    } {
        /// The start page; in the app its first, for those who are not signed in.
        Start = BOTH [];
        /// How to share, step by step.
        Share = BOTH ["dela"];
        /// What the app does, and how to install it.
        HowTheAppWorks = APP ["sa-fungerar-appen"];
        /// The accessibility statement.
        Accessibility = BOTH ["tillganglighet"];
        /// How personal data is processed.
        PersonalData = BOTH ["personuppgifter"];
        /// Shown by the installed app while there is no network.
        Offline = APP ["utan-nat"];
        /// Choosing how to sign in.
        SignIn(; destination: Destination) = BOTH ["logga-in"];
        /// The progress of an order of BankID.
        BankId = BOTH ["logga-in", "bankid"];
        /// Signing in by customer number.
        NumberSignIn(; destination: Destination) = WEB ["logga-in", "kundnummer"];
        /// Requesting a letter with a code for the customer number.
        AskForCode = WEB ["logga-in", "kundnummer", "brev"];
        /// Setting the password with the code.
        ActivateNumber = WEB ["logga-in", "kundnummer", "aktivera"];
        /// After an owner has said that they did not share.
        SharingDenied = WEB ["var-det-inte-du", "klart"];
        /// A letter's question whether the owner has shared.
        SharingNotice(secret: LinkSecret) = WEB ["var-det-inte-du", secret];
        /// After an e-mail address has been verified.
        EmailVerified = WEB ["bekrafta-epost", "klart"];
        /// A letter's request to verify an e-mail address.
        VerifyEmail(secret: LinkSecret) = WEB ["bekrafta-epost", secret];
        /// An invitation.
        Invitation(id: AccessGrantId) = BOTH ["inbjudan", id];
        /// Asks before an invitation is declined.
        DeclineInvitation(id: AccessGrantId) = BOTH ["inbjudan", id, "tacka-nej"];
        /// Choosing an account.
        Accounts(; visit: AccountsVisit) = BOTH ["valj-konto"];
        /// Mina uppgifter: the person's own data.
        OwnData = BOTH ["mina-uppgifter"];
        /// Ta bort min användare.
        EraseUser = BOTH ["mina-uppgifter", "ta-bort"];
    }
}

impl Page {
    /// The page at an address of a channel. A parameter that the page does not have is no address of ours; what only
    /// reports something is ignored.
    pub fn parse(channel: Channel, address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (of_channel, within) = Channel::of_path(path);
        let mut query = Query::parse(query);
        let page = Self::read(channel, &segments(channel, within.strip_prefix('/')?), &mut query);
        page.filter(|_| of_channel == channel && query.is_empty())
    }

    /// Its address in a channel, or in the only channel that has it.
    pub fn path(&self, channel: Channel) -> String {
        let channel = if self.exists_in(channel) { channel } else { channel.other() };
        let mut address = Address::new(channel);
        self.write(&mut address);
        match address.into_text() {
            text if text.is_empty() => format!("{}/", channel.base()),
            text => format!("{}{text}", channel.base()),
        }
    }

    /// The same, with a parameter that reports something.
    pub fn path_with(&self, channel: Channel, report: QueryParam, word: impl Display) -> String {
        let path = self.path(channel);
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}{report}={word}")
    }

    /// The same, reporting a completed action.
    pub fn path_after(&self, channel: Channel, action: CompletedAction) -> String {
        self.path_with(channel, QueryParam::Done, action)
    }

    /// Whether only somebody who is signed in gets to see it.
    pub const fn requires_sign_in(&self) -> bool {
        matches!(self, Self::Accounts(_) | Self::OwnData | Self::EraseUser | Self::Account(..))
    }

    /// Whether it is a document for everybody to read; so is the answer to an address that is no page. All else is the
    /// application.
    pub const fn is_document(&self) -> bool {
        matches!(
            self,
            Self::Start | Self::Share | Self::HowTheAppWorks | Self::Accessibility | Self::PersonalData | Self::Offline
        )
    }

    /// Whether an address is below all accounts' pages, even if there is no such page.
    pub fn is_below_accounts(path: &str) -> bool {
        Channel::of_path(path).1.starts_with("/k/")
    }
}

/// Why somebody chooses an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AccountsVisit {
    /// To enter the portal: a single account opens directly.
    #[default]
    Entering,
    /// To change to another account: a single one does not.
    Switching,
    /// To get to a page, of the account that they choose or of their only one.
    For(AccountPage),
}

impl InQuery for AccountsVisit {
    fn read(channel: Channel, query: &mut Query) -> Option<Self> {
        if let Some(end) = query.take(QueryParam::Destination) {
            return AccountPage::parse(channel, &end)?.of_any_account().map(Self::For);
        }
        Some(if query.take(QueryParam::Switching).is_some() { Self::Switching } else { Self::Entering })
    }

    fn write(&self, address: &mut Address) {
        match self {
            Self::Entering => {}
            Self::Switching => address.query(QueryParam::Switching, 1),
            Self::For(page) => address.query(QueryParam::Destination, page.path(address.channel)),
        }
    }
}

/// The secret of a link in a letter, as it is in the address. Any text; only the letter's own is found.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret(String);

impl std::str::FromStr for LinkSecret {
    type Err = UnknownPage;

    fn from_str(text: &str) -> Result<Self, UnknownPage> {
        if text.is_empty() { Err(UnknownPage) } else { Ok(Self(text.to_owned())) }
    }
}

impl From<&str> for LinkSecret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Display for LinkSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::fmt::Debug for LinkSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("LinkSecret(hidden)")
    }
}

/// There is no page with this address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown page")]
pub struct UnknownPage;

#[cfg(test)]
mod tests;

//! BankID as the portal uses it: one client, and how its app is opened.

use bankid::{Client, LaunchBase};

/// The connection to BankID, or none in processes that sign nobody in.
#[derive(Clone, Default)]
pub enum Bank {
    /// No BankID: signing in reports that it does not answer.
    #[default]
    Absent,
    /// A relying party's connection.
    Connected(Box<RelyingParty>),
}

/// A relying party: who we are to BankID.
#[derive(Clone)]
pub struct RelyingParty {
    /// The client with our certificate.
    pub client: Client,
    /// What the launch links open.
    pub launch: LaunchBase,
    /// The portal's host name, as BankID shows and checks it.
    pub referring_domain: String,
}

impl Bank {
    pub(crate) fn relying_party(&self) -> Option<&RelyingParty> {
        match self {
            Self::Absent => None,
            Self::Connected(party) => Some(party),
        }
    }
}

//! Letters: their kinds, and each kind's subject.

use sea_orm::prelude::{DeriveActiveEnum, EnumIter};
use types::id::BagOrderId;
use types::{AccessGrantId, PersonId};
use uuid::Uuid;

use crate::subject::about;

/// The kind of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobKind {
    /// To the invited person: a grant to confirm.
    #[sea_orm(string_value = "invitation")]
    Invitation,
    /// To the owner: the grant is confirmed.
    #[sea_orm(string_value = "access_confirmed")]
    AccessConfirmed,
    /// To the owner: the grant is declined.
    #[sea_orm(string_value = "access_declined")]
    AccessDeclined,
    /// To the owner: the grantee has left.
    #[sea_orm(string_value = "access_left")]
    AccessLeft,
    /// To the owner: the grant has expired.
    #[sea_orm(string_value = "access_expired")]
    AccessExpired,
    /// To the grantee: a holder has removed the grant.
    #[sea_orm(string_value = "access_removed")]
    AccessRemoved,
    /// To a person's new address: verify it.
    #[sea_orm(string_value = "verify_email")]
    VerifyEmail,
    /// To a person's previous address: it was changed.
    #[sea_orm(string_value = "email_changed")]
    EmailChanged,
    /// On paper, to a customer: the activation code of the customer number.
    #[sea_orm(string_value = "activation_letter")]
    ActivationCode,
    /// To a registered address: a password was chosen for the customer number.
    #[sea_orm(string_value = "password_set")]
    PasswordSet,
    /// To a registered address: somebody signed in by customer number in a new browser.
    #[sea_orm(string_value = "new_browser")]
    NewBrowser,
    /// To a person's address: their session ended because somebody else signed in in the same browser.
    #[sea_orm(string_value = "session_ended_by_another")]
    SessionEndedByAnother,
    /// To a registered address: somebody signed in by customer number has shared.
    #[sea_orm(string_value = "shared_by_number")]
    SharedByNumber,
    /// To the person who ordered bags: the order is received.
    #[sea_orm(string_value = "bag_order_received")]
    BagOrderReceived,
    /// To the person who ordered bags: they are on their way.
    #[sea_orm(string_value = "bag_order_sent")]
    BagOrderSent,
    /// To the person who ordered bags: the company has cancelled the order.
    #[sea_orm(string_value = "bag_order_cancelled")]
    BagOrderCancelled,
    /// To the company: ordered bags have not arrived.
    #[sea_orm(string_value = "bags_missed")]
    BagsMissed,
}

about! {
    /// An owed letter: its kind and its subject.
    Letter of JobKind {
        AccessGrantId:
            Invitation
            | AccessConfirmed
            | AccessDeclined
            | AccessLeft
            | AccessExpired
            | AccessRemoved
            | SharedByNumber;
        PersonId: VerifyEmail | EmailChanged | PasswordSet | NewBrowser | SessionEndedByAnother;
        BagOrderId: BagOrderReceived | BagOrderSent | BagOrderCancelled | BagsMissed;
        // A keyed hash of the number that was entered, whether or not a customer has it.
        Uuid: ActivationCode;
    }
}

impl Letter {
    /// Security notices skip the recipient's limit: anybody who can exhaust it could delay them.
    pub(crate) fn is_warning(self) -> bool {
        match self {
            Self::EmailChanged(_)
            | Self::PasswordSet(_)
            | Self::NewBrowser(_)
            | Self::SessionEndedByAnother(_)
            | Self::SharedByNumber(_) => true,
            Self::Invitation(_)
            | Self::AccessConfirmed(_)
            | Self::AccessDeclined(_)
            | Self::AccessLeft(_)
            | Self::AccessExpired(_)
            | Self::AccessRemoved(_)
            | Self::VerifyEmail(_)
            | Self::ActivationCode(_)
            | Self::BagOrderReceived(_)
            | Self::BagOrderSent(_)
            | Self::BagOrderCancelled(_)
            | Self::BagsMissed(_) => false,
        }
    }
}

/// The state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobState {
    /// To be done.
    #[sea_orm(string_value = "owed")]
    Owed,
    /// The letter was sent.
    #[sea_orm(string_value = "done")]
    Done,
    /// There was nothing left to send.
    #[sea_orm(string_value = "dropped")]
    Dropped,
    /// Given up.
    #[sea_orm(string_value = "dead")]
    Dead,
}

//! Kinds of letters, with what they are about.

use sea_orm::prelude::{DeriveActiveEnum, EnumIter};
use types::{AccessGrantId, PersonId, id::BagOrderId};
use uuid::Uuid;

use crate::subject::about;

/// What kind of letter is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobKind {
    /// To the invited person: a grant waits.
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
    /// To the owner: the grant has run out.
    #[sea_orm(string_value = "access_expired")]
    AccessExpired,
    /// To the grantee: a holder has removed the grant.
    #[sea_orm(string_value = "access_removed")]
    AccessRemoved,
    /// To a person's new address: verify it.
    #[sea_orm(string_value = "verify_email")]
    VerifyEmail,
    /// To the address that a person had before: it was changed.
    #[sea_orm(string_value = "email_changed")]
    EmailChanged,
    /// On paper, to a customer: a code to activate the number with.
    #[sea_orm(string_value = "activation_letter")]
    ActivationCode,
    /// To a registered address: a password was chosen for the customer number.
    #[sea_orm(string_value = "password_set")]
    PasswordSet,
    /// To a registered address: the customer number was signed in with in a browser where it never was before.
    #[sea_orm(string_value = "new_browser")]
    NewBrowser,
    /// To a person's address: somebody else signed in in the browser of their session, which ended it.
    #[sea_orm(string_value = "session_ended_by_another")]
    SessionEndedByAnother,
    /// To a registered address: somebody signed in by customer number has shared.
    #[sea_orm(string_value = "shared_by_number")]
    SharedByNumber,
    /// To who ordered bags: the order is taken down.
    #[sea_orm(string_value = "bag_order_received")]
    BagOrderReceived,
    /// To who ordered bags: they are on their way.
    #[sea_orm(string_value = "bag_order_sent")]
    BagOrderSent,
    /// To who ordered bags: the company has cancelled the order.
    #[sea_orm(string_value = "bag_order_cancelled")]
    BagOrderCancelled,
    /// To the company: ordered bags have not come.
    #[sea_orm(string_value = "bags_missed")]
    BagsMissed,
}

about! {
    /// A letter that is owed.
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
        // A keyed hash of the number that was typed, whether or not it is anybody's.
        Uuid: ActivationCode;
    }
}

impl Letter {
    /// A warning does not wait for its turn: whoever can fill the recipient's day could hold it back.
    pub(super) fn is_warning(self) -> bool {
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

/// Where a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobState {
    /// To be done.
    #[sea_orm(string_value = "owed")]
    Owed,
    /// The letter was handed over.
    #[sea_orm(string_value = "done")]
    Done,
    /// There was nothing to send any more.
    #[sea_orm(string_value = "dropped")]
    Dropped,
    /// Given up.
    #[sea_orm(string_value = "dead")]
    Dead,
}

//! Events, each with its subject.

use types::activity::EventKind;
use types::id::BagOrderId;
use types::{AccessGrantId, SessionId};
use uuid::Uuid;

use crate::subject::about;

about! {
    /// Something that has happened. Which stream records it is a separate value: see [`crate::change::Stream`].
    Event of EventKind, about Subject {
        nothing:
            EmailChangeAsked
            | EmailChanged
            | MobileChanged
            | LanguageChanged
            | DataFetched
            | UserErased
            | NumberActivated
            | PasswordChanged
            | SharingUnblocked
            | CustomerImported
            | CalendarLinkMade
            | CalendarLinkRemoved;
        Session(SessionId): SignedIn | SignedOut | SessionEnded | SessionEndedByAnother;
        Grant(AccessGrantId):
            AccessShared
            | AccessCorrected
            | InvitationRepeated
            | InvitationTriedByAnother
            | AccessConfirmed
            | AccessDeclined
            | AccessWithdrawn
            | AccessRemoved
            | AccessLeft
            | AccessExpired
            | AccessClosed
            | SharingBlocked;
        Order(BagOrderId):
            BagsOrdered
            | BagOrderCancelled
            | BagOrderMissed
            | BagOrderPacked
            | BagOrderSent
            | BagOrderDelivered
            | BagOrderDelayed;
        Letter(Uuid): ActivationAsked;
    }
}

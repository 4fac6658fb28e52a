//! Events on an account.

mod list;
mod mark;

pub use list::{
    ActivityEntry, ActivityFilter, ActivityGrant, ActivityKind, ActivityList, ActivityPeriod, ActivityPlace, Who,
};
pub use mark::{ActivityMark, NoMark};

word!(
    /// A kind of event. Its text is in the locale files.
    EventKind {
        /// A person signed in.
        SignedIn = "signed_in",
        /// A person signed out.
        SignedOut = "signed_out",
        /// A person ended another of their sessions.
        SessionEnded = "session_ended",
        /// Another person signed in in the browser of a session, which ended it.
        SessionEndedByAnother = "session_ended_by_another",
        /// A person asked for a new e-mail address.
        EmailChangeAsked = "email_change_asked",
        /// A new e-mail address was verified.
        EmailChanged = "email_changed",
        /// A person changed their mobile number.
        MobileChanged = "mobile_changed",
        /// A person changed their language.
        LanguageChanged = "language_changed",
        /// A person fetched their own data as a file.
        DataFetched = "data_fetched",
        /// A person deleted their user.
        UserErased = "user_erased",
        /// A letter with a code for the customer number was requested.
        ActivationAsked = "activation_asked",
        /// The customer number was activated: a password was set with the letter's code.
        NumberActivated = "number_activated",
        /// The password of the customer number was changed.
        PasswordChanged = "password_changed",
        /// Sharing was blocked: somebody who was notified had not shared.
        SharingBlocked = "sharing_blocked",
        /// Sharing was unblocked by a holder's sign-in with BankID.
        SharingUnblocked = "sharing_unblocked",
        /// A grant was made.
        AccessShared = "access_shared",
        /// A pending grant's details were changed.
        AccessCorrected = "access_corrected",
        /// The invitation was sent again.
        InvitationRepeated = "invitation_repeated",
        /// A grant was confirmed.
        AccessConfirmed = "access_confirmed",
        /// A grant was declined.
        AccessDeclined = "access_declined",
        /// A pending grant was withdrawn.
        AccessWithdrawn = "access_withdrawn",
        /// An active grant was removed.
        AccessRemoved = "access_removed",
        /// A grantee left.
        AccessLeft = "access_left",
        /// A pending grant expired.
        AccessExpired = "access_expired",
        /// A grant ended for an external reason.
        AccessClosed = "access_closed",
        /// Somebody else tried to use an invitation.
        InvitationTriedByAnother = "invitation_tried_by_another",
        /// The company's system changed the customer.
        CustomerImported = "customer_imported",
        /// Sorting bags were ordered.
        BagsOrdered = "bags_ordered",
        /// An order of bags was cancelled.
        BagOrderCancelled = "bag_order_cancelled",
        /// Somebody reported that ordered bags had not arrived.
        BagOrderMissed = "bag_order_missed",
        /// The company exported a bag order to pack it.
        BagOrderPacked = "bag_order_packed",
        /// The company sent ordered bags.
        BagOrderSent = "bag_order_sent",
        /// Ordered bags were delivered.
        BagOrderDelivered = "bag_order_delivered",
        /// The company reported that ordered bags will be late.
        BagOrderDelayed = "bag_order_delayed",
        /// A person created a link to the calendar of an address.
        CalendarLinkMade = "calendar_link_made",
        /// A person removed such a link.
        CalendarLinkRemoved = "calendar_link_removed",
    }
);

impl EventKind {
    /// The category in which it is listed.
    pub const fn kind(self) -> ActivityKind {
        match self {
            Self::SignedIn
            | Self::SignedOut
            | Self::SessionEnded
            | Self::SessionEndedByAnother
            | Self::ActivationAsked
            | Self::NumberActivated
            | Self::PasswordChanged => ActivityKind::SignIns,
            Self::EmailChangeAsked
            | Self::EmailChanged
            | Self::MobileChanged
            | Self::LanguageChanged
            | Self::DataFetched
            | Self::UserErased
            | Self::CalendarLinkMade
            | Self::CalendarLinkRemoved
            | Self::CustomerImported => ActivityKind::Details,
            Self::SharingBlocked
            | Self::SharingUnblocked
            | Self::AccessShared
            | Self::AccessCorrected
            | Self::InvitationRepeated
            | Self::AccessConfirmed
            | Self::AccessDeclined
            | Self::AccessWithdrawn
            | Self::AccessRemoved
            | Self::AccessLeft
            | Self::AccessExpired
            | Self::AccessClosed
            | Self::InvitationTriedByAnother => ActivityKind::AccessGrants,
            Self::BagsOrdered
            | Self::BagOrderCancelled
            | Self::BagOrderMissed
            | Self::BagOrderPacked
            | Self::BagOrderSent
            | Self::BagOrderDelivered
            | Self::BagOrderDelayed => ActivityKind::BagOrders,
        }
    }
}

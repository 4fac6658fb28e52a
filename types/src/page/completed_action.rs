//! The actions that a page confirms after they were completed.

word!(
    /// A completed action, as the page that it leads to is told in its query. It changes nothing: the page says it only
    /// while it is true.
    CompletedAction {
        /// The session has ended by itself.
        TimedOut = "tiden",
        /// The person has signed out.
        SignedOut = "utloggad",
        /// The person has deleted their user.
        UserErased = "raderad",
        /// A letter with a code was requested.
        CodeRequested = "brev",
        /// A customer number was activated.
        NumberActivated = "aktiverat",
        /// The password was changed.
        PasswordChanged = "losenord",
        /// The e-mail address was changed, or awaits verification.
        EmailChanged = "mejl",
        /// The mobile number was changed.
        MobileChanged = "mobil",
        /// Another session was ended.
        SessionEnded = "session",
        /// A link to a calendar was made.
        CalendarLinkMade = "lank",
        /// A link to a calendar was removed.
        CalendarLinkRemoved = "lank-borttagen",
        /// An invitation was sent again.
        InvitationRepeated = "skickad-igen",
        /// An invitation was corrected.
        InvitationCorrected = "andrad",
        /// A grant was removed.
        AccessRemoved = "borttagen",
        /// The person has confirmed an invitation.
        AccessConfirmed = "bekraftad",
        /// The person has declined an invitation.
        AccessDeclined = "tackat-nej",
        /// The person has left an account.
        AccessLeft = "lamnat",
        /// Bags were ordered.
        BagsOrdered = "bestalld",
        /// An order of bags was cancelled.
        BagOrderCancelled = "avbruten",
        /// Bags were reported missing.
        BagOrderMissed = "saknas",
    }
);

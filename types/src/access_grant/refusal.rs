//! The refusals of sharing.

use crate::details::DetailRefusals;

word!(
    /// Why a new grant, another letter or a correction is refused.
    GrantRefusal {
        /// No given name.
        GivenNameMissing = "given_name_missing",
        /// The given name has characters that names do not have, or is too long.
        GivenNameInvalid = "given_name_invalid",
        /// No surname.
        SurnameMissing = "surname_missing",
        /// The surname has characters that names do not have, or is too long.
        SurnameInvalid = "surname_invalid",
        /// No personal number.
        PersonalNumberMissing = "personal_number_missing",
        /// Not a personal number.
        PersonalNumberInvalid = "personal_number_invalid",
        /// The number of a company or an association.
        PersonalNumberOfOrganisation = "personal_number_of_organisation",
        /// The owner's own personal number.
        PersonalNumberOwn = "personal_number_own",
        /// The person is too young for the channel.
        TooYoung = "too_young",
        /// The number does not say how old the person is; customer service helps.
        AgeUnknown = "age_unknown",
        /// No e-mail address.
        EmailMissing = "email_missing",
        /// Not an e-mail address.
        EmailInvalid = "email_invalid",
        /// The e-mail address has an invisible character.
        EmailHiddenSign = "email_hidden_sign",
        /// Not a mobile number.
        MobileInvalid = "mobile_invalid",
        /// No relation chosen.
        RelationMissing = "relation_missing",
        /// The checkbox is not checked.
        NotUnderstood = "not_understood",
        /// The person is already invited.
        AlreadyInvited = "already_invited",
        /// The person already has access.
        AlreadyShared = "already_shared",
        /// The person is on a contract of the account.
        AlreadyHolder = "already_holder",
        /// The account has reached its limit of live grants.
        TooManyLive = "too_many_live",
        /// The account has reached its limit of pending grants.
        TooManyPending = "too_many_pending",
        /// The owner has reached their limit of grants per day.
        TooManyToday = "too_many_today",
        /// The letter was sent less than ten minutes ago.
        SentJustNow = "sent_just_now",
        /// The letter has been sent the maximum number of times.
        SentTooOften = "sent_too_often",
        /// The grant is no longer what the page showed.
        Changed = "changed",
        /// Sharing cannot be used for this account; customer service helps.
        NotAvailable = "not_available",
        /// The owner signed in too long ago, and has to do so again.
        SignInAgain = "sign_in_again",
        /// This requires a BankID session.
        NeedsBankId = "needs_bankid",
        /// Somebody has reported that they did not share; a holder's next BankID sign-in lifts the block.
        Blocked = "blocked",
    }
);

impl GrantRefusal {
    /// The refusals of the fields about the person.
    pub const DETAILS: DetailRefusals<Self> = DetailRefusals {
        given_name: [Self::GivenNameMissing, Self::GivenNameInvalid],
        surname: [Self::SurnameMissing, Self::SurnameInvalid],
        email: [Self::EmailMissing, Self::EmailInvalid],
        hidden_sign: Self::EmailHiddenSign,
        mobile: Self::MobileInvalid,
    };

    /// Whether it is about one of the names, the first fields of the form.
    pub const fn is_about_name(self) -> bool {
        matches!(self, Self::GivenNameMissing | Self::GivenNameInvalid | Self::SurnameMissing | Self::SurnameInvalid)
    }
}

word!(
    /// Why a confirmation is refused.
    ConfirmRefusal {
        /// No given name.
        GivenNameMissing = "given_name_missing",
        /// The given name has characters that names do not have, or is too long.
        GivenNameInvalid = "given_name_invalid",
        /// No surname.
        SurnameMissing = "surname_missing",
        /// The surname has characters that names do not have, or is too long.
        SurnameInvalid = "surname_invalid",
        /// No e-mail address.
        EmailMissing = "email_missing",
        /// Not an e-mail address.
        EmailInvalid = "email_invalid",
        /// The e-mail address has an invisible character.
        EmailHiddenSign = "email_hidden_sign",
        /// Not a mobile number.
        MobileInvalid = "mobile_invalid",
        /// For another person.
        WrongPerson = "wrong_person",
        /// This requires a BankID session.
        NeedsBankId = "needs_bankid",
        /// Too young for the channel.
        TooYoung = "too_young",
        /// The number does not say how old the person is; customer service helps.
        AgeUnknown = "age_unknown",
        /// Already confirmed.
        AlreadyConfirmed = "already_confirmed",
        /// The fourteen days have passed.
        Expired = "expired",
        /// Withdrawn, declined or ended.
        Ended = "ended",
    }
);

impl ConfirmRefusal {
    /// The refusals of the fields about the person.
    pub const DETAILS: DetailRefusals<Self> = DetailRefusals {
        given_name: [Self::GivenNameMissing, Self::GivenNameInvalid],
        surname: [Self::SurnameMissing, Self::SurnameInvalid],
        email: [Self::EmailMissing, Self::EmailInvalid],
        hidden_sign: Self::EmailHiddenSign,
        mobile: Self::MobileInvalid,
    };
}

//! The rules of sharing that may say no.

word!(
    /// The rules that may refuse a new grant, or another letter, or a change of it.
    GrantRefusal {
        /// No given name.
        GivenNameMissing = "given_name_missing",
        /// The given name has signs that names do not have, or is too long.
        GivenNameInvalid = "given_name_invalid",
        /// No surname.
        SurnameMissing = "surname_missing",
        /// The surname has signs that names do not have, or is too long.
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
        /// The e-mail address has a sign that cannot be seen.
        EmailHiddenSign = "email_hidden_sign",
        /// Not a mobile number.
        MobileInvalid = "mobile_invalid",
        /// No relation chosen.
        RelationMissing = "relation_missing",
        /// The box is not ticked.
        NotUnderstood = "not_understood",
        /// The person is invited already.
        AlreadyInvited = "already_invited",
        /// The person has access already.
        AlreadyShared = "already_shared",
        /// The person is on a contract of the account.
        AlreadyHolder = "already_holder",
        /// The account has as many live grants as it may.
        TooManyLive = "too_many_live",
        /// The account has as many pending grants as it may.
        TooManyPending = "too_many_pending",
        /// The owner has made as many grants today as they may.
        TooManyToday = "too_many_today",
        /// The letter was sent less than ten minutes ago.
        SentJustNow = "sent_just_now",
        /// The letter has been sent as often as it may.
        SentTooOften = "sent_too_often",
        /// The grant is no longer what the page showed.
        Changed = "changed",
        /// Sharing cannot be used for this account; customer service helps.
        NotAvailable = "not_available",
        /// The owner signed in too long ago, and has to do so again.
        SignInAgain = "sign_in_again",
        /// The session is not one by BankID, and this asks for one.
        NeedsBankId = "needs_bankid",
        /// Somebody has told that they did not share; a holder's next sign-in with BankID opens sharing again.
        Blocked = "blocked",
    }
);

word!(
    /// The rules that may refuse a confirmation.
    ConfirmRefusal {
        /// No given name.
        GivenNameMissing = "given_name_missing",
        /// The given name has signs that names do not have, or is too long.
        GivenNameInvalid = "given_name_invalid",
        /// No surname.
        SurnameMissing = "surname_missing",
        /// The surname has signs that names do not have, or is too long.
        SurnameInvalid = "surname_invalid",
        /// No e-mail address.
        EmailMissing = "email_missing",
        /// Not an e-mail address.
        EmailInvalid = "email_invalid",
        /// The e-mail address has a sign that cannot be seen.
        EmailHiddenSign = "email_hidden_sign",
        /// Not a mobile number.
        MobileInvalid = "mobile_invalid",
        /// Meant for another person.
        WrongPerson = "wrong_person",
        /// The session is not one by BankID.
        NeedsBankId = "needs_bankid",
        /// Too young for the channel.
        TooYoung = "too_young",
        /// The number does not say how old the person is; customer service helps.
        AgeUnknown = "age_unknown",
        /// Confirmed before.
        AlreadyConfirmed = "already_confirmed",
        /// The fourteen days have passed.
        Expired = "expired",
        /// Taken back, declined or ended.
        Ended = "ended",
    }
);

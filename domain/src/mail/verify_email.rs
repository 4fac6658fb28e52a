//! The letter to a new address: opening its link proves control of the address.

super::letter::letter! {
    /// To a person's new address. It may have reached a stranger, so it contains no names.
    VerifyEmail {}
    sv: "mail/verify_email.sv.txt", "mail/verify_email.sv.html";
    en: "mail/verify_email.en.txt", "mail/verify_email.en.html";
}

//! The letter to a new address: whoever can open its link has the address.

super::letter::letter! {
    /// To the address that a person wants letters sent to. May have reached a stranger, so it names nobody.
    VerifyEmail {}
    sv: "mail/verify_email.sv.txt", "mail/verify_email.sv.html";
    en: "mail/verify_email.en.txt", "mail/verify_email.en.html";
}

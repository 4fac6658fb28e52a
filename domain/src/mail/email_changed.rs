//! The notice to the address that a person had before.

super::letter::letter! {
    /// To the address that was valid before: it has been changed. Names neither the person nor the new address, and says
    /// what to do if it was somebody else.
    EmailChanged {}
    sv: "mail/email_changed.sv.txt", "mail/email_changed.sv.html";
    en: "mail/email_changed.en.txt", "mail/email_changed.en.html";
}

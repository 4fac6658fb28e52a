//! The letter to a person's previous address.

super::letter::letter! {
    /// To the previous address: it has been changed. Contains neither the person's name nor the new address, and says
    /// what to do if it was somebody else.
    EmailChanged {}
    sv: "mail/email_changed.sv.txt", "mail/email_changed.sv.html";
    en: "mail/email_changed.en.txt", "mail/email_changed.en.html";
}

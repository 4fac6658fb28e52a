//! The letter to the invited person: somebody wants to share with them.

super::letter::letter! {
    /// To the invited person. Says who shares, from the register, and nothing that the owner typed. `site` is the
    /// address of the channel, as a person would type it.
    Invitation { is_app: bool, site: String, owner: String, last_day: String }
    sv: "mail/invitation.sv.txt", "mail/invitation.sv.html";
    en: "mail/invitation.en.txt", "mail/invitation.en.html";
}

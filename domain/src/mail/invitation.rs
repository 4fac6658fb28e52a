//! The letter to the invited person: somebody wants to share with them.

super::letter::letter! {
    /// To the invited person. Says who shares, from the register, and nothing of what the owner typed. `site` is where
    /// the channel is reached, as one would type it.
    Invitation { is_app: bool, site: String, owner: String, last_day: String }
    sv: "mail/invitation.sv.txt", "mail/invitation.sv.html";
    en: "mail/invitation.en.txt", "mail/invitation.en.html";
}

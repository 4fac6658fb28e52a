//! Letters about a grant (rule G17): to the owner, about what the other person or a deadline did with it; to the
//! grantee, if the company wants that, about its removal. They contain no names.

use super::letter::letter;

letter! {
    /// To the owner: the invited person has confirmed.
    AccessConfirmed { is_app: bool }
    sv: "mail/access_confirmed.sv.txt", "mail/access_confirmed.sv.html";
    en: "mail/access_confirmed.en.txt", "mail/access_confirmed.en.html";
}

letter! {
    /// To the owner: the invited person has declined.
    AccessDeclined { is_app: bool }
    sv: "mail/access_declined.sv.txt", "mail/access_declined.sv.html";
    en: "mail/access_declined.en.txt", "mail/access_declined.en.html";
}

letter! {
    /// To the owner: the grantee has left.
    AccessLeft { is_app: bool }
    sv: "mail/access_left.sv.txt", "mail/access_left.sv.html";
    en: "mail/access_left.en.txt", "mail/access_left.en.html";
}

letter! {
    /// To the owner: the invited person has not confirmed in time.
    AccessExpired { is_app: bool }
    sv: "mail/access_expired.sv.txt", "mail/access_expired.sv.html";
    en: "mail/access_expired.en.txt", "mail/access_expired.en.html";
}

letter! {
    /// To the grantee: a holder has removed the grant.
    AccessRemoved { is_app: bool }
    sv: "mail/access_removed.sv.txt", "mail/access_removed.sv.html";
    en: "mail/access_removed.en.txt", "mail/access_removed.en.html";
}

//! Letters about signing in by customer number, to the registered addresses. They contain no names and no number.

use super::letter::letter;

letter! {
    /// A password was set for the customer number.
    PasswordSet {}
    sv: "mail/password_set.sv.txt", "mail/password_set.sv.html";
    en: "mail/password_set.en.txt", "mail/password_set.en.html";
}

letter! {
    /// The customer number was used in a new browser.
    NewBrowser {}
    sv: "mail/new_browser.sv.txt", "mail/new_browser.sv.html";
    en: "mail/new_browser.en.txt", "mail/new_browser.en.html";
}

letter! {
    /// A session by customer number has shared the account. The link reverts it.
    SharedByNumber { last_day: String }
    sv: "mail/shared_by_number.sv.txt", "mail/shared_by_number.sv.html";
    en: "mail/shared_by_number.en.txt", "mail/shared_by_number.en.html";
}

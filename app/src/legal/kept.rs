//! What is kept, why and for how long: the times are the company's settings, so that what is said is what is done.

use leptos::prelude::use_context;

use crate::date::months_text;
use crate::i18n::text;

/// How long what is over is kept. The server gives it as context, from the settings that its worker follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptFor {
    /// Months that what has happened on an account can be read.
    pub activity_months: u16,
    /// Months that it is kept who had access.
    pub grant_months: u16,
    /// Months that orders are kept.
    pub order_months: u16,
    /// Days that it is kept which letters have left.
    pub letter_days: u16,
    /// Months that a customer is kept whose contracts have ended.
    pub customer_months: u16,
    /// Months that a person is kept who has no contract and no access.
    pub person_months: u16,
    /// Hours that a session lasts at most.
    pub session_hours: u32,
    /// Days that a browser is known that has signed in with a customer number.
    pub device_days: u16,
}

impl KeptFor {
    /// Nothing while the server lists the routes, before there is a page.
    fn current() -> Self {
        use_context().unwrap_or_default()
    }
}

/// A kind of data: what it is, why it is kept and for how long.
pub(super) struct Kept {
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) how_long: String,
}

/// Every kind of data (docs/data-register.md has each column).
pub(super) fn kept() -> [Kept; 12] {
    let times = KeptFor::current();
    let of_person = [
        Kept {
            what: text!(legal.personal_data.row.customer),
            why: text!(legal.personal_data.row.customer_why),
            how_long: text!(legal.personal_data.row.customer_long, time = months_text(times.customer_months)),
        },
        Kept {
            what: text!(legal.personal_data.row.contact),
            why: text!(legal.personal_data.row.contact_why),
            how_long: text!(legal.personal_data.row.contact_long).to_owned(),
        },
        Kept {
            what: text!(legal.personal_data.row.user),
            why: text!(legal.personal_data.row.user_why),
            how_long: first_upper(&text!(legal.personal_data.row.user_long, time = months_text(times.person_months))),
        },
    ];
    let [customer, contact, user] = of_person;
    let [invited, access, order, calendar] = of_use(times);
    let [session, device, password, letter, activity] = of_system(times);
    [customer, contact, user, invited, access, order, calendar, session, device, password, letter, activity]
}

/// What sharing, ordering and calendars leave.
fn of_use(times: KeptFor) -> [Kept; 4] {
    [
        Kept {
            what: text!(legal.personal_data.row.invited),
            why: text!(legal.personal_data.row.invited_why),
            how_long: text!(legal.personal_data.row.invited_long).to_owned(),
        },
        Kept {
            what: text!(legal.personal_data.row.access),
            why: text!(legal.personal_data.row.access_why),
            how_long: first_upper(&text!(legal.personal_data.row.access_long, time = months_text(times.grant_months))),
        },
        Kept {
            what: text!(legal.personal_data.row.order),
            why: text!(legal.personal_data.row.order_why),
            how_long: first_upper(&text!(legal.personal_data.row.order_long, time = months_text(times.order_months))),
        },
        Kept {
            what: text!(legal.personal_data.row.calendar),
            why: text!(legal.personal_data.row.calendar_why),
            how_long: text!(legal.personal_data.row.calendar_long).to_owned(),
        },
    ]
}

/// What signing in, letters and the record leave.
fn of_system(times: KeptFor) -> [Kept; 5] {
    [
        Kept {
            what: text!(legal.personal_data.row.session),
            why: text!(legal.personal_data.row.session_why),
            how_long: text!(legal.personal_data.row.session_long, hours = times.session_hours),
        },
        Kept {
            what: text!(legal.personal_data.row.device),
            why: text!(legal.personal_data.row.device_why),
            how_long: text!(legal.personal_data.row.device_long, days = times.device_days),
        },
        Kept {
            what: text!(legal.personal_data.row.password),
            why: text!(legal.personal_data.row.password_why),
            how_long: text!(legal.personal_data.row.password_long).to_owned(),
        },
        Kept {
            what: text!(legal.personal_data.row.letter),
            why: text!(legal.personal_data.row.letter_why),
            how_long: text!(legal.personal_data.row.letter_long, days = times.letter_days),
        },
        Kept {
            what: text!(legal.personal_data.row.activity),
            why: text!(legal.personal_data.row.activity_why),
            how_long: first_upper(&text!(
                legal.personal_data.row.activity_long,
                time = months_text(times.activity_months)
            )),
        },
    ]
}

/// A sentence that begins with a time begins with a capital.
fn first_upper(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

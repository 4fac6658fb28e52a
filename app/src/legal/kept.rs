//! Which data is stored, why and for how long: the times are those of the settings, so that the page says what is done.

use leptos::prelude::use_context;

use crate::date::months_text;
use crate::i18n::text;

/// How long ended data is retained. Provided by the server as context, from the settings that its worker uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptFor {
    /// Months that activity is retained.
    pub activity_months: u16,
    /// Months that ended grants are retained.
    pub grant_months: u16,
    /// Months that orders are retained.
    pub order_months: u16,
    /// Days that sent letters are retained.
    pub letter_days: u16,
    /// Months that a customer without contracts is retained.
    pub customer_months: u16,
    /// Months that a person without contract and access is retained.
    pub person_months: u16,
    /// The longest session, in hours.
    pub session_hours: u32,
    /// Days that a browser is remembered that has signed in by customer number.
    pub device_days: u16,
}

impl KeptFor {
    /// The default while the server lists the routes, when there is no page.
    fn current() -> Self {
        use_context().unwrap_or_default()
    }
}

/// A category of data: what it is, why it is stored and for how long.
pub(super) struct Kept {
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) how_long: String,
}

/// Every category of data (docs/data-register.md has each column).
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

/// Data from sharing, ordering and calendars.
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

/// Data from signing in, letters and activity.
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

/// Capitalizes a sentence that begins with a time.
fn first_upper(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

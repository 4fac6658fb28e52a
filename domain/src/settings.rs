//! What the company may set: names, limits and times. `server/src/config.default.toml` documents each.

use serde::Deserialize;
use types::{
    CustomerNumberForm, LocalDate, PersonalNumber, Translated,
    access_grant::Channel,
    bag_order::{BagColour, BagKind},
    sign_in::SignInMethod,
};

use crate::{bag_order::PickListFormat, pickup::PickupMoves};

/// Settings of the rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the company, as people read it.
    pub company: String,
    /// Where the portal is reached, for links in letters: scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// Limits of sharing.
    pub grants: GrantSettings,
    /// How long sessions last.
    pub sessions: SessionSettings,
    /// Signing in by customer number.
    pub customer_number: CustomerNumberSettings,
    /// Sorting bags.
    pub bags: BagSettings,
    /// Pickups of waste.
    pub pickups: PickupSettings,
    /// How long what is over is kept.
    pub retention: RetentionSettings,
}

/// Limits of sharing (rules G10–G12 and G17).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantSettings {
    /// Live behörigheter for each customer.
    pub web_live: u32,
    /// Live familjedelningar for each customer.
    pub app_live: u32,
    /// Pending grants for each customer and channel.
    pub pending: u32,
    /// Grants made by one owner in 24 hours.
    pub per_owner_and_day: u32,
    /// Letters to one mailbox in 24 hours, over all customers.
    pub letters_per_recipient_and_day: u32,
    /// Invitations in a minute, over all customers, after which the letters of further ones wait.
    pub invitations_per_minute: u32,
    /// How many minutes they wait then.
    pub invitation_pause_minutes: u32,
    /// How often an invitation may be sent again.
    pub repeats: u32,
    /// Minutes between two letters of one invitation.
    pub repeat_pause_minutes: u32,
    /// Least age of a grantee for Mina Sidor, in years.
    pub web_least_age: u8,
    /// Least age of a grantee for the app, in years.
    pub app_least_age: u8,
    /// Whether samordningsnummer may be invited.
    pub coordination_numbers: bool,
    /// Who may get access whose number does not say how old they are.
    pub unknown_age: UnknownAge,
    /// Whether somebody whose access was removed is told by letter.
    pub letter_to_removed: bool,
    /// Whether a session by customer number may share (rule G15).
    pub sharing_by_customer_number: SharingByNumber,
}

/// What becomes of a person whose number lacks the month or the day of birth (some samordningsnummer).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownAge {
    /// They get no access here, and are led to customer service.
    CustomerService,
    /// They get access as somebody old enough does.
    Allowed,
}

/// Whether somebody is old enough for a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AgeCheck {
    OldEnough,
    TooYoung,
    /// Nobody can tell, and customer service decides.
    AskUs,
}

/// Whether a session by customer number may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum SharingByNumber {
    /// It may, and the registered addresses are told.
    #[serde(rename = "allowed")]
    Allowed,
    /// Sharing asks for BankID.
    #[serde(rename = "bankid_required")]
    BankIdRequired,
}

/// How long sessions last.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u32,
    /// Hours after which a session ends whatever is done.
    pub absolute_hours: u32,
    /// The same for sessions by customer number.
    pub number_idle_minutes: u32,
    /// The same for sessions by customer number.
    pub number_absolute_hours: u32,
}

impl SessionSettings {
    /// Seconds without a request, and seconds in all, after which a session ends.
    pub(crate) fn seconds(&self, method: SignInMethod) -> (i64, i64) {
        let (minutes, hours) = match method {
            SignInMethod::BankId => (self.idle_minutes, self.absolute_hours),
            SignInMethod::CustomerNumber => (self.number_idle_minutes, self.number_absolute_hours),
        };
        (i64::from(minutes) * 60, i64::from(hours) * 3600)
    }
}

/// Signing in by customer number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerNumberSettings {
    /// Whether it is possible at all.
    pub open: bool,
    /// Letters with a code in 24 hours, over all numbers.
    pub letters_a_day: u32,
    /// What a number is made of.
    pub form: CustomerNumberForm,
}

/// Sorting bags (rules B1–B5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BagSettings {
    /// Rolls in an order.
    pub rolls: u8,
    /// Whether an order has exactly so many, or at most.
    pub is_exact: bool,
    /// Days from an order to its bags.
    pub delivery_days: u16,
    /// Days after which an order that was taken out, was sent or is late is taken to be delivered, unless somebody tells
    /// that it is not.
    pub delivered_after_days: u16,
    /// Where the company is told that bags have not come.
    pub told_to: String,
    /// How the bags come.
    pub delivery: Translated,
    /// What to tell when deliveries are late; empty otherwise.
    pub delay: Translated,
    /// What to do with bags of colours that are no more.
    pub old_bags: Translated,
    /// The form of pick lists, where the command that takes orders out says no other.
    pub pick_list: PickListFormat,
    /// The colours, in the order of the page.
    pub kinds: Vec<BagKind>,
}

impl BagSettings {
    /// What the company tells when deliveries are late, while it does.
    pub(crate) fn delay_told(&self) -> Option<&Translated> {
        Some(&self.delay).filter(|delay| !delay.sv.is_empty())
    }

    /// A colour as the company has it now; one that is no more by its word alone.
    pub(crate) fn kind(&self, colour: &str) -> BagKind {
        let known = self.kinds.iter().find(|kind| kind.colour.0 == colour);
        known.cloned().unwrap_or_else(|| {
            let (sv, en) = (colour.to_owned(), colour.to_owned());
            let none = Translated { sv: String::new(), en: String::new() };
            let paint = "#808080".to_owned();
            BagKind {
                colour: BagColour(colour.to_owned()),
                name: Translated { sv, en },
                content: none,
                paint,
                is_paused: true,
            }
        })
    }
}

/// Pickups of waste. The form of the file of moves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickupSettings {
    /// Pickups that are moved for public holidays.
    pub moves: PickupMoves,
}

/// How long what is over is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionSettings {
    /// Months that what has happened on an account can be read.
    pub activity_months: u16,
    /// Months that it is kept who had a grant that has ended.
    pub grant_months: u16,
    /// Months that orders of bags are kept that have ended.
    pub order_months: u16,
    /// Days that it is kept which letters have left.
    pub letter_days: u16,
    /// Months that a customer is kept whose contracts have ended.
    pub customer_months: u16,
    /// Months without a sign-in after which a person is erased who holds nothing and has access to nothing.
    pub person_months: u16,
}

impl GrantSettings {
    /// The limits of grants in a channel.
    pub(crate) fn limits(&self, channel: types::access_grant::Channel) -> types::access_grant::GrantLimits {
        types::access_grant::GrantLimits {
            live: self.live(channel),
            pending: self.pending,
            a_day: self.per_owner_and_day,
        }
    }

    /// Live grants for each customer in a channel.
    pub(crate) fn live(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Web => self.web_live,
            Channel::App => self.app_live,
        }
    }

    /// Whether the person with a number is old enough for a channel on a day (rule G11).
    pub(crate) fn check_age(&self, number: &PersonalNumber, channel: Channel, today: LocalDate) -> AgeCheck {
        match (number.age_on(today), self.unknown_age) {
            (Some(age), _) if age < i16::from(self.least_age(channel)) => AgeCheck::TooYoung,
            (None, UnknownAge::CustomerService) => AgeCheck::AskUs,
            (Some(_), _) | (None, UnknownAge::Allowed) => AgeCheck::OldEnough,
        }
    }

    /// Least age of a grantee in a channel, in years.
    pub(crate) fn least_age(&self, channel: Channel) -> u8 {
        match channel {
            Channel::Web => self.web_least_age,
            Channel::App => self.app_least_age,
        }
    }
}

#[cfg(feature = "testing")]
impl Settings {
    /// The defaults, for tests.
    pub fn for_tests() -> Self {
        Self {
            company: "Hjälmare Energi & Miljö".to_owned(),
            public_url: "http://localhost:3000".to_owned(),
            grants: GrantSettings {
                web_live: 10,
                app_live: 6,
                pending: 5,
                per_owner_and_day: 10,
                letters_per_recipient_and_day: 3,
                invitations_per_minute: 300,
                invitation_pause_minutes: 60,
                repeats: 3,
                repeat_pause_minutes: 10,
                web_least_age: 18,
                app_least_age: 16,
                coordination_numbers: false,
                unknown_age: UnknownAge::CustomerService,
                letter_to_removed: false,
                sharing_by_customer_number: SharingByNumber::Allowed,
            },
            sessions: SessionSettings {
                idle_minutes: 30,
                absolute_hours: 12,
                number_idle_minutes: 15,
                number_absolute_hours: 4,
            },
            customer_number: CustomerNumberSettings {
                open: true,
                letters_a_day: 200,
                form: CustomerNumberForm { letters: true, shortest: 1, longest: 32 },
            },
            bags: bags_for_tests(),
            pickups: PickupSettings::default(),
            retention: RetentionSettings {
                activity_months: 36,
                grant_months: 12,
                order_months: 24,
                letter_days: 30,
                customer_months: 24,
                person_months: 12,
            },
        }
    }
}

#[cfg(feature = "testing")]
fn bags_for_tests() -> BagSettings {
    let same = |text: &str| Translated { sv: text.to_owned(), en: text.to_owned() };
    let kind = |word: &str| BagKind {
        colour: BagColour(word.to_owned()),
        name: same(word),
        content: same("waste"),
        paint: "#808080".to_owned(),
        is_paused: false,
    };
    BagSettings {
        rolls: 3,
        is_exact: true,
        delivery_days: 7,
        delivered_after_days: 10,
        told_to: "kundservice@hjalmare.example".to_owned(),
        delivery: same("to the mailbox"),
        delay: same(""),
        old_bags: same("use them up"),
        pick_list: PickListFormat::Csv,
        kinds: ["green", "light_brown", "purple", "grey", "blue", "black"].map(kind).to_vec(),
    }
}

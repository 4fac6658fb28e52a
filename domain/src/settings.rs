//! The company's settings: names, limits and times. `server/src/config.default.toml` documents each.

use std::time::Duration;

use serde::Deserialize;
use types::access_grant::NumberRules;
use types::bag_order::{BagColour, BagKind, Rolls};
use types::sign_in::SignInMethod;
use types::{Channel, CustomerNumberForm, LocalDate, Translated};

use crate::entity::pick_list::PickListFormat;
use crate::pickup::PickupMoves;

/// Settings of the domain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the company, as people read it.
    pub company: String,
    /// The portal's URL, for links in letters: scheme, host and port, without a trailing slash.
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
    /// How long ended data is retained.
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
    /// Invitations per minute, over all customers, above which further letters are delayed.
    pub invitations_per_minute: u32,
    /// For how many minutes they are delayed.
    pub invitation_pause_minutes: u32,
    /// How often an invitation may be sent again.
    pub repeats: u32,
    /// Minutes between two letters of one invitation.
    pub repeat_pause_minutes: u32,
    /// Minimum age of a grantee for Mina Sidor, in years.
    pub web_least_age: u8,
    /// Minimum age of a grantee for the app, in years.
    pub app_least_age: u8,
    /// Whether samordningsnummer may be invited.
    pub coordination_numbers: bool,
    /// Whether persons whose number gives no age may get access.
    pub unknown_age: UnknownAge,
    /// Whether a grantee whose access was removed gets a letter.
    pub letter_to_removed: bool,
    /// Whether a session by customer number may share (rule G15).
    pub sharing_by_customer_number: SharingByNumber,
}

/// What happens to a person whose number lacks the month or day of birth (some samordningsnummer).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownAge {
    /// They get no access, and are referred to customer service.
    CustomerService,
    /// They get access like a person who is old enough.
    Allowed,
}

/// Whether a session by customer number may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum SharingByNumber {
    /// It may, and the registered addresses are notified.
    #[serde(rename = "allowed")]
    Allowed,
    /// Sharing requires BankID.
    #[serde(rename = "bankid_required")]
    BankIdRequired,
}

/// How long sessions last.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// The idle limit of a session, in minutes.
    pub idle_minutes: u32,
    /// The absolute limit of a session, in hours.
    pub absolute_hours: u32,
    /// The same for sessions by customer number.
    pub number_idle_minutes: u32,
    /// The same for sessions by customer number.
    pub number_absolute_hours: u32,
}

impl SessionSettings {
    /// Idle and absolute limit of a session.
    pub(crate) fn limits(&self, method: SignInMethod) -> (Duration, Duration) {
        let (minutes, hours) = match method {
            SignInMethod::BankId => (self.idle_minutes, self.absolute_hours),
            SignInMethod::CustomerNumber => (self.number_idle_minutes, self.number_absolute_hours),
        };
        (Duration::from_mins(minutes.into()), Duration::from_hours(hours.into()))
    }
}

/// Signing in by customer number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerNumberSettings {
    /// Whether it is enabled.
    pub open: bool,
    /// Letters with a code in 24 hours, over all numbers.
    pub letters_a_day: u32,
    /// The format of a number.
    pub form: CustomerNumberForm,
}

/// Sorting bags (rules B1–B5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BagSettings {
    /// Rolls in an order.
    pub rolls: u8,
    /// Whether an order has exactly that many, or at most.
    pub is_exact: bool,
    /// Days from an order to its bags.
    pub delivery_days: u16,
    /// Days after which an exported, sent or delayed order counts as delivered, unless it was reported missing.
    pub delivered_after_days: u16,
    /// The company's address for reports of missing bags.
    pub told_to: String,
    /// How the bags are delivered.
    pub delivery: Translated,
    /// A message about late deliveries; usually empty.
    pub delay: Translated,
    /// What to do with bags of discontinued colours.
    pub old_bags: Translated,
    /// The format of pick lists, unless the export command gives another.
    pub pick_list: PickListFormat,
    /// The colours, in the order of the page.
    pub kinds: Vec<BagKind>,
}

impl BagSettings {
    /// The message about late deliveries, if there is one.
    pub(crate) fn delay_message(&self) -> Option<&Translated> {
        Some(&self.delay).filter(|delay| !delay.sv.is_empty())
    }

    /// Rolls in the company's order of colours; discontinued ones come last.
    pub(crate) fn in_order(&self, rolls: &Rolls) -> Vec<(BagKind, u8)> {
        let place = |colour: &BagColour| self.kinds.iter().position(|kind| kind.colour == *colour);
        let mut rolls: Vec<_> = rolls.iter().collect();
        rolls.sort_by_key(|(colour, _)| place(colour).unwrap_or(usize::MAX));
        rolls.into_iter().map(|(colour, rolls)| (self.kind(colour), rolls)).collect()
    }

    /// A colour as the company has it now; a discontinued one has only its name.
    fn kind(&self, colour: &BagColour) -> BagKind {
        let known = self.kinds.iter().find(|kind| kind.colour == *colour);
        known.cloned().unwrap_or_else(|| {
            let (sv, en) = (colour.0.clone(), colour.0.clone());
            let none = Translated { sv: String::new(), en: String::new() };
            let paint = "#808080".to_owned();
            BagKind { colour: colour.clone(), name: Translated { sv, en }, content: none, paint, is_paused: true }
        })
    }
}

/// Pickups of waste. The format of the file of moves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickupSettings {
    /// Pickups that are moved for public holidays.
    pub moves: PickupMoves,
}

/// How long ended data is retained.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionSettings {
    /// Months that activity is retained.
    pub activity_months: u16,
    /// Months that ended grants are retained.
    pub grant_months: u16,
    /// Months that ended bag orders are retained.
    pub order_months: u16,
    /// Days that sent letters are retained.
    pub letter_days: u16,
    /// Months that a customer without contracts is retained.
    pub customer_months: u16,
    /// Months without activity after which a person without contract and access is erased.
    pub person_months: u16,
}

impl GrantSettings {
    /// The limits of grants in a channel.
    pub(crate) fn limits(&self, channel: types::Channel) -> types::access_grant::GrantLimits {
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

    /// Whose personal numbers are accepted in a channel on a day (rule G11).
    pub(crate) fn number_rules(&self, channel: Channel, today: LocalDate) -> NumberRules {
        NumberRules {
            today,
            least_age: match channel {
                Channel::Web => self.web_least_age,
                Channel::App => self.app_least_age,
            },
            takes_coordination_numbers: self.coordination_numbers,
            takes_unknown_age: self.unknown_age == UnknownAge::Allowed,
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

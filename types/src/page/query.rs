//! The parameters in the query of an address, each named once.

use std::str::FromStr;

use percent_encoding::percent_decode_str;

use super::address::Address;
use crate::Channel;
use crate::access_grant::GrantSource;
use crate::activity::{ActivityFilter, ActivityPlace};
use crate::bag_order::{BagChoice, BagColour};

word!(
    /// A parameter of a page.
    QueryParam {
        /// The page that signing in, or choosing an account, leads to.
        Destination = "till",
        /// The accounts are shown even if there is a single one.
        Switching = "byt",
        /// The grant that a new one replaces.
        Replaced = "igen",
        /// The grant of the other channel that a new one is for the same person as.
        Twin = "samma",
        /// The kind of an account's activity.
        ActivityKind = "visa",
        /// Its period.
        ActivityPeriod = "period",
        /// Older than a cursor.
        ActivityOlder = "fore",
        /// Newer than a cursor.
        ActivityNewer = "efter",
        /// The page of a list; the first is 0.
        ListPage = "sida",
        /// The address that bags are ordered for.
        Facility = "adress",
        /// Reports a completed action.
        Done = "klart",
        /// Reports a refused sign-in.
        Refusal = "fel",
        /// Reports that a removed person has a grant in the other channel.
        TwinOfRemoved = "aven",
    }
);

/// Before the colour, in the name of the parameter with its rolls.
pub const ROLLS: &str = "rullar-";

/// Leptos' report of a refused form begins so.
const FORM_REPORT: &str = "__";

/// The parameters of an address that have not been read yet, without those that only report what has happened.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The parameters in the text after the question mark.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let pairs = pairs.map(|(name, value)| (decoded(name), decoded(value)));
        Self(pairs.filter(|(name, _)| !is_report(name)).collect())
    }

    /// Whether every parameter has been read.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the text of a parameter. A second one of the same name remains.
    pub fn take(&mut self, param: QueryParam) -> Option<String> {
        let place = self.0.iter().position(|(name, _)| name == param.as_str())?;
        Some(self.0.remove(place).1)
    }

    /// Takes a parameter that may be missing; `None` if it cannot be parsed.
    #[expect(clippy::option_option, reason = "not parsable, missing, there")]
    fn take_value<T: FromStr>(&mut self, param: QueryParam) -> Option<Option<T>> {
        match self.take(param) {
            None => Some(None),
            Some(text) => text.parse().ok().map(Some),
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn is_report(name: &str) -> bool {
    let is_ours = matches!(name.parse(), Ok(QueryParam::Done | QueryParam::Refusal | QueryParam::TwinOfRemoved));
    is_ours || name.starts_with(FORM_REPORT)
}

/// What is in the query of a page.
pub trait InQuery: Sized {
    /// Takes it from the query; `None` if it cannot be parsed.
    fn read(channel: Channel, query: &mut Query) -> Option<Self>;

    /// Adds it to an address.
    fn write(&self, address: &mut Address);
}

impl InQuery for Option<GrantSource> {
    fn read(_: Channel, query: &mut Query) -> Option<Self> {
        let replaced = query.take_value(QueryParam::Replaced)?.map(GrantSource::Replaced);
        if replaced.is_some() {
            return Some(replaced);
        }
        Some(query.take_value(QueryParam::Twin)?.map(GrantSource::Twin))
    }

    fn write(&self, address: &mut Address) {
        match self {
            Some(GrantSource::Replaced(id)) => address.query(QueryParam::Replaced, id),
            Some(GrantSource::Twin(id)) => address.query(QueryParam::Twin, id),
            None => {}
        }
    }
}

/// The page of a list; the first is 0.
impl InQuery for u32 {
    fn read(_: Channel, query: &mut Query) -> Option<Self> {
        query.take_value(QueryParam::ListPage).map(Option::unwrap_or_default)
    }

    fn write(&self, address: &mut Address) {
        if *self > 0 {
            address.query(QueryParam::ListPage, self);
        }
    }
}

impl InQuery for ActivityFilter {
    fn read(_: Channel, query: &mut Query) -> Option<Self> {
        Some(Self {
            kind: query.take_value(QueryParam::ActivityKind)?,
            period: query.take_value(QueryParam::ActivityPeriod)?,
            place: ActivityPlace::beside(
                query.take_value(QueryParam::ActivityOlder)?,
                query.take_value(QueryParam::ActivityNewer)?,
            ),
        })
    }

    fn write(&self, address: &mut Address) {
        let (older, newer) = self.place.marks();
        let words = [
            (QueryParam::ActivityKind, self.kind.map(|kind| kind.to_string())),
            (QueryParam::ActivityPeriod, self.period.map(|period| period.to_string())),
            (QueryParam::ActivityOlder, older.map(|mark| mark.to_string())),
            (QueryParam::ActivityNewer, newer.map(|mark| mark.to_string())),
        ];
        for (param, word) in words {
            if let Some(word) = word {
                address.query(param, word);
            }
        }
    }
}

/// A form sends its empty fields too: what cannot be parsed was not chosen.
impl InQuery for BagChoice {
    fn read(_: Channel, query: &mut Query) -> Option<Self> {
        let facility = query.take(QueryParam::Facility).and_then(|id| id.parse().ok());
        let (rolls, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut query.0).into_iter().partition(|(name, _)| name.starts_with(ROLLS));
        query.0 = others;
        let rolls = rolls.iter().filter_map(|(name, count)| rolls_of_field(name, count)).collect();
        Some(Self { facility, rolls })
    }

    fn write(&self, address: &mut Address) {
        if let Some(facility) = self.facility {
            address.query(QueryParam::Facility, facility);
        }
        for (colour, rolls) in self.rolls.iter() {
            address.named_query(&field_of(colour), rolls);
        }
    }
}

/// The parameter with the rolls of a colour.
pub fn field_of(colour: &BagColour) -> String {
    format!("{ROLLS}{colour}")
}

/// The rolls in a parameter. `None` if the count cannot be parsed; a count above 255 is clamped, so that the rule about too many
/// still applies.
pub fn rolls_of_field(name: &str, count: &str) -> Option<(BagColour, u8)> {
    let colour = BagColour(name.strip_prefix(ROLLS)?.to_owned());
    let rolls = count.trim().parse::<u32>().ok()?;
    Some((colour, u8::try_from(rolls).unwrap_or(u8::MAX)))
}

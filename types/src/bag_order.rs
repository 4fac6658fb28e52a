//! Sorting bags: what can be ordered, and orders (rules B1–B8).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::id::{BagOrderId, FacilityId, IdempotencyKey};
use crate::{Language, LocalDate, Translated};

/// A colour of bags, by its name in the company's settings: `green`, `light_brown`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BagColour(pub String);

impl std::fmt::Display for BagColour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A colour as the company offers it. Never shown by colour alone: name and content are always beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BagKind {
    /// Which colour.
    pub colour: BagColour,
    /// Its display name.
    pub name: Translated,
    /// What goes into the bag.
    pub content: Translated,
    /// How it is drawn: `#rrggbb`.
    pub paint: String,
    /// Whether it is out of stock.
    #[serde(default)]
    pub is_paused: bool,
}

impl BagKind {
    /// The colour with what goes in it: "Grön – matavfall".
    pub fn text(&self, language: Language) -> String {
        let (name, content) = (self.name.text(language), self.content.text(language));
        if content.is_empty() { name.to_owned() } else { format!("{name} – {content}") }
    }
}

word!(
    /// The status of an order.
    BagOrderStatus {
        /// Mottagen: received, and may still be cancelled.
        Received = "received",
        /// Packad: the company has exported it.
        Packed = "packed",
        /// Skickad: on its way to the mailbox.
        Sent = "sent",
        /// Levererad: in the mailbox.
        Delivered = "delivered",
        /// Försenad: the company has reported that it will be late.
        Delayed = "delayed",
        /// Avbruten: by somebody who may use the account, or by the company.
        Cancelled = "cancelled",
    }
);

impl BagOrderStatus {
    /// Whether the bags have not arrived yet. An address has at most one such order (rule B4).
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Received | Self::Packed | Self::Sent | Self::Delayed)
    }
}

word!(
    /// Why no bags can be ordered for an address (rules B1 and B3).
    AddressObstacle {
        /// There is no waste contract.
        NoWasteContract = "no_waste_contract",
        /// The waste contract has no colour sorting.
        NoColourSorting = "no_colour_sorting",
        /// A flat: the property owner supplies bags.
        Flat = "flat",
        /// There is no mailbox to deliver to.
        NoMailbox = "no_mailbox",
        /// The address is hidden from the caller; customer service helps.
        Hidden = "hidden",
        /// An earlier holder's order is under way, of which the caller may know no more.
        EarlierOrder = "earlier_order",
    }
);

/// An order that is under way for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderUnderWay {
    /// Its number.
    pub number: String,
    /// The day it was made.
    pub made_on: LocalDate,
}

/// An address of the account, and whether bags can be ordered for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagAddress {
    /// Which facility.
    pub facility: FacilityId,
    /// Street and number; empty if hidden.
    pub street: String,
    /// Postal code, five digits; empty if hidden.
    pub postal_code: String,
    /// Postal town; empty if hidden.
    pub city: String,
    /// Why no bags can be ordered for it.
    pub obstacle: Option<AddressObstacle>,
    /// The order that is under way.
    pub under_way: Option<OrderUnderWay>,
}

impl BagAddress {
    /// Whether bags can be ordered for it now.
    pub const fn is_open(&self) -> bool {
        self.obstacle.is_none() && self.under_way.is_none()
    }
}

/// What the order pages are filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrderForm {
    /// The idempotency key of the submission.
    pub request_key: IdempotencyKey,
    /// The account's addresses.
    pub addresses: Vec<BagAddress>,
    /// The colours, in the company's order.
    pub kinds: Vec<BagKind>,
    /// Rolls in an order.
    pub rolls: u8,
    /// Whether it has to be exactly that many.
    pub is_exact: bool,
    /// How the bags are delivered.
    pub delivery: Translated,
    /// The company's message about late deliveries.
    pub delay: Option<Translated>,
    /// What to do with bags of discontinued colours.
    pub old_bags: Translated,
    /// When the bags are expected if they are ordered now.
    pub expected_on: LocalDate,
    /// The refusals of the current choice.
    pub refusals: Vec<BagOrderRefusal>,
}

/// Rolls by colour, without zeros.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rolls(#[serde(deserialize_with = "without_none")] BTreeMap<BagColour, u8>);

impl Rolls {
    /// Rolls of a colour.
    pub fn of(&self, colour: &BagColour) -> u8 {
        self.0.get(colour).copied().unwrap_or_default()
    }

    /// Rolls of all colours.
    pub fn sum(&self) -> u32 {
        self.0.values().copied().map(u32::from).sum()
    }

    /// The colours, each with its rolls.
    pub fn iter(&self) -> impl Iterator<Item = (&BagColour, u8)> {
        self.0.iter().map(|(colour, rolls)| (colour, *rolls))
    }
}

/// A repeated colour is added up.
impl FromIterator<(BagColour, u8)> for Rolls {
    fn from_iter<I: IntoIterator<Item = (BagColour, u8)>>(rolls: I) -> Self {
        let mut sums = BTreeMap::new();
        for (colour, rolls) in rolls.into_iter().filter(|(_, rolls)| *rolls > 0) {
            let sum: &mut u8 = sums.entry(colour).or_default();
            *sum = sum.saturating_add(rolls);
        }
        Self(sums)
    }
}

fn without_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<BagColour, u8>, D::Error> {
    let mut rolls = BTreeMap::deserialize(deserializer)?;
    rolls.retain(|_, rolls| *rolls > 0);
    Ok(rolls)
}

/// What the pages for ordering were told so far, in their query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BagChoice {
    /// The address.
    pub facility: Option<FacilityId>,
    /// The wanted rolls.
    pub rolls: Rolls,
}

/// The order form, unparsed. A form has no field for what is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewBagOrder {
    /// Made when the form was rendered.
    pub request_key: Option<IdempotencyKey>,
    /// The address.
    pub facility: Option<FacilityId>,
    /// The wanted rolls.
    pub rolls: Rolls,
}

word!(
    /// Why an order is refused.
    BagOrderRefusal {
        /// No address chosen.
        AddressMissing = "address_missing",
        /// No bags can be ordered for the address.
        AddressNotOpen = "address_not_open",
        /// An order for the address is under way.
        UnderWay = "under_way",
        /// Fewer rolls than an order has.
        TooFew = "too_few",
        /// More rolls than an order has.
        TooMany = "too_many",
        /// A colour that is out of stock.
        ColourPaused = "colour_paused",
        /// A colour that the company does not have.
        ColourUnknown = "colour_unknown",
        /// The idempotency key was used before, for another order.
        Changed = "changed",
    }
);

word!(
    /// Why cancelling or reporting an order is refused.
    BagOrderChangeRefusal {
        /// The order is being packed already, or has ended.
        TooLate = "too_late",
        /// The bags are not expected yet.
        TooEarly = "too_early",
    }
);

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrder {
    /// Its id.
    pub id: BagOrderId,
    /// Its order number.
    pub number: String,
    /// Its status.
    pub status: BagOrderStatus,
    /// Street and number; empty if hidden.
    pub street: String,
    /// The rolls, in the company's order of colours, each under the name of its colour and what goes in it.
    pub rolls: Vec<(BagKind, u8)>,
    /// Who ordered; `None` if hidden.
    pub ordered_by: Option<String>,
    /// Whether the caller ordered it.
    pub is_mine: bool,
    /// The days of the completed steps, first to last.
    pub steps: Vec<(BagOrderStatus, LocalDate)>,
    /// When the bags are expected.
    pub expected_on: LocalDate,
    /// Whether it may be cancelled now.
    pub may_cancel: bool,
    /// Whether it may be reported missing now.
    pub can_report_missing: bool,
    /// The day it was reported missing.
    pub missed_on: Option<LocalDate>,
}

/// One page of orders, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrderList {
    /// The orders.
    pub orders: Vec<BagOrder>,
    /// The company's message about late deliveries.
    pub delay: Option<Translated>,
    /// Whether there are older ones.
    pub has_more: bool,
}

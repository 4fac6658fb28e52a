//! Sorting bags: what there is to order, and orders on their way (rules B1–B8).

use serde::{Deserialize, Serialize};

use crate::{
    Language, LocalDate, Translated,
    id::{BagOrderId, FacilityId, RequestKey},
};

/// A colour of bags, by the word that the company's settings give it: `green`, `light_brown`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BagColour(pub String);

impl std::fmt::Display for BagColour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A colour as the company offers it. Never told by the colour alone: name and content are always beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BagKind {
    /// Which colour.
    pub colour: BagColour,
    /// What the colour is called.
    pub name: Translated,
    /// What goes into the bag.
    pub content: Translated,
    /// How it is drawn: `#rrggbb`.
    pub paint: String,
    /// Whether there are none just now.
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
    /// Where an order is.
    BagOrderStatus {
        /// Mottagen: taken down, and may still be cancelled.
        Received = "received",
        /// Packad: the company has taken it out.
        Packed = "packed",
        /// Skickad: on its way to the mailbox.
        Sent = "sent",
        /// Levererad: in the mailbox.
        Delivered = "delivered",
        /// Försenad: the company has told that it will be late.
        Delayed = "delayed",
        /// Avbruten: by who may use the account, or by the company.
        Cancelled = "cancelled",
    }
);

impl BagOrderStatus {
    /// Whether the bags are still to come. An address has at most one such order (rule B4).
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
        /// The address is not shown to the one who asks; customer service helps.
        Hidden = "hidden",
        /// An order of an earlier holder is under way, of which the one who asks is told no more.
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
    /// Street and number; empty when it is kept back.
    pub street: String,
    /// Postal code, five digits; empty when it is kept back.
    pub postal_code: String,
    /// Postal town; empty when it is kept back.
    pub city: String,
    /// Why no bags can be ordered for it.
    pub obstacle: Option<AddressObstacle>,
    /// The order that is under way already.
    pub under_way: Option<OrderUnderWay>,
}

impl BagAddress {
    /// Whether bags can be ordered for it now.
    pub const fn is_open(&self) -> bool {
        self.obstacle.is_none() && self.under_way.is_none()
    }
}

/// What the pages for ordering start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrderForm {
    /// The key of this press of the button.
    pub request_key: RequestKey,
    /// The account's addresses.
    pub addresses: Vec<BagAddress>,
    /// The colours, in the company's order.
    pub kinds: Vec<BagKind>,
    /// Rolls in an order.
    pub rolls: u8,
    /// Whether it has to be that many, or may be fewer.
    pub is_exact: bool,
    /// How the bags come.
    pub delivery: Translated,
    /// What the company tells when deliveries are late.
    pub delay: Option<Translated>,
    /// What to do with bags of colours that are no more.
    pub old_bags: Translated,
    /// When the bags are expected if they are ordered now.
    pub expected_on: LocalDate,
    /// The rules that say no to what is chosen so far.
    pub refusals: Vec<BagOrderRefusal>,
}

/// Rolls of one colour.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BagRolls {
    /// The colour.
    pub colour: BagColour,
    /// How many rolls.
    pub rolls: u8,
}

/// An order as it came from the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBagOrder {
    /// One press of the button; made when the form was rendered.
    pub request_key: Option<RequestKey>,
    /// The address.
    pub facility: Option<FacilityId>,
    /// What is wanted; colours of which nothing is wanted may stand with none.
    pub rolls: Vec<BagRolls>,
}

word!(
    /// The rules that may refuse an order.
    BagOrderRefusal {
        /// No address chosen.
        AddressMissing = "address_missing",
        /// No bags can be ordered for the address.
        AddressNotOpen = "address_not_open",
        /// An order for the address is under way.
        UnderWay = "under_way",
        /// Not as many rolls as an order has.
        TooFew = "too_few",
        /// More rolls than an order has.
        TooMany = "too_many",
        /// A colour of which there are none just now.
        ColourPaused = "colour_paused",
        /// A colour that the company does not have.
        ColourUnknown = "colour_unknown",
        /// The press was answered before, and said something else then.
        Changed = "changed",
    }
);

word!(
    /// The rules that may refuse to cancel an order, or to tell that it has not come.
    BagOrderChangeRefusal {
        /// The order is being packed already, or has ended.
        TooLate = "too_late",
        /// The bags are not expected yet.
        TooEarly = "too_early",
    }
);

/// An order on its way, or ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrder {
    /// Its identity.
    pub id: BagOrderId,
    /// Its number, as people say it.
    pub number: String,
    /// Where it is.
    pub status: BagOrderStatus,
    /// Street and number; empty when it is kept back.
    pub street: String,
    /// The rolls, in the company's order of colours, each under the name of its colour and what goes in it.
    pub rolls: Vec<(BagKind, u8)>,
    /// Who ordered; none when it is not told.
    pub ordered_by: Option<String>,
    /// Whether the one who asks ordered it.
    pub is_mine: bool,
    /// The days of the steps that were taken, first to last.
    pub steps: Vec<(BagOrderStatus, LocalDate)>,
    /// When the bags are expected.
    pub expected_on: LocalDate,
    /// Whether it may be cancelled now.
    pub may_cancel: bool,
    /// Whether it may be told now that it has not come.
    pub may_miss: bool,
    /// The day somebody told that it had not come.
    pub missed_on: Option<LocalDate>,
}

/// A page of orders, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BagOrderList {
    /// The orders.
    pub orders: Vec<BagOrder>,
    /// What the company tells when deliveries are late.
    pub delay: Option<Translated>,
    /// Whether there are older ones.
    pub has_more: bool,
}

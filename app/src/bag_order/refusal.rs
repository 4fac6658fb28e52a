//! The texts of refusals, and the fields they belong to.

use types::bag_order::{BagChoice, BagOrderChangeRefusal, BagOrderRefusal};

use super::choice::ADDRESS;
use crate::form::FormError;
use crate::i18n::text;

/// The id of the list of unavailable addresses.
pub(super) const CLOSED: &str = "andra-adresser";
/// The id of the group of roll fields.
pub(super) const ROLLS: &str = "rullar";

/// The field and text of a refusal to order.
pub(super) fn order_error(rule: BagOrderRefusal, chosen: &BagChoice, rolls: u8) -> FormError {
    let field = match rule {
        BagOrderRefusal::AddressMissing => Some(ADDRESS),
        BagOrderRefusal::AddressNotOpen | BagOrderRefusal::UnderWay => Some(CLOSED),
        BagOrderRefusal::TooFew
        | BagOrderRefusal::TooMany
        | BagOrderRefusal::ColourPaused
        | BagOrderRefusal::ColourUnknown => Some(ROLLS),
        BagOrderRefusal::Changed => None,
    };
    let message = match rule {
        BagOrderRefusal::AddressMissing => text!(bag_order.refusal.address_missing).to_owned(),
        BagOrderRefusal::AddressNotOpen => text!(bag_order.refusal.address_not_open).to_owned(),
        BagOrderRefusal::UnderWay => text!(bag_order.refusal.under_way).to_owned(),
        BagOrderRefusal::TooFew if chosen.rolls.sum() == 0 => text!(bag_order.refusal.none).to_owned(),
        BagOrderRefusal::TooFew => text!(bag_order.refusal.too_few, chosen = chosen.rolls.sum(), rolls = rolls),
        BagOrderRefusal::TooMany => text!(bag_order.refusal.too_many, chosen = chosen.rolls.sum(), rolls = rolls),
        BagOrderRefusal::ColourPaused => text!(bag_order.refusal.colour_paused).to_owned(),
        BagOrderRefusal::ColourUnknown => text!(bag_order.refusal.colour_unknown).to_owned(),
        BagOrderRefusal::Changed => text!(bag_order.refusal.changed).to_owned(),
    };
    FormError { field: field.map(str::to_owned), message }
}

/// The text of a refusal to change an order.
pub(super) fn change_error(rule: BagOrderChangeRefusal) -> FormError {
    let sentence = match rule {
        BagOrderChangeRefusal::TooLate => text!(bag_order.refusal.too_late),
        BagOrderChangeRefusal::TooEarly => text!(bag_order.refusal.too_early),
    };
    FormError { field: None, message: sentence.to_owned() }
}

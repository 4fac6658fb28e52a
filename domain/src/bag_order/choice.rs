//! The content of an order: a number of rolls of the available colours (rule B1).

use types::bag_order::{BagColour, BagOrderRefusal, Rolls};

use crate::settings::BagSettings;

/// The refusals of a choice that do not depend on the address.
pub(super) fn refusals(wanted: &Rolls, bags: &BagSettings) -> Vec<BagOrderRefusal> {
    let kind = |colour: &BagColour| bags.kinds.iter().find(|kind| kind.colour == *colour);
    let mut refusals = Vec::new();
    if wanted.iter().any(|(colour, _)| kind(colour).is_none()) {
        refusals.push(BagOrderRefusal::ColourUnknown);
    }
    if wanted.iter().filter_map(|(colour, _)| kind(colour)).any(|kind| kind.is_paused) {
        refusals.push(BagOrderRefusal::ColourPaused);
    }
    let (sum, rolls) = (wanted.sum(), u32::from(bags.rolls));
    if sum > rolls {
        refusals.push(BagOrderRefusal::TooMany);
    } else if sum == 0 || bags.is_exact && sum < rolls {
        refusals.push(BagOrderRefusal::TooFew);
    }
    refusals
}

//! The content of an order: a number of rolls of the available colours (rule B1).

use std::collections::BTreeMap;

use types::bag_order::{BagColour, BagOrderRefusal, BagRolls};

use crate::settings::BagSettings;

/// The rolls of a choice by colour, without zeros; duplicates are added up.
pub(super) fn wanted(rolls: &[BagRolls]) -> BTreeMap<BagColour, u8> {
    let mut wanted = BTreeMap::new();
    for one in rolls.iter().filter(|one| one.rolls > 0) {
        let sum: &mut u8 = wanted.entry(one.colour.clone()).or_default();
        *sum = sum.saturating_add(one.rolls);
    }
    wanted
}

/// The refusals of a choice that do not depend on the address.
pub(super) fn refusals(wanted: &BTreeMap<BagColour, u8>, bags: &BagSettings) -> Vec<BagOrderRefusal> {
    let kind = |colour: &BagColour| bags.kinds.iter().find(|kind| kind.colour == *colour);
    let mut refusals = Vec::new();
    if wanted.keys().any(|colour| kind(colour).is_none()) {
        refusals.push(BagOrderRefusal::ColourUnknown);
    }
    if wanted.keys().filter_map(kind).any(|kind| kind.is_paused) {
        refusals.push(BagOrderRefusal::ColourPaused);
    }
    let (sum, rolls) = (wanted.values().map(|rolls| u32::from(*rolls)).sum::<u32>(), u32::from(bags.rolls));
    if sum > rolls {
        refusals.push(BagOrderRefusal::TooMany);
    } else if sum == 0 || bags.is_exact && sum < rolls {
        refusals.push(BagOrderRefusal::TooFew);
    }
    refusals
}

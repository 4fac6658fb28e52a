//! Bag settings that a server refuses to start with.

use std::collections::BTreeSet;

use domain::settings::BagSettings;
use types::bag_order::BagKind;
use types::{EmailAddress, Translated};

use super::Problems;

/// Reports settings that orders could not be made from or pages could not show.
pub(super) fn check_bags(bags: &BagSettings, found: &mut Problems) {
    found.require(bags.rolls > 0, "bags.rolls is 0: set how many rolls are in an order");
    found.require(!bags.kinds.is_empty(), "bags.kinds is empty: name the colours that there are");
    let is_address = EmailAddress::parse(&bags.told_to).is_ok();
    found.require(is_address, "bags.told_to is no address: set the company's own");
    check_text("bags.delivery", &bags.delivery, found);
    let is_late = (bags.delay.sv.is_empty(), bags.delay.en.is_empty());
    let delay = "bags.delay stands in one language: write it in sv and en, or leave both empty";
    found.require(is_late.0 == is_late.1, delay);
    let mut colours = BTreeSet::new();
    for kind in &bags.kinds {
        check_kind(kind, found);
        let twice = format!("bags.kinds has {} twice: give each colour its own word", kind.colour);
        found.require(colours.insert(&kind.colour), &twice);
    }
}

fn check_kind(kind: &BagKind, found: &mut Problems) {
    let word = &kind.colour.0;
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    found.require(is_word, &format!("bags.kinds has the colour {word:?}: write it with a–z and _, as light_brown"));
    let digits = kind.paint.strip_prefix('#').unwrap_or_default();
    let is_paint = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    found.require(is_paint, &format!("bags.kinds paints {word} with {:?}: write it as #3f8f3b", kind.paint));
    check_text(&format!("the name of bags.kinds {word}"), &kind.name, found);
}

fn check_text(what: &str, text: &Translated, found: &mut Problems) {
    let is_whole = !text.sv.is_empty() && !text.en.is_empty();
    found.require(is_whole, &format!("{what} is missing in a language: write it in sv and en"));
}

//! What settings of sorting bags a server refuses to start with.

use std::collections::BTreeSet;

use anyhow::ensure;
use domain::settings::BagSettings;
use types::{EmailAddress, Translated, bag_order::BagKind};

/// Refuses what orders could not be made from, or what pages could not show.
pub(super) fn check_bags(bags: &BagSettings) -> anyhow::Result<()> {
    ensure!(bags.rolls > 0, "bags.rolls is 0: set how many rolls are in an order");
    ensure!(!bags.kinds.is_empty(), "bags.kinds is empty: name the colours that there are");
    ensure!(EmailAddress::parse(&bags.told_to).is_ok(), "bags.told_to is no address: set the company's own");
    check_text("bags.delivery", &bags.delivery)?;
    let is_late = (bags.delay.sv.is_empty(), bags.delay.en.is_empty());
    ensure!(is_late.0 == is_late.1, "bags.delay stands in one language: write it in sv and en, or leave both empty");
    let mut colours = BTreeSet::new();
    for kind in &bags.kinds {
        check_kind(kind)?;
        ensure!(colours.insert(&kind.colour), "bags.kinds has {} twice: give each colour its own word", kind.colour);
    }
    Ok(())
}

fn check_kind(kind: &BagKind) -> anyhow::Result<()> {
    let word = &kind.colour.0;
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    ensure!(is_word, "bags.kinds has the colour {word:?}: write it with a–z and _, as light_brown");
    let digits = kind.paint.strip_prefix('#').unwrap_or_default();
    let is_paint = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    ensure!(is_paint, "bags.kinds paints {word} with {:?}: write it as #3f8f3b", kind.paint);
    check_text(&format!("the name of bags.kinds {word}"), &kind.name)
}

fn check_text(what: &str, text: &Translated) -> anyhow::Result<()> {
    ensure!(!text.sv.is_empty() && !text.en.is_empty(), "{what} is missing in a language: write it in sv and en");
    Ok(())
}

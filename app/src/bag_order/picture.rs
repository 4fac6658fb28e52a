//! Drawings of bags. Decorative: the text beside them says the same.

use leptos::prelude::*;
use types::bag_order::BagKind;

/// A bag with its knot, in a 48 by 48 view box.
const BAG: &str = "M19 13C10 17 6 26 6 34c0 5 4 8 9 8h18c5 0 9-3 9-8 0-8-4-17-13-21Z";
const KNOT: &str = "M19 13c-3-3-5-5-5-8 4 1 7 3 10 3s6-2 10-3c0 3-2 5-5 8Z";
const FOLDS: &str = "M21 16c-2 5-4 9-5 14M27 16c2 5 4 9 5 14";

/// One bag in its colour. The outline has the text's colour, so that a black bag is visible on black.
#[component]
pub(super) fn BagPicture(
    /// `#rrggbb`.
    paint: String,
) -> impl IntoView {
    view! {
        <svg class="bag" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <path d=BAG fill=paint.clone()></path>
            <path d=KNOT fill=paint></path>
            <path d=FOLDS fill="none"></path>
        </svg>
    }
}

/// All the company's bags in a row.
#[component]
pub(super) fn BagRow(kinds: Vec<BagKind>) -> impl IntoView {
    let bags = kinds.into_iter().map(|kind| view! { <BagPicture paint=kind.paint /> });
    view! { <div class="bag-row">{bags.collect_view()}</div> }
}

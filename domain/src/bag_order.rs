//! Orders of sorting bags (rules B1–B8).

mod change;
mod choice;
mod form;
mod letter;
mod list;
mod order;
mod pick_list;
mod update;

pub(crate) use letter::ToOrderer;
#[cfg(feature = "testing")]
pub(crate) use list::orders_query;

use std::time::Duration;

pub use self::pick_list::{PickList, PickListStep};
pub use self::update::UpdateCounts;
pub use crate::entity::pick_list::{PickListFormat, PickListState};

/// How often the company's jobs retry when the database refuses: a customer's lock may be held for a while.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

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

use sea_orm::prelude::{DeriveActiveEnum, EnumIter};
use serde::Deserialize;

pub use self::{
    pick_list::{PickList, PickListStep},
    update::{UpdateCounts, UpdateNews},
};

/// How often the company's jobs retry when the database refuses: a customer's lock may be held for a while.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// The format of a pick list's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PickListFormat {
    /// One line per order, after a header.
    #[sea_orm(string_value = "csv")]
    Csv,
    /// The same as Excel on Swedish Windows opens it: byte order mark, semicolons, and every number as text.
    #[sea_orm(string_value = "excel")]
    Excel,
    /// One object per order.
    #[sea_orm(string_value = "json")]
    Json,
}

/// The state of an export run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PickListState {
    /// Orders are being added.
    #[sea_orm(string_value = "taking")]
    Taking,
    /// No more orders are added; its file is to be written.
    #[sea_orm(string_value = "taken")]
    Taken,
    /// Its file is complete.
    #[sea_orm(string_value = "written")]
    Written,
}

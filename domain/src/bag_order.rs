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
pub(crate) use list::listed;

use std::time::Duration;

use sea_orm::prelude::{DeriveActiveEnum, EnumIter};
use serde::Deserialize;

pub use self::{
    pick_list::{PickList, PickListStep},
    update::{UpdateCounts, UpdateNews},
};

/// How often the company's work is tried when the database says no: a customer's lock may be held for a while.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// The form of a pick list's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PickListFormat {
    /// One line for each order, after a line of names.
    #[sea_orm(string_value = "csv")]
    Csv,
    /// The same as Excel on Swedish Windows opens it: a byte order mark, semicolons, and every number kept as text.
    #[sea_orm(string_value = "excel")]
    Excel,
    /// One object for each order.
    #[sea_orm(string_value = "json")]
    Json,
}

/// How far a run has come in which orders are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PickListState {
    /// Orders are being put on it.
    #[sea_orm(string_value = "taking")]
    Taking,
    /// No order is put on it any more; its file is to be written.
    #[sea_orm(string_value = "taken")]
    Taken,
    /// Its file is whole.
    #[sea_orm(string_value = "written")]
    Written,
}

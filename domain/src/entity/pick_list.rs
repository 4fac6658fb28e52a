//! The runs in which the company exports orders.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LockType;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Deserialize;
use types::Timestamp;

/// The format of a pick list's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PickListFormat {
    /// One line per order, after a header line.
    #[sea_orm(string_value = "csv")]
    Csv,
    /// The same as Excel on Swedish Windows opens it: byte order mark, semicolons, and every number as text.
    #[sea_orm(string_value = "excel")]
    Excel,
    /// One object per order.
    #[sea_orm(string_value = "json")]
    Json,
}

/// The progress of a run that exports orders.
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

/// One run, and so one file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pick_list")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub format: PickListFormat,
    pub state: PickListState,
    pub is_open: Option<i64>,
    pub begun_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ActiveModel {
    /// A new run, the only open one.
    pub fn begun(number: i64, format: PickListFormat, now: Timestamp) -> Self {
        Self {
            number: Set(number),
            format: Set(format),
            state: Set(PickListState::Taking),
            is_open: Set(Some(1)),
            begun_at: Set(now),
        }
    }
}

impl Entity {
    /// The run whose file is not complete yet.
    pub fn open() -> Select<Self> {
        Self::find().filter(Column::IsOpen.eq(1))
    }

    /// A run, if it is closed and its file not written yet.
    pub fn taken(number: i64) -> Select<Self> {
        Self::find_by_id(number).filter(Column::State.eq(PickListState::Taken))
    }

    /// The newest run first.
    pub fn newest() -> Select<Self> {
        Self::find().order_by_desc(Column::Number)
    }

    /// Takes the row lock of a run: one process at a time adds orders to it.
    pub fn locked(number: i64) -> Select<Self> {
        Self::find_by_id(number).lock(LockType::Update)
    }
}

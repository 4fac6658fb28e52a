//! Pick lists: the company exports orders to pack them (rule B7).
//!
//! A run is a row with a consecutive number, and a file. Progress is in the database, so an interrupted run is
//! continued by the next one: orders are added in batches, the list is closed, its file is written, the run is
//! completed. Concurrent processes work on the same run.

mod file;
mod page;
mod take;
pub(super) mod text;

use std::path::{Path, PathBuf};

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{PAUSE, PickListFormat, PickListState, TRIES};
use crate::entity::pick_list;
use crate::{Domain, Result};

/// A pick list whose file is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickList {
    /// Consecutive.
    pub number: i64,
    /// How many orders are on it.
    pub orders: u64,
    /// The path of its file.
    pub file: PathBuf,
    /// Whether an earlier run began it and was interrupted.
    pub was_begun: bool,
}

/// The result of one step of a run. It may be interrupted between two steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickListStep {
    /// No order is waiting, and no run is open.
    Nothing,
    /// How many orders were added; zero if others were faster.
    Taken(u64),
    /// The list is closed.
    Closed,
    /// Another run wrote the list's file meanwhile.
    Overtaken,
    /// The list's file is complete.
    Written(PickList),
}

impl Domain {
    /// Exports waiting orders to a file in a folder. An interrupted run is completed first, in its original format.
    /// Reports how many orders were added in each step.
    pub async fn export_orders(
        &self,
        folder: &Path,
        format: PickListFormat,
        mut tell: impl FnMut(u64),
    ) -> anyhow::Result<Vec<PickList>> {
        // Checked before anything is exported.
        file::try_folder(folder)?;
        let begun = pick_list::Entity::open().one(&self.db.read).await?.map(|list| list.number);
        let (mut lists, mut failures) = (Vec::new(), 0);
        loop {
            match self.export_step(folder, format).await {
                Ok(PickListStep::Nothing) => return Ok(lists),
                Ok(PickListStep::Taken(orders)) => tell(orders),
                Ok(PickListStep::Closed | PickListStep::Overtaken) => {}
                Ok(PickListStep::Written(list)) => {
                    let was_begun = begun == Some(list.number);
                    lists.push(PickList { was_begun, ..list });
                    if !was_begun {
                        return Ok(lists);
                    }
                }
                Err(error) if error.of_database().is_some() && failures < TRIES => {
                    failures += 1;
                    tracing::warn!(%error, "a step of the pick list failed; it is tried again");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
                Err(error) => return Err(error.into()),
            }
            failures = 0;
        }
    }

    /// The next step of the open run, or the first of a new one.
    pub async fn export_step(&self, folder: &Path, format: PickListFormat) -> Result<PickListStep> {
        let Some(list) = pick_list::Entity::open().one(&self.db.read).await? else {
            return self.begin_pick_list(format).await;
        };
        if list.state == PickListState::Taking {
            return self.take_orders(list.number).await;
        }
        // One process at a time until it is committed that the file is written, and checked again: a second one would
        // write it once more, perhaps after the company has moved the first file away.
        let lock = file::locked(folder).await.map_err(anyhow::Error::from)?;
        let Some(list) = pick_list::Entity::taken(list.number).one(&self.db.read).await? else {
            return Ok(PickListStep::Overtaken);
        };
        let (file, orders) = self.write_pick_list(folder, &list).await?;
        lock.sync_all().map_err(anyhow::Error::from)?;
        self.end_pick_list(list.number).await?;
        drop(lock);
        Ok(PickListStep::Written(PickList { number: list.number, orders, file, was_begun: false }))
    }

    async fn end_pick_list(&self, number: i64) -> Result<()> {
        let txn = self.db.begin_write().await?;
        pick_list::Entity::update_many()
            .col_expr(pick_list::Column::State, Expr::value(PickListState::Written))
            .col_expr(pick_list::Column::IsOpen, Expr::value(None::<i64>))
            .filter(pick_list::Column::Number.eq(number))
            .filter(pick_list::Column::State.eq(PickListState::Taken))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(())
    }
}

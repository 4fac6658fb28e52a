//! Pick lists: the company takes orders out to pack them (rule B7).
//!
//! A run is a row, counted up from one, and a run is a file. What is done is in the database, so a run that was cut
//! short anywhere goes on with the next one: first orders are put on it, a batch at a time, then it is closed, then its
//! file is written, then it is over. Several processes at once work on one run.

mod file;
mod page;
mod take;
pub(super) mod text;

use std::path::{Path, PathBuf};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{PAUSE, PickListFormat, PickListState, TRIES};
use crate::{Domain, Result, entity::pick_list};

/// A pick list whose file is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickList {
    /// Counted up from one.
    pub number: i64,
    /// How many orders are on it.
    pub orders: u64,
    /// Where it is.
    pub file: PathBuf,
    /// Whether it was begun by a run before this one, which did not end it.
    pub was_begun: bool,
}

/// What a run did in one step. Between two steps it may be cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickListStep {
    /// There is no order to take out, and no run to go on with.
    Nothing,
    /// So many orders were put on the list; none if others were faster.
    Taken(u64),
    /// No order is put on the list any more.
    Closed,
    /// Another run wrote the list's file meanwhile.
    Overtaken,
    /// The list's file is whole.
    Written(PickList),
}

impl Domain {
    /// Takes out the orders that wait, into a file in a folder. A run that was cut short is brought to its end first,
    /// in the form that it began with. Tells how many orders were put on a list in each step.
    pub async fn export_orders(
        &self,
        folder: &Path,
        format: PickListFormat,
        mut tell: impl FnMut(u64),
    ) -> anyhow::Result<Vec<PickList>> {
        // Asked before anything is taken out.
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
        // One process at a time until it is committed that the file is written, and asked again: whoever comes second
        // would write it once more, perhaps when the company has taken the first one away already.
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

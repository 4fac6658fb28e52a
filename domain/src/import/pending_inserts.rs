//! Rows deferred to be written with others of their table: a statement is a round trip, and inserts many rows as fast
//! as one.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};

use crate::Result;
use crate::entity::{activity, contract, customer, facility, holder, person};

/// The maximum number of rows of one statement, which may have 32 766 parameters.
const ROWS: usize = 1000;

/// Rows of new customers and persons.
#[derive(Default)]
pub(super) struct PendingInserts {
    pub(super) customers: Vec<customer::Model>,
    /// By the index of the personal number.
    pub(super) persons: BTreeMap<Vec<u8>, person::Model>,
    pub(super) holders: Vec<holder::Model>,
    pub(super) facilities: Vec<facility::Model>,
    pub(super) contracts: Vec<contract::Model>,
    pub(super) activity: Vec<activity::Model>,
}

impl PendingInserts {
    /// Writes the rows, and returns the persons, which now have one. Tables are ordered by their references, and rows
    /// that another import may write too are in a fixed order.
    pub(super) async fn write(mut self, txn: &impl ConnectionTrait) -> Result<BTreeMap<Vec<u8>, person::Model>> {
        self.customers.sort_by(|one, other| one.number.cmp(&other.number));
        self.contracts.sort_by(|one, other| one.number.cmp(&other.number));
        insert(txn, self.customers).await?;
        // A person's first sign-in may have inserted the same person meanwhile. The database then refuses ours, and the
        // lines are imported again.
        insert(txn, self.persons.values().cloned().collect()).await?;
        insert(txn, self.holders).await?;
        insert(txn, self.facilities).await?;
        insert(txn, self.contracts).await?;
        insert(txn, self.activity).await?;
        Ok(self.persons)
    }
}

/// Inserts rows into one table.
pub(super) async fn insert<M, A>(txn: &impl ConnectionTrait, rows: Vec<M>) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    M::Entity: EntityTrait<Model = M, ActiveModel = A>,
{
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        M::Entity::insert_many(rows.by_ref().take(ROWS)).exec_without_returning(txn).await?;
    }
    Ok(())
}

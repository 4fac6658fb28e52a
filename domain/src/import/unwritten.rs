//! Rows that wait for others of their table: a statement is a round trip, and takes many rows as fast as one.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};

use crate::{
    Result,
    entity::{activity, contract, customer, facility, holder, person},
};

/// Most rows of one statement: a statement takes 32 766 values.
const ROWS: usize = 1000;

/// Rows of new customers and persons.
#[derive(Default)]
pub(super) struct Unwritten {
    pub(super) customers: Vec<customer::Model>,
    /// By the index of the personal number.
    pub(super) persons: BTreeMap<Vec<u8>, person::Model>,
    pub(super) holders: Vec<holder::Model>,
    pub(super) facilities: Vec<facility::Model>,
    pub(super) contracts: Vec<contract::Model>,
    pub(super) activity: Vec<activity::Model>,
}

impl Unwritten {
    /// Writes the rows, and gives the persons, which have a row from now on. Tables come in the order in which one
    /// refers to another, and what another import may write too in one order of rows.
    pub(super) async fn write(mut self, txn: &impl ConnectionTrait) -> Result<BTreeMap<Vec<u8>, person::Model>> {
        self.customers.sort_by(|one, other| one.number.cmp(&other.number));
        self.contracts.sort_by(|one, other| one.number.cmp(&other.number));
        insert(txn, self.customers).await?;
        // Somebody signing in for the first time may have made the same person meanwhile. The database refuses ours
        // then, and the lines are taken once more.
        insert(txn, self.persons.values().cloned().collect()).await?;
        insert(txn, self.holders).await?;
        insert(txn, self.facilities).await?;
        insert(txn, self.contracts).await?;
        insert(txn, self.activity).await?;
        Ok(self.persons)
    }
}

/// Writes new rows of one table.
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

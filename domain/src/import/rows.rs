//! The rows of a customer before a line is applied.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use types::{CustomerId, PersonId};

use crate::Result;
use crate::entity::{access_grant, contract, facility, holder};

/// The rows of a customer; none for a new one.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) holders: HashMap<PersonId, holder::Model>,
    pub(super) facilities: Vec<facility::Model>,
    pub(super) contracts: Vec<contract::Model>,
    /// Those in a live state.
    pub(super) grants: Vec<access_grant::Model>,
}

impl Rows {
    /// The rows of a customer whose lock is held.
    pub(super) async fn of(txn: &impl ConnectionTrait, customer: CustomerId) -> Result<Self> {
        let holders = holder::Entity::of_customer(customer).all(txn).await?;
        Ok(Self {
            holders: holders.into_iter().map(|row| (row.person_id, row)).collect(),
            facilities: facility::Entity::of_customer(customer).all(txn).await?,
            contracts: contract::Entity::of_customer(customer).all(txn).await?,
            grants: access_grant::Entity::unended_of_customer(customer).all(txn).await?,
        })
    }
}

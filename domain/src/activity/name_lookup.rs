//! The names on a page of activity, as far as the reader may know them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use types::activity::Who;
use types::id::BagOrderId;
use types::{AccessGrantId, PersonId};

use crate::entity::activity::Subject;
use crate::entity::{access_grant, activity, bag_order, known, person};
use crate::{Result, Scope, mask};

/// The persons, grants and orders that the rows refer to.
pub(super) struct NameLookup {
    me: PersonId,
    lacks_bankid: bool,
    persons: HashMap<PersonId, person::Model>,
    grants: HashMap<AccessGrantId, access_grant::Model>,
    orders: HashMap<BagOrderId, String>,
}

impl NameLookup {
    /// One query per kind, however many rows there are.
    pub(super) async fn of(db: &impl ConnectionTrait, scope: &Scope, rows: &[activity::Model]) -> Result<Self> {
        let grants = rows.iter().filter_map(grant_of).collect::<Vec<_>>();
        let grants = known::all(access_grant::Entity::mentioned(scope, grants), db).await?;
        let orders = rows.iter().filter_map(order_of).collect::<Vec<_>>();
        let orders = bag_order::Entity::of(scope).filter(bag_order::Column::Id.is_in(orders));
        let orders = known::all(orders, db).await?;
        let actors = rows.iter().filter_map(|row| row.actor_id);
        let grantees = grants.iter().filter_map(|grant| grant.grantee_id);
        let persons = person::Entity::anywhere_all(actors.chain(grantees)).all(db).await?;
        Ok(Self {
            me: scope.caller().person,
            lacks_bankid: scope.caller().lacks_bankid(),
            persons: persons.into_iter().map(|person| (person.id, person)).collect(),
            grants: grants.into_iter().map(|grant| (grant.id, grant)).collect(),
            orders: orders.into_iter().map(|order| (order.id, order.number)).collect(),
        })
    }

    /// A protected identity is not shown to anybody else (rule G19), and a deleted person has no name.
    pub(super) fn who(&self, id: PersonId) -> Who {
        if id == self.me {
            return Who::Me;
        }
        match self.persons.get(&id).filter(|person| !person.protected_identity) {
            Some(person) if self.lacks_bankid => Who::Named(mask::name(person)),
            Some(person) => Who::Named(person.name()),
            None => Who::Somebody,
        }
    }

    pub(super) fn grant(&self, row: &activity::Model) -> Option<&access_grant::Model> {
        self.grants.get(&grant_of(row)?)
    }

    pub(super) fn order(&self, row: &activity::Model) -> Option<String> {
        self.orders.get(&order_of(row)?).cloned()
    }
}

fn grant_of(row: &activity::Model) -> Option<AccessGrantId> {
    if let Subject::Grant(grant) = row.what()?.about()? { Some(grant) } else { None }
}

fn order_of(row: &activity::Model) -> Option<BagOrderId> {
    if let Subject::Order(order) = row.what()?.about()? { Some(order) } else { None }
}

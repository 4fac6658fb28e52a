//! Persons that nothing refers to any more.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use types::{PersonId, Timestamp};

use super::BATCH;
use crate::entity::{access_grant, activity, person, session};
use crate::own_data::{erase, has_contract};
use crate::{By, Domain, Result, stockholm};

impl Domain {
    /// Checks the next persons in the order of their ids, and erases those without contract, access, session or recent
    /// activity. Returns where to continue; `None` after the last.
    pub async fn forget_persons(&self, after: Option<PersonId>) -> Result<Option<PersonId>> {
        let long_ago = stockholm::months_before(self.clock.now(), self.settings.retention.person_months);
        let next = person::Entity::anywhere_after(after).order_by_asc(person::Column::Id).limit(BATCH);
        let looked_at = next.all(&self.db.read).await?;
        for person in &looked_at {
            if !is_needed(&self.db.read, person, long_ago).await? {
                self.forget_person(person.id, long_ago).await?;
            }
        }
        Ok(looked_at.last().map(|person| person.id))
    }

    async fn forget_person(&self, id: PersonId, long_ago: Timestamp) -> Result<()> {
        // Checked again under the lock: they may be signing in, or the register may name them by now.
        let Some(change) = self.change_of_person(id, By::SYSTEM).await? else { return Ok(()) };
        if !is_needed(&change.txn, change.person(), long_ago).await? {
            erase(&change, id).await?;
            change.commit().await?;
        }
        Ok(())
    }
}

async fn is_needed(db: &impl ConnectionTrait, person: &person::Model, long_ago: Timestamp) -> Result<bool> {
    Ok(person.created_at >= long_ago
        || has_contract(db, person.id).await?
        || exists(access_grant::Entity::waiting_or_held_by(person.number_index.clone()), db).await?
        || exists(access_grant::Entity::of_owner(person.id).filter(access_grant::Column::EndedAt.is_null()), db)
            .await?
        || exists(session::Entity::of_person(person.id), db).await?
        || exists(activity::Entity::done_by(person.id, long_ago), db).await?)
}

/// Whether there is a row, even one with a value that this version does not know.
async fn exists<E: EntityTrait>(rows: Select<E>, db: &impl ConnectionTrait) -> Result<bool> {
    let one = rows.select_only().expr(Expr::val(1)).limit(1).into_query();
    Ok(db.query_one(&one).await?.is_some())
}

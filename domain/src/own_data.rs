//! "Mina uppgifter": a person's own data, for that person (articles 15 and 20 of the GDPR).

mod erasure;
mod file;
mod shared;

use std::collections::HashSet;

use sea_orm::{PaginatorTrait, QueryOrder};
use types::own_data::{OwnAccount, OwnData, OwnDataRefusal, OwnDataView, OwnOrder};
use types::{CustomerId, PersonId, Timestamp};

pub(crate) use self::erasure::{erase, has_contract};
use crate::entity::{access_grant, activity, bag_order, calendar_link, customer, holder, known};
use crate::{Caller, Domain, Result, stockholm};

impl Domain {
    /// The caller's own data for the page, or why it is not shown: a person who finds a signed-in browser must not read
    /// everything about its owner.
    pub async fn own_data(&self, caller: &Caller) -> Result<OwnDataView> {
        if let Some(rule) = refusal(caller, self.clock.now()) {
            return Ok(OwnDataView::Hidden(rule));
        }
        Ok(OwnDataView::Shown(Box::new(self.data_of(caller).await?)))
    }

    async fn data_of(&self, caller: &Caller) -> Result<OwnData> {
        let db = &self.db.read;
        let me = self.person_asking(db, caller).await?;
        Ok(OwnData {
            profile: self.profile(caller).await?,
            known_since: stockholm::local_date(me.created_at),
            accounts: self.held_accounts(caller).await?,
            shared_with: self.shared_with_me(caller, &me).await?,
            shared_by: self.shared_by_me(caller).await?,
            orders: self.own_orders(caller).await?,
            calendar_links: calendar_link::Entity::of_person(me.id)
                .all(db)
                .await?
                .iter()
                .map(|link| stockholm::local_date(link.made_at))
                .collect(),
            activities: activity::Entity::of_person(me.id).count(db).await?,
            may_erase: !has_contract(db, me.id).await?,
        })
    }

    /// A former holder does not learn whose account it is now, unless nobody came after them.
    async fn held_accounts(&self, caller: &Caller) -> Result<Vec<OwnAccount>> {
        let now = self.clock.now();
        let held = holder::Entity::of_person(caller.person).all(&self.db.read).await?;
        let customers =
            customer::Entity::anywhere_all(held.iter().map(|row| row.customer_id)).all(&self.db.read).await?;
        let accounts = held.iter().filter_map(|row| {
            let customer = customers.iter().find(|customer| customer.id == row.customer_id)?;
            let is_theirs = row.is_in_force(now) || customer.ended_at.is_some();
            is_theirs.then(|| OwnAccount { name: customer.name.clone(), number: customer.number.clone() })
        });
        Ok(accounts.collect())
    }

    async fn own_orders(&self, caller: &Caller) -> Result<Vec<OwnOrder>> {
        let open = self.open_to(caller.person).await?;
        let newest = bag_order::Entity::of_person(caller.person)
            .order_by_desc(bag_order::Column::CreatedAt)
            .order_by_desc(bag_order::Column::Id);
        let order = |row: bag_order::Model| OwnOrder {
            number: row.number,
            made_on: stockholm::local_date(row.created_at),
            // Its later status is for those who may use the account.
            status: Some(row.status).filter(|_| open.contains(&row.customer_id)),
        };
        Ok(known::all(newest, &self.db.read).await?.into_iter().map(order).collect())
    }

    /// The customers whose accounts a person may use, in any channel.
    async fn open_to(&self, person: PersonId) -> Result<HashSet<CustomerId>> {
        let now = self.clock.now();
        let held = holder::Entity::held_by(person, now).all(&self.db.read).await?;
        let shared = known::all(access_grant::Entity::active_of(person, now), &self.db.read).await?;
        Ok(held.iter().map(|row| row.customer_id).chain(shared.iter().map(|grant| grant.customer_id)).collect())
    }
}

/// Why a person's own data is neither shown nor given.
fn refusal(caller: &Caller, now: Timestamp) -> Option<OwnDataRefusal> {
    if caller.lacks_bankid() {
        return Some(OwnDataRefusal::NeedsBankId);
    }
    caller.needs_step_up(now).then_some(OwnDataRefusal::SignInAgain)
}

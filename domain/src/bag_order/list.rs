//! Beställningar: the account's orders, as shown to those who may use it.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use types::bag_order::{BagOrder, BagOrderList, BagOrderStatus, Rolls};
use types::id::{BagOrderId, FacilityId};
use types::{CustomerRef, LocalDate, PersonId};

use super::change::{can_be_cancelled, can_report_missing};
use crate::contract::{Place, Places};
use crate::entity::{bag_order, bag_order_roll, known, person};
use crate::settings::BagSettings;
use crate::{Caller, Domain, Failed, Result, Right, Scope, mask, stockholm};

/// Orders on a page.
const PAGE: u64 = 20;

impl Domain {
    /// One page of the account's orders, newest first; the first page is 0.
    pub async fn bag_orders(&self, caller: &Caller, account: &CustomerRef, page: u32) -> Result<BagOrderList> {
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let rows = orders_query(&scope).offset(u64::from(page) * PAGE).limit(PAGE + 1);
        let mut rows = known::all(rows, &self.db.read).await?;
        let has_more = rows.len() as u64 > PAGE;
        rows.truncate(usize::try_from(PAGE).unwrap_or_default());
        let orders = self.shown_orders(&scope, rows).await?;
        Ok(BagOrderList { orders, delay: self.settings.bags.delay_message().cloned(), has_more })
    }

    /// One order of the account.
    pub async fn bag_order(&self, caller: &Caller, account: &CustomerRef, id: BagOrderId) -> Result<BagOrder> {
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let found = bag_order::Entity::of(&scope).filter(bag_order::Column::Id.eq(id)).one(&self.db.read).await?;
        let orders = self.shown_orders(&scope, vec![found.ok_or(Failed::NotFound)?]).await?;
        orders.into_iter().next().ok_or(Failed::NotFound)
    }

    async fn shown_orders(&self, scope: &Scope, rows: Vec<bag_order::Model>) -> Result<Vec<BagOrder>> {
        let today = stockholm::local_date(self.clock.now());
        let view = View::of(&self.db.read, scope, &rows, &self.settings.bags, today).await?;
        Ok(rows.into_iter().map(|row| view.order(row)).collect())
    }
}

/// The orders in scope, newest first.
pub(crate) fn orders_query(scope: &Scope) -> Select<bag_order::Entity> {
    bag_order::Entity::of(scope).order_by_desc(bag_order::Column::CreatedAt).order_by_desc(bag_order::Column::Id)
}

/// What the caller may see of an account's orders today.
struct View<'a> {
    bags: &'a BagSettings,
    asking: PersonId,
    lacks_bankid: bool,
    today: LocalDate,
    persons: Vec<person::Model>,
    rolls: HashMap<BagOrderId, Rolls>,
    known: Vec<FacilityId>,
    hides_identity: bool,
}

impl<'a> View<'a> {
    async fn of(
        db: &impl ConnectionTrait,
        scope: &Scope,
        rows: &[bag_order::Model],
        bags: &'a BagSettings,
        today: LocalDate,
    ) -> Result<Self> {
        let places = Places::of(db, scope, today).await?;
        let is_known = |place: &&Place| !place.is_hidden && !place.contracts.is_empty();
        let known = places.list.iter().filter(is_known).map(|place| place.facility.id).collect();
        let hides_identity = places.hides_identity();
        let persons = person::Entity::anywhere_all(rows.iter().filter_map(|row| row.ordered_by)).all(db).await?;
        let rolls = bag_order_roll::Entity::rolls_of_all(db, rows.iter().map(|row| row.id)).await?;
        let caller = scope.caller();
        let (asking, lacks_bankid) = (caller.person, caller.lacks_bankid());
        Ok(Self { bags, asking, lacks_bankid, today, persons, rolls, known, hides_identity })
    }

    /// Rule G19: a protected identity, and its address, is hidden from others. For an address without a contract nobody
    /// knows who lives there.
    fn order(&self, row: bag_order::Model) -> BagOrder {
        let is_mine = row.ordered_by == Some(self.asking);
        let person = self.persons.iter().find(|person| Some(person.id) == row.ordered_by);
        let is_protected = !is_mine && person.is_some_and(|person| person.protected_identity);
        let is_hidden = is_protected || self.hides_identity && !self.known.contains(&row.facility_id);
        let name = |person: &person::Model| {
            if self.lacks_bankid && !is_mine { mask::name(person) } else { person.name() }
        };
        BagOrder {
            id: row.id,
            status: row.status,
            rolls: self.rolls.get(&row.id).map(|rolls| self.bags.in_order(rolls)).unwrap_or_default(),
            ordered_by: person.filter(|_| !is_protected).map(name),
            is_mine,
            steps: steps(&row),
            expected_on: row.expected_on,
            may_cancel: can_be_cancelled(&row),
            can_report_missing: can_report_missing(&row, self.today),
            missed_on: row.missed_at.map(stockholm::local_date),
            street: if is_hidden { String::new() } else { row.street },
            number: row.number,
        }
    }
}

/// The steps of an order, each with its day.
fn steps(row: &bag_order::Model) -> Vec<(BagOrderStatus, LocalDate)> {
    use BagOrderStatus::{Cancelled, Delayed, Delivered, Packed, Received, Sent};

    let last = matches!(row.status, Delivered | Delayed | Cancelled).then_some((row.status, row.status_at));
    let taken = [
        Some((Received, row.created_at)),
        row.packed_at.map(|at| (Packed, at)),
        row.sent_at.map(|at| (Sent, at)),
        last,
    ];
    let mut taken: Vec<_> = taken.into_iter().flatten().collect();
    taken.sort_by_key(|(_, at)| *at);
    taken.into_iter().map(|(status, at)| (status, stockholm::local_date(at))).collect()
}

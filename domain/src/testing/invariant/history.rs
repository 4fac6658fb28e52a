//! What never changes again once it was seen.

use std::collections::{HashMap, HashSet};

use types::access_grant::GrantState;
use types::bag_order::BagOrderStatus::{Cancelled, Delivered, Received};
use types::id::BagOrderId;
use types::{AccessGrantId, SessionId, Timestamp};
use uuid::Uuid;

use super::Tables;
use crate::entity::{access_grant, bag_order};

/// What earlier checks saw.
#[derive(Default)]
pub(in crate::testing) struct Seen {
    grants: HashMap<AccessGrantId, access_grant::Model>,
    links: HashMap<(Uuid, i64), (Vec<u8>, Timestamp)>,
    sessions: HashMap<SessionId, (Timestamp, Timestamp)>,
    ended_sessions: HashSet<SessionId>,
    orders: HashMap<BagOrderId, bag_order::Model>,
}

impl Seen {
    pub(super) fn check(&mut self, tables: &Tables) {
        self.grants_only_go_forward(tables);
        self.activity_is_only_added_to(tables);
        self.ended_sessions_stay_ended(tables);
        self.orders_only_go_forward(tables);
    }

    /// I3: an ended state is final, and no live grant is deleted, or pending again. I6: the deadline is never
    /// rewritten.
    fn grants_only_go_forward(&mut self, tables: &Tables) {
        let now: HashMap<_, _> = tables.grants.iter().map(|grant| (grant.id, grant.clone())).collect();
        for (id, before) in &self.grants {
            let Some(after) = now.get(id) else {
                assert!(!before.state.is_live(), "I3: {id:?} was forgotten before its end");
                continue;
            };
            if !before.state.is_live() {
                assert_eq!(after, before, "I3: {id:?} had ended");
            }
            if before.state == GrantState::Active {
                assert_ne!(after.state, GrantState::Pending, "I3: {id:?} was confirmed");
            }
            let fixed = |grant: &access_grant::Model| (grant.created_at, grant.expires_at, grant.owner_id);
            assert_eq!(fixed(after), fixed(before), "I6: {id:?}");
            let belongs = |grant: &access_grant::Model| (grant.customer_id, grant.channel, grant.request_key);
            assert_eq!(belongs(after), belongs(before), "I3: {id:?}");
        }
        self.grants = now;
    }

    /// I12: an order is never lost, duplicated or exported twice, and its final status stays.
    fn orders_only_go_forward(&mut self, tables: &Tables) {
        let now: HashMap<_, _> = tables.orders.iter().map(|order| (order.id, order.clone())).collect();
        for (id, before) in &self.orders {
            let Some(after) = now.get(id) else {
                // Deleted long after its end, or with its customer.
                let is_customer = tables.customers.iter().any(|customer| customer.id == before.customer_id);
                assert!(!is_customer || !before.status.is_under_way(), "I12: {id:?} is lost");
                continue;
            };
            let fixed = |order: &bag_order::Model| (order.number.clone(), order.facility_id, order.request_key);
            assert_eq!(fixed(after), fixed(before), "I12: {id:?}");
            if matches!(before.status, Delivered | Cancelled) {
                assert_eq!(after.status, before.status, "I12: {id:?} had ended");
            }
            assert!(after.status != Received || before.status == Received, "I12: {id:?} had been packed");
            assert!(before.pick_list.is_none() || after.pick_list == before.pick_list, "I12: {id:?} was taken out");
        }
        self.orders = now;
    }

    /// I18: a row of activity is never changed, nor deleted before its retention time, and the newest of a stream only
    /// with the whole stream of a customer or a person.
    fn activity_is_only_added_to(&mut self, tables: &Tables) {
        let now: HashMap<_, _> =
            tables.activity.iter().map(|row| ((row.stream, row.place), (row.link.clone(), row.at))).collect();
        let streams: HashSet<_> = tables.activity.iter().map(|row| row.stream).collect();
        let customers = tables.customers.iter().map(|row| row.id.0);
        let there: HashSet<_> = customers.chain(tables.persons.iter().map(|row| row.id.0)).collect();
        for (place, before) in self.links.iter().filter(|(place, _)| there.contains(&place.0)) {
            match now.get(place) {
                Some(after) => assert_eq!(after, before, "I18: {place:?}"),
                None => assert!(before.1 < tables.activity_kept_since, "I18: {place:?} is gone"),
            }
            assert!(streams.contains(&place.0), "I18: {place:?} has nothing after it");
        }
        self.links = now;
    }

    /// I13: an ended session never lives again, and using one does not rejuvenate it.
    fn ended_sessions_stay_ended(&mut self, tables: &Tables) {
        let now: HashMap<_, _> =
            tables.sessions.iter().map(|row| (row.id, (row.created_at, row.last_used_at))).collect();
        for (id, before) in &self.sessions {
            match now.get(id) {
                Some(after) => assert!(after.0 == before.0 && after.1 >= before.1, "I13: {id:?}"),
                None => _ = self.ended_sessions.insert(*id),
            }
        }
        assert!(self.ended_sessions.iter().all(|id| !now.contains_key(id)), "I13: a session came back");
        self.sessions = now;
    }
}

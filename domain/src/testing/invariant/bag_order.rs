//! Consistency of every order's row, rolls, activity, letters and pick list (I12).

use std::collections::{HashMap, HashSet};

use types::activity::EventKind;
use types::bag_order::BagOrderStatus;
use uuid::Uuid;

use super::Tables;
use crate::bag_order::PickListState;
use crate::entity::bag_order;
use crate::job::JobKind;

/// Sent letters are deleted after this many seconds.
const LETTERS_KEPT: i64 = 30 * 24 * 3600;

pub(super) fn check(tables: &Tables) {
    one_order_per_key(tables);
    one_order_under_way_for_each_address(tables);
    pick_lists_are_counted(tables);
    // Counted once: a crash test leaves thousands of orders.
    let rolls: HashSet<_> = tables.rolls.iter().filter(|row| row.rolls > 0).map(|row| row.order_id).collect();
    let recorded = counted(tables.activity.iter().filter_map(|row| Some((row.stream, row.subject?, row.event))));
    let owed = counted(tables.jobs.iter().map(|job| (job.subject, job.kind)));
    for order in &tables.orders {
        assert!(rolls.contains(&order.id), "I12: {:?}", order.id);
        is_exported_once(order, tables);
        // Activity of older ones may have been deleted by now.
        if order.created_at >= tables.activity_kept_since {
            let recorded = |event| recorded.get(&(order.customer_id.0, order.id.0, event)).copied().unwrap_or(0);
            each_change_is_recorded(order, recorded);
        }
        if order.created_at >= tables.now.minus_seconds(LETTERS_KEPT) {
            each_letter_is_owed(order, &owed);
        }
    }
}

fn counted<K: Eq + std::hash::Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

fn one_order_per_key(tables: &Tables) {
    let (mut keys, mut numbers) = (HashSet::new(), HashSet::new());
    for order in &tables.orders {
        assert!(keys.insert((order.ordered_by, order.request_key)), "I12: {:?}", order.id);
        assert!(numbers.insert(&order.number), "I12: {:?}", order.id);
    }
}

fn one_order_under_way_for_each_address(tables: &Tables) {
    let mut addresses = HashSet::new();
    for order in tables.orders.iter().filter(|order| order.status.is_under_way()) {
        assert!(addresses.insert(order.facility_id), "I12: {:?}", order.id);
    }
}

/// Consecutive numbers without gaps, none begun without an order, and at most one whose file is not complete.
fn pick_lists_are_counted(tables: &Tables) {
    let mut numbers: Vec<_> = tables.pick_lists.iter().map(|list| list.number).collect();
    numbers.sort_unstable();
    assert!(numbers.iter().zip(1..).all(|(number, expected)| *number == expected), "I12: {numbers:?}");
    let mut open = 0;
    let filled: HashSet<_> = tables.orders.iter().filter_map(|order| order.pick_list).collect();
    for list in &tables.pick_lists {
        assert_eq!(list.is_open == Some(1), list.state != PickListState::Written, "I12: list {}", list.number);
        open += usize::from(list.is_open.is_some());
        // The orders on an old one may have been deleted by now.
        assert!(list.is_open.is_none() || filled.contains(&list.number), "I12: list {} is empty", list.number);
    }
    assert!(open <= 1, "I12: {open} lists are open");
}

/// An order is on a list exactly if it has been packed, and only an order on a list progresses further.
fn is_exported_once(order: &bag_order::Model, tables: &Tables) {
    assert_eq!(order.packed_at.is_some(), order.pick_list.is_some(), "I12: {:?}", order.id);
    let is_known = |number: i64| tables.pick_lists.iter().any(|list| list.number == number);
    assert!(order.pick_list.is_none_or(is_known), "I12: {:?}", order.id);
    match order.status {
        BagOrderStatus::Received => assert_eq!(order.pick_list, None, "I12: {:?}", order.id),
        BagOrderStatus::Cancelled => {}
        _ => assert!(order.pick_list.is_some(), "I12: {:?}", order.id),
    }
}

/// Each step is recorded once; delays may be recorded again.
fn each_change_is_recorded(order: &bag_order::Model, recorded: impl Fn(EventKind) -> usize) {
    let steps = [
        (EventKind::BagsOrdered, true),
        (EventKind::BagOrderPacked, order.pick_list.is_some()),
        (EventKind::BagOrderSent, order.sent_at.is_some()),
        (EventKind::BagOrderDelivered, order.status == BagOrderStatus::Delivered),
        (EventKind::BagOrderCancelled, order.status == BagOrderStatus::Cancelled),
        (EventKind::BagOrderMissed, order.missed_at.is_some()),
    ];
    for (event, is_so) in steps {
        assert_eq!(recorded(event), usize::from(is_so), "I12: {event:?} of {:?}", order.id);
    }
    assert!(order.status != BagOrderStatus::Delayed || recorded(EventKind::BagOrderDelayed) > 0, "I12: {:?}", order.id);
}

fn each_letter_is_owed(order: &bag_order::Model, owed: &HashMap<(Uuid, JobKind), usize>) {
    let letters = [
        (JobKind::BagOrderReceived, true),
        (JobKind::BagOrderSent, order.sent_at.is_some()),
        (JobKind::BagsMissed, order.missed_at.is_some()),
    ];
    for (kind, is_owed) in letters {
        let count = owed.get(&(order.id.0, kind)).copied().unwrap_or(0);
        assert_eq!(count, usize::from(is_owed), "I12: {kind:?} of {:?}", order.id);
    }
    // Only if it was the company that cancelled.
    let cancelled = owed.get(&(order.id.0, JobKind::BagOrderCancelled)).copied().unwrap_or(0);
    assert!(cancelled <= usize::from(order.status == BagOrderStatus::Cancelled), "I12: {:?}", order.id);
}

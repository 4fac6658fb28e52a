//! The state of the simulated service, shared by the relying party's side and the app's side.

mod app_side;
mod rp_side;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::RwLock;

pub(super) use app_side::OrderView;
pub use app_side::{AppRefusal, Approval};

use super::clock::Clock;
use super::fault::{Endpoint, Fault, Faults};
use super::order::SimulatedOrder;
use super::person::SimulatedPerson;

pub(super) struct Service {
    people: Vec<SimulatedPerson>,
    clock: Clock,
    book: Mutex<Book>,
    answers: Arc<RwLock<()>>,
}

#[derive(Default)]
struct Book {
    orders: Vec<SimulatedOrder>,
    faults: Faults,
    calls: [u64; 4],
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

impl Service {
    pub(super) fn new(people: Vec<SimulatedPerson>, clock: Clock) -> Self {
        Self { people, clock, book: Mutex::default(), answers: Arc::default() }
    }

    pub(super) fn people(&self) -> &[SimulatedPerson] {
        &self.people
    }

    /// The lock that every answer passes; a writer delays them all.
    pub(super) fn answers(&self) -> Arc<RwLock<()>> {
        self.answers.clone()
    }

    pub(super) fn inject(&self, fault: Fault) {
        self.book().0.faults.add(fault);
    }

    /// Counts a call and returns the error that it should fail with, if any.
    pub(super) fn register_call(&self, endpoint: Endpoint) -> Option<String> {
        let (mut book, _) = self.book();
        if let Some(index) = index(endpoint) {
            book.calls[index] += 1;
        }
        book.faults.take(endpoint)
    }

    pub(super) fn call_count(&self, endpoint: Endpoint) -> u64 {
        let (book, _) = self.book();
        index(endpoint).map_or_else(|| book.calls.iter().sum(), |index| book.calls[index])
    }

    /// The current state, and the current time.
    fn book(&self) -> (MutexGuard<'_, Book>, Timestamp) {
        let now = self.clock.now();
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        book.orders.retain_mut(|order| order.settle(now));
        (book, now)
    }
}

impl Book {
    /// Cancels the open orders known to be for a person; returns whether there were any.
    fn end_others(&mut self, personal_number: &str, keep: Option<usize>, now: Timestamp) -> bool {
        let mut any = false;
        for (index, order) in self.orders.iter_mut().enumerate() {
            if Some(index) != keep && order.is_open() && order.concerns(personal_number) {
                order.fail("cancelled", now);
                any = true;
            }
        }
        any
    }
}

fn index(endpoint: Endpoint) -> Option<usize> {
    match endpoint {
        Endpoint::Auth => Some(0),
        Endpoint::Sign => Some(1),
        Endpoint::Collect => Some(2),
        Endpoint::Cancel => Some(3),
        Endpoint::Any => None,
    }
}

//! Every change is recorded (rule G20). Each operation is run once, and the tables are compared before and after: one
//! that writes about a person or an account without adding activity fails, and so does an operation that is not listed
//! here.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

#[macro_use]
mod row;

mod access_grant;
mod account;
mod bag_order;
mod contract;
mod customer_number;
mod own_data;
mod profile;
mod session;
mod sign_in;
mod source;
mod worker;

use std::collections::BTreeSet;
use std::thread;

use domain::testing::{TestDatabase, World};
use rstest::rstest;

use TestDatabase::{Postgres, Sqlite};
use row::{Leaves, Operation};

const OPERATIONS: [&[Operation]; 10] = [
    access_grant::OPERATIONS,
    account::OPERATIONS,
    bag_order::OPERATIONS,
    contract::OPERATIONS,
    customer_number::OPERATIONS,
    own_data::OPERATIONS,
    profile::OPERATIONS,
    session::OPERATIONS,
    sign_in::OPERATIONS,
    worker::OPERATIONS,
];

fn all() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.into_iter().flatten()
}

#[test]
fn every_operation_is_listed() {
    let listed: BTreeSet<_> = all().map(|operation| operation.name.to_owned()).collect();
    let there = source::operations();

    let unlisted: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();

    assert!(unlisted.is_empty() && gone.is_empty(), "{unlisted:?} have no row in tests/operation; {gone:?} are gone");
}

#[rstest]
fn an_operation_that_writes_tells_of_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let wrong: Vec<_> = thread::scope(|scope| {
        let lists = OPERATIONS.map(|list| scope.spawn(move || wrong_of(list, database)));
        lists.into_iter().flat_map(|list| list.join().unwrap()).collect()
    });

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The operations that do not leave what their rows say.
fn wrong_of(list: &[Operation], database: TestDatabase) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut wrong = Vec::new();
        let mut world = World::new(database).await;
        for operation in list {
            let change;
            (world, change) = (operation.run)(world.renewed().await).await;

            let is_right = match operation.leaves {
                Leaves::Activity => change.recorded > 0,
                Leaves::Nothing => change.tables.is_empty(),
                Leaves::Only(tables) => change.recorded == 0 && change.tables.iter().eq(tables),
            };
            if !is_right {
                wrong.push(format!("{}: {:?} expected, {change:?} found", operation.name, operation.leaves));
            }
        }
        wrong
    })
}

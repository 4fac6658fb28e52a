//! Every change is told (rule G20). Each operation of the rules is done once, and the tables are compared before and
//! after: one that writes about a person or an account and leaves no row of activity fails, and so does an operation
//! that is in no list here.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

#[macro_use]
#[path = "operation/row.rs"]
mod row;

#[path = "operation/access_grant.rs"]
mod access_grant;
#[path = "operation/account.rs"]
mod account;
#[path = "operation/bag_order.rs"]
mod bag_order;
#[path = "operation/contract.rs"]
mod contract;
#[path = "operation/customer_number.rs"]
mod customer_number;
#[allow(dead_code, reason = "the tests of the import use the rest")]
#[path = "import/file.rs"]
mod file;
#[path = "operation/own_data.rs"]
mod own_data;
#[path = "operation/profile.rs"]
mod profile;
#[path = "operation/session.rs"]
mod session;
#[path = "operation/sign_in.rs"]
mod sign_in;
#[path = "operation/source.rs"]
mod source;
#[path = "operation/worker.rs"]
mod worker;

use std::collections::BTreeSet;

use domain::testing::TestDatabase;
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
#[tokio::test]
async fn an_operation_that_writes_tells_of_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut wrong = Vec::new();
    for operation in all() {
        let change = (operation.run)(database).await;

        let is_right = match operation.leaves {
            Leaves::Activity => change.told > 0,
            Leaves::Nothing => change.tables.is_empty(),
            Leaves::Only(tables) => change.told == 0 && change.tables.iter().eq(tables),
        };
        if !is_right {
            wrong.push(format!("{}: {:?} expected, {change:?} found", operation.name, operation.leaves));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Lines are imported a hundred at a time, with the same result as one by one.

use domain::import::{Flaw, ImportCounts, ImportMode};
use domain::settings::Settings;
use domain::testing::{Holding, Named, TestDatabase, World};
use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;
use rstest::rstest;
use serde_json::{Value, json};

use super::file::{customer, import_text, protected, text, until};
use TestDatabase::{Postgres, Sqlite};

const PEOPLE: [Named; 4] = [Named::Anna, Named::Bjorn, Named::Cecilia, Named::David];
const CUSTOMERS: [&str; 4] = ["100001", "100002", "100003", "100004"];
const CONTRACTS: [&str; 6] = ["A1", "A2", "A3", "A4", "A5", "A6"];

/// A line with few customers, persons and contracts, so that they collide.
fn line() -> impl Strategy<Value = Value> {
    let details = vec(any::<[bool; 4]>(), PEOPLE.len());
    let people = subsequence(PEOPLE.to_vec(), 1..=2).prop_shuffle();
    let contracts = subsequence(CONTRACTS.to_vec(), 1..=2).prop_shuffle();
    (select(&CUSTOMERS[..]), people, details, contracts, weighted(0.1), weighted(0.1)).prop_map(
        |(number, people, details, contracts, is_over, is_protected)| {
            let mut line = customer(number, &people);
            for (holder, [is_renamed, has_email, has_phone, is_english]) in
                line["holders"].as_array_mut().expect("holders").iter_mut().zip(details)
            {
                if is_renamed {
                    holder["surname"] = json!("Ek");
                }
                if !has_email {
                    holder["email"] = Value::Null;
                }
                if !has_phone {
                    holder["phone"] = Value::Null;
                }
                if is_english {
                    holder["language"] = json!("en");
                }
            }
            line["contracts"].as_array_mut().expect("contracts").truncate(contracts.len());
            for (place, number) in contracts.iter().enumerate() {
                line["contracts"][place]["contract_number"] = json!(number);
            }
            line = if is_over { until(line, "2026-11-22") } else { line };
            if is_protected { protected(line) } else { line }
        },
    )
}

/// The report about a file: counts and problems.
type Told = (ImportCounts, Vec<Flaw>);

async fn in_one(world: &World, file: &[Value]) -> Told {
    let (counts, bad) = import_text(world, &text(file), ImportMode::Apply).await;
    (counts, bad.into_iter().map(|bad| bad.flaw).collect())
}

async fn one_by_one(world: &World, file: &[Value]) -> Told {
    let mut reported = (ImportCounts::default(), Vec::new());
    for line in file {
        let (counts, flaws) = in_one(world, std::slice::from_ref(line)).await;
        reported.0.lines += counts.lines;
        reported.0.created += counts.created;
        reported.0.changed += counts.changed;
        reported.0.unchanged += counts.unchanged;
        reported.0.bad += counts.bad;
        reported.0.ended += counts.ended;
        reported.0.closed_grants += counts.closed_grants;
        reported.1.extend(flaws);
    }
    reported
}

/// Two of the persons invite the others to their accounts. The others never sign in, and so may be new to a later file.
async fn invite(world: &World) {
    for owner in [Named::Anna, Named::Bjorn] {
        let caller = world.person(owner).await;
        let choice = world.domain.account_choice(&caller).await.expect("a choice");
        for account in choice.accounts {
            let holding = Holding { caller: caller.clone(), account: account.reference };
            for grantee in [Named::Cecilia, Named::David] {
                // A joint holder, or a protected person, is refused: in both worlds.
                _ = world.invite(&holding, grantee).await;
            }
        }
    }
}

/// Imports files in both ways; one of the persons is known from BankID before.
async fn becomes_the_same(database: TestDatabase, files: &[Vec<Value>]) {
    let many_a_day = |settings: &mut Settings| settings.grants.per_owner_and_day = 99;
    let (batches, lines) = (World::with(database, many_a_day).await, World::with(database, many_a_day).await);
    for world in [&batches, &lines] {
        world.person(Named::Bjorn).await;
    }
    for file in files {
        assert_eq!(in_one(&batches, file).await, one_by_one(&lines, file).await);
        assert_eq!(batches.register().await, lines.register().await);
        for world in [&batches, &lines] {
            invite(world).await;
        }
    }
}

#[rstest]
fn a_batch_becomes_what_its_lines_become_one_by_one(
    #[values((Sqlite, 16), (Postgres, 4))] (database, cases): (TestDatabase, u32),
) {
    let config =
        ProptestConfig { cases, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Runtime::new().unwrap();

    let outcome = TestRunner::new(config).run(&vec(vec(line(), 1..=10), 2), |files| {
        runtime.block_on(becomes_the_same(database, &files));
        Ok(())
    });

    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

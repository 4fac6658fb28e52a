//! The queries of the pages of grants use indexes, however many customers there are.

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;

use TestDatabase::{Postgres, Sqlite};

/// Whether the plan scans a whole table or a whole index, or all rows of one state, which is nearly as many.
fn reads_everything(steps: &[String]) -> bool {
    let count = |word: &str| steps.iter().filter(|step| step.contains(word)).count();
    let by_state_alone = count("(state=?)") + count("(state=? AND expires_at>?)") + count("Index Cond: (state = ");
    // SQLite says SCAN; PostgreSQL says Seq Scan, or scans an index without a condition.
    let sqlite = steps.iter().any(|step| step.trim().starts_with("SCAN"));
    let postgres = count("Seq Scan") > 0 || count("Index Scan") + count("Index Only Scan") > count("Index Cond");
    sqlite || postgres || by_state_alone > 0
}

#[rstest]
#[tokio::test]
async fn no_question_reads_a_whole_table(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;

    let mut slow = Vec::new();
    for (name, question) in world.questions(&anna).await {
        let steps = world.plan(&question).await;
        if reads_everything(&steps) {
            slow.push(format!("{name}:\n  {}", steps.join("\n  ")));
        }
    }

    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

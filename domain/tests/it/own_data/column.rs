//! Every column of a table that names persons is in the file of their own data, or left out for a reason.

use std::collections::BTreeSet;

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;

use super::{file, story};
use TestDatabase::{Postgres, Sqlite};
use Use::{File, Left};

/// The columns that refer to a person.
const PERSONS: [&str; 6] = ["person_id", "owner_id", "grantee_id", "actor_id", "holder_id", "ordered_by"];

/// What becomes of a column.
enum Use {
    /// It is in the file, here.
    File(&'static str),
    /// It is left out, because of this.
    Left(&'static str),
}

const KEYS: Use = Left("keys, indexes and hashes say nothing about a person");
const OF_ACCOUNT: Use = Left("it is the account's, whose pages show it to all who may use it");
const OF_LETTERS: Use = Left("it is about letters");

const COLUMNS: [(&str, &[(&str, Use)]); 10] = [
    (
        "person",
        &[
            ("id number_index new_email_secret_hash new_email_expires_at", KEYS),
            ("number_sealed", File("/person/personal_number")),
            ("given_name", File("/person/given_name")),
            ("surname", File("/person/surname")),
            ("email_sealed", File("/person/email")),
            ("new_email_sealed", File("/person/unverified_email")),
            ("mobile_sealed", File("/person/mobile")),
            ("language", File("/person/language")),
            ("protected_identity", File("/person/protected_identity")),
            ("created_at", File("/person/known_since")),
        ],
    ),
    (
        "session",
        &[
            ("id person_id customer_id secret_hash", KEYS),
            ("form_begun_at", Left("it is gone after minutes")),
            ("channel", File("/sessions/0/channel")),
            ("method", File("/sessions/0/method")),
            ("device", File("/sessions/0/device")),
            ("created_at", File("/sessions/0/since")),
            ("last_used_at", File("/sessions/0/last_used")),
        ],
    ),
    (
        "access_grant",
        &[
            ("id customer_id grantee_id grantee_index request_key", KEYS),
            ("letters letter_at letter_state", OF_LETTERS),
            ("relation tried_by_another", Left("it is what the owner said and sees")),
            ("expires_at", Left("it follows from the day of the invitation")),
            ("number_sealed", File("/person/personal_number")),
            ("channel", File("/shared_with_me/0/channel")),
            ("state", File("/shared_with_me/0/state")),
            ("owner_id", File("/shared_with_me/0/shared_by")),
            ("details_sealed", File("/shared_with_me/0/email")),
            ("created_at", File("/shared_with_me/0/made_on")),
            ("confirmed_at", File("/shared_with_me/0/confirmed_on")),
            ("ended_at", File("/shared_with_me/0/ended_on")),
        ],
    ),
    (
        "calendar_link",
        &[
            ("id person_id grant_id secret_hash secret_sealed", KEYS),
            ("customer_id facility_id channel", OF_ACCOUNT),
            ("made_at", File("/calendar_links/0/made_on")),
        ],
    ),
    (
        "activity",
        &[
            ("id stream place link has_next actor_id", KEYS),
            ("subject", Left("it may be another person's")),
            ("at", File("/activity/0/at")),
            ("event", File("/activity/0/event")),
            ("for_another", File("/activity/0/for_another")),
            ("method", File("/activity/0/method")),
            ("channel", File("/activity/0/channel")),
        ],
    ),
    (
        "holder",
        &[
            ("person_id", KEYS),
            ("customer_id", File("/accounts/0/number")),
            ("since last_day closed_at", Left("it follows from the contracts")),
        ],
    ),
    (
        "contract",
        &[
            ("id customer_id facility_id holder_id", KEYS),
            ("number service since until colour_sorting collection_weekday collection_weeks", OF_ACCOUNT),
        ],
    ),
    ("customer_login", &[("customer_id person_id password_hash set_at", KEYS)]),
    ("activation_code", &[("customer_id person_id code_hash expires_at", KEYS)]),
    (
        "bag_order",
        &[
            ("id customer_id facility_id ordered_by request_key pick_list", KEYS),
            ("number", File("/orders/0/number")),
            ("status", File("/orders/0/status")),
            ("created_at", File("/orders/0/made_on")),
            ("street postal_code city channel status_at packed_at sent_at expected_on missed_at", OF_ACCOUNT),
        ],
    ),
];

#[rstest]
#[tokio::test]
async fn every_column_about_a_person_is_in_the_file_or_left_out_for_a_reason(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    world.holder(Named::Bjorn).await;
    let (_, bjorn) = story(&world).await;
    let file = file(&world, &bjorn).await;

    let listed: BTreeSet<_> = COLUMNS
        .iter()
        .flat_map(|(table, rows)| {
            rows.iter().flat_map(move |(columns, _)| columns.split(' ').map(move |column| (*table, column)))
        })
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    let is_about_persons = |table: &str, columns: &[String]| {
        table == "person" || columns.iter().any(|column| PERSONS.contains(&&**column))
    };
    let columns = world.columns().await.into_iter().filter(|(table, columns)| is_about_persons(table, columns));
    let stored: BTreeSet<_> = columns
        .flat_map(|(table, columns)| columns.into_iter().map(move |column| format!("{table}.{column}")))
        .collect();

    assert_eq!(listed.symmetric_difference(&stored).collect::<Vec<_>>(), Vec::<&String>::new());
    for (table, rows) in COLUMNS {
        for (columns, becomes) in rows {
            match becomes {
                File(place) => assert!(file.pointer(place).is_some(), "{table}.{columns} is not at {place}: {file}"),
                Left(reason) => assert!(!reason.is_empty(), "{table}.{columns}"),
            }
        }
    }
}

//! A copy of the database reveals no personal number and no address of invited persons.

use domain::Browser;
use domain::testing::{Named, TestDatabase, World};
use types::Channel;
use types::access_grant::GranteeDetails;
use types::sign_in::SignInMethod;

/// Invites, confirms, corrects, removes, lets expire and signs in.
async fn story(database: TestDatabase) -> World {
    let world = World::with(database, |settings| settings.grants.letter_to_removed = true).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.let_in(&anna.in_app(), Named::Moa).await;
    world.let_in(&anna.in_app(), Named::David).await;
    let list = world.domain.access_grants(&anna.in_app().caller, &anna.account).await.expect("a list");
    let to_tell = list.grants[1].id;
    world.domain.remove_access(&anna.in_app().caller, &anna.account, to_tell).await.expect("a removal");
    let hanna = world.invite(&anna, Named::Hanna).await.expect("an invitation");
    let corrected = GranteeDetails { email: Named::Sara.email(), ..Named::Hanna.details() };
    world.domain.correct_invitation(&anna.caller, &anna.account, hanna, corrected).await.expect("a correction");
    let removed = world.invite(&anna, Named::Ivar).await.expect("an invitation");
    world.domain.remove_access(&anna.caller, &anna.account, removed).await.expect("a removal");
    world.clock.advance(15 * 24 * 3600);
    world.domain.expire_access(10).await.expect("the job");
    world.invite(&anna, Named::Eva).await.expect("an invitation");
    world.sign_in(Named::Nils, Channel::App, SignInMethod::BankId).await;
    world.domain.change_email(&bjorn, &Named::Hanna.email()).await.expect("a new address");
    let (_, secret) = world.session(Named::Bjorn, Channel::Web, SignInMethod::BankId).await;
    world.domain.sign_out(&Browser::at("203.0.113.24").with_session(&secret)).await.expect("signing out");
    world.check_invariants().await;
    world
}

/// What must not be found: numbers with and without century and dash, and addresses.
fn secrets() -> Vec<String> {
    let of_person = |name: Named| {
        let number = name.personal_number();
        let with_dash = |number: &str| format!("{}-{}", &number[..number.len() - 4], &number[number.len() - 4..]);
        let short = &number[2..];
        [number.to_owned(), with_dash(number), short.to_owned(), with_dash(short), name.email()]
    };
    Named::ALL.into_iter().flat_map(of_person).collect()
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[tokio::test]
async fn the_file_of_sqlite_tells_nothing() {
    let world = story(TestDatabase::Sqlite).await;

    let file = world.file();

    // The search finds what is there in clear.
    assert!(contains(&file, Named::Bjorn.surname()) && contains(&file, "access_shared"));
    for secret in secrets() {
        assert!(!contains(&file, &secret), "{secret} stands in the file");
    }
}

#[tokio::test]
async fn a_dump_of_postgresql_tells_nothing() {
    let world = story(TestDatabase::Postgres).await;

    let dump = world.dump().await;

    assert!(dump.contains(Named::Bjorn.surname()) && dump.contains("access_shared"));
    for secret in secrets() {
        // Bytes are dumped in hexadecimal.
        let hexadecimal = data_encoding::HEXLOWER.encode(secret.as_bytes());
        let found = contains(dump.as_bytes(), &secret) || dump.contains(&hexadecimal);
        assert!(!found, "{secret} stands in the dump");
    }
}

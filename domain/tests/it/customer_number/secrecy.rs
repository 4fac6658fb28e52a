//! A copy of the database reveals no password, no code, no link, and no typed number.

use data_encoding::HEXLOWER;
use domain::testing::{Named, PASSWORD, TestDatabase, World};

use super::{fail, stranger};

const TYPED: &str = "987654321";

/// Activates, signs in, fails, shares and requests; returns the world and what must not be found in it.
async fn story(database: TestDatabase) -> (World, Vec<String>) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    world.domain.activate_number(&stranger(), &anna.number(), &code, PASSWORD).await.unwrap();
    let by_number = world.by_number(&anna).await;
    fail(&world, &stranger(), &anna, 3).await;
    world.invite(&by_number, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let letters = world.letters_to(&Named::Anna.email());
    let links = letters.iter().map(|letter| letter.links[0].rsplit('/').next().unwrap());
    let link = links.max_by_key(|secret| secret.len()).unwrap().to_owned();
    world.clock.advance(24 * 3600);
    let waiting = world.code_for(&anna).await;
    world.domain.ask_for_code(&stranger(), TYPED).await.unwrap();
    let mut secrets = vec![PASSWORD.to_owned(), "ett annat ord".to_owned(), link, TYPED.to_owned()];
    for code in [code, waiting] {
        secrets.push(code.replace('-', ""));
        secrets.push(code);
    }
    secrets.push(stranger().address.to_string());
    (world, secrets)
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn the_file_of_sqlite_tells_nothing() {
    let (world, secrets) = story(TestDatabase::Sqlite).await;

    let file = world.file();

    assert!(contains(&file, "$argon2id$v=19$") && contains(&file, "number_activated"));
    for secret in secrets {
        assert!(!contains(&file, &secret), "{secret} stands in the file");
    }
}

#[tokio::test]
async fn a_dump_of_postgresql_tells_nothing() {
    let (world, secrets) = story(TestDatabase::Postgres).await;

    let dump = world.dump().await;

    assert!(dump.contains("$argon2id$v=19$") && dump.contains("number_activated"));
    for secret in secrets {
        let found = dump.contains(&secret) || dump.contains(&HEXLOWER.encode(secret.as_bytes()));
        assert!(!found, "{secret} stands in the dump");
    }
}

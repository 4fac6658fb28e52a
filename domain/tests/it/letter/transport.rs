//! How letters are delivered: to a mail server, or into a folder.

use domain::mail::{Mail, Password, Security};
use domain::testing::{Manner, Named, SmtpServer, TestDatabase, World, smtp_settings};
use rstest::rstest;
use types::access_grant::GranteeDetails;

#[tokio::test]
async fn a_mail_server_hears_one_sender_one_recipient_and_one_letter() {
    let mut world = World::with(TestDatabase::Sqlite, |settings| {
        // The worst possible settings: commands in every text that appears in a body.
        settings.company = "A\r\n.\r\nMAIL FROM:<x@example.com>\r\n".to_owned();
        settings.public_url = "http://localhost\n.\nRCPT TO:<x@example.com>\n".to_owned();
    })
    .await;
    let server = SmtpServer::start(Manner::Takes).await;
    world.send_by(server.mail());
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.change_email(&anna.caller, "new@example.com").await.unwrap();

    world.domain.send_due_letters(9).await.unwrap();

    let received = server.received();
    assert_eq!(received.count("MAIL FROM:<NO-REPLY@EXAMPLE.COM>"), 2);
    assert_eq!([received.count("MAIL"), received.count("RCPT"), received.count("DATA")], [2, 2, 2]);
    assert_eq!(received.count("RCPT TO:<BJORN.BERG@EXAMPLE.COM>"), 1);
    assert_eq!(received.count("EHLO PORTAL.EXAMPLE.COM"), 2);
    for letter in &received.letters {
        assert_eq!(letter.matches("Content-Transfer-Encoding: base64\n").count(), 2, "{letter}");
        assert!(!letter.contains("x@example.com"), "{letter}");
        assert!(letter.is_ascii() && letter.lines().all(|line| line.len() <= 120), "{letter}");
    }
    let ids: Vec<_> =
        world.letters_owed().await.iter().map(|job| format!("Message-ID: <{}@portal.example.com>", job.id)).collect();
    assert!(received.letters.iter().all(|letter| ids.iter().filter(|id| letter.contains(*id)).count() == 1));
}

#[rstest]
#[tokio::test]
async fn an_address_with_a_command_in_it_is_never_written_to(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    for trick in [
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\n.\n",
        "a%0d%0a@example.com",
        "a\u{2028}@example.com",
        "a@example.com\0",
    ] {
        let mut new = world.details(Named::Bjorn);
        new.grantee = GranteeDetails { email: trick.to_owned(), ..new.grantee };
        assert!(world.domain.share_access(&anna.caller, &anna.account, new).await.is_err(), "{trick:?}");
        assert!(world.domain.change_email(&anna.caller, trick).await.is_err(), "{trick:?}");
    }

    assert!(world.letters_owed().await.is_empty());
}

#[tokio::test]
async fn a_folder_holds_each_letter_as_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(TestDatabase::Sqlite).await;
    world.send_by(Mail::files(folder.path().join("mail")));
    let anna = world.holder(Named::Anna).await;
    for (name, pause) in [(Named::Bjorn, 60), (Named::Hanna, 0)] {
        world.invite(&anna, name).await.unwrap();
        world.domain.send_due_letters(9).await.unwrap();
        world.clock.advance(pause);
    }
    std::fs::write(folder.path().join("mail/notes.json"), "not a letter").unwrap();

    let caught = Mail::files(folder.path().join("mail")).caught(None);

    let recipients: Vec<_> = caught.iter().map(|mail| &*mail.to).collect();
    assert_eq!(recipients, ["hanna.hagg@example.com", "bjorn.berg@example.com"], "newest first");
    assert_eq!(world.letters_to("Bjorn.Berg@example.com").len(), 1);
    assert_eq!(std::fs::read_dir(folder.path().join("mail")).unwrap().count(), 3, "nothing unfinished is left");
    let shown = serde_json::to_value(&caught[0]).unwrap();
    let members: Vec<_> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["at", "html", "id", "links", "subject", "text", "to"]);
    assert_eq!(shown["at"], "2026-11-23T09:01:00Z");
}

#[test]
fn letters_are_encrypted_on_their_way_in_production() {
    let mail = |host, security| Mail::smtp(&smtp_settings(host, 25, security));

    assert!(mail("mail.example.com", Security::Tls).unwrap().is_fit_for_production());
    assert!(mail("mail.example.com", Security::Starttls).unwrap().is_fit_for_production());
    assert!(!mail("localhost", Security::None).unwrap().is_fit_for_production());
    assert!(mail("mail.example.com", Security::None).is_err());
    assert!(!Mail::files("mail".into()).is_fit_for_production());
    assert!(!Mail::memory().is_fit_for_production());
}

#[test]
fn a_password_is_not_shown() {
    let mut settings = smtp_settings("mail.example.com", 465, Security::Tls);
    settings.user = Some("portal".to_owned());
    assert!(Mail::smtp(&settings).is_err(), "a user without a password");
    settings.password = Some(Password::from("hemligt".to_owned()));

    assert!(Mail::smtp(&settings).is_ok());
    assert!(!format!("{settings:?}").contains("hemligt"));
}

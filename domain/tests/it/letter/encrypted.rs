//! Letters are sent over a connection to the intended mail server, and failures are explained in plain words.

use domain::job::JobState;
use domain::mail::{Mail, Security};
use domain::testing::{Authority, Cover, Manner, Named, SmtpServer, TestDatabase, World, smtp_settings};
use rstest::rstest;
use tokio::net::TcpListener;

/// Long after these tests, and long before.
const GOOD: i32 = 2099;
const OVER: i32 = 2021;

fn mail(server: &SmtpServer, security: Security, ca_pem: Option<&str>) -> Mail {
    let mut settings = smtp_settings("localhost", server.port, security);
    settings.ca_pem = ca_pem.map(|pem| pem.as_bytes().to_vec());
    Mail::smtp(&settings).unwrap()
}

#[rstest]
#[tokio::test]
async fn a_mail_server_with_an_authority_of_its_own_gets_letters(
    #[values(Security::Tls, Security::Starttls)] security: Security,
) {
    let authority = Authority::new();
    let acceptor = authority.vouch("localhost", GOOD);
    let cover = if security == Security::Tls { Cover::Tls(acceptor) } else { Cover::Starttls(acceptor) };
    let server = SmtpServer::covered(Manner::Takes, cover).await;
    let mut world = World::new(TestDatabase::Sqlite).await;
    world.send_by(mail(&server, security, Some(&authority.pem)));
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();

    world.domain.mail().try_connection().await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(server.received().letters.len(), 1);
    assert_eq!(world.letters_owed().await[0].state, JobState::Done);
}

#[rstest]
#[case::unknown_issuer(None, "localhost", GOOD, "no encrypted connection: unknown issuer")]
#[case::run_out(Some(()), "localhost", OVER, "no encrypted connection: its certificate has run out")]
#[case::other_name(Some(()), "mail.example.com", GOOD, "no encrypted connection: its certificate is for another name")]
#[tokio::test]
async fn a_mail_server_that_nobody_vouches_for_gets_no_letter(
    #[case] is_trusted: Option<()>,
    #[case] name: &str,
    #[case] last_year: i32,
    #[case] expected: &str,
    #[values(Security::Tls, Security::Starttls)] security: Security,
) {
    let authority = Authority::new();
    let acceptor = authority.vouch(name, last_year);
    let cover = if security == Security::Tls { Cover::Tls(acceptor) } else { Cover::Starttls(acceptor) };
    let server = SmtpServer::covered(Manner::Takes, cover).await;
    let mut world = World::new(TestDatabase::Sqlite).await;
    world.send_by(mail(&server, security, is_trusted.map(|()| &*authority.pem)));
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();

    let error = world.domain.mail().try_connection().await.unwrap_err();
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(error.to_string(), expected);
    assert!(server.received().letters.is_empty() && server.received().count("MAIL") == 0);
    assert_eq!(world.letters_owed().await[0].state, JobState::Owed);
}

#[tokio::test]
async fn connection_failures_are_explained() {
    let plain = SmtpServer::start(Manner::Takes).await;
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let error_of = async |host: &str, port, security| {
        let mail = Mail::smtp(&smtp_settings(host, port, security)).unwrap();
        mail.try_connection().await.unwrap_err().to_string()
    };

    let no_starttls = error_of("localhost", plain.port, Security::Starttls).await;
    let no_tls = error_of("localhost", plain.port, Security::Tls).await;
    let no_server = error_of("127.0.0.1", nobody, Security::None).await;

    assert_eq!(no_starttls, "no encrypted connection: the mail server offers no STARTTLS");
    assert_eq!(no_tls, "no encrypted connection: the mail server does not speak TLS on this port");
    assert_eq!(no_server, "no conversation with the mail server: it takes no connections");
}

#[test]
fn a_file_without_an_authority_is_refused() {
    for text in ["", "no certificate", "-----BEGIN CERTIFICATE-----\n****\n-----END CERTIFICATE-----\n"] {
        let mut settings = smtp_settings("localhost", 465, Security::Tls);
        settings.ca_pem = Some(text.as_bytes().to_vec());

        let refused = Mail::smtp(&settings).err().map(|error| error.to_string());

        assert!(refused.is_some_and(|error| error.starts_with("smtp.ca_file holds ")), "{text:?}");
    }
}

//! `server letters send`, over a real encrypted connection to a mail server with a private authority.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use domain::testing::{Authority, Cover, Manner, Named, SmtpServer, TestDatabase, World};
use domain::vault::Vault;
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A portal with two owed letters.
struct Desk {
    world: World,
    folder: TempDir,
    authority: Authority,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::new(TestDatabase::Sqlite).await;
        let keys = folder.path().join("keys.json");
        Vault::create_file(&keys).unwrap();
        world.take_keys(&keys);
        world.catch_up();
        let anna = world.holder(Named::Anna).await;
        for name in [Named::Bjorn, Named::Hanna] {
            world.invite(&anna, name).await.unwrap();
        }
        let authority = Authority::new();
        fs::write(folder.path().join("ca.pem"), &authority.pem).unwrap();
        Self { world, folder, authority }
    }

    fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Runs the command; returns its exit code and output.
    fn send(&self, port: u16, trust: &[(&str, PathBuf)]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .args(["letters", "send"])
            .env_clear()
            .env("APP_ENV", "demo")
            .env("APP_DATA_DIR", self.folder.path())
            .env("APP_DATABASE_URL", self.world.database_url())
            .env("APP_SMTP__HOST", "localhost")
            .env("APP_SMTP__PORT", port.to_string())
            .envs(trust.iter().cloned())
            .stdin(Stdio::null());
        // The mail server answers on another thread meanwhile.
        let output = tokio::task::block_in_place(|| command.output()).unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_leave_when_they_are_sent_by_hand_to_whom_the_settings_or_the_system_trust() {
    let desk = Desk::new().await;
    let cover = Cover::Starttls(desk.authority.vouch("localhost", 2099));
    let server = SmtpServer::covered(Manner::Takes, cover.clone()).await;
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();

    let (away, told_away) = desk.send(closed, &[("APP_SMTP__CA_FILE", desk.ca_file())]);
    let (untrusted, told_untrusted) = desk.send(server.port, &[]);
    let received_by_strangers = server.received().letters.len();
    let (sent, told_sent) = desk.send(server.port, &[("APP_SMTP__CA_FILE", desk.ca_file())]);
    let (none, told_none) = desk.send(server.port, &[]);

    assert_eq!(away, Some(2));
    assert!(told_away.contains("no conversation with the mail server: it takes no connections"), "{told_away}");
    assert!(
        told_away.contains("1 letters: 0 sent, 0 not needed any more, 1 not sent; the mail server is"),
        "{told_away}"
    );
    assert_eq!((untrusted, received_by_strangers), (Some(2), 0));
    assert!(told_untrusted.contains("no encrypted connection: unknown issuer"), "{told_untrusted}");
    assert_eq!(sent, Some(0), "{told_sent}");
    assert!(told_sent.contains("2 letters: 2 sent, 0 not needed any more, 0 not sent\n"), "{told_sent}");
    assert_eq!(server.received().letters.len(), 2);
    assert_eq!(none, Some(0));
    assert!(told_none.contains("0 letters: "), "{told_none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_system_trusts_gets_letters_without_a_setting() {
    let desk = Desk::new().await;
    let server = SmtpServer::covered(Manner::Takes, Cover::Starttls(desk.authority.vouch("localhost", 2099))).await;

    // This variable names the system's roots on every system.
    let (sent, told) = desk.send(server.port, &[("SSL_CERT_FILE", desk.ca_file())]);

    assert_eq!((sent, server.received().letters.len()), (Some(0), 2), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_letter_sets_the_exit_code() {
    let desk = Desk::new().await;
    let cover = Cover::Starttls(desk.authority.vouch("localhost", 2099));
    let refusing = SmtpServer::covered(Manner::Answers("451 4.3.0 try later"), cover).await;

    let (code, told) = desk.send(refusing.port, &[("APP_SMTP__CA_FILE", desk.ca_file())]);

    assert_eq!(code, Some(2));
    assert!(told.contains("2 letters: 0 sent, 0 not needed any more, 2 not sent\n"), "{told}");
}

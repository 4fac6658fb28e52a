//! Client certificates, and the files on disk.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use bankid::{AuthRequest, Client, ClientError, ClientSettings, Error, certificate_expires_at};

use crate::stage::{BROWSER, Stage, details, raw_caller, start_in};

#[tokio::test]
async fn a_caller_without_certificate_does_not_get_past_the_handshake() {
    let stage = Stage::start();
    let settings = stage.simulator.client_settings();

    let result = raw_caller(&settings, false)
        .post(format!("{}/auth", settings.base_url))
        .header("content-type", "application/json")
        .body("{}")
        .send()
        .await;

    assert!(result.is_err());
}

#[tokio::test]
async fn a_caller_with_a_certificate_of_another_authority_does_not_get_past_the_handshake() {
    let (stage, other) = (Stage::start(), Stage::start());
    let (settings, other) = (stage.simulator.client_settings(), other.simulator.client_settings());
    let settings = ClientSettings { certificate_pem: other.certificate_pem, key_pem: other.key_pem, ..settings };

    let result = Client::new(&settings).unwrap().auth(&AuthRequest::new(BROWSER)).await;

    assert!(matches!(result, Err(Error::Unreachable(_))));
}

#[tokio::test]
async fn the_client_trusts_only_the_authority_it_was_given() {
    let (stage, other) = (Stage::start(), Stage::start());
    let settings =
        ClientSettings { ca_pem: other.simulator.client_settings().ca_pem, ..stage.simulator.client_settings() };

    let result = Client::new(&settings).unwrap().auth(&AuthRequest::new(BROWSER)).await;

    assert!(matches!(result, Err(Error::Unreachable(_))));
}

#[tokio::test]
async fn a_connection_can_be_tried_without_an_order() {
    let (stage, other) = (Stage::start(), Stage::start());
    let (settings, other) = (stage.simulator.client_settings(), other.simulator.client_settings());
    let settings = ClientSettings { certificate_pem: other.certificate_pem, key_pem: other.key_pem, ..settings };

    let known = stage.client.try_connection().await;
    let unknown = Client::new(&settings).unwrap().try_connection().await;

    assert!(known.is_ok(), "{known:?}");
    assert!(matches!(unknown, Err(Error::Unreachable(_))), "{unknown:?}");
}

#[tokio::test]
async fn an_order_belongs_to_the_certificate_that_made_it() {
    let stage = Stage::start();
    let order = stage.auth().await;
    let stranger = Client::new(&stage.simulator.client_settings_for("Annan part AB").unwrap()).unwrap();

    let collected = stranger.collect(&order.order_ref).await;
    let cancelled = stranger.cancel(&order.order_ref).await;

    assert_eq!(details(collected), "No such order");
    assert_eq!(details(cancelled), "No such order");
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn certificates_are_used_again_at_the_next_start() {
    let stage = Stage::start();
    let settings = stage.simulator.client_settings();
    let Stage { simulator, directory, .. } = stage;
    simulator.shutdown().await;

    let again = start_in(directory.path(), &Arc::new(AtomicI64::new(0)));

    let moved = ClientSettings { base_url: again.rp_base_url(), ..settings };
    assert!(Client::new(&moved).unwrap().auth(&AuthRequest::new(BROWSER)).await.is_ok());
    assert!(again.client_settings_for("Annan part AB").is_ok());
}

#[tokio::test]
async fn a_directory_that_lost_a_file_is_filled_anew() {
    let stage = Stage::start();
    std::fs::remove_file(stage.directory.path().join("server-key.pem")).unwrap();

    let again = start_in(stage.directory.path(), &Arc::new(AtomicI64::new(0)));

    let client = Client::new(&again.client_settings()).unwrap();
    assert!(client.auth(&AuthRequest::new(BROWSER)).await.is_ok());
}

#[cfg(unix)]
#[tokio::test]
async fn keys_can_be_read_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let stage = Stage::start();

    for name in ["ca-key.pem", "rp-key.pem", "server-key.pem"] {
        let mode = std::fs::metadata(stage.directory.path().join(name)).unwrap().permissions().mode();

        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn nothing_but_certificates_is_kept_on_disk() {
    let stage = Stage::start();
    stage.auth().await;

    let mut names: Vec<_> = std::fs::read_dir(stage.directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();

    assert_eq!(names, ["ca-key.pem", "ca.pem", "rp-key.pem", "rp.pem", "server-key.pem", "server.pem"]);
}

#[tokio::test]
async fn the_end_of_a_certificate_can_be_read() {
    let stage = Stage::start();

    let expires_at = certificate_expires_at(&stage.simulator.client_settings().certificate_pem);

    assert_eq!(expires_at, Some("2044-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(certificate_expires_at(b"no certificate"), None);
}

#[tokio::test]
async fn settings_that_could_never_work_are_refused() {
    let stage = Stage::start();
    let good = stage.simulator.client_settings();
    let refusal = |settings: ClientSettings| Client::new(&settings).err();

    let plain = refusal(ClientSettings { base_url: "http://localhost/rp/v6.0".to_owned(), ..good.clone() });
    let no_authority = refusal(ClientSettings { ca_pem: Vec::new(), ..good.clone() });
    let no_certificate = refusal(ClientSettings { certificate_pem: Vec::new(), ..good.clone() });
    let no_key = refusal(ClientSettings { key_pem: b"no key".to_vec(), ..good.clone() });

    assert!(matches!(plain, Some(ClientError::BaseUrl)));
    assert!(matches!(no_authority, Some(ClientError::Authority)));
    assert!(matches!(no_certificate, Some(ClientError::Certificate)));
    assert!(matches!(no_key, Some(ClientError::Key)));
}

#[tokio::test]
async fn the_simulators_authority_cannot_vouch_for_bankid() {
    let stage = Stage::start();
    let base_url = "https://appapi2.bankid.com/rp/v6.0".to_owned();
    let settings = ClientSettings { base_url, ..stage.simulator.client_settings() };

    assert!(matches!(Client::new(&settings).err(), Some(ClientError::SimulatedAuthority)));
}

#[tokio::test]
async fn a_service_that_has_stopped_is_unreachable() {
    let stage = Stage::start();
    let Stage { simulator, client, .. } = stage;
    simulator.shutdown().await;

    let result = client.auth(&AuthRequest::new(BROWSER)).await;

    assert!(matches!(result, Err(Error::Unreachable(_))));
}

//! Settings that a production server refuses to start with.

use std::path::Path;

use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rstest::rstest;
use server::config::{Env, ServerConfig};
use tempfile::TempDir;

/// A production server with valid settings, and the folder of its files.
fn production() -> (ServerConfig, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    write_certificate(&file("ca.pem"), &file("ca.key"), "BankID SSL Root CA v1", 2034);
    write_certificate(&file("own.pem"), &file("own.key"), "Hjälmare Energi & Miljö", 2034);
    domain::vault::Vault::create_file(&file("keys.json")).expect("keys");
    let mut config = ServerConfig::defaults().expect("defaults");
    config.public_url = "https://minasidor.hjalmare.example".into();
    config.database_url = database("sslmode=verify-full");
    config.key_file = file("keys.json");
    config.bankid.url = "https://appapi2.bankid.com/rp/v6.0".into();
    config.bankid.ca_file = file("ca.pem");
    config.bankid.certificate_file = file("own.pem");
    config.bankid.key_file = file("own.key");
    config.smtp.host = "mail.hjalmare.example".into();
    config.customer_number.paper_folder = file("letters");
    (config, folder)
}

fn database(parameters: &str) -> server::config::DatabaseUrl {
    format!("postgres://portal:s3cret@db.hjalmare.example/portal?{parameters}").into()
}

fn write_certificate(certificate: &Path, key: &Path, name: &str, last_year: i32) {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_after = date_time_ymd(last_year, 1, 1);
    let pair = KeyPair::generate().expect("a key");
    std::fs::write(certificate, params.self_signed(&pair).expect("a certificate").pem()).expect("a file");
    std::fs::write(key, pair.serialize_pem()).expect("a file");
}

#[test]
fn a_good_production_config_passes() {
    let (config, _folder) = production();

    config.check().unwrap();
}

#[test]
fn it_is_said_whose_word_about_an_address_is_believed_and_in_which_forms() {
    let (mut config, _folder) = production();
    assert!(config.trusted_proxies_sentence().contains("no proxy is trusted"), "{}", config.trusted_proxies_sentence());

    config.trusted_proxies = vec!["192.0.2.1".parse().unwrap()];

    let said = config.trusted_proxies_sentence();
    for part in ["192.0.2.1 ", "X-Forwarded-For", "Forwarded (RFC 7239)", "203.0.113.5:51234", "[2001:db8::7]:40000"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn no_letters_are_printed_where_customer_numbers_are_closed() {
    let (mut config, _folder) = production();
    config.customer_number.paper_folder = "".into();
    config.customer_number.open = false;

    config.check().unwrap();
}

#[rstest]
#[case::a_folder_as_host("postgres://portal@%2Frun%2Fpostgresql/portal")]
#[case::a_folder_as_parameter("postgres:///portal?host=/run/postgresql")]
#[case::the_long_scheme("postgresql://portal@db.hjalmare.example/portal?sslmode=verify-full")]
#[case::a_file("sqlite:///srv/portal/portal.db")]
fn a_database_that_nobody_can_stand_in_for_passes(#[case] url: &str) {
    let (mut config, _folder) = production();
    config.database_url = url.to_owned().into();

    config.check().unwrap();
}

#[rstest]
#[case::nothing("")]
#[case::unencrypted("sslmode=disable")]
#[case::encrypted_for_anybody("sslmode=require")]
#[case::any_host_of_the_authority("sslmode=verify-ca")]
#[case::said_twice("sslmode=verify-full&sslmode=disable")]
#[case::said_in_two_ways("sslmode=verify-full&ssl-mode=prefer")]
fn a_database_that_anybody_can_stand_in_for_is_refused(#[case] parameters: &str) {
    let (mut config, _folder) = production();
    config.database_url = database(parameters);

    refused(&config, "database_url", "sslmode=verify-full");
}

#[rstest]
#[case("https://localhost:3443/rp/v6.0")]
#[case("https://bankid.localhost/rp/v6.0")]
#[case("https://LOCALHOST./rp/v6.0")]
#[case("https://127.0.0.1:3443/rp/v6.0")]
#[case("https://127.8.8.8/rp/v6.0")]
#[case("https://127.1/rp/v6.0")]
#[case("https://0.0.0.0/rp/v6.0")]
#[case("https://[::1]:3443/rp/v6.0")]
#[case("https://[::ffff:127.0.0.1]/rp/v6.0")]
fn the_simulated_bankid_is_refused_by_its_address(#[case] url: &str) {
    let (mut config, _folder) = production();
    config.bankid.url = url.to_owned();

    refused(&config, "bankid.url is a simulated BankID", "appapi2.bankid.com");
}

#[rstest]
#[case::of_bankid("https://appapi2.test.bankid.com/rp/v6.0")]
#[case::of_anybody("https://bankid.test/rp/v6.0")]
fn a_test_system_is_refused(#[case] url: &str) {
    let (mut config, _folder) = production();
    config.bankid.url = url.to_owned();

    refused(&config, "bankid.url is a test system", "appapi2.bankid.com");
}

#[test]
fn the_simulated_bankid_is_refused_by_its_authority() {
    let (config, folder) = production();
    let file = |name: &str| folder.path().join(name);
    write_certificate(&file("ca.pem"), &file("ca.key"), "Simulated BankID CA", 2034);

    refused(&config, "bankid.ca_file is the simulated BankID's", "root certificate");
}

#[test]
fn a_certificate_that_has_run_out_is_refused() {
    let (config, folder) = production();
    let file = |name: &str| folder.path().join(name);
    write_certificate(&file("own.pem"), &file("own.key"), "Hjälmare Energi & Miljö", 2025);

    refused(&config, "bankid.certificate_file has run out", "new certificate");
}

/// A problem with a production server, its message, and the remedy.
type Wrong = (fn(&mut ServerConfig), &'static str, &'static str);

#[rustfmt::skip]
const WRONG: &[Wrong] = &[
    (|it| it.public_url = "http://minasidor.hjalmare.example".into(), "public_url", "https://"),
    (|it| it.public_url = String::new(), "public_url", "https://"),
    (|it| it.public_url = "https://hjalmare.example/portal".into(), "public_url", "scheme, host"),
    (|it| it.public_url = "https://hjalmare.example/".into(), "public_url", "leave it out"),
    (|it| it.public_url = "https://MinaSidor.hjalmare.example".into(), "public_url", "set https://minasidor.hjalmare.example"),
    (|it| it.public_url = "HTTPS://hjalmare.example".into(), "public_url", "set https://hjalmare.example"),
    (|it| it.public_url = "https://hjalmare.example:443".into(), "public_url", "set https://hjalmare.example"),
    (|it| it.public_url = "https://hjalmare.example:08443".into(), "public_url", "set https://hjalmare.example:8443"),
    (|it| it.public_url = "https://anna@hjalmare.example".into(), "public_url", "set https://hjalmare.example"),
    (|it| it.public_url = "https://hjälmare.example".into(), "public_url", "set https://xn--hjlmare-6wa.example"),
    (|it| it.public_url = " https://hjalmare.example".into(), "public_url", "set https://hjalmare.example"),
    (|it| it.database_connections = 0, "database_connections", "1 at least"),
    (|it| it.log = "portal=loud".into(), "log is no filter", "info"),
    (|it| it.sessions.idle_minutes = 0, "sessions.idle_minutes", "1 at least"),
    (|it| it.smtp.ca_file = "/nowhere/ca.pem".into(), "smtp.ca_file", "cannot be read"),
    (|it| it.smtp.ca_file = it.bankid.key_file.clone(), "smtp.ca_file holds no certificate", "PEM"),
    (|it| it.database_url = String::new().into(), "database_url", "postgres://"),
    (|it| it.database_url = "mysql://db/portal".to_owned().into(), "database_url", "postgres://"),
    (|it| it.key_file = "".into(), "key_file", "make-keys"),
    (|it| it.key_file = "/nowhere/keys.json".into(), "key_file", "make-keys"),
    (|it| it.key_file = it.bankid.key_file.clone(), "key_file", "make-keys"),
    (|it| it.smtp.host = String::new(), "smtp.host", "name the mail server"),
    (|it| it.retention.letter_days = 29, "retention.letter_days", "30 at least"),
    (|it| it.retention.activity_months = 0, "retention.activity_months", "a month"),
    (|it| it.retention.grant_months = 0, "retention.grant_months", "a month"),
    (|it| it.retention.order_months = 0, "retention.order_months", "a month"),
    (|it| it.retention.customer_months = 0, "retention.customer_months", "a month"),
    (|it| it.retention.person_months = 0, "retention.person_months", "a month"),
    (|it| it.retention.person_months = it.retention.activity_months + 1, "retention.person_months", "lower"),
    (|it| it.customer_number.paper_folder = "".into(), "customer_number.paper_folder", "open to false"),
    (|it| it.customer_number.form.shortest = 0, "customer_number.form", "shortest"),
    (|it| it.customer_number.form.longest = 33, "customer_number.form", "longest"),
    (|it| it.customer_number.form.shortest = 33, "customer_number.form", "shortest"),
    (|it| it.pickups.moves_file = "/nowhere/moves.toml".into(), "pickups.moves_file", "cannot be read"),
    (plain_mail, "unencrypted", "smtp.security"),
    (|it| it.bankid.url = "http://appapi2.bankid.com".into(), "bankid.url", "https://"),
    (|it| it.bankid.url = String::new(), "bankid.url", "https://appapi2.bankid.com"),
    (|it| it.bankid.ca_file = "".into(), "bankid.ca_file is not set", "PEM"),
    (|it| it.bankid.certificate_file = "".into(), "bankid.certificate_file is not set", "PEM"),
    (|it| it.bankid.key_file = "".into(), "bankid.key_file is not set", "PEM"),
    (|it| it.bags.rolls = 0, "bags.rolls", "how many"),
    (|it| it.bags.kinds.clear(), "bags.kinds", "name the colours"),
    (|it| it.bags.kinds[1].colour = it.bags.kinds[0].colour.clone(), "bags.kinds has green twice", "its own word"),
    (|it| it.bags.kinds[0].colour.0 = "Grön".into(), "bags.kinds has the colour", "light_brown"),
    (|it| it.bags.kinds[0].paint = "red; x".into(), "bags.kinds paints green", "#3f8f3b"),
    (|it| it.bags.kinds[0].name.en.clear(), "the name of bags.kinds green", "sv and en"),
    (|it| it.bags.told_to = "kundservice".into(), "bags.told_to", "the company's own"),
    (|it| it.bags.delivery.sv.clear(), "bags.delivery", "sv and en"),
    (|it| it.bags.delay.sv = "Påsarna kommer senare.".into(), "bags.delay", "sv and en"),
    (key_as_certificate, "bankid.certificate_file holds no certificate", "PEM"),
];

#[test]
fn a_production_server_is_refused_whatever_is_wrong_with_it() {
    for (spoil, what, remedy) in WRONG {
        let (mut config, _folder) = production();
        spoil(&mut config);

        refused(&config, what, remedy);
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let (mut config, _folder) = production();
    config.public_url = "https://Hjalmare.example".into();
    config.key_file = "/nowhere/keys.json".into();
    config.smtp.host = String::new();
    config.smtp.security = domain::mail::Security::None;
    config.bankid.url = "https://appapi2.test.bankid.com/rp/v6.0".into();
    config.bankid.ca_file = "".into();
    config.bankid.certificate_file = "".into();
    config.bags.rolls = 0;
    config.bags.told_to = "kundservice".into();
    config.retention.grant_months = 0;
    config.pickups.moves_file = "/nowhere/moves.toml".into();
    config.customer_number.paper_folder = "".into();

    let told = config.check().unwrap_err().to_string();

    for setting in [
        "public_url",
        "key_file",
        "smtp.host",
        "bankid.url",
        "bankid.ca_file",
        "bankid.certificate_file",
        "bags.rolls",
        "bags.told_to",
        "retention.grant_months",
        "pickups.moves_file",
        "customer_number.paper_folder",
    ] {
        assert_eq!(told.matches(&format!("\n- {setting} ")).count(), 1, "{setting}: {told}");
    }
    assert_eq!(told.lines().count(), 12, "{told}");
}

fn plain_mail(config: &mut ServerConfig) {
    config.smtp.security = domain::mail::Security::None;
    config.smtp.host = "127.0.0.1".into();
}

fn key_as_certificate(config: &mut ServerConfig) {
    config.bankid.certificate_file = config.bankid.key_file.clone();
}

fn refused(config: &ServerConfig, what: &str, remedy: &str) {
    let refusal = format!("{:#}", config.check().expect_err(what));
    assert!(refusal.contains(what) && refusal.contains(remedy), "{refusal}");
}

#[test]
fn pickups_are_moved_as_a_file_of_the_companys_own_says() {
    let (mut config, folder) = production();
    config.pickups.moves_file = folder.path().join("moves.toml");
    std::fs::write(&config.pickups.moves_file, "[[moves]]\nfrom = \"2029-12-24\"\nto = \"2029-12-21\"\n").unwrap();

    config.check().unwrap();
    let own = format!("{:?}", config.rules().unwrap().pickups.moves);

    assert!(own.contains("2029") && !own.contains("2026"), "{own}");
}

#[rstest]
#[case::no_toml("from 2029-12-24 to 2029-12-21", "[[moves]]")]
#[case::another_word("[[moves]]\nfrom = \"2029-12-24\"\ninto = \"2029-12-21\"\n", "into")]
#[case::no_date("[[moves]]\nfrom = \"julafton\"\nto = \"2029-12-21\"\n", "julafton")]
#[case::another_year("[[moves]]\nfrom = \"2029-12-24\"\nto = \"2028-12-21\"\n", "longer than 14 days")]
fn a_file_of_moves_that_makes_no_sense_is_refused(#[case] text: &str, #[case] remedy: &str) {
    let (mut config, folder) = production();
    config.pickups.moves_file = folder.path().join("moves.toml");
    std::fs::write(&config.pickups.moves_file, text).unwrap();

    refused(&config, "pickups.moves_file", remedy);
}

#[test]
fn nothing_is_a_demo_unless_it_is_said() {
    assert_eq!(ServerConfig::defaults().unwrap().env, Env::Production);
}

#[test]
fn debug_output_has_no_password() {
    let (mut config, _folder) = production();
    config.smtp.password = "hemligt-ord".to_owned().into();

    let text = format!("{config:?}");

    assert!(!text.contains("s3cret") && !text.contains("hemligt-ord"), "{text}");
}

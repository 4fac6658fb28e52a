//! What a server refuses to start with. Each sentence says which setting, what is wrong, and what to set.

use std::net::IpAddr;
use std::path::Path;

use anyhow::{Context as _, ensure};
use domain::settings::RetentionSettings;
use domain::vault::Vault;
use http::Uri;
use jiff::Timestamp;

use super::check_bags::check_bags;
use super::{Env, ServerConfig};

/// Limits count letters by their rows: those with codes over thirty days.
const LETTERS_COUNTED: u16 = 30;

impl ServerConfig {
    /// Refuses what a server for customers must not have, every part of the demo before all.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(!self.public_url.ends_with('/'), "public_url ends with a slash: leave it out");
        ensure!(!self.database_url.expose().is_empty(), "database_url is not set: set postgres://… or sqlite://…");
        ensure!(!self.key_file.as_os_str().is_empty(), "key_file is not set: `server make-keys FILE` makes one");
        check_bags(&self.bags)?;
        self.pickup_moves()?;
        self.check_retention()?;
        if self.env == Env::Demo {
            ensure!(cfg!(feature = "demo"), "this server was built without demo mode: set env to production");
            return Ok(());
        }
        self.check_public_url()?;
        check_database(self.database_url.expose())?;
        Vault::open_file(&self.key_file).context("key_file is no good: `server make-keys FILE` makes one")?;
        ensure!(!self.smtp.host.is_empty(), "smtp.host is not set: name the mail server (files are for the demo)");
        ensure!(
            self.mail()?.is_fit_for_production(),
            "letters would leave unencrypted: set smtp.security to tls or starttls"
        );
        let has_folder = !self.customer_number.paper_folder.as_os_str().is_empty();
        ensure!(
            has_folder || !self.customer_number.open,
            "customer_number.paper_folder is not set: name the folder from which letters are printed, or set open to false"
        );
        self.check_bank()
    }

    fn check_public_url(&self) -> anyhow::Result<()> {
        let url = self.public_url.parse::<Uri>().ok().filter(|url| url.scheme_str() == Some("https"));
        let url = url.context("public_url is no address of https: set https:// and the portal's host")?;
        ensure!(url.path() == "/" && url.query().is_none(), "public_url has a path: set scheme, host and port only");
        Ok(())
    }

    fn check_retention(&self) -> anyhow::Result<()> {
        let RetentionSettings {
            activity_months,
            grant_months,
            order_months,
            letter_days,
            customer_months,
            person_months,
        } = self.retention;
        let months = [
            ("activity_months", activity_months),
            ("grant_months", grant_months),
            ("order_months", order_months),
            ("customer_months", customer_months),
            ("person_months", person_months),
        ];
        for (name, months) in months {
            ensure!(months > 0, "retention.{name} is 0: what is over would go at once; set a month at least");
        }
        ensure!(
            person_months <= activity_months,
            "retention.person_months is over activity_months: who did something is known as long as that; set it lower"
        );
        ensure!(
            letter_days >= LETTERS_COUNTED,
            "retention.letter_days is {letter_days}: letters are counted over thirty days; set {LETTERS_COUNTED} at least"
        );
        Ok(())
    }

    fn check_bank(&self) -> anyhow::Result<()> {
        let url = self.bankid.url.parse::<Uri>().ok().filter(|url| url.scheme_str() == Some("https"));
        let url = url.context("bankid.url is no address of https: set https://appapi2.bankid.com/rp/v6.0")?;
        let host = url.host().unwrap_or_default();
        ensure!(!is_this_machine(host), "bankid.url is a simulated BankID: set https://appapi2.bankid.com/rp/v6.0");
        ensure!(!is_for_tests(host), "bankid.url is a test system: set https://appapi2.bankid.com/rp/v6.0");
        ensure!(
            self.bank_certificate_ends()? > Timestamp::now(),
            "bankid.certificate_file has run out: order a new certificate from the bank"
        );
        let client = self.bankid_client()?;
        ensure!(
            !bankid::is_simulated(&client.ca_pem),
            "bankid.ca_file is the simulated BankID's: set the file of BankID's own root certificate"
        );
        bankid::Client::new(&client)
            .context("one of bankid's files is no good: set ca_file, certificate_file, key_file")?;
        Ok(())
    }

    /// When our certificate for BankID runs out.
    pub fn bank_certificate_ends(&self) -> anyhow::Result<Timestamp> {
        let pem = read_setting("bankid.certificate_file", &self.bankid.certificate_file)?;
        bankid::certificate_expires_at(&pem)
            .context("bankid.certificate_file holds no certificate: set a file in PEM form")
    }
}

/// Reads the file that a setting names.
pub(super) fn read_setting(setting: &str, path: &Path) -> anyhow::Result<Vec<u8>> {
    ensure!(!path.as_os_str().is_empty(), "{setting} is not set: set a file in PEM form");
    std::fs::read(path).with_context(|| format!("{setting} names {}, which cannot be read", path.display()))
}

/// Rows leave this machine only to a PostgreSQL whose certificate is checked.
fn check_database(url: &str) -> anyhow::Result<()> {
    if url.starts_with("sqlite:") {
        return Ok(());
    }
    let is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
    ensure!(is_postgres, "database_url is of no known kind: set postgres://… or sqlite://…");
    ensure!(
        is_socket(url) || is_verified(url),
        "database_url does not check who answers: add sslmode=verify-full, or connect by a unix socket"
    );
    Ok(())
}

/// A folder instead of a host: `postgres://user@%2Frun%2Fpostgresql/portal`, or `?host=/run/postgresql`.
fn is_socket(url: &str) -> bool {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    host.starts_with("%2f")
        || parameters(url).any(|(name, value)| {
            name == "host" && (value.starts_with('/') || value.to_ascii_lowercase().starts_with("%2f"))
        })
}

/// Said at least once, and nothing else beside it: the last one would win.
fn is_verified(url: &str) -> bool {
    let mut modes = parameters(url).filter(|(name, _)| ["sslmode", "ssl-mode"].contains(name)).peekable();
    modes.peek().is_some() && modes.all(|(_, mode)| mode == "verify-full")
}

fn parameters(url: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter_map(|pair| pair.split_once('='))
}

/// Where a simulator can be. An address of numbers in an unusual form is read as one by the client, so it counts too.
fn is_this_machine(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    if let Ok(address) = host.parse::<IpAddr>() {
        let address = address.to_canonical();
        return address.is_loopback() || address.is_unspecified();
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    last == "localhost" || last.is_empty() || last.starts_with(|first: char| first.is_ascii_digit())
}

fn is_for_tests(host: &str) -> bool {
    host.trim_end_matches('.').to_ascii_lowercase().split('.').any(|label| label == "test")
}

//! Settings that a server refuses to start with. Each message names the setting, the problem and the remedy.

use std::net::IpAddr;
use std::path::Path;

use anyhow::{Context as _, ensure};
use domain::settings::{RetentionSettings, SessionSettings};
use domain::vault::Vault;
use http::Uri;
use jiff::Timestamp;
use tracing_subscriber::EnvFilter;
use types::CustomerNumberForm;
use url::Url;

use super::check_bags::check_bags;
use super::{Env, Problems, ServerConfig};

/// Rate limits count the rows of letters, those with codes over thirty days.
const LETTERS_COUNTED: u16 = 30;
/// The longest customer number that anybody would type.
const LONGEST_NUMBER: u8 = 32;

impl ServerConfig {
    /// Fails if the server must not start with these settings.
    pub fn check(&self) -> anyhow::Result<()> {
        self.problems().into_result()
    }

    /// Every reason not to start. A production server must have no part of the demo.
    pub fn problems(&self) -> Problems {
        let mut found = Problems::default();
        found.take(self.check_public_url());
        let has_database = !self.database_url.expose().is_empty();
        found.require(has_database, "database_url is not set: set postgres://… or sqlite://…");
        found.require(self.database_connections > 0, "database_connections is 0: set 1 at least");
        found.take(EnvFilter::try_new(&self.log).context("log is no filter: set info, or as of tracing's EnvFilter"));
        check_bags(&self.bags, &mut found);
        found.take(self.pickup_moves());
        found.take(self.check_number_form());
        self.check_sessions(&mut found);
        self.check_retention(&mut found);
        if self.env == Env::Demo {
            found.require(cfg!(feature = "demo"), "env is demo, and this server was built without it: set production");
            found.take(self.mail());
            return found;
        }
        if has_database {
            found.take(check_database(self.database_url.expose()));
        }
        found.take(self.check_keys());
        self.check_letters(&mut found);
        self.check_bank(&mut found);
        found
    }

    /// The public URL must be written as browsers write an origin, because it is compared with what they send.
    fn check_public_url(&self) -> anyhow::Result<()> {
        let is_demo = self.env == Env::Demo;
        let url = Url::parse(&self.public_url).ok().filter(|url| url.scheme() == "https" || is_demo);
        let url = url.context("public_url is no address of https: set https:// and the portal's host")?;
        let normal = url.origin().ascii_serialization();
        let has_path = url.path() != "/" || url.query().is_some() || url.fragment().is_some();
        ensure!(!has_path, "public_url has a path: set scheme, host and port only, {normal}");
        ensure!(!self.public_url.ends_with('/'), "public_url ends with a slash: leave it out, {normal}");
        ensure!(self.public_url == normal, "public_url is not as browsers write it: set {normal}");
        Ok(())
    }

    fn check_keys(&self) -> anyhow::Result<()> {
        ensure!(!self.key_file.as_os_str().is_empty(), "key_file is not set: `server make-keys FILE` makes one");
        Vault::open_file(&self.key_file).context("key_file is no good: `server make-keys FILE` makes one")?;
        Ok(())
    }

    fn check_letters(&self, found: &mut Problems) {
        if self.smtp.host.is_empty() {
            found.add("smtp.host is not set: name the mail server (files are for the demo)");
        } else if let Some(mail) = found.take(self.mail()) {
            let is_encrypted = mail.is_fit_for_production();
            found.require(
                is_encrypted,
                "smtp.security leaves letters unencrypted: set smtp.security to tls or starttls",
            );
        }
        found.require(
            !self.customer_number.paper_folder.as_os_str().is_empty() || !self.customer_number.open,
            "customer_number.paper_folder is not set: name the folder from which letters are printed, or set open to false",
        );
    }

    fn check_sessions(&self, found: &mut Problems) {
        let SessionSettings { idle_minutes, absolute_hours, number_idle_minutes, number_absolute_hours } =
            self.sessions;
        let times = [
            ("idle_minutes", idle_minutes),
            ("absolute_hours", absolute_hours),
            ("number_idle_minutes", number_idle_minutes),
            ("number_absolute_hours", number_absolute_hours),
        ];
        for (name, time) in times {
            found.require(time > 0, &format!("sessions.{name} is 0: every session would end at once; set 1 at least"));
        }
    }

    fn check_number_form(&self) -> anyhow::Result<()> {
        let CustomerNumberForm { shortest, longest, .. } = self.customer_number.form;
        ensure!(
            (1..=longest).contains(&shortest) && longest <= LONGEST_NUMBER,
            "customer_number.form has no length from 1 to {LONGEST_NUMBER}: set shortest and longest"
        );
        Ok(())
    }

    fn check_retention(&self, found: &mut Problems) {
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
            let sentence = format!("retention.{name} is 0: what is over would go at once; set a month at least");
            found.require(months > 0, &sentence);
        }
        found.require(
            person_months <= activity_months,
            "retention.person_months is over activity_months: who did something is known as long as that; set it lower",
        );
        let sentence = format!(
            "retention.letter_days is {letter_days}: letters are counted over thirty days; set {LETTERS_COUNTED} at least"
        );
        found.require(letter_days >= LETTERS_COUNTED, &sentence);
    }

    fn check_bank(&self, found: &mut Problems) {
        found.take(self.check_bank_url());
        if let Some(end) = found.take(self.bank_certificate_ends()) {
            let lasts = end > Timestamp::now();
            found.require(lasts, "bankid.certificate_file has run out: order a new certificate from the bank");
        }
        let files = [
            ("bankid.ca_file", &self.bankid.ca_file),
            ("bankid.certificate_file", &self.bankid.certificate_file),
            ("bankid.key_file", &self.bankid.key_file),
        ];
        for (setting, file) in files {
            found.take(read_setting(setting, file));
        }
        // Unreadable files have been reported already.
        let Ok(client) = self.bankid_client() else { return };
        if bankid::is_simulated(&client.ca_pem) {
            found.add("bankid.ca_file is the simulated BankID's: set the file of BankID's own root certificate");
        } else if let Err(error) = bankid::Client::new(&client)
            && !matches!(error, bankid::ClientError::BaseUrl)
        {
            let setting = match error {
                bankid::ClientError::Authority => "bankid.ca_file",
                bankid::ClientError::Key => "bankid.key_file",
                _ => "bankid.certificate_file",
            };
            found.add(format!("{setting} is no good, {error}: set ca_file, certificate_file and key_file in PEM form"));
        }
    }

    fn check_bank_url(&self) -> anyhow::Result<()> {
        let url = self.bankid.url.parse::<Uri>().ok().filter(|url| url.scheme_str() == Some("https"));
        let url = url.context("bankid.url is no address of https: set https://appapi2.bankid.com/rp/v6.0")?;
        let host = url.host().unwrap_or_default();
        ensure!(!is_this_machine(host), "bankid.url is a simulated BankID: set https://appapi2.bankid.com/rp/v6.0");
        ensure!(!is_for_tests(host), "bankid.url is a test system: set https://appapi2.bankid.com/rp/v6.0");
        Ok(())
    }

    /// When our BankID certificate expires.
    pub fn bank_certificate_ends(&self) -> anyhow::Result<Timestamp> {
        let pem = read_setting("bankid.certificate_file", &self.bankid.certificate_file)?;
        bankid::certificate_expires_at(&pem)
            .context("bankid.certificate_file holds no certificate: set a file in PEM form")
    }
}

/// Reads the file named by a setting.
pub(super) fn read_setting(setting: &str, path: &Path) -> anyhow::Result<Vec<u8>> {
    ensure!(!path.as_os_str().is_empty(), "{setting} is not set: set a file in PEM form");
    std::fs::read(path).with_context(|| format!("{setting} names {}, which cannot be read", path.display()))
}

/// Data leaves this machine only for a PostgreSQL server whose certificate is verified.
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

/// A directory instead of a host: `postgres://user@%2Frun%2Fpostgresql/portal`, or `?host=/run/postgresql`.
fn is_socket(url: &str) -> bool {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    host.starts_with("%2f")
        || parameters(url).any(|(name, value)| {
            name == "host" && (value.starts_with('/') || value.to_ascii_lowercase().starts_with("%2f"))
        })
}

/// Whether every `sslmode` verifies the certificate, and there is at least one: the last one wins.
fn is_verified(url: &str) -> bool {
    let mut modes = parameters(url).filter(|(name, _)| ["sslmode", "ssl-mode"].contains(name)).peekable();
    modes.peek().is_some() && modes.all(|(_, mode)| mode == "verify-full")
}

fn parameters(url: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter_map(|pair| pair.split_once('='))
}

/// Where a simulator may run. Clients also resolve IP addresses in unusual notations, so those count too.
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

//! Settings: `config.default.toml`, in demo mode `config.demo.toml`, then the file named by `APP_CONFIG`, then the
//! environment. The only module that reads the environment; `config/check.rs` refuses to start a production server with
//! parts of the demo.

mod check;
mod check_bags;
mod check_folder;
mod online;
mod pickup_moves;
mod problems;
mod read;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use app::brand::Brand;
use domain::mail::{Mail, Paper, Password, Security, SmtpSettings};
use domain::settings::{
    BagSettings, CustomerNumberSettings, GrantSettings, RetentionSettings, SessionSettings, Settings,
};
use leptos::config::LeptosOptions;
use serde::Deserialize;

pub use problems::Problems;

use crate::client_address::UNDERSTOOD;

const DEFAULTS: &str = include_str!("config.default.toml");
const DEMO: &str = include_str!("config.demo.toml");

/// The environment the server runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Env {
    /// Real customers.
    Production,
    /// Trying the portal on one's own machine.
    Demo,
}

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Human-readable.
    Text,
    /// Machine-readable.
    Json,
}

/// Every setting, as `config.default.toml` documents it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation, and a test keeps the two alike")]
pub struct ServerConfig {
    pub env: Env,
    pub address: IpAddr,
    pub port: u16,
    pub public_url: String,
    #[serde(deserialize_with = "read::list")]
    pub trusted_proxies: Vec<IpAddr>,
    pub data_dir: PathBuf,
    pub database_url: DatabaseUrl,
    pub database_connections: u32,
    pub key_file: PathBuf,
    pub log: String,
    pub log_format: LogFormat,
    pub works: bool,
    pub drain_seconds: u32,
    pub bankid_app_port: u16,
    pub bankid_rp_port: u16,
    pub brand: Brand,
    pub bankid: BankIdConfig,
    pub smtp: SmtpConfig,
    pub grants: GrantSettings,
    pub sessions: SessionSettings,
    pub customer_number: CustomerNumberConfig,
    pub bags: BagSettings,
    pub pickups: PickupConfig,
    pub retention: RetentionSettings,
    pub limits: LimitConfig,
}

/// The database's URL. It may contain a password, so `Debug` redacts it.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The URL in clear, for connecting.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for DatabaseUrl {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DatabaseUrl(hidden)")
    }
}

/// Our settings as a relying party of BankID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation")]
pub struct BankIdConfig {
    pub url: String,
    pub ca_file: PathBuf,
    pub certificate_file: PathBuf,
    pub key_file: PathBuf,
}

/// Signing in by customer number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation")]
pub struct CustomerNumberConfig {
    pub open: bool,
    pub letters_a_day: u32,
    pub form: types::CustomerNumberForm,
    pub paper_folder: PathBuf,
}

/// Pickups of waste.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation")]
pub struct PickupConfig {
    pub moves_file: PathBuf,
}

/// Rate and concurrency limits, per process.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation")]
pub struct LimitConfig {
    pub sign_ins_per_minute: NonZeroU32,
    pub sign_ins_at_once: NonZeroU32,
    pub event_streams: NonZeroU32,
    pub page_streams: NonZeroU32,
    pub requests_at_once: NonZeroU32,
}

/// The mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is the documentation")]
pub struct SmtpConfig {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub ca_file: PathBuf,
    pub user: String,
    pub password: Password,
    pub from_address: String,
}

impl ServerConfig {
    /// Reads the settings and fills in the defaults of demo mode; reports those that cannot be read.
    pub fn read() -> anyhow::Result<(Self, Problems)> {
        let (mut config, problems) = read::read()?;
        if config.env == Env::Demo {
            config.complete_for_demo();
        }
        Ok((config, problems))
    }

    /// The default settings, which tests start from.
    pub fn defaults() -> anyhow::Result<Self> {
        read::defaults()
    }

    fn complete_for_demo(&mut self) {
        if self.public_url.is_empty() {
            // Browsers omit the default port of a scheme.
            let port = if self.port == 80 { String::new() } else { format!(":{}", self.port) };
            self.public_url = format!("http://localhost{port}");
        }
        if self.database_url.0.is_empty() {
            self.database_url = format!("sqlite://{}", self.data_dir.join("portal.db").display()).into();
        }
        if self.key_file.as_os_str().is_empty() {
            self.key_file = self.data_dir.join("keys.json");
        }
        if self.customer_number.paper_folder.as_os_str().is_empty() {
            self.customer_number.paper_folder = self.data_dir.join("letters");
        }
    }

    /// The settings of the domain.
    pub fn rules(&self) -> anyhow::Result<Settings> {
        Ok(Settings {
            company: self.brand.company.clone(),
            public_url: self.public_url.clone(),
            grants: self.grants.clone(),
            sessions: self.sessions.clone(),
            customer_number: CustomerNumberSettings {
                open: self.customer_number.open,
                letters_a_day: self.customer_number.letters_a_day,
                form: self.customer_number.form,
            },
            bags: self.bags.clone(),
            pickups: self.pickup_moves()?,
            retention: self.retention.clone(),
        })
    }

    /// How paper letters are delivered.
    pub fn paper(&self) -> Paper {
        Paper::folder(self.customer_number.paper_folder.clone())
    }

    /// How e-mail is delivered.
    pub fn mail(&self) -> anyhow::Result<Mail> {
        if self.smtp.host.is_empty() && self.env == Env::Demo {
            return Ok(Mail::files(self.data_dir.join("mail")));
        }
        let with_user = !self.smtp.user.is_empty();
        let with_ca = !self.smtp.ca_file.as_os_str().is_empty();
        Mail::smtp(&SmtpSettings {
            host: self.smtp.host.clone(),
            port: self.smtp.port,
            security: self.smtp.security,
            ca_pem: with_ca.then(|| check::read_setting("smtp.ca_file", &self.smtp.ca_file)).transpose()?,
            user: with_user.then(|| self.smtp.user.clone()),
            password: with_user.then(|| self.smtp.password.clone()),
            from_address: types::EmailAddress::parse(&self.smtp.from_address)
                .context("smtp.from_address is not an address")?,
            from_name: self.brand.company.clone(),
            own_host: self.host().to_owned(),
        })
    }

    /// A sentence that says which proxies are trusted to report a caller's address, and in which headers.
    pub fn trusted_proxies_sentence(&self) -> String {
        if self.trusted_proxies.is_empty() {
            return "no proxy is trusted (trusted_proxies): every caller has the address that connects".to_owned();
        }
        let proxies = self.trusted_proxies.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", ");
        format!("{proxies} may tell the address of a caller by {UNDERSTOOD}")
    }

    /// The portal's host name, without a port.
    pub fn host(&self) -> &str {
        let host = self.public_url.split_once("://").map_or("", |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or_default()
    }

    /// The settings of the BankID client.
    pub fn bankid_client(&self) -> anyhow::Result<bankid::ClientSettings> {
        Ok(bankid::ClientSettings {
            base_url: self.bankid.url.clone(),
            ca_pem: check::read_setting("bankid.ca_file", &self.bankid.ca_file)?,
            certificate_pem: check::read_setting("bankid.certificate_file", &self.bankid.certificate_file)?,
            key_pem: check::read_setting("bankid.key_file", &self.bankid.key_file)?,
            connect_timeout: std::time::Duration::from_secs(5),
            timeout: std::time::Duration::from_secs(10),
        })
    }
}

/// Leptos' options: where cargo-leptos has put the site's files.
pub fn leptos() -> anyhow::Result<LeptosOptions> {
    let is_named = option_env!("LEPTOS_OUTPUT_NAME").is_some() || std::env::var_os("LEPTOS_OUTPUT_NAME").is_some();
    ensure!(is_named, "LEPTOS_OUTPUT_NAME is not set: set it to portal, here or where the server is built");
    Ok(leptos::config::get_configuration(None)?.leptos_options)
}

//! Delivering letters to a mail server.

mod failure;
mod trust;

use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::Tls;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::Deserialize;
use types::EmailAddress;

use super::message::message;
use super::{Outgoing, Undelivered};

/// The timeout for connecting.
const CONNECTING: Duration = Duration::from_secs(10);
/// The timeout for a whole letter; within the lease of its job.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);

const SLOW: &str = "the mail server does not answer in time";

/// Settings of the mail server, and of what letters say about us.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// Host name of the mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// Certificate authorities of the mail server in addition to the system's, in PEM form.
    #[serde(default)]
    pub ca_pem: Option<Vec<u8>>,
    /// User name at the mail server, if it requires one.
    #[serde(default)]
    pub user: Option<String>,
    /// Password at the mail server.
    #[serde(default)]
    pub password: Option<Password>,
    /// The address that letters come from.
    pub from_address: EmailAddress,
    /// The name that letters come from.
    pub from_name: String,
    /// Our own host name: in the greeting to the mail server and in the letters' Message-ID.
    pub own_host: String,
}

/// How the connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// From the first byte, often on port 465.
    Tls,
    /// After STARTTLS, often on port 587; without it nothing is sent.
    Starttls,
    /// Not at all; only on this machine.
    None,
}

/// A password; its `Debug` hides it.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Password(hidden)")
    }
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    own_host: String,
    security: Security,
}

impl Smtp {
    /// Validates the settings; does not connect.
    pub(super) fn new(settings: &SmtpSettings) -> anyhow::Result<Self> {
        let is_name = |host: &str| {
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        };
        ensure!(is_name(&settings.own_host), "the own host name of letters is not a host name");
        ensure!(!settings.from_name.chars().any(char::is_control), "the sender's name of letters is not one line");
        let trusted = || trust::tls_parameters(&settings.host, settings.ca_pem.as_deref());
        let tls = match settings.security {
            Security::Tls => Tls::Wrapper(trusted()?),
            Security::Starttls => Tls::Required(trusted()?),
            Security::None => {
                let is_here = ["localhost", "127.0.0.1", "::1"].contains(&&*settings.host);
                ensure!(is_here, "letters leave this machine over an encrypted connection only");
                Tls::None
            }
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .tls(tls)
            .port(settings.port)
            .timeout(Some(CONNECTING))
            .hello_name(ClientId::Domain(settings.own_host.clone()));
        match (&settings.user, &settings.password) {
            (Some(user), Some(password)) => {
                builder = builder.credentials(Credentials::new(user.clone(), password.0.clone()));
            }
            (None, None) => {}
            _ => anyhow::bail!("the mail server needs both a user and a password, or neither"),
        }
        let address = settings.from_address.as_str().parse().context("letters cannot come from this address")?;
        let from = Mailbox::new(Some(settings.from_name.clone()), address);
        let (own_host, security) = (settings.own_host.clone(), settings.security);
        Ok(Self { transport: builder.build(), from, own_host, security })
    }

    /// Whether nothing is sent unencrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.security != Security::None
    }

    /// Connects, encrypts and authenticates, without sending; explains failures in plain words.
    pub(super) async fn try_connection(&self) -> anyhow::Result<()> {
        match tokio::time::timeout(SEND_TIMEOUT, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(anyhow!("the mail server ends the conversation")),
            Ok(Err(error)) => Err(anyhow!(failure::reason(&error))),
            Err(_) => Err(anyhow!("{SLOW}")),
        }
    }

    pub(super) async fn send(&self, outgoing: Outgoing) -> Result<(), Undelivered> {
        let message = message(self.from.clone(), &self.own_host, outgoing)
            .map_err(|_| Undelivered::Never("it cannot be written as a message".to_owned()))?;
        match tokio::time::timeout(SEND_TIMEOUT, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure::undelivered(&error)),
            Err(_) => Err(Undelivered::Away(SLOW.to_owned())),
        }
    }
}

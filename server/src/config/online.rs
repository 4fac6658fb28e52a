//! Whether the services named in the settings answer.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use domain::db::Db;
use domain::key_fingerprint;
use domain::vault::Vault;
use futures::future::join3;

use super::{Problems, ServerConfig};

/// The timeout of each check.
const TIMEOUT: Duration = Duration::from_secs(20);

impl ServerConfig {
    /// Problems with reaching the database, the mail server and BankID. Each is asked once, without changing or sending
    /// anything; services that the settings do not name are skipped.
    pub async fn online_problems(&self) -> Problems {
        let mut found = Problems::default();
        let (database, mail, bank) = join3(
            with_timeout("database_url", Box::pin(self.ask_database())),
            with_timeout("smtp.host", self.ask_mail_server()),
            with_timeout("bankid.url", self.ask_bank()),
        )
        .await;
        for answer in [database, mail, bank] {
            found.take(answer);
        }
        found
    }

    /// The same for a database that is a local file.
    pub async fn file_problems(&self) -> Problems {
        let mut found = Problems::default();
        if self.database_url.expose().starts_with("sqlite:") {
            found.take(self.ask_database().await);
        }
        found
    }

    /// Whether the database answers, is writable and has these keys. A missing SQLite file is created by the first
    /// start.
    async fn ask_database(&self) -> anyhow::Result<()> {
        let url = self.database_url.expose();
        let file = url.strip_prefix("sqlite:").map(|rest| rest.trim_start_matches("//"));
        let is_new = file.is_some_and(|file| !std::path::Path::new(file.split('?').next().unwrap_or(file)).exists());
        if url.is_empty() || is_new {
            return Ok(());
        }
        let db = Db::connect(url, 1).await.context("database_url does not answer")?;
        ensure!(!db.is_damaged(), "the database is damaged; restore it from a backup");
        key_fingerprint::check(&db, &Vault::open_file(&self.key_file)?).await?;
        Ok(db.close().await?)
    }

    async fn ask_mail_server(&self) -> anyhow::Result<()> {
        // Invalid connection settings are reported by `problems`.
        let Ok(mail) = self.mail() else { return Ok(()) };
        mail.try_connection().await.context("smtp.host does not answer")
    }

    async fn ask_bank(&self) -> anyhow::Result<()> {
        let Ok(client) = self.bankid_client() else { return Ok(()) };
        let Ok(client) = bankid::Client::new(&client) else { return Ok(()) };
        client.try_connection().await.context("bankid.url does not answer")
    }
}

async fn with_timeout(setting: &str, answer: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let answer = tokio::time::timeout(TIMEOUT, answer).await;
    answer.unwrap_or_else(|_| Err(anyhow::anyhow!("{setting} does not answer: no answer within {TIMEOUT:?}")))
}

//! Letters that are stored instead of sent: for a demo and for tests.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use types::Timestamp;

use super::Outgoing;

/// A caught letter, as `/demo/mail.json` shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaughtMail {
    /// Id of the letter; the same if it was sent twice.
    pub id: String,
    /// The recipient's address.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
    /// The links of the letter.
    pub links: Vec<String>,
    /// When it was sent, `2026-11-23T09:00:00Z`.
    pub at: String,
}

impl From<Outgoing> for CaughtMail {
    fn from(outgoing: Outgoing) -> Self {
        let letter = outgoing.letter;
        Self {
            id: outgoing.job.to_string(),
            to: outgoing.to.into(),
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            links: vec![letter.link],
            at: instant(outgoing.at),
        }
    }
}

/// An instant in whole seconds: all have the same length, so that they sort as text.
pub(crate) fn instant(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).expect("an instant of our own is within jiff's range");
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes a letter atomically.
pub(super) async fn write(folder: &Path, mail: &CaughtMail) -> io::Result<()> {
    let content = serde_json::to_vec_pretty(mail)?;
    let unfinished = folder.join(format!("{}.unfinished", uuid::Uuid::now_v7()));
    tokio::fs::create_dir_all(folder).await?;
    tokio::fs::write(&unfinished, content).await?;
    tokio::fs::rename(unfinished, folder.join(format!("{}.json", mail.id))).await
}

/// Every letter in a folder, newest first. Other files are skipped.
pub(super) fn read_all(folder: &Path) -> Vec<CaughtMail> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let letters = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "json"));
    let mut caught: Vec<CaughtMail> =
        letters.filter_map(|file| serde_json::from_slice(&std::fs::read(file.path()).ok()?).ok()).collect();
    caught.sort_by(|one, other| (&other.at, &other.id).cmp(&(&one.at, &one.id)));
    caught
}

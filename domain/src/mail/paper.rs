//! Paper letters: documents that a printing service takes from a folder.

use std::path::{Path, PathBuf};
#[cfg(feature = "testing")]
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;
use types::{Language, Timestamp};
use uuid::Uuid;

use super::Undelivered;
use super::caught::instant;

/// How paper letters are delivered.
#[derive(Clone)]
pub enum Paper {
    /// As files in a folder, one per letter, readable by their owner only. Whatever prints them removes them.
    Folder(PathBuf),
    /// To memory, oldest first: for tests.
    #[cfg(feature = "testing")]
    Memory(Arc<Mutex<Vec<PaperLetter>>>),
}

/// A paper letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLetter {
    /// The customer's number.
    pub customer_number: String,
    /// The code to activate it with.
    pub code: String,
    /// The text of the letter, with its address.
    pub text: String,
    /// When it was made, `2026-11-23T09:00:00Z`.
    pub at: String,
}

impl Paper {
    /// Delivers letters to a folder, which is created with the first one.
    pub fn folder(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }

    /// Stores letters in memory.
    #[cfg(feature = "testing")]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// The letters that have not been removed, newest first.
    pub fn waiting(&self) -> Vec<PaperLetter> {
        match self {
            Self::Folder(folder) => read_all(folder),
            #[cfg(feature = "testing")]
            Self::Memory(letters) => {
                letters.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
            }
        }
    }

    pub(crate) async fn hand_over(&self, job: Uuid, letter: PaperLetter) -> Result<(), Undelivered> {
        match self {
            Self::Folder(folder) => {
                let written = write(folder, job, &letter).await;
                written.map_err(|error| Undelivered::Away(format!("the file cannot be written: {error}")))
            }
            #[cfg(feature = "testing")]
            Self::Memory(letters) => {
                letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
                Ok(())
            }
        }
    }
}

/// The values of the letter with a code.
pub(crate) struct Activation<'a> {
    pub(crate) company: &'a str,
    /// The person, or the company with its person, street and town.
    pub(crate) address: Vec<String>,
    pub(crate) number: &'a str,
    pub(crate) code: &'a str,
    pub(crate) site: &'a str,
    pub(crate) last_day: String,
}

impl Activation<'_> {
    /// The letter in a language.
    pub(crate) fn written(&self, language: Language, at: Timestamp) -> anyhow::Result<PaperLetter> {
        let text = match language {
            Language::Swedish => Swedish { letter: self }.render()?,
            Language::English => English { letter: self }.render()?,
        };
        let (customer_number, code) = (self.number.to_owned(), self.code.to_owned());
        Ok(PaperLetter { customer_number, code, text, at: instant(at) })
    }
}

#[derive(Template)]
#[template(path = "paper/activation.sv.txt")]
struct Swedish<'a> {
    letter: &'a Activation<'a>,
}

#[derive(Template)]
#[template(path = "paper/activation.en.txt")]
struct English<'a> {
    letter: &'a Activation<'a>,
}

/// Writes a letter atomically. One that is written again replaces the first.
async fn write(folder: &Path, job: Uuid, letter: &PaperLetter) -> std::io::Result<()> {
    let content = serde_json::to_vec_pretty(letter)?;
    let unfinished = folder.join(format!("{}.unfinished", Uuid::now_v7()));
    tokio::fs::create_dir_all(folder).await?;
    // The file contains a code: only its owner may read it, from the first byte.
    let mut file = tokio::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).await?;
    file.write_all(&content).await?;
    file.sync_all().await?;
    tokio::fs::rename(unfinished, folder.join(format!("{job}.json"))).await?;
    // The letter counts as delivered from here on, so its name must survive a power cut too.
    tokio::fs::File::open(folder).await?.sync_all().await
}

fn read_all(folder: &Path) -> Vec<PaperLetter> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    // Their names sort by when they were enqueued.
    files.sort();
    let letter = |path: &PathBuf| serde_json::from_slice::<PaperLetter>(&std::fs::read(path).ok()?).ok();
    let mut letters: Vec<_> = files.iter().rev().filter_map(letter).collect();
    letters.sort_by(|one, other| other.at.cmp(&one.at));
    letters
}

//! The file of a pick list, written atomically.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Read};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use uuid::Uuid;

use super::text::Text;
use crate::Domain;
use crate::bag_order::PickListFormat;
use crate::entity::pick_list;

const PAUSE: Duration = Duration::from_millis(50);

/// Whether a folder is writable.
pub(super) fn try_folder(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(format!("pick-list-{}.try", Uuid::now_v7()));
    let tried = open(&path).and_then(|_| fs::remove_file(&path));
    tried.with_context(|| format!("no file can be written in {}", folder.display()))
}

impl Domain {
    /// Writes the file of a closed run; returns its path, and how many orders it has. A run always gives the same file,
    /// and a file with other content is never overwritten. The caller holds the folder's lock.
    pub(super) async fn write_pick_list(
        &self,
        folder: &Path,
        list: &pick_list::Model,
    ) -> anyhow::Result<(PathBuf, u64)> {
        let ending = match list.format {
            PickListFormat::Csv | PickListFormat::Excel => "csv",
            PickListFormat::Json => "json",
        };
        let name = format!("pick-list-{:06}.{ending}", list.number);
        let (file, unfinished) = (folder.join(&name), folder.join(format!("{name}.unfinished")));
        let orders = self.write_orders(&unfinished, list).await?;
        if file.exists() {
            let is_same = is_same(&file, &unfinished)?;
            fs::remove_file(&unfinished)?;
            ensure!(is_same, "{} is there and says something else; move it away and run again", file.display());
        } else {
            fs::rename(&unfinished, &file)?;
        }
        Ok((file, orders))
    }

    async fn write_orders(&self, path: &Path, list: &pick_list::Model) -> anyhow::Result<u64> {
        let out = BufWriter::new(open(path)?);
        let mut text = Text::begin(list.format, &self.settings.bags.kinds, out)?;
        let (mut orders, mut after) = (0, String::new());
        loop {
            let page = self.pick_list_page(list.number, &after).await?;
            let Some(end) = page.last() else { break };
            after.clone_from(&end.order.number);
            orders += page.len() as u64;
            page.iter().try_for_each(|row| text.add(row))?;
        }
        text.end()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(orders)
    }
}

/// The file contains addresses: only its owner may read it, from the first byte.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Locks the folder until the guard is dropped; the lock ends with the process.
pub(super) async fn locked(folder: &Path) -> io::Result<File> {
    let lock = File::open(folder)?;
    while matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
        tokio::time::sleep(PAUSE).await;
    }
    // Some network file systems have no locks; there, two concurrent runs may need another one.
    Ok(lock)
}

fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let mut others = BufReader::new(other).bytes();
    for byte in BufReader::new(one).bytes() {
        if others.next().transpose()? != Some(byte?) {
            return Ok(false);
        }
    }
    Ok(true)
}

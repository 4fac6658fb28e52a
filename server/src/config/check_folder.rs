//! Folders that letters are written to.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use anyhow::Context as _;

use super::{Env, Problems, ServerConfig};

impl ServerConfig {
    /// Letter folders that are not writable. Checked by `check-config` and not at every start: the rest of the portal
    /// works without them, and the letters wait.
    pub fn folder_problems(&self) -> Problems {
        let mut found = Problems::default();
        let mut look = |setting: &str, folder: &Path| {
            let tried = try_folder(folder);
            found.take(
                tried.with_context(|| format!("{setting} names {}, where no file can be written", folder.display())),
            );
        };
        let paper = &self.customer_number.paper_folder;
        if self.customer_number.open && !paper.as_os_str().is_empty() {
            look("customer_number.paper_folder", paper);
        }
        if self.env == Env::Demo {
            look("data_dir", &self.data_dir);
        }
        found
    }
}

/// Whether files can be written in a folder; in the one around it, if it is still to be made.
fn try_folder(folder: &Path) -> io::Result<()> {
    let there = folder.ancestors().find(|folder| folder.exists()).filter(|folder| !folder.as_os_str().is_empty());
    let path = there.unwrap_or(Path::new(".")).join(format!(".portal-check-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&path)?;
    fs::remove_file(&path)
}

//! An eight-megabyte disk that a test can fill, empty and make read-only.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const SIZE: &str = "size=8m";

/// A small file system.
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// Mounts one; `None` without the privilege.
    pub fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let is_mounted = run("mount", &["-t", "tmpfs", "-o", SIZE, "tmpfs"], folder.path());
        if !is_mounted {
            println!("no file system may be mounted here: the limit of a file's size stands for the full disk");
        }
        is_mounted.then_some(Self { folder })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Uses up all space.
    pub fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.filler()).expect("a file");
        for piece in [64 * 1024, 4096] {
            while filler.write_all(&vec![1; piece]).is_ok() {}
        }
    }

    /// Frees the space.
    pub fn empty(&self) {
        // It may not have been filled.
        let _ = fs::remove_file(self.filler());
    }

    /// Makes one file of it read-only, for root too.
    pub fn refuse_writes_to(&self, file: &Path) {
        assert!(file.starts_with(self.path()), "the file is on this disk");
        let path = file.to_str().expect("a plain path");
        let is_read_only = run("mount", &["--bind", path], file) && run("mount", &["-o", "remount,ro,bind"], file);
        assert!(is_read_only, "the file is made read-only");
    }

    /// Makes it read-only, as a system does with a failing disk.
    pub fn refuse_writes(&self) {
        assert!(run("mount", &["-o", "remount,ro"], self.path()), "the disk is made read-only");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a connection of the test may still be open.
        run("umount", &["--lazy"], self.folder.path());
    }
}

fn run(command: &str, arguments: &[&str], folder: &Path) -> bool {
    Command::new(command).args(arguments).arg(folder).output().is_ok_and(|output| output.status.success())
}

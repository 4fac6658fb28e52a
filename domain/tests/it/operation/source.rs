//! The operations, found in the source: the public asynchronous methods of `Domain`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The name of each.
pub fn operations() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&source, &source.join("testing")).iter().flat_map(|file| of_file(file)).collect()
}

fn files(folder: &Path, but: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the source is there").map(|entry| entry.expect("an entry").path());
    entries
        .filter(|path| path != but)
        .flat_map(|path| if path.is_dir() { files(&path, but) } else { vec![path] })
        .collect()
}

/// As rustfmt formats them: a block begins and ends at the margin, and its methods are indented once.
fn of_file(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a file of the source is text");
    let mut is_of_domain = false;
    let mut names = Vec::new();
    for line in text.lines() {
        if !line.starts_with(' ') && !line.is_empty() {
            is_of_domain = line == "impl Domain {";
        }
        let method = line.strip_prefix("    pub async fn ").filter(|_| is_of_domain);
        names.extend(method.and_then(|rest| rest.split(['(', '<']).next()).map(str::to_owned));
    }
    names
}

//! The site folder: what browsers load, as cargo-leptos built it.

use std::path::Path;

use anyhow::ensure;
use app::assets::Assets;
use leptos::config::LeptosOptions;

/// Refuses a site folder without the files that every page loads, under the names that the pages give. Without them a
/// page has no look and no life, and nothing else would tell.
pub fn check(leptos: &LeptosOptions) -> anyhow::Result<()> {
    let root = Path::new(leptos.site_root.as_ref());
    let mend = "set LEPTOS_SITE_ROOT to the folder that `cargo leptos build` made";
    ensure!(root.is_dir(), "the site folder {} is not there: {mend}", root.display());
    let assets = Assets::read(leptos);
    ensure!(
        assets.hashed || !leptos.hash_files,
        "{} is not beside the server, and names the files of the site folder: put it there",
        leptos.hash_file
    );
    let files = [&assets.css, &assets.js, &assets.wasm].map(|address| root.join(address.trim_start_matches('/')));
    let missing: Vec<_> = files.iter().filter(|file| !file.is_file()).map(|file| file.display().to_string()).collect();
    ensure!(
        missing.is_empty(),
        "the site folder has no {}: {mend}, with the {} of the same build",
        missing.join(", "),
        leptos.hash_file
    );
    Ok(())
}

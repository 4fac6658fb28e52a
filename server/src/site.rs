//! The site folder: what browsers load, as cargo-leptos built it.

use std::path::Path;

use anyhow::ensure;
use app::assets::Assets;
use leptos::config::LeptosOptions;

/// Fails if the site folder lacks the files that every page loads, under the names that pages use. Without them pages
/// have no styles and scripts, and nothing else would report it.
pub fn check(leptos: &LeptosOptions) -> anyhow::Result<()> {
    let root = Path::new(leptos.site_root.as_ref());
    let mend = "set LEPTOS_SITE_ROOT to the folder that `cargo leptos build` made";
    ensure!(root.is_dir(), "the site folder {} is not there: {mend}", root.display());
    let assets = Assets::read(leptos);
    ensure!(
        assets.is_versioned || !leptos.hash_files,
        "{} is not beside the server, and names the folder of the pages' files: put it there",
        leptos.hash_file
    );
    let files = [&assets.css, &assets.js, &assets.wasm].map(|address| Assets::place(leptos, address));
    let missing: Vec<_> = files.iter().filter(|file| !file.is_file()).map(|file| file.display().to_string()).collect();
    ensure!(
        missing.is_empty(),
        "the site folder has no {}: {mend}, with the {} of the same build",
        missing.join(", "),
        leptos.hash_file
    );
    Ok(())
}

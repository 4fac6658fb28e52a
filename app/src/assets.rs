//! The files a page loads, under the names the build gave them.

use leptos::prelude::LeptosOptions;

/// Addresses of the style sheet, the script and the WebAssembly. Read once, at start-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The script that starts the WebAssembly.
    pub js: String,
    /// The WebAssembly.
    pub wasm: String,
    /// Whether the names contain a content hash, so that browsers may cache the files forever.
    pub hashed: bool,
}

impl Assets {
    /// Reads the hash file that cargo-leptos writes beside the binary. Without it the names have no hash.
    pub fn read(options: &LeptosOptions) -> Self {
        let hashes = read_hashes(options);
        let address = |kind: &str| {
            let hash = hashes.lines().filter_map(|line| line.split_once(':')).find(|(name, _)| name.trim() == kind);
            let hash = hash.map(|(_, hash)| format!(".{}", hash.trim())).unwrap_or_default();
            format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
        };
        Self { css: address("css"), js: address("js"), wasm: address("wasm"), hashed: !hashes.is_empty() }
    }
}

fn read_hashes(options: &LeptosOptions) -> String {
    let beside_binary = std::env::current_exe().ok().and_then(|path| path.parent().map(std::path::Path::to_path_buf));
    let path = beside_binary.unwrap_or_default().join(options.hash_file.as_ref());
    std::fs::read_to_string(path).unwrap_or_default()
}

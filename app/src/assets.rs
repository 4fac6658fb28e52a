//! The files a page loads, where the build put them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use leptos::prelude::{IntoView as _, LeptosOptions, RenderHtml as _, use_context};
use leptos::serde_json::from_slice;
use leptos_meta::{Link, LinkProps};

/// Addresses of the style sheet, the script and the WebAssembly. Read once, at start-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The script that starts the WebAssembly.
    pub js: String,
    /// The script that loads the code of pages, for the first.
    pub loader: String,
    /// The WebAssembly that every page of the application needs. It loads the rest from the same folder.
    pub wasm: String,
    /// The folder with all of them.
    pub folder: String,
    /// Which files of the folder have the code of pages, by the names in the route table.
    pub page_code: Arc<HashMap<String, Vec<String>>>,
    /// Whether the folder is named by its content, so that browsers may cache the files forever.
    pub is_versioned: bool,
}

impl Assets {
    /// Reads the name of the folder, which the build writes beside the binary (`version_site` in `script/setup.sh`).
    /// Without it the files are those that cargo-leptos itself made.
    pub fn read(options: &LeptosOptions) -> Self {
        let version = read_version(options);
        let folder = match &version {
            Some(version) => format!("/{}/{version}", options.site_pkg_dir),
            None => format!("/{}", options.site_pkg_dir),
        };
        let address = |kind: &str| format!("{folder}/{}.{kind}", options.output_name);
        let (css, js, wasm) = (address("css"), address("js"), address("wasm"));
        let page_code = Arc::new(read_page_code(options, &folder));
        let loader = format!("{folder}/__wasm_split.______________________.js");
        Self { css, js, loader, wasm, folder, page_code, is_versioned: version.is_some() }
    }

    /// Lets the browser load the code of a page beside the rest of the application. Server only: the head of the document
    /// names the files.
    pub(crate) fn preload_page_code(name: &str) {
        let Some(assets) = use_context::<Self>() else { return };
        for file in assets.page_code.get(name).into_iter().flatten() {
            let file = LinkProps::builder().rel("preload").as_("fetch").crossorigin("").href(file.clone()).build();
            // Rendering it puts it into the head, and nowhere else.
            let _ = Link(file).into_view().to_html();
        }
    }

    /// The place of a file, or of the folder, in the site folder.
    pub fn place(options: &LeptosOptions, address: &str) -> PathBuf {
        Path::new(options.site_root.as_ref()).join(address.trim_start_matches('/'))
    }
}

/// Empty without the list that cargo-leptos makes: then the browser finds the files later.
fn read_page_code(options: &LeptosOptions, folder: &str) -> HashMap<String, Vec<String>> {
    let list = std::fs::read(Assets::place(options, &format!("{folder}/__wasm_split_manifest.json")));
    let files: HashMap<String, Vec<String>> = list.ok().and_then(|list| from_slice(&list).ok()).unwrap_or_default();
    let address = |name: String| format!("{folder}/{name}.wasm");
    files.into_iter().map(|(page, names)| (page, names.into_iter().map(address).collect())).collect()
}

fn read_version(options: &LeptosOptions) -> Option<String> {
    let beside_binary = std::env::current_exe().ok().and_then(|path| path.parent().map(Path::to_path_buf));
    let path = beside_binary.unwrap_or_default().join(options.hash_file.as_ref());
    let version = std::fs::read_to_string(path).ok()?;
    Some(version.trim().to_owned())
}

//! The browser's entry point.

use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the browser for the islands of the server-rendered page. The page then hydrates each of them.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::island::prepare();
}

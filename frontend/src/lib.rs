//! The browser's entry point.

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the browser ready for the islands of the page that the server sent. The page then wakes each of them.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::island::prepare();
}

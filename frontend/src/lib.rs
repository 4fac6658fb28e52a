//! The browser's entry point.

// A page is one type, as deep as its markup.
#![recursion_limit = "256"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page that the server sent to life.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}

//! The browser's entry point.

use app::App;
use leptos::mount::hydrate_from_async;
use leptos::prelude::*;
use leptos::server_fn::client::set_server_url;
use types::{Channel, Language};
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered: what it shows stays, and comes to life. From then on the browser makes
/// every page of the application.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let channel = Channel::of_path(&window().location().pathname().unwrap_or_default()).0;
    let root = document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang")).and_then(|language| language.parse().ok());
    // A document is of one channel for its life, and so is what it asks of the server.
    set_server_url(channel.base());

    let app = move || {
        provide_context::<Channel>(channel);
        provide_context::<Language>(language.unwrap_or_default());
        view! { <App /> }
    };
    hydrate_from_async(document().body().expect("a document has a body"), app).await.forget();
}

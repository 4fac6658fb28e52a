//! A form that leads to a page, with what was chosen in its query.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlFormElement, UrlSearchParams};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// A form whose fields are the query of a page.
#[component]
pub fn GetForm(
    /// The path of the page.
    action: String,
    /// The fields and the buttons.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let page = action.clone();
    let go = move |event: SubmitEvent| {
        let Some(query) = query_of(&event) else { return };
        event.prevent_default();
        navigate(&format!("{page}?{query}"), NavigateOptions::default());
    };

    view! {
        <form class="form" method="get" action=action novalidate on:submit=go>
            {children()}
        </form>
    }
}

fn query_of(event: &SubmitEvent) -> Option<String> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?.to_string().as_string()
}

//! Counts the rolls while they are being chosen.

use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDivElement, HtmlInputElement};

/// Adds stepper buttons to the fields inside, up to a total number of rolls, and shows how many are chosen.
///
/// The fields are plain inputs. Without WebAssembly, buttons and count are hidden and the server counts.
#[component]
pub fn RollCount(
    /// The text, with `#` for the number chosen.
    text: String,
    /// Rolls in an order.
    most: u32,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let part = NodeRef::<Div>::new();
    let chosen = RwSignal::new(0);
    let count = move || {
        let Some(part) = part.get_untracked() else { return };
        let inputs = inputs(&part);
        let sum = inputs.iter().map(rolls).sum();
        for input in &inputs {
            mark(input, "-1", rolls(input) == 0);
            mark(input, "1", sum >= most);
        }
        chosen.set(sum);
    };
    // When the user navigates back, the browser restores the inputs. They are there as soon as the part is.
    Effect::new(move |_| {
        if part.get().is_some() {
            count();
        }
    });
    let step = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = target.and_then(|target| target.closest("[data-step]").ok().flatten()) else { return };
        let is_up = button.get_attribute("data-step").as_deref() == Some("1");
        let field = button.parent_element().and_then(|around| around.query_selector("input").ok().flatten());
        let Some(input) = field.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else { return };
        if is_up && chosen.get_untracked() < most {
            input.set_value(&(rolls(&input) + 1).to_string());
        } else if !is_up {
            input.set_value(&rolls(&input).saturating_sub(1).to_string());
        }
        count();
    };

    view! {
        <div class="page-part" node_ref=part on:click=step on:input=move |_| count()>
            {children()}
            <p class="ds-paragraph roll-count" role="status">
                {move || text.replace('#', &chosen.get().to_string())}
            </p>
        </div>
    }
}

fn inputs(part: &HtmlDivElement) -> Vec<HtmlInputElement> {
    let Ok(found) = part.query_selector_all("input") else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

/// Marks a stepper button as inactive. It keeps the focus, which a disabled one would lose.
fn mark(input: &HtmlInputElement, step: &str, is_idle: bool) {
    let selector = format!("[data-step=\"{step}\"]");
    let button = input.parent_element().and_then(|around| around.query_selector(&selector).ok().flatten());
    if let Some(button) = button {
        // Only an invalid attribute name could fail.
        let _ = button.set_attribute("aria-disabled", if is_idle { "true" } else { "false" });
    }
}

fn rolls(input: &HtmlInputElement) -> u32 {
    input.value().parse().unwrap_or_default()
}

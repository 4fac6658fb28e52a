//! Preserves input in a form that is refused.

use gloo_net::http::{Request, Response};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::reactive::spawn_local;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{
    DomParser, Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, SupportedType, Url, UrlSearchParams,
};

use super::notice::{Notice, NoticeKind};
use crate::i18n::text;

/// Preserves the input of the forms inside when one of them is refused.
///
/// The forms are plain ones, rendered on the server with their errors. Without WebAssembly the browser submits them and
/// shows the response, and the input is lost. With it the island submits them: from a response that is the same page
/// with errors it takes its own part and restores the input; to any other page it navigates. The input stays in memory
/// only, since it may be somebody's personal number.
#[island]
pub fn KeepTyped(
    /// The forms, with their errors.
    children: Children,
) -> impl IntoView {
    let is_under_way = StoredValue::new(false);
    let is_lost = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
        event.prevent_default();
        if is_under_way.get_value() {
            return;
        }
        is_under_way.set_value(true);
        is_lost.set(false);
        let button = event.submitter();
        mark_busy(button.as_ref(), true);
        spawn_local(async move {
            is_lost.set(sent(&form).await.is_none());
            mark_busy(button.as_ref(), false);
            is_under_way.set_value(false);
        });
    };
    let unreachable = text!(failure.unreachable);

    view! {
        <div class="page-part" on:submit=send>
            {move || {
                is_lost
                    .get()
                    .then(|| {
                        view! {
                            <Notice kind=NoticeKind::Danger>
                                <p class="ds-paragraph">{unreachable}</p>
                            </Notice>
                        }
                    })
            }}
            {children()}
        </div>
    }
}

fn mark_busy(button: Option<&HtmlElement>, is_busy: bool) {
    let Some(button) = button else { return };
    // Failing only means that no progress is shown.
    let _ = if is_busy { button.set_attribute("aria-busy", "true") } else { button.remove_attribute("aria-busy") };
}

/// Submits a form and shows the response; `None` if there was none.
async fn sent(form: &HtmlFormElement) -> Option<()> {
    let typed = FormData::new_with_form(form).ok()?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&typed).ok()?;
    // The header that a browser sends when it submits a form itself.
    let request = Request::post(&form.action()).header("Accept", "text/html").body(JsValue::from(body)).ok()?;
    let answer = request.send().await.ok().filter(Response::redirected)?;

    let address = Url::new(&answer.url()).ok()?;
    if !is_this_page_with_errors(&address) || put_in_place(form, &answer.text().await.ok()?).is_none() {
        window().location().set_href(&address.href()).ok()?;
    }
    Some(())
}

fn is_this_page_with_errors(address: &Url) -> bool {
    address.search_params().has("__err") && window().location().pathname().is_ok_and(|path| path == address.pathname())
}

/// Replaces the part of the page around the form by the same part of the new page.
fn put_in_place(form: &HtmlFormElement, page: &str) -> Option<()> {
    let page = DomParser::new().ok()?.parse_from_string(page, SupportedType::TextHtml).ok()?;
    let same_form = format!("form[action=\"{}\"]", form.get_attribute("action")?);
    let (old, new) = (part_around(form)?, part_around(&page.query_selector(&same_form).ok()??)?);
    let typed = inputs(&old);

    old.set_inner_html(&new.inner_html());
    for typed in typed {
        let input = old.query_selector(&format!("[id=\"{}\"]", typed.id())).ok().flatten();
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value(&typed.value());
            input.set_checked(typed.checked());
        }
    }
    let first = old.query_selector("[autofocus]").ok().flatten().and_then(|first| first.dyn_into::<HtmlElement>().ok());
    // The errors can be read even without the focus.
    let _ = first.map(|first| first.focus());
    Some(())
}

/// The content of the island, as rendered by the server.
fn part_around(form: &Element) -> Option<Element> {
    form.closest("leptos-children").ok()?
}

/// The visible fields: they have ids, hidden ones do not.
fn inputs(part: &Element) -> Vec<HtmlInputElement> {
    let Ok(inputs) = part.query_selector_all("input[id]") else { return Vec::new() };
    (0..inputs.length()).filter_map(|place| inputs.get(place)?.dyn_into().ok()).collect()
}

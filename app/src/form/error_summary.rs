//! The errors at the top of a form.

use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::{FormError, FormErrors, FormState};
use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::text;

/// The errors of refused forms, each a link to its field. Takes the focus when a form is refused, so that it is read
/// first. Renders nothing if there are none.
#[component]
pub fn ErrorSummary(
    /// The forms.
    forms: Vec<FormState>,
) -> impl IntoView {
    let summary = focused_when_refused(&forms);
    move || {
        let errors = refused(&forms);
        (!errors.is_empty()).then(|| {
            view! {
                <div
                    class="ds-error-summary"
                    role="group"
                    aria-label=text!(component.error_title)
                    tabindex="-1"
                    autofocus
                    node_ref=summary
                >
                    <h2 class="ds-heading">
                        {text!(component.error_title)}
                    </h2>
                    <ul class="ds-list">{errors.iter().map(error_item).collect_view()}</ul>
                </div>
            }
        })
    }
}

/// The errors of forms without fields. Takes the focus as [`ErrorSummary`] does.
#[component]
pub fn FormNotice(
    /// The forms.
    forms: Vec<FormState>,
) -> impl IntoView {
    let notice = focused_when_refused(&forms);
    move || {
        let errors = refused(&forms);
        let sentences = errors.iter().map(|error| view! { <p class="ds-paragraph">{error.message.clone()}</p> });
        let sentences = sentences.collect_view();
        (!errors.is_empty()).then(|| {
            view! {
                <Notice kind=NoticeKind::Danger takes_focus=notice>
                    {sentences}
                </Notice>
            }
        })
    }
}

fn refused(forms: &[FormState]) -> FormErrors {
    forms.iter().flat_map(|form| form.refused().iter().cloned().collect::<Vec<_>>()).collect()
}

/// An element that takes the focus each time that one of these forms is refused. A browser focuses `autofocus` only in
/// a new document.
fn focused_when_refused(forms: &[FormState]) -> NodeRef<Div> {
    let (element, forms) = (NodeRef::<Div>::new(), forms.to_vec());
    Effect::new(move |before: Option<u32>| {
        let refusals = forms.iter().map(|form| form.refusals()).sum();
        let element = element.get();
        if let Some(element) = element.filter(|_| refusals > 0 && before != Some(refusals)) {
            // Failing only means that the errors are read later.
            let _ = element.focus();
            return refusals;
        }
        before.unwrap_or_default()
    });
    element
}

fn error_item(error: &FormError) -> impl IntoView + use<> {
    let message = error.message.clone();
    let content = match &error.field {
        Some(field) => {
            let id = field.clone();
            // The router would treat the link as a page.
            let focus = move |event: MouseEvent| {
                event.prevent_default();
                let field = document().get_element_by_id(&id).and_then(|field| field.dyn_into::<HtmlElement>().ok());
                // Failing only means that the field is found by other means.
                let _ = field.map(|field| field.focus());
            };
            view! {
                <a class="ds-link" href=format!("#{field}") on:click=focus>
                    {message}
                </a>
            }
            .into_any()
        }
        None => message.into_any(),
    };
    view! { <li>{content}</li> }
}

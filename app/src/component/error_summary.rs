//! What to put right, at the top of a form.

use leptos::html::Div;
use leptos::prelude::*;

use crate::i18n::text;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The name of the field; `None` when it is about the form as a whole.
    pub field: Option<String>,
    /// What is wrong and what to do, the same words as at the field.
    pub message: String,
}

/// The errors of a form, each a link to its field. Takes the focus when it appears, with and without WebAssembly,
/// so that it is read first. Shows nothing while there are none.
#[component]
pub fn ErrorSummary(
    /// The errors, in the order of the fields.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
    let title = text!(component.error_title);
    let summary = NodeRef::<Div>::new();
    Effect::new(move || {
        if !errors.with(Vec::is_empty)
            && let Some(summary) = summary.get()
        {
            // Without the focus the summary is still the first thing in the form.
            let _ = summary.focus();
        }
    });

    move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            view! {
                <div
                    class="ds-error-summary"
                    role="group"
                    aria-labelledby="error-summary-title"
                    tabindex="-1"
                    autofocus
                    node_ref=summary
                >
                    <h2 class="ds-heading" id="error-summary-title">
                        {title}
                    </h2>
                    <ul class="ds-list">{errors.into_iter().map(error_item).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn error_item(error: FormError) -> impl IntoView {
    let FormError { field, message } = error;
    match field {
        Some(field) => view! {
            <li>
                <a class="ds-link" href=format!("#{field}")>
                    {message}
                </a>
            </li>
        }
        .into_any(),
        None => view! { <li>{message}</li> }.into_any(),
    }
}

//! The errors at the top of a form.

use leptos::prelude::*;

use super::{FormError, FormErrors};
use crate::i18n::text;

/// The errors of a form, each a link to its field. Takes the focus when the page loads, so that it is read first.
/// Renders nothing if there are none.
#[component]
pub fn ErrorSummary(
    /// The errors.
    errors: FormErrors,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        view! {
            <div
                class="ds-error-summary"
                role="group"
                aria-label=text!(component.error_title)
                tabindex="-1"
                autofocus
            >
                <h2 class="ds-heading">
                    {text!(component.error_title)}
                </h2>
                <ul class="ds-list">{errors.iter().map(error_item).collect_view()}</ul>
            </div>
        }
    })
}

fn error_item(error: &FormError) -> impl IntoView + use<> {
    let message = error.message.clone();
    let content = match &error.field {
        Some(field) => view! {
            <a class="ds-link" href=format!("#{field}")>
                {message}
            </a>
        }
        .into_any(),
        None => message.into_any(),
    };
    view! { <li>{content}</li> }
}

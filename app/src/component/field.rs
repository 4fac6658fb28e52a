//! What all fields have in common.

use leptos::prelude::*;

use crate::i18n::text;

/// Says whether the field is required.
#[component]
pub(super) fn Requirement(required: bool) -> impl IntoView {
    let need = if required { text!(component.required) } else { text!(component.voluntary) };
    view! { <span class="field-need">"(" {need} ")"</span> }
}

/// The error below a field.
#[component]
pub(crate) fn FieldError(field: String, error: Option<String>) -> impl IntoView {
    error.map(|error| {
        view! {
            <div class="ds-validation-message" id=format!("{field}-error")>
                {error}
            </div>
        }
    })
}

/// The hint below a field's label.
pub(super) fn description_line(field: &str, description: String) -> impl IntoView + use<> {
    view! {
        <div data-field="description" id=format!("{field}-description")>
            {description}
        </div>
    }
}

/// The ids of the description and of the error, if present.
pub(crate) fn described_by(field: &str, has_description: bool, has_error: bool) -> Option<String> {
    let description = has_description.then(|| format!("{field}-description"));
    let error = has_error.then(|| format!("{field}-error"));
    let ids = description.into_iter().chain(error).collect::<Vec<_>>();
    (!ids.is_empty()).then(|| ids.join(" "))
}

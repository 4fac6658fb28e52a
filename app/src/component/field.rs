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
pub(crate) fn FieldError(field: String, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error.get().map(|error| {
            view! {
                <div class="ds-validation-message" id=format!("{field}-error")>
                    {error}
                </div>
            }
        })
    }
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

/// The same for an error that comes and goes.
pub(super) fn described_by_error(
    field: &str,
    has_description: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Send + Sync + 'static + use<> {
    let field = field.to_owned();
    move || described_by(&field, has_description, error.with(Option::is_some))
}

/// `aria-invalid` of an input with an error.
pub(super) fn invalid_if(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    move || error.with(Option::is_some).then_some("true")
}

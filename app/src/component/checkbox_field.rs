//! A checkbox.

use leptos::prelude::*;

use super::field::{FieldError, described_by_error, description_line, invalid_if};

/// A checkbox. An unchecked one sends nothing: the server function's argument needs `#[server(default)]`.
#[component]
pub fn CheckboxField(
    /// The name of the value it sends; also its id.
    #[prop(into)]
    name: String,
    /// What checking it means.
    #[prop(into)]
    label: String,
    /// More about it.
    #[prop(optional, into)]
    description: Option<String>,
    /// Initially checked.
    #[prop(optional)]
    checked: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let described_by = described_by_error(&name, description.is_some(), error);
    let description = description.map(|description| description_line(&name, description));

    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="checkbox"
                id=name.clone()
                name=name.clone()
                value="true"
                checked=checked
                aria-invalid=invalid_if(error)
                aria-describedby=described_by
            />
            <label class="ds-label" for=name.clone()>
                {label}
            </label>
            {description}
            <FieldError field=name error />
        </div>
    }
}

//! A checkbox.

use leptos::prelude::*;

use super::field::{FieldError, described_by, description_line};

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
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, description.is_some(), error.is_some());
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
                aria-invalid=error.is_some().then_some("true")
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

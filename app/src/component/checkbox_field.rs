//! A box to tick.

use leptos::prelude::*;

use super::field::{FieldError, described_by, description_line};

/// A box to tick. An unticked box sends nothing: the server function's argument needs `#[server(default)]`.
#[component]
pub fn CheckboxField(
    /// The name of the value it sends; also its id.
    #[prop(into)]
    name: String,
    /// What one says by ticking it.
    #[prop(into)]
    label: String,
    /// More about it.
    #[prop(optional, into)]
    description: Option<String>,
    /// Ticked already.
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

//! Radio buttons.

use leptos::prelude::*;

use super::field::{FieldError, Requirement, described_by_error, description_line, invalid_if};

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value it sends.
    pub value: String,
    /// What it says.
    pub label: String,
    /// More about it.
    pub description: Option<String>,
    /// The language of the label, when it is not the page's.
    pub lang: Option<&'static str>,
}

/// A question with a few options, one of which is chosen. The first option has the group's name as its id, so that an
/// error summary can link to it.
#[component]
pub fn RadioGroup(
    /// The name of the value it sends.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// How to choose.
    #[prop(optional, into)]
    description: Option<String>,
    /// The options.
    choices: Vec<Choice>,
    /// The value chosen initially.
    #[prop(optional, into)]
    chosen: Option<String>,
    /// Says that an option is required.
    #[prop(optional)]
    required: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let described_by = described_by_error(&name, description.is_some(), error);
    let description = description.map(|description| description_line(&name, description));
    let choices = choices.into_iter().enumerate().map(|(place, choice)| {
        let id = if place == 0 { name.clone() } else { format!("{name}-{place}") };
        let checked = chosen.as_ref() == Some(&choice.value);
        view! { <Radio id name=name.clone() choice checked error /> }
    });
    let choices = choices.collect_view();

    view! {
        <fieldset class="ds-fieldset" aria-describedby=described_by>
            <legend class="ds-label">
                {legend}
                " "
                <Requirement required />
            </legend>
            {description}
            <div class="choices">{choices}</div>
            <FieldError field=name error />
        </fieldset>
    }
}

#[component]
fn Radio(id: String, name: String, choice: Choice, checked: bool, error: Signal<Option<String>>) -> impl IntoView {
    let described_by = choice.description.is_some().then(|| format!("{id}-description"));
    let description = choice.description.map(|description| description_line(&id, description));

    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="radio"
                id=id.clone()
                name=name
                value=choice.value
                checked=checked
                aria-invalid=invalid_if(error)
                aria-describedby=described_by
            />
            <label class="ds-label" for=id lang=choice.lang>
                {choice.label}
            </label>
            {description}
        </div>
    }
}

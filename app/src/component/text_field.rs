//! A text input.

use leptos::prelude::*;

use super::field::{FieldError, Requirement, described_by_error, description_line, invalid_if};

/// The kinds of input that browsers support specially.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A row of digits: personal number, customer number, code.
    Digits,
    /// A secret.
    Password,
}

impl TextKind {
    /// Digits are `text`: `number` drops leading zeros and has arrows. E-mail is `text` too where the browser would
    /// alter the input, but phones need the type for the right keyboard.
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Password => "password",
        }
    }

    fn keys(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Email => Some("email"),
            Self::Phone => Some("tel"),
            Self::Text | Self::Password => None,
        }
    }
}

/// A label, a hint, the input, and its error.
#[component]
pub fn TextField(
    /// The name of the value it sends; also its id, so that an error summary can link to it.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// How to type it, with an example.
    #[prop(optional, into)]
    description: Option<String>,
    /// The initial value.
    #[prop(optional, into)]
    value: Option<String>,
    /// What is wrong, and what to do about it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Marked as required; otherwise as optional.
    #[prop(optional)]
    required: bool,
    /// The kind of input.
    #[prop(optional)]
    kind: TextKind,
    /// The autofill token: `email`, `given-name`, `one-time-code` …
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// The maximum length in characters.
    #[prop(optional)]
    maxlength: Option<u16>,
) -> impl IntoView {
    let described_by = described_by_error(&name, description.is_some(), error);
    let description = description.map(|description| description_line(&name, description));

    view! {
        <div class="ds-field">
            <label class="ds-label" for=name.clone()>
                {label}
                " "
                <Requirement required />
            </label>
            {description}
            <input
                class="ds-input"
                id=name.clone()
                name=name.clone()
                value=value
                type=kind.input_type()
                inputmode=kind.keys()
                autocomplete=autocomplete
                maxlength=maxlength
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-invalid=invalid_if(error)
                aria-describedby=described_by
            />
            <FieldError field=name error />
        </div>
    }
}

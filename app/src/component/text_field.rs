//! A field to type in.

use leptos::prelude::*;

use super::field::{FieldError, Need, described_by, description_line};

/// The kinds of typing a browser can help with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any words.
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
    /// change what was typed, but phones need the type for the right keys.
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

/// A label, what to think of, the field, and what is wrong with it.
#[component]
pub fn TextField(
    /// The name of the value it sends; also its id, so that an error summary can lead to it.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// How to type it, with an example.
    #[prop(optional, into)]
    description: Option<String>,
    /// What is typed already.
    #[prop(optional, into)]
    value: Option<String>,
    /// What is wrong, and what to do about it.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// Says in words that it must be filled in; else that one may leave it.
    #[prop(optional)]
    required: bool,
    /// What kind of words.
    #[prop(optional)]
    kind: TextKind,
    /// What the browser may fill in by itself: `email`, `given-name`, `one-time-code` …
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// The most characters.
    #[prop(optional)]
    maxlength: Option<u16>,
) -> impl IntoView {
    let described_by = described_by(&name, description.is_some(), error.is_some());
    let description = description.map(|description| description_line(&name, description));

    view! {
        <div class="ds-field">
            <label class="ds-label" for=name.clone()>
                {label}
                " "
                <Need required />
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
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described_by
            />
            <FieldError field=name error />
        </div>
    }
}

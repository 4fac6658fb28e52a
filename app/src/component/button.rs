//! Buttons, and links that look like buttons.

use leptos::prelude::*;

/// The prominence of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// The page's primary action.
    #[default]
    Primary,
    /// One of several actions.
    Secondary,
    /// A minor action, or leaving the page.
    Tertiary,
    /// A destructive action.
    Danger,
}

impl ButtonVariant {
    fn variant(self) -> &'static str {
        match self {
            Self::Primary | Self::Danger => "primary",
            Self::Secondary => "secondary",
            Self::Tertiary => "tertiary",
        }
    }

    fn color(self) -> Option<&'static str> {
        matches!(self, Self::Danger).then_some("danger")
    }
}

/// A submit button. `name` and `value` tell which of several buttons was pressed.
#[component]
pub fn SubmitButton(
    /// Its prominence.
    #[prop(optional)]
    variant: ButtonVariant,
    /// The name of the value it sends.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value it sends.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether its form is being sent. It keeps the focus, which a disabled button would lose.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="ds-button"
            type="submit"
            aria-busy=move || busy.get().then_some("true")
            data-variant=variant.variant()
            data-color=variant.color()
            name=name
            value=value
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button: for navigation, never for actions.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its prominence.
    #[prop(optional)]
    variant: ButtonVariant,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="ds-button" href=href data-variant=variant.variant() data-color=variant.color()>
            {children()}
        </a>
    }
}

//! A form with only a button: its other values are known.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};

/// A form with one button that does one thing, and a link to leave without doing it.
#[component]
pub fn ButtonForm(
    /// The address of the server function.
    #[prop(into)]
    action: String,
    /// Hidden values, by the names of the function's arguments.
    #[prop(optional, into)]
    hidden: Vec<(&'static str, String)>,
    /// The button's variant.
    #[prop(optional)]
    variant: ButtonVariant,
    /// The address and the text of the link.
    #[prop(optional)]
    way_out: Option<(String, &'static str)>,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let button = view! { <SubmitButton variant>{children()}</SubmitButton> };

    view! {
        <form method="post" action=action>
            {hidden.collect_view()}
            {beside_way_out(button, way_out)}
        </form>
    }
}

/// A button, with a link to leave without pressing it.
pub(crate) fn beside_way_out(button: impl IntoView + 'static, way_out: Option<(String, &'static str)>) -> AnyView {
    match way_out {
        None => button.into_any(),
        Some((href, label)) => view! {
            <div class="actions">
                {button}
                <LinkButton href variant=ButtonVariant::Tertiary>
                    {label}
                </LinkButton>
            </div>
        }
        .into_any(),
    }
}

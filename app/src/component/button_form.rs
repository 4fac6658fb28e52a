//! The form of one button: everything else that it sends is known already.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};

/// A form that does one thing when its button is pressed, with a way out for whoever does not want it.
#[component]
pub fn ButtonForm(
    /// The address of the server function.
    #[prop(into)]
    action: String,
    /// What it sends unseen, by the names of the function's arguments.
    #[prop(optional, into)]
    hidden: Vec<(&'static str, String)>,
    /// How much the button asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// Where the way out leads, and what it says.
    #[prop(optional)]
    way_out: Option<(String, &'static str)>,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let button = view! { <SubmitButton variant>{children()}</SubmitButton> };
    let buttons = match way_out {
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
    };

    view! {
        <form method="post" action=action>
            {hidden.collect_view()}
            {buttons}
        </form>
    }
}

//! A form with only a button: the arguments of the server function are known.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::location::Url;
use serde::Serialize;

use super::action::{FormAction, FormCall, Refusal};
use super::server_form::hidden_inputs;
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::button_form::beside_way_out;
use crate::paths;

/// One button that calls a server function, and a link to leave without doing it.
#[component]
pub fn ServerButton<S, R>(
    /// The call.
    form: FormAction<S, R>,
    /// Its arguments.
    sends: S,
    /// The button's variant.
    #[prop(optional)]
    variant: ButtonVariant,
    /// The address and the text of the link.
    #[prop(optional)]
    way_out: Option<(String, &'static str)>,
    /// What the button says.
    children: Children,
) -> impl IntoView
where
    S: FormCall<R>,
    R: Refusal,
{
    let button = view! {
        <SubmitButton variant busy=form.is_busy()>
            {children()}
        </SubmitButton>
    };

    view! { <ServerCall form sends>{beside_way_out(button, way_out)}</ServerCall> }
}

/// The form of [`ServerButton`], for buttons that are arranged otherwise or elsewhere on the page.
#[component]
pub fn ServerCall<S, R>(
    /// The call.
    form: FormAction<S, R>,
    /// Its arguments.
    sends: S,
    /// An id for a button that is not inside.
    #[prop(optional, into)]
    id: Option<String>,
    /// The buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    S: FormCall<R>,
    R: Refusal,
{
    let hidden = values_of(&sends);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(Some(sends.clone()));
    };

    view! {
        <form method="post" action=paths::here(S::url()) id=id on:submit=send>
            {hidden_inputs(hidden)}
            {children.map(|children| children())}
        </form>
    }
}

/// The arguments as a browser without WebAssembly sends them: `facility=…`, `rolls[green]=2`.
fn values_of<S: Serialize>(arguments: &S) -> Vec<(String, String)> {
    let plain = |text: &str| Url::unescape(&text.replace('+', " "));
    let query = serde_qs::to_string(arguments).unwrap_or_default();
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (plain(name), plain(value))).collect()
}

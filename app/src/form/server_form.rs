//! A form with fields that calls a server function.

use std::collections::BTreeSet;

use leptos::ev::{Event, SubmitEvent};
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FormData, HtmlFormElement};

use super::FormError;
use super::action::{FormAction, FormCall, Refusal};
use crate::paths;

/// A form whose fields are the arguments of a server function.
///
/// Without WebAssembly it is a plain form. With it the page stays, and so does everything typed, until the call has
/// succeeded. A field that is left with a mistake says so; while it is being mended it is checked as it is typed, so
/// that the error goes away as soon as it is right.
#[component]
pub fn ServerForm<S, R>(
    /// The call.
    form: FormAction<S, R>,
    /// Values that are not shown, by their names.
    #[prop(optional, into)]
    hidden: Vec<(&'static str, String)>,
    /// The fields and the buttons.
    children: Children,
) -> impl IntoView
where
    S: FormCall<R>,
    R: Refusal,
{
    let fields = Fields {
        form,
        changed: StoredValue::default(),
        is_pressing: StoredValue::default(),
        left: StoredValue::default(),
    };

    view! {
        <form
            class="form"
            method="post"
            action=paths::here(S::url())
            novalidate
            node_ref=form.element
            on:submit=move |event| fields.submit(&event)
            on:input=move |event| fields.input(&event)
            on:focusout=move |event| fields.leave(&event)
            on:mousedown=move |_| fields.is_pressing.set_value(true)
            on:keydown=move |_| fields.is_pressing.set_value(false)
            on:click=move |event| fields.release(&event)
        >
            {hidden_inputs(hidden)}
            {children()}
        </form>
    }
}

pub(super) fn hidden_inputs<N: Into<String>>(values: Vec<(N, String)>) -> impl IntoView + use<N> {
    let inputs = values.into_iter().map(|(name, value)| view! { <input type="hidden" name=name.into() value=value /> });
    inputs.collect_view()
}

/// How the fields are being filled in.
#[derive(Clone)]
struct Fields<S: FormCall<R>, R: Refusal> {
    form: FormAction<S, R>,
    /// The fields that have been changed. The others are not flagged before the form is sent.
    changed: StoredValue<BTreeSet<String>>,
    /// Whether a mouse button is down in the form, or a finger.
    is_pressing: StoredValue<bool>,
    /// The field that it left.
    left: StoredValue<Option<String>>,
}

impl<S: FormCall<R>, R: Refusal> Copy for Fields<S, R> {}

impl<S: FormCall<R>, R: Refusal> Fields<S, R> {
    fn submit(self, event: &SubmitEvent) {
        event.prevent_default();
        self.form.send(arguments(event));
    }

    fn input(self, event: &Event) {
        let Some(field) = field_of(event) else { return };
        if self.form.state().has_error_at(&field) && self.mistake_at(event, &field).is_none() {
            self.form.state().set_error(&field, None);
        }
        self.changed.update_value(|changed| _ = changed.insert(field));
        self.form.keep_typed();
    }

    /// An error moves what is below it. One that appeared between pressing and releasing a button would move the button
    /// away, so it waits for the release.
    fn leave(self, event: &Event) {
        let Some(field) = field_of(event) else { return };
        if self.is_pressing.get_value() {
            self.left.set_value(Some(field));
        } else {
            self.check(event, &field);
        }
    }

    fn release(self, event: &Event) {
        self.is_pressing.set_value(false);
        if let Some(field) = self.left.try_update_value(Option::take).flatten() {
            self.check(event, &field);
        }
    }

    fn check(self, event: &Event, field: &str) {
        let is_changed = self.changed.with_value(|changed| changed.contains(field));
        if let Some(mistake) = self.mistake_at(event, field).filter(|_| is_changed) {
            self.form.state().set_error(field, Some(mistake));
        }
    }

    fn mistake_at(self, event: &Event, field: &str) -> Option<FormError> {
        self.form.mistake_at(field, &arguments(event)?)
    }
}

/// The name of the field that an event is about.
fn field_of(event: &Event) -> Option<String> {
    event.target()?.dyn_ref::<Element>()?.get_attribute("name")
}

/// The values of the form that handles an event.
fn arguments<S: FromFormData>(event: &Event) -> Option<S> {
    let form = event.current_target()?.dyn_into::<HtmlFormElement>().ok()?;
    S::from_form_data(&FormData::new_with_form(&form).ok()?).ok()
}

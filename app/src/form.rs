//! What a form shows of the answer to its newest sending.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::component::error_summary::FormError;
use crate::component::notice::{Notice, NoticeKind};
use crate::failure::Failure;

/// What is to be put right in a form; nothing until it has been refused. `error_of` finds the place and the sentence
/// of a rule.
pub fn form_errors<S, R>(
    action: ServerAction<S>,
    error_of: impl Fn(R) -> FormError + Send + Sync + 'static,
) -> Signal<Vec<FormError>>
where
    S: ServerFn<Error = Failure<R>> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    R: Copy + Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || {
        value.with(|value| match value {
            Some(Err(failure)) => errors_of(failure, &error_of),
            Some(Ok(_)) | None => Vec::new(),
        })
    })
}

fn errors_of<R: Copy>(failure: &Failure<R>, error_of: &impl Fn(R) -> FormError) -> Vec<FormError> {
    let refusals = failure.refusals().iter().map(|rule| error_of(*rule));
    let otherwise = failure.sentence().map(|message| FormError { field: None, message });
    refusals.chain(otherwise).collect()
}

/// What is wrong with one field.
pub fn error_at(errors: Signal<Vec<FormError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        errors.with(|errors| {
            errors.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| error.message.clone())
        })
    })
}

/// What went wrong with a form that has no fields, before its button.
#[component]
pub fn FormNotice(
    /// The errors of the form.
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
    move || {
        let errors = errors.get();
        let sentences = errors.into_iter().map(|error| view! { <p class="ds-paragraph">{error.message}</p> });
        let sentences = sentences.collect::<Vec<_>>();
        (!sentences.is_empty()).then(|| view! { <Notice kind=NoticeKind::Danger>{sentences}</Notice> })
    }
}

//! What is wrong with a form at the moment.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{FormError, FormErrors, failure_of};
use crate::failure::Failure;

/// The errors of a form, as they come and go. The fields show them at once, the summary only after a refusal.
#[derive(Clone, Copy)]
pub struct FormState(RwSignal<Errors>);

#[derive(Default)]
struct Errors {
    all: FormErrors,
    /// Whether the form was sent and refused, and has not been mended since.
    is_refused: bool,
    /// How often it was refused since the page was opened.
    refusals: u32,
}

impl FormState {
    /// The state of a form that was refused if it has errors.
    pub fn new(errors: FormErrors) -> Self {
        let is_refused = !errors.is_empty();
        Self(RwSignal::new(Errors { all: errors, is_refused, refusals: 0 }))
    }

    /// The state of the plain form of a server function. `error_of` maps a refusal to its field and text.
    pub fn of_plain_form<S, R>(error_of: impl Fn(R) -> FormError) -> Self
    where
        S: ServerFn<Error = Failure<R>>,
        R: Copy,
    {
        Self::new(failure_of::<S>().map(|failure| FormErrors::of_failure(&failure, error_of)).unwrap_or_default())
    }

    /// The error of one field.
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        Memo::new(move |_| self.0.with(|state| state.all.at(field))).into()
    }

    /// Whether the form was refused, and has not been mended since.
    pub fn is_refused(self) -> bool {
        self.0.with(|state| state.is_refused)
    }

    /// The errors for the summary.
    pub(super) fn refused(self) -> FormErrors {
        self.0.with(|state| if state.is_refused { state.all.clone() } else { FormErrors::default() })
    }

    /// How often the form was refused since the page was opened.
    pub(super) fn refusals(self) -> u32 {
        self.0.with(|state| state.refusals)
    }

    /// Shows why the form was refused.
    pub(super) fn refuse(self, errors: FormErrors) {
        self.0.update(|state| *state = Errors { all: errors, is_refused: true, refusals: state.refusals + 1 });
    }

    /// Whether a field has an error now.
    pub(super) fn has_error_at(self, field: &str) -> bool {
        self.0.with_untracked(|state| state.all.at(field).is_some())
    }

    /// Sets or removes the error of a field.
    pub(super) fn set_error(self, field: &str, error: Option<FormError>) {
        self.0.update(|state| {
            state.all = state.all.except(field).chain(error).collect();
            state.is_refused &= !state.all.is_empty();
        });
    }
}

//! A server function that is called from a form.

use std::fmt::Debug;

use leptos::html::Form;
use leptos::prelude::*;
use leptos::server::ServerAction;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{FormError, FormErrors, FormState, failure_of};
use crate::failure::Failure;
use crate::refresh::{Hold, Refresh};

/// A server function whose arguments are the fields of a form, and which rules may refuse.
pub trait FormCall<R>:
    ServerFn<Error = Failure<R>, Output: Send + Sync + 'static>
    + Clone
    + Serialize
    + DeserializeOwned
    + Send
    + Sync
    + 'static
{
}

impl<S, R> FormCall<R> for S where
    S: ServerFn<Error = Failure<R>, Output: Send + Sync + 'static>
        + Clone
        + Serialize
        + DeserializeOwned
        + Send
        + Sync
        + 'static
{
}

/// The rules that may refuse a form.
pub trait Refusal: Copy + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<R: Copy + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static> Refusal for R {}

/// A form's call of its server function: whether it is under way, and what is wrong with the form. Made by the page, so
/// that the form and the summary of its errors share it.
#[derive(Clone)]
pub struct FormAction<S: FormCall<R>, R: Refusal> {
    action: ServerAction<S>,
    state: FormState,
    rules: StoredValue<Rules<S, R>>,
    /// The form with its fields.
    pub(super) element: NodeRef<Form>,
    holds: StoredValue<Holds>,
}

/// What keeps the page as it is when others change what it shows.
struct Holds {
    refresh: Refresh,
    /// From the first change of a field on.
    typed: Option<Hold>,
    /// From the moment at which the form is sent until its page is left, or the form refused.
    sent: Option<Hold>,
}

type Check<S, R> = dyn Fn(&S) -> Vec<R> + Send + Sync;
type Act<T> = dyn Fn(&T) + Send + Sync;

/// What the browser knows of the rules, and their texts.
struct Rules<S: FormCall<R>, R: Refusal> {
    check: Box<Check<S, R>>,
    error_of: Box<dyn Fn(R) -> FormError + Send + Sync>,
    on_success: Option<Box<Act<S::Output>>>,
}

impl<S: FormCall<R>, R: Refusal> Copy for FormAction<S, R> {}

impl<S: FormCall<R>, R: Refusal> FormAction<S, R> {
    /// A form that only the server checks. `error_of` maps a refusal to its field and text.
    pub fn new(error_of: impl Fn(R) -> FormError + Send + Sync + 'static) -> Self {
        Self::checked(|_| Vec::new(), error_of)
    }

    /// A form that is checked before it is sent, and each field when it is left: `check` gives what the operation would
    /// refuse, by the same functions of `types`.
    pub fn checked(
        check: impl Fn(&S) -> Vec<R> + Send + Sync + 'static,
        error_of: impl Fn(R) -> FormError + Send + Sync + 'static,
    ) -> Self {
        let action = ServerAction::<S>::new();
        let failure = failure_of::<S>();
        if failure.is_none() {
            // It begins with the failure that the document was loaded with, which may be long past.
            action.clear();
        }
        let failed = failure.map(|failure| FormErrors::of_failure(&failure, &error_of));
        let rules = Rules { check: Box::new(check), error_of: Box::new(error_of), on_success: None };
        let this = Self {
            action,
            state: FormState::new(failed.unwrap_or_default()),
            rules: StoredValue::new(rules),
            element: NodeRef::new(),
            holds: StoredValue::new(Holds { refresh: Refresh::current(), typed: None, sent: None }),
        };
        Effect::watch(move || action.version().get(), move |_, _, _| this.finish(), false);
        this
    }

    /// Does something with the answer of a call that has succeeded, in place of following its redirect.
    pub fn on_success(self, act: impl Fn(&S::Output) + Send + Sync + 'static) {
        self.rules.update_value(|rules| rules.on_success = Some(Box::new(act)));
    }

    fn finish(self) {
        self.action.value().with_untracked(|answer| match answer {
            Some(Err(failure)) => {
                self.holds.update_value(|holds| holds.sent = None);
                self.refuse(failure);
                if matches!(failure, Failure::SignedOut | Failure::Ended) {
                    // Asked again, the page leads to where the person can go on.
                    self.holds.with_value(|holds| holds.refresh).now();
                }
            }
            Some(Ok(answer)) => self.rules.with_value(|rules| match &rules.on_success {
                Some(act) => act(answer),
                None => self.show_success(),
            }),
            None => {}
        });
    }

    /// The router follows the redirect in the next frame. One to the same address changes nothing, so the page's
    /// question is asked again, and what was typed makes room for what has been stored.
    fn show_success(self) {
        let address = || window().location().href().ok();
        let before = address();
        let form = self.element.get_untracked();
        request_animation_frame(move || {
            if address() == before {
                if let Some(form) = form {
                    form.reset();
                }
                let refresh = self.holds.try_update_value(|holds| {
                    (holds.typed, holds.sent) = (None, None);
                    holds.refresh
                });
                if let Some(refresh) = refresh {
                    refresh.now();
                }
            }
        });
    }

    /// Keeps the page, and so what has been typed, when others change what it shows.
    pub(super) fn keep_typed(self) {
        self.holds.update_value(|holds| {
            let refresh = holds.refresh;
            holds.typed.get_or_insert_with(|| refresh.hold());
        });
    }

    /// What is wrong with the form.
    pub fn state(self) -> FormState {
        self.state
    }

    /// The error of one field.
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        self.state.at(field)
    }

    /// Whether the form is being sent, or has succeeded: the page it leads to may take a while.
    pub fn is_busy(self) -> Signal<bool> {
        Signal::derive(move || {
            self.action.pending().get() || self.action.value().with(|answer| matches!(answer, Some(Ok(_))))
        })
    }

    /// Whether the server's answer was a certain refusal.
    pub fn is_refused_by(self, rule: R) -> Signal<bool> {
        Signal::derive(move || {
            self.action.value().with(|answer| {
                let failure = answer.as_ref().and_then(|answer| answer.as_ref().err());
                failure.is_some_and(|failure| failure.refusals().contains(&rule))
            })
        })
    }

    /// Checks the arguments and calls the server function, once at a time. `None` are arguments that could not be read
    /// from the form.
    pub(super) fn send(self, arguments: Option<S>) {
        if self.is_busy().get_untracked() {
            return;
        }
        let Some(arguments) = arguments else { return self.refuse(&Failure::Malformed) };
        let mistakes = self.rules.with_value(|rules| (rules.check)(&arguments));
        if mistakes.is_empty() {
            self.holds.update_value(|holds| holds.sent = Some(holds.refresh.hold()));
            self.action.dispatch(arguments);
        } else {
            self.refuse(&Failure::Refused(mistakes));
        }
    }

    /// What is wrong with one field.
    pub(super) fn mistake_at(self, field: &str, arguments: &S) -> Option<FormError> {
        self.rules.with_value(|rules| {
            let errors = (rules.check)(arguments).into_iter().map(|rule| (rules.error_of)(rule));
            errors.into_iter().find(|error| error.field.as_deref() == Some(field))
        })
    }

    fn refuse(self, failure: &Failure<R>) {
        self.state.refuse(self.rules.with_value(|rules| FormErrors::of_failure(failure, &rules.error_of)));
    }
}

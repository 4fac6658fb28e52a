//! What there is to put right in a form that was sent.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;

use crate::component::notice::{Notice, NoticeKind};
use crate::failure::Failure;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The name of the field; `None` when it is about the form as a whole.
    pub field: Option<String>,
    /// What is wrong and what to do, the same words as at the field.
    pub message: String,
}

/// What is to be put right in a form, in the order of its fields. Nothing unless it has just been refused.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Arc<[FormError]>);

impl FromIterator<FormError> for FormErrors {
    fn from_iter<I: IntoIterator<Item = FormError>>(errors: I) -> Self {
        Self(errors.into_iter().collect())
    }
}

impl FormErrors {
    /// The errors of the form of a server function. `error_of` finds the place and the sentence of a rule.
    pub fn of<S, R>(error_of: impl Fn(R) -> FormError) -> Self
    where
        S: ServerFn<Error = Failure<R>>,
        R: Copy,
    {
        let failure = failure_of::<S>();
        let refusals = failure.iter().flat_map(Failure::refusals).map(|rule| error_of(*rule));
        let otherwise = failure.iter().filter_map(Failure::sentence).map(|message| FormError { field: None, message });
        Self(refusals.chain(otherwise).collect())
    }

    /// These and those of another form on the page.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(other.0.iter()).cloned().collect())
    }

    /// Whether there is nothing to put right.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &FormError> {
        self.0.iter()
    }

    /// What is wrong with one field.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| error.message.clone())
    }
}

/// How a form to a server function failed, when the page is the answer to it: it stands in the page's address.
pub fn failure_of<S: ServerFn>() -> Option<S::Error> {
    let error = use_context::<ServerActionError>().filter(|error| error.path() == S::PATH)?;
    Some(ServerFnUrlError::<S::Error>::decode_err(error.err()))
}

/// The address of a page that tells of a form's failure, as if the form had been sent from there.
pub fn address_after_failure<S: ServerFn>(page: &str, failure: S::Error) -> String {
    // The base is not used: only a whole address can be parsed.
    let url = ServerFnUrlError::new(S::PATH, failure).to_url(&format!("http://localhost{page}"));
    url.map_or_else(|_| page.to_owned(), |url| format!("{}?{}", url.path(), url.query().unwrap_or_default()))
}

/// What went wrong with a form that has no fields, before its button.
#[component]
pub fn FormNotice(
    /// The errors of the form.
    errors: FormErrors,
) -> impl IntoView {
    let sentences = errors.iter().map(|error| view! { <p class="ds-paragraph">{error.message.clone()}</p> });
    let sentences = sentences.collect_view();
    (!errors.is_empty()).then(|| view! { <Notice kind=NoticeKind::Danger>{sentences}</Notice> })
}

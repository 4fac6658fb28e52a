//! The errors of a submitted form.

mod error_summary;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;

pub use self::error_summary::ErrorSummary;
use crate::component::notice::{Notice, NoticeKind};
use crate::failure::Failure;

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The name of the field; `None` if it is about the whole form.
    pub field: Option<String>,
    /// What is wrong and what to do, the same text as at the field.
    pub message: String,
}

/// The errors of a form, in the order of its fields. Empty unless it has just been refused.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Arc<[FormError]>);

impl FromIterator<FormError> for FormErrors {
    fn from_iter<I: IntoIterator<Item = FormError>>(errors: I) -> Self {
        Self(errors.into_iter().collect())
    }
}

impl FormErrors {
    /// The errors of the form of a server function. `error_of` maps a refusal to its field and text.
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

    /// These errors and those of another form on the page.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(other.0.iter()).cloned().collect())
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All errors.
    pub fn iter(&self) -> impl Iterator<Item = &FormError> {
        self.0.iter()
    }

    /// The error of one field.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| error.message.clone())
    }
}

/// How a form failed, if the current page is the response to it: the failure is in the page's query.
pub fn failure_of<S: ServerFn>() -> Option<S::Error> {
    let error = use_context::<ServerActionError>().filter(|error| error.path() == S::PATH)?;
    Some(ServerFnUrlError::<S::Error>::decode_err(error.err()))
}

/// The address of a page that shows a form's failure, as if the form had been sent from there.
pub fn address_after_failure<S: ServerFn>(page: &str, failure: S::Error) -> String {
    // The origin is irrelevant: only an absolute URL can be parsed.
    let url = ServerFnUrlError::new(S::PATH, failure).to_url(&format!("http://localhost{page}"));
    url.map_or_else(|_| page.to_owned(), |url| format!("{}?{}", url.path(), url.query().unwrap_or_default()))
}

/// The error of a form without fields, before its button.
#[component]
pub fn FormNotice(
    /// The errors of the form.
    errors: FormErrors,
) -> impl IntoView {
    let sentences = errors.iter().map(|error| view! { <p class="ds-paragraph">{error.message.clone()}</p> });
    let sentences = sentences.collect_view();
    (!errors.is_empty()).then(|| view! { <Notice kind=NoticeKind::Danger>{sentences}</Notice> })
}

//! Forms: what is wrong with one, and the components that call a server function from it.

mod action;
mod error_summary;
mod server_button;
mod server_form;
mod state;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_router::hooks::use_query_map;

pub use self::action::{FormAction, FormCall, Refusal};
pub use self::error_summary::{ErrorSummary, FormNotice};
pub use self::server_button::{ServerButton, ServerCall};
pub use self::server_form::ServerForm;
pub use self::state::FormState;
use crate::failure::Failure;

/// The name of a form's field, which is an argument of one or more server functions: with another name than theirs it
/// does not compile.
macro_rules! field {
    ($name:ident of $($function:ty),+) => {{
        $(const _: fn(&$function) = |arguments| { let _ = &arguments.$name; };)+
        stringify!($name)
    }};
}
pub(crate) use field;

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The name of the field; `None` if it is about the whole form.
    pub field: Option<String>,
    /// What is wrong and what to do, the same text as at the field.
    pub message: String,
}

/// The errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors(Arc<[FormError]>);

impl FromIterator<FormError> for FormErrors {
    fn from_iter<I: IntoIterator<Item = FormError>>(errors: I) -> Self {
        Self(errors.into_iter().collect())
    }
}

impl FormErrors {
    /// The errors of a failed server function. `error_of` maps a refusal to its field and text.
    fn of_failure<R: Copy>(failure: &Failure<R>, error_of: impl Fn(R) -> FormError) -> Self {
        let refusals = failure.refusals().iter().map(|rule| error_of(*rule));
        let otherwise = failure.sentence().map(|message| FormError { field: None, message });
        refusals.chain(otherwise).collect()
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

    /// The errors of all fields but one.
    fn except(&self, field: &str) -> impl Iterator<Item = FormError> {
        self.0.iter().filter(move |error| error.field.as_deref() != Some(field)).cloned()
    }
}

/// How a plain form failed, if the current page is the response to it: the failure is in the page's query.
pub fn failure_of<S: ServerFn>() -> Option<S::Error> {
    // The context is that of the document, and stays when the page changes.
    use_query_map().with_untracked(|query| query.get("__err"))?;
    let error = use_context::<ServerActionError>().filter(|error| error.path() == S::PATH)?;
    Some(ServerFnUrlError::<S::Error>::decode_err(error.err()))
}

/// The address of a page that shows a form's failure, as if the form had been sent from there.
pub fn address_after_failure<S: ServerFn>(page: &str, failure: S::Error) -> String {
    // The origin is irrelevant: only an absolute URL can be parsed.
    let url = ServerFnUrlError::new(S::PATH, failure).to_url(&format!("http://localhost{page}"));
    url.map_or_else(|_| page.to_owned(), |url| format!("{}?{}", url.path(), url.query().unwrap_or_default()))
}

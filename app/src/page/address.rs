//! The address of a page, as the router has parsed it.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use types::CustomerRef;
use types::page::{CompletedAction, QueryParam};

use crate::failure::{Answer, Failure};

/// The parameters of a page's path, and its query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    params: ParamsMap,
    query: ParamsMap,
}

impl Address {
    /// The address of the page that is being loaded or rendered. It changes while the router keeps the page.
    pub(crate) fn of_page() -> Memo<Self> {
        let (params, query) = (use_params_map(), use_query_map());
        Memo::new(move |_| Self { params: params.get(), query: query.get() })
    }

    /// The account; an invalid reference is not found.
    pub fn account(&self) -> Answer<CustomerRef> {
        self.param("konto")
    }

    /// The id at the end of the path, `/:id`; an invalid one is not found.
    pub fn id<I: FromStr>(&self) -> Answer<I> {
        self.param("id")
    }

    /// The secret of a link in a letter.
    pub fn secret(&self) -> String {
        self.params.get("secret").unwrap_or_default()
    }

    /// The query.
    pub fn query(&self) -> &ParamsMap {
        &self.query
    }

    /// A parameter of the query. One that cannot be parsed counts as absent.
    pub fn query_param<T: FromStr>(&self, param: QueryParam) -> Option<T> {
        self.query.get_str(param.as_str())?.parse().ok()
    }

    fn param<T: FromStr>(&self, name: &str) -> Answer<T> {
        self.params.get_str(name).and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)
    }
}

/// A parameter of the page's query.
pub fn query_param(param: QueryParam) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(param.as_str()))
}

/// The completed action that the page's query names (`paths::done`).
pub fn completed_action() -> Option<CompletedAction> {
    query_param(QueryParam::Done)?.parse().ok()
}

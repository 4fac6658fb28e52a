//! The address of a page, as the router has parsed it.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_matched, use_params_map, use_query_map};
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
    /// The address of the page that is being loaded or rendered. It changes while the router keeps the page, but not
    /// any more while the page is being left: its parents then bring parameters of the next one.
    pub(crate) fn of_page() -> ArcMemo<Self> {
        let (address, matched, going_to) = (Self::of_layout(), use_matched(), use_location().pathname);
        let is_left = move || {
            let (matched, going_to) = (matched.try_get(), going_to.try_get());
            matched.zip(going_to).is_none_or(|(matched, going_to)| !is_same_path(&matched, &going_to))
        };
        ArcMemo::new(move |last: Option<&Self>| match last {
            Some(last) if is_left() => last.clone(),
            _ => address.get(),
        })
    }

    /// The address of whatever page is in a layout.
    pub(crate) fn of_layout() -> ArcMemo<Self> {
        let (params, query) = (use_params_map(), use_query_map());
        ArcMemo::new(move |_| Self {
            params: params.try_with(last_of_each).unwrap_or_default(),
            query: query.try_get().unwrap_or_default(),
        })
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

/// Each parameter once: the router repeats it for every level of the routes.
fn last_of_each(params: &ParamsMap) -> ParamsMap {
    params.latest_values().map(|(name, value)| (name.clone(), value.to_owned())).collect()
}

fn is_same_path(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// A parameter of the page's query.
pub fn query_param(param: QueryParam) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(param.as_str()))
}

/// The completed action that the page's query names (`paths::done`).
pub fn completed_action() -> Option<CompletedAction> {
    query_param(QueryParam::Done)?.parse().ok()
}

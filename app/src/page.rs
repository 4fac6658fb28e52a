//! Loads the data of a page and renders it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::Serialize;
use serde::de::DeserializeOwned;
use types::CustomerRef;
use types::page::{CompletedAction, QueryParam};

use crate::component::button::LinkButton;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::failure::{Answer, Failure};
use crate::i18n::text;
use crate::not_found::NotFound;
use crate::paths;

/// Loads a page's data and renders the page, or an explanation if that fails.
///
/// The load runs as its own task: polled by the page itself it would stall while another part of the page is awaited,
/// and would hold a database connection that the other part may need.
pub fn load_page<T, V>(
    load: impl Future<Output = Answer<T>> + Send + 'static,
    page: impl FnOnce(T) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let load = OnceResource::new(load);
    view! { <Suspense>{Suspend::new(async move { render(load.await, page) })}</Suspense> }.into_any()
}

/// The same for a page of the account in its address.
pub fn load_account_page<T, V, Q>(
    ask: impl FnOnce(CustomerRef) -> Q,
    page: impl FnOnce(CustomerRef, T) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
    Q: Future<Output = Answer<T>> + Send + 'static,
{
    match account_param() {
        Ok(account) => load_page(ask(account.clone()), move |answer| page(account, answer)),
        Err(_) => view! { <NotFound /> }.into_any(),
    }
}

fn render<T, V: IntoView + 'static>(answer: Answer<T>, page: impl FnOnce(T) -> V) -> AnyView {
    match answer {
        Ok(value) => page(value).into_any(),
        Err(Failure::NotFound) => view! { <NotFound /> }.into_any(),
        Err(Failure::Forbidden) => view! { <Forbidden /> }.into_any(),
        Err(failure) => view! { <Failed failure /> }.into_any(),
    }
}

/// Says that the account may be used, but not for this.
#[component]
fn Forbidden() -> impl IntoView {
    view! {
        <Page title=text!(question.forbidden_title) lead=text!(question.forbidden_lead)>
            <LinkButton href=paths::accounts()>{text!(question.forbidden_back)}</LinkButton>
        </Page>
    }
}

/// Says what the person can do about a failure. The details are in the server's log.
#[component]
fn Failed(failure: Failure) -> impl IntoView {
    view! {
        <Page title=text!(failure.title)>
            <Notice kind=NoticeKind::Danger>
                <p class="ds-paragraph">{failure.sentence()}</p>
            </Notice>
        </Page>
    }
}

/// The account in the page's address; an invalid reference is not found.
pub fn account_param() -> Answer<CustomerRef> {
    path_param("konto")
}

/// The id in the page's address, `/:id`; an invalid one is not found.
pub fn id_param<I: std::str::FromStr>() -> Answer<I> {
    path_param("id")
}

fn path_param<T: std::str::FromStr>(name: &str) -> Answer<T> {
    let params = use_params_map().get_untracked();
    params.get_str(name).and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)
}

/// A parameter of the page's query.
pub fn query_param(param: QueryParam) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(param.as_str()))
}

/// The completed action that the page's query names (`paths::done`).
pub fn completed_action() -> Option<CompletedAction> {
    query_param(QueryParam::Done)?.parse().ok()
}

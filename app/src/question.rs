//! A page's one question to the server, and the page that its answer makes.

mod failed;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use types::CustomerRef;

use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::failure::{Answer, Failure};
use crate::i18n::text;
use crate::not_found::NotFound;
use crate::paths;
use crate::question::failed::Failed;

/// Shows a page once its question is answered, or in its place what went wrong and what to do.
pub fn answered<T, V>(question: Resource<Answer<T>>, page: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition>
            {move || {
                let page = page.clone();
                Suspend::new(async move { shown(question.await, page) })
            }}
        </Transition>
    }
    .into_any()
}

/// The page of an answer, for a page that waits for more than its question.
pub fn shown<T, V>(answer: Answer<T>, page: impl FnOnce(T) -> V) -> AnyView
where
    V: IntoView + 'static,
{
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
            <LinkButton href=paths::CHOOSE_ACCOUNT>{text!(question.forbidden_back)}</LinkButton>
        </Page>
    }
}

/// The account that the page is about, from its address; what is no account's reference is not found.
pub fn account_of_page() -> Memo<Answer<CustomerRef>> {
    let params = use_params_map();
    Memo::new(move |_| parsed(params.with(|params| params.get("konto"))))
}

/// The identity at the end of the page's address, `/:id`; what is none is not found.
pub fn id_of_page<I: std::str::FromStr + PartialEq + Send + Sync + 'static>() -> Memo<Answer<I>> {
    let params = use_params_map();
    Memo::new(move |_| parsed(params.with(|params| params.get("id"))))
}

fn parsed<T: std::str::FromStr>(text: Option<String>) -> Answer<T> {
    text.and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)
}

/// The word in the address about what has just been done (`paths::done`).
pub fn done_word() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("klart")))
}

//! How a page comes to be, on the server and in the browser: a key from the address, one question, a view of the answer.

mod address;
mod failed;

use std::future::{pending, ready};
use std::pin::Pin;

use leptos::either::Either;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::ChooseView;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::address::{Address, completed_action, query_param};
use self::failed::failed_page;
use crate::arrival::path_and_query;
use crate::assets::Assets;
use crate::failure::Answer;
use crate::refresh::Refresh;

/// A page of the route table.
///
/// The router keeps a page when only a parameter or the query of its address changes, so a page is a function of its
/// whole address: whenever that changes, the question is asked again, and the old page stays until the answer is there.
pub trait PageRoute: Sized + Send + Sync + 'static {
    /// What the page takes from its address.
    type Key: Send;
    /// The answer to its question.
    type Data: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Reads the key; [`crate::failure::Failure::NotFound`] if the address has no page.
    fn key(address: &Address) -> Answer<Self::Key>;

    /// Asks the question: a server function, on the server a direct call.
    fn load(key: Self::Key) -> impl Future<Output = Answer<Self::Data>> + Send;

    /// The page. It may read the address by [`query_param`], since it is made anew for each address.
    fn view(key: Self::Key, data: Self::Data) -> AnyView;
}

/// A page whose question has been asked. It may be left while the answer is on its way, so nothing of it is disposed of
/// with the page.
struct LoadedPage<P: PageRoute> {
    address: ArcMemo<Address>,
    answer: ArcResource<Answer<P::Data>>,
}

impl<P: PageRoute> LoadedPage<P> {
    /// Asks the question of the address, and again whenever the address changes or the page is to be refreshed.
    ///
    /// The question runs as its own task: polled by the page itself it would stall while another part of the page is
    /// awaited, and would hold a database connection that the other part may need.
    fn load() -> Self {
        let (address, refresh) = (Address::of_page(), Refresh::current());
        let key = address.clone();
        let answer = ArcResource::new(
            move || (key.get(), refresh.of_page()),
            |(address, _)| async move { P::load(P::key(&address)?).await },
        );
        Self { address, answer }
    }

    /// Renders the page when the answer has arrived, or an explanation if the question failed.
    ///
    /// The answer to the same address updates the page in place, with its focus and what has been typed. Another
    /// address is a new page, in which nothing of the old one may be left.
    fn render(self) -> AnyView {
        let Self { address, answer } = self;
        let shown = ArcStoredValue::new((address.get_untracked(), false));
        let show = move |answer: Answer<P::Data>| {
            let address = address.get_untracked();
            let view = match answer.and_then(|data| Ok((P::key(&address)?, data))) {
                Ok((key, data)) => P::view(key, data),
                Err(failure) => failed_page(failure, &address),
            };
            shown.update_value(|(last, is_odd)| {
                if *last != address {
                    (*last, *is_odd) = (address, !*is_odd);
                }
            });
            if shown.get_value().1 { Either::Left(view) } else { Either::Right(view) }
        };
        let view = move || {
            let (answer, show) = (answer.clone(), show.clone());
            Suspend::new(async move { show(answer.await) })
        };
        view! { <Transition>{view}</Transition> }.into_any()
    }
}

/// A page that the router has opened: it waits for its answer, and then it is shown.
pub(crate) struct OpenedPage {
    answered: Pin<Box<dyn Future<Output = ()> + Send + Sync>>,
    render: Box<dyn FnOnce() -> AnyView + Send + Sync>,
}

impl OpenedPage {
    /// A page that asks nothing.
    pub(crate) fn without_question<V: IntoView + 'static>(view: fn() -> V) -> Self {
        Self { answered: Box::pin(ready(())), render: Box::new(move || view().into_any()) }
    }

    /// Asks the page's question.
    pub(crate) fn new<P: PageRoute>() -> Self {
        let page = LoadedPage::<P>::load();
        let answer = page.answer.clone();
        Self {
            // Whatever it is: the page says it.
            answered: Box::pin(async move { _ = answer.await }),
            render: Box::new(move || page.render()),
        }
    }
}

/// The code of a page could not be loaded.
pub(crate) struct CodeMissing;

impl From<SplitLoaderError> for CodeMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Opens a page once its code is there.
type Open = fn() -> Pin<Box<dyn Future<Output = Result<OpenedPage, CodeMissing>>>>;

/// A page in the route table, with its code in one of the files that the browser loads when it first needs them.
#[derive(Clone)]
pub(crate) struct RouteView {
    file: &'static str,
    open: Open,
    opened: ArcStoredValue<Option<OpenedPage>>,
}

impl RouteView {
    pub(crate) fn new(file: &'static str, open: Open) -> Self {
        Self { file, open, opened: ArcStoredValue::new(None) }
    }
}

impl ChooseView for RouteView {
    /// In the browser the page before stays until the answer is there. The server must not wait here, and renders the
    /// page when the answer arrives.
    async fn preload(&self) {
        let Ok(mut page) = (self.open)().await else {
            // A newer version of the server has other files. The document's own page stays a plain one: loading it again
            // would fail again.
            if is_hydrated() {
                load_document();
            }
            return pending().await;
        };
        if cfg!(target_arch = "wasm32") {
            page.answered.as_mut().await;
        } else {
            Assets::preload_page_code(self.file);
        }
        *self.opened.write_value() = Some(page);
    }

    async fn choose(self) -> AnyView {
        self.opened.write_value().take().map(|page| (page.render)()).into_any()
    }
}

/// Whether the browser has taken over the document's page (`HydrationScript`).
fn is_hydrated() -> bool {
    leptos::prelude::document().document_element().is_some_and(|root| root.has_attribute("data-hydrated"))
}

/// Loads the page that the router is going to as a new document.
fn load_document() {
    // If that fails too, the browser says why.
    let _ = window().location().set_href(&path_and_query(&use_location()));
}

/// The view of a page in the route table. All pages with the same name of a file share it.
macro_rules! page {
    ($file:ident, $page:ty) => {
        $crate::page::page!(@$file, $crate::page::OpenedPage::new::<$page>())
    };
    ($file:ident, without_question $page:ident) => {
        $crate::page::page!(@$file, $crate::page::OpenedPage::without_question($page))
    };
    (@$file:ident, $opened:expr) => {{
        #[::leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn open() -> Result<$crate::page::OpenedPage, $crate::page::CodeMissing> {
            Ok($opened)
        }
        $crate::page::RouteView::new(stringify!($file), || Box::pin(open()))
    }};
}
pub(crate) use page;

/// The view of a page that is always loaded as a document, and so is no code in the browser.
pub(crate) fn document<V: IntoView + 'static>(view: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + 'static {
    move || {
        if cfg!(target_arch = "wasm32") {
            load_document();
            ().into_any()
        } else {
            view().into_any()
        }
    }
}

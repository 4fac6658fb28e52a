//! How a page comes to be, on the server and in the browser: a key from the address, one question, a view of the answer.

mod address;
mod failed;

use leptos::either::Either;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::address::{Address, completed_action, query_param};
use self::failed::failed_page;
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

/// A page whose question has been asked.
struct LoadedPage<P: PageRoute> {
    address: Memo<Address>,
    answer: Resource<Answer<P::Data>>,
}

impl<P: PageRoute> Clone for LoadedPage<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: PageRoute> Copy for LoadedPage<P> {}

impl<P: PageRoute> LoadedPage<P> {
    /// Asks the question of the address, and again whenever the address changes or the page is to be refreshed.
    ///
    /// The question runs as its own task: polled by the page itself it would stall while another part of the page is
    /// awaited, and would hold a database connection that the other part may need.
    fn load() -> Self {
        let (address, refresh) = (Address::of_page(), Refresh::current());
        let answer = Resource::new(
            move || (address.get(), refresh.count()),
            |(address, _)| async move { P::load(P::key(&address)?).await },
        );
        Self { address, answer }
    }

    /// Renders the page when the answer has arrived, or an explanation if the question failed.
    ///
    /// The answer to the same address updates the page in place, with its focus and what has been typed. Another
    /// address is a new page, in which nothing of the old one may be left.
    fn render(self) -> AnyView {
        let shown = StoredValue::new((self.address.get_untracked(), false));
        let show = move |answer: Answer<P::Data>| {
            let address = self.address.get_untracked();
            let view = match answer.and_then(|data| Ok((P::key(&address)?, data))) {
                Ok((key, data)) => P::view(key, data),
                Err(failure) => failed_page(failure),
            };
            shown.update_value(|(last, is_odd)| {
                if *last != address {
                    (*last, *is_odd) = (address, !*is_odd);
                }
            });
            if shown.get_value().1 { Either::Left(view) } else { Either::Right(view) }
        };
        view! { <Transition>{move || Suspend::new(async move { show(self.answer.await) })}</Transition> }.into_any()
    }
}

/// The view of a page in the route table.
pub(crate) fn page<P: PageRoute>() -> impl Fn() -> AnyView + Clone + Send {
    || LoadedPage::<P>::load().render()
}

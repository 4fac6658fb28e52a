//! Mina uppgifter.

use leptos::prelude::*;
use types::own_data::{OwnAccount, OwnData, OwnDataView, OwnOrder};

use super::access::{SharedByMe, SharedWithMe};
use super::api::load_own_data;
use super::own_page;
use super::person::{Details, Sessions};
use crate::bag_order::status_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::component::page::Page;
use crate::date::date_text;
use crate::failure::Answer;
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// All of a person's data, as a page and as a file, and a link for deleting it.
pub enum OwnDataPage {}

impl PageRoute for OwnDataPage {
    type Key = ();
    type Data = OwnDataView;

    fn key(_: &Address) -> Answer<Self::Key> {
        Ok(())
    }

    async fn load((): Self::Key) -> Answer<Self::Data> {
        load_own_data().await
    }

    fn view((): Self::Key, answer: Self::Data) -> AnyView {
        own_page(answer, types::Page::OwnData, text!(own_data.title), |data| view! { <Sections data /> }.into_any())
    }
}

#[component]
fn Sections(data: OwnData) -> impl IntoView {
    let OwnData { profile, known_since, accounts, shared_with, shared_by, orders, activities, may_erase, .. } = data;
    let sessions = profile.sessions.clone();
    let links = data.calendar_links.iter().map(|day| {
        view! { <p class="ds-paragraph">{text!(own_data.calendar_link, date = date_text(*day))}</p> }
    });
    let links = links.collect_view();
    view! {
        <Page title=text!(own_data.title) lead=text!(own_data.lead)>
            <File />
            <Details profile known_since />
            <Accounts accounts />
            <SharedWithMe shared=shared_with />
            <SharedByMe shared=shared_by />
            <Orders orders />
            <Sessions sessions />
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {text!(own_data.activity)}
                </h2>
                <p class="ds-paragraph">{text!(own_data.activity_text, rows = activities)}</p>
                {links}
            </section>
            <Erase may_erase />
            <p class="ds-paragraph">
                <a class="ds-link" href=paths::to(&types::Page::PersonalData)>
                    {text!(own_data.how_long)}
                </a>
            </p>
        </Page>
    }
}

#[component]
fn File() -> impl IntoView {
    view! {
        <section class="section">
            <p class="ds-paragraph">{text!(own_data.file_text)}</p>
            <div>
                <LinkButton href=paths::here(paths::OWN_DATA_FILE) variant=ButtonVariant::Secondary>
                    {text!(own_data.file)}
                </LinkButton>
            </div>
        </section>
    }
}

#[component]
fn Accounts(accounts: Vec<OwnAccount>) -> impl IntoView {
    let columns = vec![text!(own_data.account).to_owned(), text!(own_data.customer_number).to_owned()];
    let row = |OwnAccount { name, number }| {
        view! {
            <Row>
                <RowHeading>{name}</RowHeading>
                <Cell label=text!(own_data.customer_number)>{number}</Cell>
            </Row>
        }
    };
    (!accounts.is_empty()).then(|| {
        view! {
            <section class="section">
                <DataTable caption=text!(own_data.accounts) columns>
                    {accounts.into_iter().map(row).collect_view()}
                </DataTable>
            </section>
        }
    })
}

#[component]
fn Orders(orders: Vec<OwnOrder>) -> impl IntoView {
    let columns = [text!(own_data.order), text!(own_data.ordered_on), text!(own_data.state)].map(str::to_owned).into();
    let row = |OwnOrder { number, made_on, status }| {
        view! {
            <Row>
                <RowHeading>{number}</RowHeading>
                <Cell label=text!(own_data.ordered_on)>{date_text(made_on)}</Cell>
                <Cell label=text!(own_data.state)>{status.map(status_text)}</Cell>
            </Row>
        }
    };
    (!orders.is_empty()).then(|| {
        view! {
            <section class="section">
                <DataTable caption=text!(own_data.orders) columns>
                    {orders.into_iter().map(row).collect_view()}
                </DataTable>
            </section>
        }
    })
}

/// A link for deleting the user, or why that is not possible.
#[component]
fn Erase(may_erase: bool) -> impl IntoView {
    let sentence = if may_erase { text!(own_data.erase.text) } else { text!(own_data.erase.holder_text) };
    let way = may_erase.then(|| {
        view! {
            <div>
                <LinkButton href=paths::to(&types::Page::EraseUser) variant=ButtonVariant::Secondary>
                    {text!(own_data.erase.button)}
                </LinkButton>
            </div>
        }
    });
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(own_data.erase.title)}
            </h2>
            <p class="ds-paragraph">{sentence}</p>
            {way}
        </section>
    }
}

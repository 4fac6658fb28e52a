//! How personal data is processed.

use leptos::prelude::*;

use super::accessibility_page::{contact, heading};
use super::kept::kept;
use crate::brand::Brand;
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;

/// Where to complain to the authority.
const IMY: &str = "https://www.imy.se/privatperson/utfora-arenden/lamna-ett-klagomal/";

/// Which data is stored, why, for how long, who sees it, and what a person may request.
#[component]
pub fn PersonalDataPage() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <PageWidth>
            <Page title=text!(legal.personal_data.title) lead=text!(legal.personal_data.lead, company = company)>
                <KeptTable />
                <section class="section">
                    {heading(text!(legal.personal_data.seen))}
                    <p class="ds-paragraph">{text!(legal.personal_data.seen_text)}</p>
                </section>
                <Rights />
                <section class="section">
                    {heading(text!(legal.personal_data.cookies))}
                    <p class="ds-paragraph">{text!(legal.personal_data.cookies_text)}</p>
                </section>
                <section class="section">
                    {heading(text!(legal.personal_data.contact))}
                    <p class="ds-paragraph">{text!(legal.personal_data.contact_text)}</p>
                    {contact()}
                </section>
            </Page>
        </PageWidth>
    }
}

#[component]
fn KeptTable() -> impl IntoView {
    let (what, why, how_long) =
        (text!(legal.personal_data.what), text!(legal.personal_data.why), text!(legal.personal_data.how_long));
    let rows = kept().map(|kept| {
        view! {
            <Row>
                <RowHeading>{kept.what}</RowHeading>
                <Cell label=why>{kept.why}</Cell>
                <Cell label=how_long>{kept.how_long}</Cell>
            </Row>
        }
    });
    let columns = [what, why, how_long].map(str::to_owned).into();

    view! {
        <DataTable caption=text!(legal.personal_data.kept) columns>
            {rows}
        </DataTable>
    }
}

#[component]
fn Rights() -> impl IntoView {
    let rights = [
        text!(legal.personal_data.right.see),
        text!(legal.personal_data.right.correct),
        text!(legal.personal_data.right.erase),
        text!(legal.personal_data.right.object),
        text!(legal.personal_data.right.complain),
    ];
    view! {
        <section class="section">
            {heading(text!(legal.personal_data.rights))}
            <ul class="ds-list">{rights.map(|right| view! { <li>{right}</li> })}</ul>
            <a class="ds-link" href=paths::to(&types::Page::OwnData)>
                {text!(own_data.link)}
            </a>
            <a class="ds-link" href=IMY rel="external">
                {text!(legal.imy)}
            </a>
        </section>
    }
}

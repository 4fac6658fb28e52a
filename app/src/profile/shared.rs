//! The accounts that others share with the person.

use leptos::prelude::*;
use types::page::AccountPage;
use types::profile::SharedAccount;

use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::date::date_text;
use crate::i18n::text;
use crate::paths;

/// Each account with a link to open and a link to leave it. Renders nothing if nobody shares.
#[component]
pub(super) fn SharedAccounts(shared: Vec<SharedAccount>) -> impl IntoView {
    (!shared.is_empty()).then(|| {
        let columns = vec![
            text!(profile.shared.account).to_owned(),
            text!(profile.shared.by).to_owned(),
            text!(profile.shared.since).to_owned(),
            String::new(),
        ];
        view! {
            <section class="section">
                <DataTable caption=channel_text!(profile.shared.title) columns>
                    {shared.into_iter().map(shared_row).collect_view()}
                </DataTable>
            </section>
        }
    })
}

/// The link for leaving names the account for screen readers, which do not see the row.
fn shared_row(shared: SharedAccount) -> impl IntoView {
    let SharedAccount { reference, name, owner, since } = shared;
    let (overview, leave) = (paths::account(&reference, AccountPage::Overview), paths::leave(&reference));
    let left = name.clone();
    view! {
        <Row>
            <RowHeading>
                <a class="ds-link" href=overview>
                    {name}
                </a>
            </RowHeading>
            <Cell label=text!(profile.shared.by)>{owner}</Cell>
            <Cell label=text!(profile.shared.since)>{date_text(since)}</Cell>
            <Cell label="">
                <LinkButton href=leave variant=ButtonVariant::Tertiary>
                    {text!(profile.shared.leave)}
                    <span class="ds-sr-only">" " {left}</span>
                </LinkButton>
            </Cell>
        </Row>
    }
}

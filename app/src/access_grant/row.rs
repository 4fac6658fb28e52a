//! One grant in the list: who, its state, and the menu.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantRefusal, GrantState, LetterState};
use types::page::AccountPage;

use super::api::RepeatInvitation;
use super::{full_name, relation_text, status_text};
use crate::component::data_table::{Cell, MenuCell, Row, RowHeading};
use crate::component::menu::{Menu, MenuButton, MenuLink, MenuText};
use crate::component::notice::NoticeKind;
use crate::component::person_line::PersonLine;
use crate::component::tag::Tag;
use crate::form::{FormAction, ServerCall};
use crate::i18n::text;
use crate::paths;

/// Sends a letter again: one call for all rows of the list, whose page shows how it failed.
pub(super) type Repeat = FormAction<RepeatInvitation, GrantRefusal>;

#[component]
pub(super) fn GrantRow(account: CustomerRef, grant: AccessGrant, repeat: Repeat) -> impl IntoView {
    let name = full_name(&grant.grantee);
    let number = grant.masked_number.clone();
    let verified = grant.verified_name.clone().map(|name| text!(access_grant.verified_name, name = name));
    let shared_by = (!grant.is_mine).then(|| text!(access_grant.shared_by, name = grant.shared_by.clone()));
    let email = grant.grantee.email.clone();
    let mobile = Some(grant.grantee.mobile.clone()).filter(|mobile| !mobile.is_empty());
    let status = grant.clone();

    view! {
        <Row>
            <RowHeading>
                <PersonLine name detail=relation_text(grant.relation) />
                {verified.map(|verified| view! { <span class="person-detail">{verified}</span> })}
                <span class="person-detail">{number}</span>
                {shared_by.map(|shared_by| view! { <span class="person-detail">{shared_by}</span> })}
            </RowHeading>
            <Cell label=text!(access_grant.column.contact)>
                {email} {mobile.map(|mobile| view! { <span class="person-detail">{mobile}</span> })}
            </Cell>
            <Cell label=text!(access_grant.column.status)>
                <GrantStatus grant=status />
            </Cell>
            <MenuCell>
                <GrantMenu account grant repeat />
            </MenuCell>
        </Row>
    }
}

#[component]
fn GrantStatus(grant: AccessGrant) -> impl IntoView {
    let kind = if grant.state == GrantState::Active { NoticeKind::Success } else { NoticeKind::Info };
    let letter = letter_text(&grant);

    view! {
        <Tag kind text=status_text(&grant) />
        {letter.map(|(kind, text)| view! { <Tag kind text /> })}
    }
}

/// A message about an invitation's letter if something is wrong with it.
fn letter_text(grant: &AccessGrant) -> Option<(NoticeKind, &'static str)> {
    match grant.letter {
        _ if grant.state != GrantState::Pending => None,
        LetterState::Failed => Some((NoticeKind::Danger, text!(access_grant.status.letter_failed))),
        LetterState::ToCheck => Some((NoticeKind::Warning, text!(access_grant.status.letter_to_check))),
        LetterState::Later => Some((NoticeKind::Info, text!(access_grant.status.letter_later))),
        LetterState::OnItsWay | LetterState::Sent => None,
    }
}

/// The actions on a grant. The form of "Skicka mejlet igen" is beside the menu, because a list cannot contain one
/// around its item.
#[component]
fn GrantMenu(account: CustomerRef, grant: AccessGrant, repeat: Repeat) -> impl IntoView {
    let label = text!(access_grant.more, name = full_name(&grant.grantee));
    let form = format!("skicka-{}", grant.id);
    let to = |page| paths::account(&account, page);
    let (menu, remove) = (format!("meny-{}", grant.id), to(AccountPage::RemoveAccess(grant.id)));
    let waiting = (grant.state == GrantState::Pending).then(|| {
        let again = if grant.may_send_again {
            let label = match grant.letter {
                LetterState::ToCheck => text!(access_grant.send),
                _ => text!(access_grant.repeat),
            };
            view! { <MenuButton form=form.clone()>{label}</MenuButton> }.into_any()
        } else {
            view! { <MenuText>{text!(access_grant.repeat_later)}</MenuText> }.into_any()
        };
        let (invite_again, correct) =
            (paths::invite_again(&account, grant.id), to(AccountPage::CorrectInvitation(grant.id)));
        view! {
            {again}
            <MenuLink href=invite_again>{text!(access_grant.again)}</MenuLink>
            <MenuLink href=correct>{text!(access_grant.correct)}</MenuLink>
        }
    });

    view! {
        <Menu id=menu label>
            {waiting}
            <MenuLink href=remove>{text!(access_grant.remove)}</MenuLink>
        </Menu>
        {grant
            .may_send_again
            .then(|| view! { <ServerCall form=repeat sends=RepeatInvitation { account, id: grant.id } id=form /> })}
    }
}

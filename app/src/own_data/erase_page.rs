//! Asks before somebody deletes their user.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::own_data::{EraseRefusal, OwnData, OwnDataView, SharedWithMe};

use super::access::channel_name;
use super::api::EraseUser;
use super::api::load_own_data;
use super::own_page;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::button_form::ButtonForm;
use crate::component::confirm::Confirm;
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{FormError, FormNotice, FormState};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Ta bort min användare: for a person who is on no contract.
pub enum EraseUserPage {}

impl PageRoute for EraseUserPage {
    type Key = ();
    type Data = OwnDataView;

    fn key(_: &Address) -> Answer<Self::Key> {
        Ok(())
    }

    async fn load((): Self::Key) -> Answer<Self::Data> {
        load_own_data().await
    }

    fn view((): Self::Key, answer: Self::Data) -> AnyView {
        own_page(answer, types::Page::EraseUser, text!(own_data.erase.title), |data| {
            if data.may_erase {
                view! { <EraseForm data /> }.into_any()
            } else {
                view! { <HolderCannotBeErased /> }.into_any()
            }
        })
    }
}

#[component]
fn EraseForm(data: OwnData) -> impl IntoView {
    let back = paths::to(&types::Page::OwnData);
    let state = FormState::of_plain_form::<EraseUser, _>(erase_error);
    view! {
        <Confirm
            question=text!(own_data.erase.question)
            consequence=text!(own_data.erase.consequence)
            back=back.clone()
        >
            <FormNotice forms=vec![state] />
            <Losses shared=data.shared_with />
            <p class="ds-paragraph">{text!(own_data.erase.stays)}</p>
            <ButtonForm
                action=paths::here(EraseUser::url())
                variant=ButtonVariant::Danger
                way_out=(back, text!(own_data.erase.cancel))
            >
                {text!(own_data.erase.button)}
            </ButtonForm>
        </Confirm>
    }
}

/// What the person loses, one by one.
#[component]
fn Losses(shared: Vec<SharedWithMe>) -> impl IntoView {
    let live = shared.into_iter().filter(|grant| grant.state.is_live());
    let lines: Vec<_> = live
        .filter_map(|grant| Some(text!(own_data.erase.of, channel = channel_name(grant.channel), owner = grant.owner?)))
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="section">
                <p class="ds-paragraph">{text!(own_data.erase.ends)}</p>
                <ul class="ds-list">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </section>
        }
    })
}

/// A customer's data is decided by the company's register.
#[component]
fn HolderCannotBeErased() -> impl IntoView {
    view! {
        <Page title=text!(own_data.erase.title) lead=text!(own_data.erase.holder_text)>
            <LinkButton href=paths::to(&types::Page::OwnData)>{text!(own_data.erase.back)}</LinkButton>
        </Page>
    }
}

fn erase_error(rule: EraseRefusal) -> FormError {
    let message = match rule {
        EraseRefusal::SignInAgain => text!(own_data.sign_in_again),
        EraseRefusal::NeedsBankId => text!(own_data.needs_bankid),
        EraseRefusal::HoldsContract => text!(own_data.erase.holder_text),
    };
    FormError { field: None, message: message.to_owned() }
}

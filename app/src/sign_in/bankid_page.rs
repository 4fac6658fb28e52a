//! The page of an order of BankID.

use leptos::html::Form;
use leptos::prelude::*;
use types::sign_in::{BankIdStart, SignInDigits, SignInPhase, SignInRefusal, SignInStatus};

use super::api::{ConfirmSignIn, FinishSignIn, StartSignIn, load_sign_in_status};
use super::bankid_message;
use super::digits_page::DigitsPage;
use super::follow::Order;
use super::other_device::{HowToRead, ReadCode};
use super::refusal::{Obstacle, failure_sentence};
use super::start_form::StartForm;
use super::this_device::OpenApp;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::button_form::ButtonForm;
use crate::component::page::Page;
use crate::failure::{Answer, Failure};
use crate::form::failure_of;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Shows the status of the browser's order until the person is signed in or it ends.
pub enum BankIdPage {}

impl PageRoute for BankIdPage {
    type Key = ();
    type Data = Answer<SignInStatus, SignInRefusal>;

    fn key(_: &Address) -> Answer<Self::Key> {
        Ok(())
    }

    async fn load((): Self::Key) -> Answer<Self::Data> {
        Ok(load_sign_in_status().await)
    }

    fn view((): Self::Key, status: Self::Data) -> AnyView {
        let obstacle = obstacle();
        // Checked first: a page that submits automatically must not repeat what has just failed.
        let has_failed = failure_of::<FinishSignIn>().is_some();
        let page = match status {
            Ok(status) if status.digits == SignInDigits::Asked => view! { <DigitsPage status /> }.into_any(),
            Ok(status) => view! { <OrderPage status obstacle has_failed /> }.into_any(),
            Err(failure) => view! { <NotUnderWay failure obstacle /> }.into_any(),
        };
        view! { <PageWidth>{page}</PageWidth> }.into_any()
    }
}

/// The failure of one of the page's plain forms, from the query.
fn obstacle() -> Option<String> {
    let failed = failure_of::<FinishSignIn>().or_else(failure_of::<ConfirmSignIn>).or_else(failure_of::<StartSignIn>);
    failed.as_ref().and_then(failure_sentence)
}

#[component]
fn OrderPage(
    status: SignInStatus,
    obstacle: Option<String>,
    /// Whether opening the session has just failed.
    has_failed: bool,
) -> impl IntoView {
    let submits_automatically = !(has_failed && status.phase == SignInPhase::Identified);
    let may_be_asked = status.digits == SignInDigits::MayBeAsked;
    let lead = match status.start {
        BankIdStart::ThisDevice => text!(bankid.lead_this),
        BankIdStart::OtherDevice => text!(bankid.lead_other),
    };

    view! {
        <Page title=text!(bankid.title) lead>
            <Obstacle sentence=obstacle />
            {may_be_asked.then(|| view! { <p class="ds-paragraph">{text!(bankid.remember_digits)}</p> })}
            <UnderWay status submits_automatically>
                <HowToRead />
            </UnderWay>
        </Page>
    }
}

/// The live order. Its children explain how to scan the code.
#[component]
fn UnderWay(status: SignInStatus, submits_automatically: bool, children: Children) -> impl IntoView {
    let (start, destination) = (status.start, StoredValue::new(status.destination.clone()));
    let order = Order::new(status);
    order.follow();
    let body = match start {
        BankIdStart::ThisDevice => view! { <OpenApp order /> }.into_any(),
        BankIdStart::OtherDevice => view! { <ReadCode order>{children()}</ReadCode> }.into_any(),
    };

    view! {
        <Message order submits_automatically />
        <StartAgain order start destination />
        {body}
        <Finish order start submits_automatically />
        <Alternatives order start destination />
    }
}

/// BankID's message. Announced when it changes, and only then.
#[component]
fn Message(order: Order, submits_automatically: bool) -> impl IntoView {
    let message = order.field(|status| status.message);
    let sentence = move || match order.phase.get() {
        SignInPhase::Identified if submits_automatically => text!(bankid.identified),
        SignInPhase::Identified => text!(bankid.identified_press),
        _ => bankid_message::sentence(message.get()),
    };
    let lost = move || order.is_lost.get().then(|| view! { <p class="ds-paragraph">{text!(bankid.lost)}</p> });
    let tone = move || match order.phase.get() {
        SignInPhase::Waiting => "info",
        SignInPhase::Identified => "success",
        SignInPhase::Ended | SignInPhase::TimedOut => "warning",
    };

    view! {
        <div class="ds-alert bankid-message" data-color=tone role="status">
            <p class="ds-paragraph">{sentence}</p>
            {lost}
        </div>
    }
}

/// Starts again, once the order has ended.
#[component]
fn StartAgain(order: Order, start: BankIdStart, destination: StoredValue<String>) -> impl IntoView {
    move || {
        let label = match order.phase.get() {
            SignInPhase::TimedOut => text!(bankid.restart),
            SignInPhase::Ended => text!(bankid.again),
            SignInPhase::Waiting | SignInPhase::Identified => return None,
        };
        Some(view! {
            <StartForm start destination=destination.get_value()>
                {label}
            </StartForm>
        })
    }
}

/// Opens the session. The page submits it automatically if it can; otherwise the person does.
#[component]
fn Finish(order: Order, start: BankIdStart, submits_automatically: bool) -> impl IntoView {
    let form = NodeRef::<Form>::new();
    let is_pressed = StoredValue::new(false);
    if submits_automatically {
        order.finish_with(form, is_pressed);
    }
    let is_of_no_use = move || match order.phase.get() {
        SignInPhase::Waiting => start == BankIdStart::OtherDevice,
        SignInPhase::Identified => false,
        SignInPhase::Ended | SignInPhase::TimedOut => true,
    };

    view! {
        <form
            class="bankid-finish"
            method="post"
            action=paths::here(paths::FINISH_SIGN_IN)
            node_ref=form
            hidden=is_of_no_use
            on:submit=move |_| is_pressed.set_value(true)
        >
            <p class="ds-paragraph">{text!(bankid.finish_help)}</p>
            <SubmitButton variant=ButtonVariant::Secondary>{text!(bankid.finish)}</SubmitButton>
        </form>
    }
}

#[component]
fn Alternatives(order: Order, start: BankIdStart, destination: StoredValue<String>) -> impl IntoView {
    let (other, label) = match start {
        BankIdStart::ThisDevice => (BankIdStart::OtherDevice, text!(bankid.to_other)),
        BankIdStart::OtherDevice => (BankIdStart::ThisDevice, text!(bankid.to_this)),
    };
    let is_identified = move || order.phase.get() == SignInPhase::Identified;

    view! {
        <div class="actions" hidden=is_identified>
            <StartForm start=other destination=destination.get_value() variant=ButtonVariant::Secondary>
                {label}
            </StartForm>
            <ButtonForm
                action=paths::here(paths::CANCEL_SIGN_IN)
                variant=ButtonVariant::Tertiary
            >
                {text!(bankid.cancel)}
            </ButtonForm>
        </div>
    }
}

#[component]
fn NotUnderWay(failure: Failure<SignInRefusal>, obstacle: Option<String>) -> impl IntoView {
    let lead = match failure.sentence() {
        None => text!(bankid.none_lead).to_owned(),
        Some(sentence) => sentence,
    };
    view! {
        <Page title=text!(bankid.none_title) lead>
            <Obstacle sentence=obstacle />
            <LinkButton href=paths::sign_in()>{text!(bankid.none_link)}</LinkButton>
        </Page>
    }
}

//! The start page: what the portal is, and how to sign in.

mod done;

pub use done::Done;

use leptos::prelude::*;
use types::Page;

use crate::component::button::LinkButton;
use crate::component::card::{Card, CardRow, LinkCard};
use crate::component::icon::Icon;
use crate::component::page::PageHeading;
use crate::component::steps::{Step, Steps};
use crate::i18n::text;
use crate::paths;

/// Says what the portal offers and how to sign in.
#[component]
pub fn StartPage() -> impl IntoView {
    view! {
        <section class="start-hero">
            <div class="frame-width">
                <Welcome />
                <div class="start-picture" inner_html=include_str!("start/lake.svg")></div>
            </div>
        </section>
        <div class="frame-width start-sections">
            <Services />
            <HowItWorks />
        </div>
    }
}

#[component]
fn Welcome() -> impl IntoView {
    view! {
        <div class="start-welcome">
            <Done />
            <PageHeading title=text!(start.title) />
            <p class="ds-paragraph page-lead">{text!(start.lead)}</p>
            <LinkButton href=paths::sign_in()>{text!(start.sign_in)}</LinkButton>
            <p class="start-help">{text!(start.sign_in_help)}</p>
        </div>
    }
}

#[component]
fn Services() -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="md">
                {text!(start.services)}
            </h2>
            <CardRow>
                <LinkCard title=text!(start.share.title) href=paths::to(&Page::Share) icon=Icon::People>
                    <p class="ds-paragraph">{text!(start.share.text)}</p>
                </LinkCard>
                <Card title=text!(start.help.title) icon=Icon::Person>
                    <p class="ds-paragraph">{text!(start.help.text)}</p>
                </Card>
                <Card title=text!(start.contracts.title) icon=Icon::Paper>
                    <p class="ds-paragraph">{text!(start.contracts.text)}</p>
                </Card>
            </CardRow>
        </section>
    }
}

#[component]
fn HowItWorks() -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="md">
                {text!(start.how)}
            </h2>
            <Steps in_a_row=true>
                <Step title=text!(start.steps.sign_in_title)>{text!(start.steps.sign_in_text)}</Step>
                <Step title=text!(start.steps.choose_title)>{text!(start.steps.choose_text)}</Step>
                <Step title=text!(start.steps.done_title)>{text!(start.steps.done_text)}</Step>
            </Steps>
        </section>
    }
}

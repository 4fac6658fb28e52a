//! Så delar du: Mina Sidor and the app, step by step.

use leptos::prelude::*;

use super::part::{Pair, Part, drawing};
use super::question::Questions;
use super::step::{AppSteps, RemoveSteps, WebSteps};
use crate::brand::Brand;
use crate::component::card::{Card, CardRow};
use crate::component::icon::Icon;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;

/// How to share Mina Sidor and the app, what that means and how it ends.
#[component]
pub fn SharePage() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <PageWidth>
            <Page title=text!(help.share.title) lead=text!(help.share.lead, company = company)>
                <TwoChannels />
                <BothWays />
                <Meaning />
                <Pair>
                    <Part title=text!(help.share.remove)>
                        <p class="ds-paragraph">{text!(help.share.remove_text)}</p>
                        <RemoveSteps />
                    </Part>
                    {drawing(include_str!("menu.svg"))}
                </Pair>
                <Pair>
                    <Caveats />
                    <Questions />
                </Pair>
            </Page>
        </PageWidth>
    }
}

/// The two channels, neither of which includes the other.
#[component]
fn TwoChannels() -> impl IntoView {
    view! {
        <Pair>
            <Part title=text!(help.share.ways)>
                <p class="ds-paragraph">{text!(help.share.ways_text)}</p>
                <ul class="ds-list">
                    <li>
                        <a class="ds-link" href="#mina-sidor">
                            {text!(help.share.web)}
                        </a>
                    </li>
                    <li>
                        <a class="ds-link" href="#appen">
                            {text!(help.share.app)}
                        </a>
                    </li>
                </ul>
            </Part>
            {drawing(include_str!("doors.svg"))}
        </Pair>
    }
}

#[component]
fn BothWays() -> impl IntoView {
    view! {
        <Pair>
            <Part title=text!(help.share.web) id="mina-sidor">
                {drawing(include_str!("window.svg"))}
                <p class="ds-paragraph">{text!(help.share.web_text)}</p>
                <WebSteps />
            </Part>
            <div class="page-part">
                <Part title=text!(help.share.app) id="appen">
                    {drawing(include_str!("phone.svg"))}
                    <p class="ds-paragraph">{text!(help.share.app_text)}</p>
                    <AppSteps />
                    <a class="ds-link" href=paths::how_the_app_works()>
                        {text!(help.app.title)}
                    </a>
                </Part>
                <Part title=text!(help.share.time_title)>
                    <p class="ds-paragraph">{text!(help.share.time_text)}</p>
                    {drawing(include_str!("letter.svg"))}
                </Part>
            </div>
        </Pair>
    }
}

#[component]
fn Meaning() -> impl IntoView {
    view! {
        <Part title=text!(help.share.means)>
            <CardRow>
                <Card title=text!(help.share.see_title) icon=Icon::People>
                    <p class="ds-paragraph">{text!(help.share.see_text)}</p>
                </Card>
                <Card title=text!(help.share.told_title) icon=Icon::Paper>
                    <p class="ds-paragraph">{text!(help.share.told_text)}</p>
                </Card>
                <Card title=text!(help.share.end_title) icon=Icon::Clock>
                    <p class="ds-paragraph">{text!(help.share.end_text)}</p>
                </Card>
            </CardRow>
        </Part>
    }
}

#[component]
fn Caveats() -> impl IntoView {
    let thoughts = [text!(help.share.think_trust), text!(help.share.think_remove), text!(help.share.think_god_man)];
    view! {
        <Part title=text!(help.share.think)>
            <ul class="ds-list">{thoughts.map(|thought| view! { <li>{thought}</li> })}</ul>
        </Part>
    }
}

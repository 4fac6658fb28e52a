//! Så fungerar appen.

use leptos::prelude::*;

use super::part::{Pair, Part, drawing};
use super::step::AppSteps;
use crate::component::card::{Card, CardRow};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::icon::Icon;
use crate::component::page::Page;
use crate::i18n::text;
use crate::installed_app::InstallHint;
use crate::layout::PageWidth;
use crate::paths;

/// What the app does, how to get it, who can use it and how to share it.
#[component]
pub fn HowTheAppWorksPage() -> impl IntoView {
    view! {
        <PageWidth>
            <Page title=text!(help.app.title) lead=text!(help.app.lead)>
                <Pair>
                    <Part title=text!(help.app.get)>
                        <p class="ds-paragraph">{text!(help.app.get_text)}</p>
                    </Part>
                    {drawing(include_str!("phone.svg"))}
                </Pair>
                <InstallHint />
                <Uses />
                <Pair>
                    <Part title=text!(help.app.family)>
                        <p class="ds-paragraph">{text!(help.app.family_text)}</p>
                        <AppSteps />
                        <a class="ds-link" href=paths::to(&types::Page::Share)>
                            {text!(help.app.more)}
                        </a>
                    </Part>
                    <WhoHasAccess />
                </Pair>
            </Page>
        </PageWidth>
    }
}

#[component]
fn Uses() -> impl IntoView {
    view! {
        <Part title=text!(help.app.can)>
            <CardRow>
                <Card title=text!(help.app.contracts_title) icon=Icon::Paper>
                    <p class="ds-paragraph">{text!(help.app.contracts_text)}</p>
                </Card>
                <Card title=text!(help.app.share_title) icon=Icon::People>
                    <p class="ds-paragraph">{text!(help.app.share_text)}</p>
                </Card>
                <Card title=text!(help.app.help_title) icon=Icon::Person>
                    <p class="ds-paragraph">{text!(help.app.help_text)}</p>
                </Card>
            </CardRow>
        </Part>
    }
}

#[component]
fn WhoHasAccess() -> impl IntoView {
    let rules = [
        (text!(help.app.who_holder_title), text!(help.app.who_holder_text)),
        (text!(help.app.who_invited_title), text!(help.app.who_invited_text)),
        (text!(help.app.who_bankid_title), text!(help.app.who_bankid_text)),
    ];
    let rules = rules.map(|(who, rule)| view! { <Description term=who>{rule}</Description> });
    view! {
        <Part title=text!(help.app.who)>
            {drawing(include_str!("check.svg"))}
            <DescriptionList>{rules}</DescriptionList>
        </Part>
    }
}

//! The steps of sharing, each with a link to the page it is about.

use leptos::prelude::*;
use types::Channel;
use types::Channel::{App, Web};
use types::page::{AccountPage, Destination};

use crate::component::steps::{Step, Steps};
use crate::i18n::text;
use crate::paths;

/// Sharing Mina Sidor.
#[component]
pub(super) fn WebSteps() -> impl IntoView {
    view! {
        <Steps>
            <Step title=text!(help.step.sign_in_title)>
                {text!(help.step.sign_in_text)} {sign_in(Web)}
            </Step>
            <Step title=text!(help.step.profile_title)>
                {text!(help.step.profile_text)} {place(Web, AccountPage::Profile, text!(help.step.profile_place))}
            </Step>
            <Step title=text!(help.step.access_title)>{text!(help.step.access_text)}</Step>
            <Step title=text!(help.step.manage_title)>
                {text!(help.step.manage_text)} {place(Web, AccountPage::AccessGrants, text!(help.step.manage_place))}
            </Step>
            <Step title=text!(help.step.new_title)>
                {text!(help.step.new_text)} {place(Web, AccountPage::NewAccessGrant(None), text!(help.step.new_place))}
            </Step>
            <Step title=text!(help.step.fill_in_title)>{text!(help.step.fill_in_text)}</Step>
            <Step title=text!(help.step.save_title)>{text!(help.step.save_text)}</Step>
            <Step title=text!(help.step.letter_title)>{text!(help.step.letter_text)}</Step>
            <Step title=text!(help.step.confirm_title)>{text!(help.step.confirm_text)}</Step>
            <Step title=text!(help.step.done_title)>{text!(help.step.done_text)}</Step>
        </Steps>
    }
}

/// Sharing the app.
#[component]
pub(super) fn AppSteps() -> impl IntoView {
    view! {
        <Steps>
            <Step title=text!(help.app_step.sign_in_title)>
                {text!(help.app_step.sign_in_text)} {sign_in(App)}
            </Step>
            <Step title=text!(help.app_step.profile_title)>
                {text!(help.app_step.profile_text)} {place(App, AccountPage::Profile, text!(help.step.profile_place))}
            </Step>
            <Step title=text!(help.app_step.share_title)>
                {text!(help.app_step.share_text)} {place(App, AccountPage::AccessGrants, text!(help.app_step.share_place))}
            </Step>
            <Step title=text!(help.app_step.invite_title)>
                {text!(help.app_step.invite_text)} {place(App, AccountPage::NewAccessGrant(None), text!(help.app_step.invite_place))}
            </Step>
            <Step title=text!(help.app_step.confirm_title)>{text!(help.app_step.confirm_text)}</Step>
        </Steps>
    }
}

/// Removing somebody's access.
#[component]
pub(super) fn RemoveSteps() -> impl IntoView {
    view! {
        <Steps>
            <Step title=text!(help.share.remove_dots_title)>
                {text!(help.share.remove_dots_text)}
                {place(Web, AccountPage::AccessGrants, text!(help.step.manage_place))}
                {place(App, AccountPage::AccessGrants, text!(help.app_step.share_place))}
            </Step>
            <Step title=text!(help.share.remove_choose_title)>{text!(help.share.remove_choose_text)}</Step>
            <Step title=text!(help.share.remove_other_title)>{text!(help.share.remove_other_text)}</Step>
        </Steps>
    }
}

/// A link to a page of the account that the visitor then chooses, by way of signing in if necessary.
fn place(channel: Channel, page: AccountPage, name: &'static str) -> impl IntoView {
    let words = match channel {
        Web => text!(help.to_place.web, place = name),
        App => text!(help.to_place.app, place = name),
    };
    link(paths::place(channel, page), words)
}

/// A link for signing in, which for a signed-in visitor leads to their account.
fn sign_in(channel: Channel) -> impl IntoView {
    let words = match channel {
        Web => text!(help.sign_in.web),
        App => text!(help.sign_in.app),
    };
    link(Destination::default().path(channel), words.to_owned())
}

fn link(href: String, words: String) -> impl IntoView {
    view! {
        <p class="ds-paragraph">
            <a class="ds-link" href=href>
                {words}
            </a>
        </p>
    }
}

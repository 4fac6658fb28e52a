//! Every page of an invitation except the form, by its standing towards the visitor.

use leptos::prelude::*;
use types::Channel;
use types::access_grant::{Invitation, InvitationStanding};
use types::page::Destination;

use crate::brand::Brand;
use crate::channel::channel;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::page::Page;
use crate::date::date_text;
use crate::i18n::text;
use crate::page_status::PageStatus;
use crate::paths;

#[component]
pub(super) fn StandingPage(invitation: Invitation) -> impl IntoView {
    match invitation.standing {
        InvitationStanding::SignIn => view! { <SignInPage invitation /> }.into_any(),
        // The form is for the invitation's own channel.
        InvitationStanding::Confirm => view! { <ElsewherePage invitation /> }.into_any(),
        InvitationStanding::WrongPerson => view! { <WrongPersonPage invitation /> }.into_any(),
        InvitationStanding::Confirmed => view! { <ConfirmedPage invitation /> }.into_any(),
        InvitationStanding::Used => view! {
            <Page title=text!(invitation.used.title) lead=text!(invitation.used.text)>
                <LinkButton href=paths::sign_in()>{text!(invitation.used.link)}</LinkButton>
            </Page>
        }
        .into_any(),
        InvitationStanding::Expired => view! { <ExpiredPage invitation /> }.into_any(),
        InvitationStanding::Ended => view! {
            <Page title=text!(invitation.ended.title) lead=text!(invitation.ended.text)>
                <LinkButton href=paths::to(&types::Page::Start)>{text!(invitation.to_start)}</LinkButton>
            </Page>
        }
        .into_any(),
    }
}

/// Before signing in: who invites, to what, and until when.
#[component]
fn SignInPage(invitation: Invitation) -> impl IntoView {
    let (owner, company) = (invitation.owner.clone(), Brand::current().company);
    let lead = match invitation.channel {
        Channel::Web => text!(invitation.sign_in.web, owner = owner, company = company),
        Channel::App => text!(invitation.sign_in.app, owner = owner, company = company),
    };
    let way = if invitation.channel == channel() {
        let href = paths::sign_in_for(channel(), &types::Page::Invitation(invitation.id).into());
        view! { <LinkButton href>{text!(invitation.sign_in.link)}</LinkButton> }.into_any()
    } else {
        view! { <OpenElsewhere invitation=invitation.clone() /> }.into_any()
    };

    view! {
        <Page title=text!(invitation.sign_in.title) lead>
            <p class="ds-paragraph">{text!(invitation.last_day, date = date_text(invitation.last_day))}</p>
            {way}
            <section class="section">
                <h2 class="ds-heading" data-size="xs">
                    {text!(invitation.sign_in.stranger_title, owner = invitation.owner)}
                </h2>
                <p class="ds-paragraph">{text!(invitation.sign_in.stranger_text)}</p>
            </section>
        </Page>
    }
}

/// The link to the invitation in its own channel.
#[component]
fn OpenElsewhere(invitation: Invitation) -> impl IntoView {
    let href = types::Page::Invitation(invitation.id).path(invitation.channel);
    let label = match invitation.channel {
        Channel::Web => text!(invitation.elsewhere.link.web),
        Channel::App => text!(invitation.elsewhere.link.app),
    };
    view! { <LinkButton href>{label}</LinkButton> }
}

/// For the invited person, signed in here, when the invitation is for the other channel.
#[component]
fn ElsewherePage(invitation: Invitation) -> impl IntoView {
    let owner = invitation.owner.clone();
    let (title, lead) = match invitation.channel {
        Channel::Web => (text!(invitation.elsewhere.title.web), text!(invitation.elsewhere.text.web, owner = owner)),
        Channel::App => (text!(invitation.elsewhere.title.app), text!(invitation.elsewhere.text.app, owner = owner)),
    };
    view! {
        <Page title lead>
            <p class="ds-paragraph">{text!(invitation.last_day, date = date_text(invitation.last_day))}</p>
            <div class="actions">
                <OpenElsewhere invitation />
                <LinkButton href=paths::accounts() variant=ButtonVariant::Secondary>
                    {text!(invitation.to_accounts)}
                </LinkButton>
            </div>
        </Page>
    }
}

/// Never says whom the invitation is for.
#[component]
fn WrongPersonPage(invitation: Invitation) -> impl IntoView {
    view! {
        <Page
            title=text!(invitation.wrong_person.title)
            lead=text!(invitation.wrong_person.text, name = invitation.owner_given_name)
        >
            <p class="ds-paragraph">{text!(invitation.wrong_person.switch)}</p>
            <form method="post" action=paths::here(paths::SIGN_OUT) class="actions">
                <SubmitButton>{text!(invitation.wrong_person.sign_out)}</SubmitButton>
                <LinkButton href=paths::accounts() variant=ButtonVariant::Secondary>
                    {text!(invitation.to_accounts)}
                </LinkButton>
            </form>
        </Page>
    }
}

#[component]
fn ConfirmedPage(invitation: Invitation) -> impl IntoView {
    let owner = invitation.owner;
    let lead = match invitation.channel {
        Channel::Web => text!(invitation.confirmed.text.web, owner = owner),
        Channel::App => text!(invitation.confirmed.text.app, owner = owner),
    };
    let accounts = Destination::default().path(invitation.channel);
    view! {
        <Page title=text!(invitation.confirmed.title) lead>
            <LinkButton href=accounts>{text!(invitation.confirmed.link)}</LinkButton>
        </Page>
    }
}

#[component]
fn ExpiredPage(invitation: Invitation) -> impl IntoView {
    let date = date_text(invitation.last_day);
    view! {
        <Page
            title=text!(invitation.expired.title)
            lead=text!(invitation.expired.text, date = date, name = invitation.owner_given_name)
        >
            <LinkButton href=paths::to(&types::Page::Start)>{text!(invitation.to_start)}</LinkButton>
        </Page>
    }
}

/// There is no such invitation: most likely the link was truncated.
#[component]
pub(super) fn UnknownPage() -> impl IntoView {
    PageStatus::set(404);

    view! {
        <Page title=text!(invitation.unknown.title) lead=text!(invitation.unknown.text)>
            <LinkButton href=paths::sign_in()>{text!(invitation.unknown.link)}</LinkButton>
        </Page>
    }
}

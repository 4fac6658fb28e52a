//! The route tree: which component shows each page of `types::Page`, once for both channels.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::{ParamSegment, SsrMode, StaticSegment, path};
use types::Channel;
use types::page::name_in;

use crate::access_grant::{
    AccessGrantSavedPage, AccessGrantsPage, CorrectInvitationPage, DeclinePage, InvitationLayout, InvitationPage,
    LeavePage, NewAccessGrantPage, RemoveAccessPage,
};
use crate::account::{AccountChoicePage, AccountLayout, EndedPage, OverviewPage};
use crate::activity::ActivityPage;
use crate::app_home::AppHomePage;
use crate::bag_order::{BagOrderPage, BagOrdersPage, BagsPage, CancelBagOrderPage, ConfirmBagsPage};
use crate::contract::ContractsPage;
use crate::customer_number::{ActivateNumberPage, AskForCodePage, NumberSignInPage};
use crate::help::{HowTheAppWorksPage, SharePage};
use crate::layout::{PublicLayout, SignedInLayout};
use crate::legal::{AccessibilityPage, PersonalDataPage};
use crate::own_data::{EraseUserPage, OwnDataPage};
use crate::page::{document, page};
use crate::profile::{EmailVerifiedPage, ProfilePage, VerifyEmailPage};
use crate::sharing_notice::{SharingDeniedPage, SharingNoticePage};
use crate::sign_in::{BankIdPage, SignInPage};
use crate::start::StartPage;

/// The pages that only the web has.
#[component(transparent)]
pub fn WebRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=PublicLayout ssr=SsrMode::Async>
            <Route path=path!("/") view={document(StartPage)} />
            <Route path=path!("logga-in/kundnummer") view={page!(entry, without_question NumberSignInPage)} />
            <Route path=path!("logga-in/kundnummer/brev") view={page!(entry, without_question AskForCodePage)} />
            <Route path=path!("logga-in/kundnummer/aktivera") view={page!(entry, without_question ActivateNumberPage)} />
            <Route path=path!("var-det-inte-du/klart") view={page!(entry, without_question SharingDeniedPage)} />
            <Route path=path!("var-det-inte-du/:secret") view={page!(entry, SharingNoticePage)} />
            <Route path=path!("bekrafta-epost/klart") view={page!(entry, without_question EmailVerifiedPage)} />
            <Route path=path!("bekrafta-epost/:secret") view={page!(entry, VerifyEmailPage)} />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that only the app has.
#[component(transparent)]
pub fn AppRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("app") view=PublicLayout ssr=SsrMode::Async>
            <Route path=path!("/") view={document(AppHomePage)} />
            <Route path=path!("sa-fungerar-appen") view={document(HowTheAppWorksPage)} />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that both channels have, of one. A page is sent when all its data is there: what a parent says counts for
/// its children too.
#[component(transparent)]
pub fn ChannelRoutes(channel: Channel) -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=StaticSegment(channel.base().trim_start_matches('/')) view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=PublicLayout>
                <Route path=path!("logga-in") view={page!(entry, SignInPage)} />
                <Route path=path!("logga-in/bankid") view={page!(entry, BankIdPage)} />
                <Route path=path!("dela") view={document(SharePage)} />
                <Route path=path!("tillganglighet") view={document(AccessibilityPage)} />
                <Route path=path!("personuppgifter") view={document(PersonalDataPage)} />
            </ParentRoute>
            <ParentRoute path=path!("inbjudan/:id") view=InvitationLayout>
                <Route path=path!("") view={page!(access, InvitationPage)} />
                <Route path=path!("tacka-nej") view={page!(access, DeclinePage)} />
            </ParentRoute>
            <ParentRoute path=path!("") view=SignedInLayout>
                <Route path=path!("valj-konto") view={page!(account, AccountChoicePage)} />
                <Route path=path!("mina-uppgifter") view={page!(profile, OwnDataPage)} />
                <Route path=path!("mina-uppgifter/ta-bort") view={page!(profile, EraseUserPage)} />
                <Route path=path!("k/:konto/avslutad") view={page!(account, EndedPage)} />
            </ParentRoute>
            <AccountRoutes channel />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages of an account.
#[component(transparent)]
fn AccountRoutes(channel: Channel) -> impl leptos_router::MatchNestedRoutes + Clone {
    let grants = (StaticSegment("profil"), StaticSegment(name_in(channel, "behorigheter")));
    let grant = |action| (grants, ParamSegment("id"), StaticSegment(action));
    view! {
        <ParentRoute path=path!("k/:konto") view=AccountLayout>
            <Route path=path!("oversikt") view={page!(account, OverviewPage)} />
            <Route path=path!("pasar") view={page!(account, BagsPage)} />
            <Route path=path!("pasar/bekrafta") view={page!(account, ConfirmBagsPage)} />
            <Route path=path!("bestallningar") view={page!(account, BagOrdersPage)} />
            <Route path=path!("bestallningar/:id") view={page!(account, BagOrderPage)} />
            <Route path=path!("bestallningar/:id/avbryt") view={page!(account, CancelBagOrderPage)} />
            <Route path=path!("aktivitet") view={page!(account, ActivityPage)} />
            <Route path=path!("avtal") view={page!(account, ContractsPage)} />
            <Route path=path!("profil") view={page!(profile, ProfilePage)} />
            <Route path=path!("lamna") view={page!(access, LeavePage)} />
            <Route path=grants view={page!(access, AccessGrantsPage)} />
            <Route path=(grants, StaticSegment(name_in(channel, "ny"))) view={page!(access, NewAccessGrantPage)} />
            <Route path=grant("skickad") view={page!(access, AccessGrantSavedPage)} />
            <Route path=grant("ta-bort") view={page!(access, RemoveAccessPage)} />
            <Route path=grant("andra") view={page!(access, CorrectInvitationPage)} />
        </ParentRoute>
    }
    .into_inner()
}

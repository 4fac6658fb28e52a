//! The route tree: which component shows each page of `types::Page`, once for both channels.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route};
use leptos_router::{MatchNestedRoutes, ParamSegment, SsrMode, StaticSegment, path};
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
use crate::profile::{EmailVerifiedPage, ProfilePage, VerifyEmailPage};
use crate::sharing_notice::{SharingDeniedPage, SharingNoticePage};
use crate::sign_in::{BankIdPage, SignInPage};
use crate::start::StartPage;

/// The pages that only the web has.
#[component(transparent)]
pub fn WebRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=PublicLayout ssr=SsrMode::Async>
            <Route path=path!("/") view=StartPage />
            <Route path=path!("logga-in/kundnummer") view=NumberSignInPage />
            <Route path=path!("logga-in/kundnummer/brev") view=AskForCodePage />
            <Route path=path!("logga-in/kundnummer/aktivera") view=ActivateNumberPage />
            <Route path=path!("var-det-inte-du/klart") view=SharingDeniedPage />
            <Route path=path!("var-det-inte-du/:secret") view=SharingNoticePage />
            <Route path=path!("bekrafta-epost/klart") view=EmailVerifiedPage />
            <Route path=path!("bekrafta-epost/:secret") view=VerifyEmailPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that only the app has.
#[component(transparent)]
pub fn AppRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("app") view=PublicLayout ssr=SsrMode::Async>
            <Route path=path!("/") view=AppHomePage />
            <Route path=path!("sa-fungerar-appen") view=HowTheAppWorksPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages that both channels have, of one. A page is sent when all its data is there: what a parent says counts for
/// its children too.
#[component(transparent)]
pub fn ChannelRoutes(channel: Channel) -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=StaticSegment(channel.base().trim_start_matches('/')) view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=PublicLayout>
                <Route path=path!("logga-in") view=SignInPage />
                <Route path=path!("logga-in/bankid") view=BankIdPage />
                <Route path=path!("dela") view=SharePage />
                <Route path=path!("tillganglighet") view=AccessibilityPage />
                <Route path=path!("personuppgifter") view=PersonalDataPage />
            </ParentRoute>
            <ParentRoute path=path!("inbjudan/:id") view=InvitationLayout>
                <Route path=path!("") view=InvitationPage />
                <Route path=path!("tacka-nej") view=DeclinePage />
            </ParentRoute>
            <ParentRoute path=path!("") view=SignedInLayout>
                <Route path=path!("valj-konto") view=AccountChoicePage />
                <Route path=path!("mina-uppgifter") view=OwnDataPage />
                <Route path=path!("mina-uppgifter/ta-bort") view=EraseUserPage />
                <Route path=path!("k/:konto/avslutad") view=EndedPage />
            </ParentRoute>
            <AccountRoutes channel />
        </ParentRoute>
    }
    .into_inner()
}

/// The pages of an account.
#[component(transparent)]
fn AccountRoutes(channel: Channel) -> impl MatchNestedRoutes + Clone {
    let grants = (StaticSegment("profil"), StaticSegment(name_in(channel, "behorigheter")));
    let grant = |action| (grants, ParamSegment("id"), StaticSegment(action));
    view! {
        <ParentRoute path=path!("k/:konto") view=AccountLayout>
            <Route path=path!("oversikt") view=OverviewPage />
            <Route path=path!("pasar") view=BagsPage />
            <Route path=path!("pasar/bekrafta") view=ConfirmBagsPage />
            <Route path=path!("bestallningar") view=BagOrdersPage />
            <Route path=path!("bestallningar/:id") view=BagOrderPage />
            <Route path=path!("bestallningar/:id/avbryt") view=CancelBagOrderPage />
            <Route path=path!("aktivitet") view=ActivityPage />
            <Route path=path!("avtal") view=ContractsPage />
            <Route path=path!("profil") view=ProfilePage />
            <Route path=path!("lamna") view=LeavePage />
            <Route path=grants view=AccessGrantsPage />
            <Route path=(grants, StaticSegment(name_in(channel, "ny"))) view=NewAccessGrantPage />
            <Route path=grant("skickad") view=AccessGrantSavedPage />
            <Route path=grant("ta-bort") view=RemoveAccessPage />
            <Route path=grant("andra") view=CorrectInvitationPage />
        </ParentRoute>
    }
    .into_inner()
}

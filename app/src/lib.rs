//! The user interface: pages, components and server functions.

// A page is one type, as deeply nested as its markup.
#![recursion_limit = "256"]

pub mod access_grant;
pub mod account;
pub mod activity;
mod app_home;
pub mod assets;
pub mod bag_order;
pub mod brand;
pub mod channel;
pub mod component;
pub mod contract;
pub mod customer_number;
pub mod date;
pub mod failure;
pub mod form;
mod help;
pub mod i18n;
pub mod installed_app;
pub mod island;
mod language;
pub mod layout;
pub mod legal;
mod not_found;
pub mod own_data;
pub mod page;
mod page_status;
pub mod paths;
pub mod profile;
pub mod refused;
#[cfg(feature = "ssr")]
pub mod request;
pub mod session;
pub mod sharing_notice;
mod shell;
pub mod sign_in;
mod start;
#[cfg(feature = "demo")]
pub mod styleguide;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::access_grant::{
    AccessGrantSavedPage, AccessGrantsPage, CorrectInvitationPage, DeclinePage, InvitationLayout, InvitationPage,
    LeavePage, NewAccessGrantPage, RemoveAccessPage,
};
use crate::account::{AccountChoicePage, AccountLayout, EndedPage, OverviewPage};
use crate::activity::ActivityPage;
use crate::app_home::AppHomePage;
use crate::bag_order::{BagOrderPage, BagOrdersPage, BagsPage, CancelBagOrderPage, ConfirmBagsPage};
use crate::brand::Brand;
use crate::channel::channel_text;
use crate::contract::ContractsPage;
use crate::customer_number::{ActivateNumberPage, AskForCodePage, NumberSignInPage};
use crate::help::{HowTheAppWorksPage, SharePage};
use crate::layout::{PublicLayout, SignedInLayout};
use crate::legal::{AccessibilityPage, PersonalDataPage};
use crate::not_found::NotFoundPage;
use crate::own_data::{EraseUserPage, OwnDataPage};
pub use crate::page_status::PageStatus;
use crate::profile::{EmailVerifiedPage, ProfilePage, VerifyEmailPage};
use crate::sharing_notice::{SharingDeniedPage, SharingNoticePage};
pub use crate::shell::shell;
use crate::sign_in::{BankIdPage, SignInPage};
use crate::start::StartPage;

/// The pages and their addresses. Rendered on the server; only their islands run in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let company = Brand::current().company;
    let portal = channel_text!(layout.portal);
    let title = move |page: String| match page.as_str() {
        "" => format!("{portal} – {company}"),
        page => format!("{page} – {portal} – {company}"),
    };

    view! {
        <Title formatter=title text="" />
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("") view=PublicLayout>
                    <Route path=path!("/") view=StartPage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in/bankid") view=BankIdPage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in/kundnummer") view=NumberSignInPage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in/kundnummer/brev") view=AskForCodePage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in/kundnummer/aktivera") view=ActivateNumberPage ssr=SsrMode::Async />
                    <Route path=path!("/var-det-inte-du/klart") view=SharingDeniedPage ssr=SsrMode::Async />
                    <Route path=path!("/var-det-inte-du/:secret") view=SharingNoticePage ssr=SsrMode::Async />
                    <Route path=path!("/bekrafta-epost/klart") view=EmailVerifiedPage ssr=SsrMode::Async />
                    <Route path=path!("/bekrafta-epost/:secret") view=VerifyEmailPage ssr=SsrMode::Async />
                    <Route path=path!("/dela") view=SharePage ssr=SsrMode::Async />
                    <Route path=path!("/tillganglighet") view=AccessibilityPage ssr=SsrMode::Async />
                    <Route path=path!("/personuppgifter") view=PersonalDataPage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/inbjudan/:id") view=InvitationLayout>
                    <Route path=path!("") view=InvitationPage ssr=SsrMode::Async />
                    <Route path=path!("/tacka-nej") view=DeclinePage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("") view=SignedInLayout>
                    <Route path=path!("/valj-konto") view=AccountChoicePage ssr=SsrMode::Async />
                    <Route path=path!("/mina-uppgifter") view=OwnDataPage ssr=SsrMode::Async />
                    <Route path=path!("/mina-uppgifter/ta-bort") view=EraseUserPage ssr=SsrMode::Async />
                    <Route path=path!("/k/:konto/avslutad") view=EndedPage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/app") view=PublicLayout>
                    <Route path=path!("") view=AppHomePage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/logga-in/bankid") view=BankIdPage ssr=SsrMode::Async />
                    <Route path=path!("/sa-fungerar-appen") view=HowTheAppWorksPage ssr=SsrMode::Async />
                    <Route path=path!("/dela") view=SharePage ssr=SsrMode::Async />
                    <Route path=path!("/tillganglighet") view=AccessibilityPage ssr=SsrMode::Async />
                    <Route path=path!("/personuppgifter") view=PersonalDataPage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/app/inbjudan/:id") view=InvitationLayout>
                    <Route path=path!("") view=InvitationPage ssr=SsrMode::Async />
                    <Route path=path!("/tacka-nej") view=DeclinePage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/app") view=SignedInLayout>
                    <Route path=path!("/valj-konto") view=AccountChoicePage ssr=SsrMode::Async />
                    <Route path=path!("/mina-uppgifter") view=OwnDataPage ssr=SsrMode::Async />
                    <Route path=path!("/mina-uppgifter/ta-bort") view=EraseUserPage ssr=SsrMode::Async />
                    <Route path=path!("/k/:konto/avslutad") view=EndedPage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/app/k/:konto") view=AccountLayout>
                    <Route path=path!("/oversikt") view=OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("/pasar") view=BagsPage ssr=SsrMode::Async />
                    <Route path=path!("/pasar/bekrafta") view=ConfirmBagsPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar") view=BagOrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar/:id") view=BagOrderPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar/:id/avbryt") view=CancelBagOrderPage ssr=SsrMode::Async />
                    <Route path=path!("/aktivitet") view=ActivityPage ssr=SsrMode::Async />
                    <Route path=path!("/avtal") view=ContractsPage ssr=SsrMode::Async />
                    <Route path=path!("/profil") view=ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("/lamna") view=LeavePage ssr=SsrMode::Async />
                    <Route path=path!("/profil/familjedelning") view=AccessGrantsPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/familjedelning/bjud-in") view=NewAccessGrantPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/familjedelning/:id/skickad") view=AccessGrantSavedPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/familjedelning/:id/ta-bort") view=RemoveAccessPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/familjedelning/:id/andra") view=CorrectInvitationPage ssr=SsrMode::Async />
                </ParentRoute>
                <ParentRoute path=path!("/k/:konto") view=AccountLayout>
                    <Route path=path!("/oversikt") view=OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("/pasar") view=BagsPage ssr=SsrMode::Async />
                    <Route path=path!("/pasar/bekrafta") view=ConfirmBagsPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar") view=BagOrdersPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar/:id") view=BagOrderPage ssr=SsrMode::Async />
                    <Route path=path!("/bestallningar/:id/avbryt") view=CancelBagOrderPage ssr=SsrMode::Async />
                    <Route path=path!("/aktivitet") view=ActivityPage ssr=SsrMode::Async />
                    <Route path=path!("/avtal") view=ContractsPage ssr=SsrMode::Async />
                    <Route path=path!("/profil") view=ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("/lamna") view=LeavePage ssr=SsrMode::Async />
                    <Route path=path!("/profil/behorigheter") view=AccessGrantsPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/behorigheter/ny") view=NewAccessGrantPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/behorigheter/:id/skickad") view=AccessGrantSavedPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/behorigheter/:id/ta-bort") view=RemoveAccessPage ssr=SsrMode::Async />
                    <Route path=path!("/profil/behorigheter/:id/andra") view=CorrectInvitationPage ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

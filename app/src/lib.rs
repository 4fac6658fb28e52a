//! The user interface: pages, components and server functions.

// A page is one type, as deeply nested as its markup.
#![recursion_limit = "256"]

pub mod access_grant;
pub mod account;
pub mod activity;
mod app_home;
mod arrival;
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
mod language;
pub mod layout;
pub mod legal;
mod links;
mod live;
mod not_found;
pub mod own_data;
pub mod page;
mod page_status;
pub mod paths;
mod pause;
pub mod profile;
mod refresh;
pub mod refused;
pub mod rendered_at;
#[cfg(feature = "ssr")]
pub mod request;
mod routes;
pub mod session;
pub mod sharing_notice;
pub mod shell;
pub mod sign_in;
pub mod site;
mod start;
#[cfg(feature = "demo")]
pub mod styleguide;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Router, Routes};
use types::Channel;

use crate::arrival::{Announcement, Arrival};
use crate::brand::Brand;
use crate::channel::channel_text;
use crate::not_found::NotFoundPage;
pub use crate::page_status::PageStatus;
use crate::refresh::Refresh;
use crate::routes::{AppRoutes, ChannelRoutes, WebRoutes};
pub use crate::shell::shell;
use crate::site::Site;

/// The pages: rendered on the server first, and in the browser from then on.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Site::provide();
    Refresh::provide();
    let company = Brand::current().company;
    let portal = channel_text!(layout.portal);
    let title = move |page: String| match page.as_str() {
        "" => format!("{portal} – {company}"),
        page => format!("{page} – {portal} – {company}"),
    };

    let (is_loading, set_is_loading) = signal(false);

    view! {
        <Title formatter=title text="" />
        <Router set_is_routing=set_is_loading>
            <Announcement arrival=Arrival::provide() />
            <div class="progress" hidden=move || !is_loading.get()></div>
            <Routes fallback=NotFoundPage>
                <WebRoutes />
                <AppRoutes />
                <ChannelRoutes channel=Channel::Web />
                <ChannelRoutes channel=Channel::App />
            </Routes>
        </Router>
    }
}

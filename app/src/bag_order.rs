//! Sorting bags: how to get new ones.

use leptos::prelude::*;

use crate::account::Frame;
use crate::brand::Brand;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::page::Page;
use crate::i18n::text;
use crate::question::answered;

/// Whom to ask for bags, for those who may use the account.
#[component]
pub fn BagsPage() -> impl IntoView {
    answered(Frame::of_page().answer(), |_| view! { <Bags /> })
}

#[component]
fn Bags() -> impl IntoView {
    let brand = Brand::current();
    let (phone, mail) = (brand.phone_link(), format!("mailto:{}", brand.email));

    view! {
        <Page title=text!(bag_order.title) lead=text!(bag_order.lead)>
            <p class="ds-paragraph">{text!(bag_order.say)}</p>
            <div class="actions">
                <LinkButton href=phone>{text!(bag_order.call, phone = brand.phone)}</LinkButton>
                <LinkButton href=mail variant=ButtonVariant::Secondary>
                    {text!(bag_order.mail)}
                </LinkButton>
            </div>
        </Page>
    }
}

//! The accessibility statement.

use leptos::prelude::*;
use types::LocalDate;

use crate::brand::Brand;
use crate::component::description_list::{Description, DescriptionList};
use crate::component::page::Page;
use crate::date::date_text;
use crate::i18n::text;
use crate::layout::PageWidth;

/// The day of the latest assessment. The statement is void if it is more than twelve months ago.
const ASSESSED: LocalDate = LocalDate { year: 2026, month: 11, day: 23 };
/// The day of the statement's latest change.
const UPDATED: LocalDate = LocalDate { year: 2026, month: 11, day: 23 };
/// Where to complain to the authority.
const DIGG: &str = "https://www.digg.se/tdosanmalan";

/// Known accessibility issues.
fn issues() -> [&'static str; 3] {
    [
        text!(legal.accessibility.issue.untested),
        text!(legal.accessibility.issue.qr),
        text!(legal.accessibility.issue.bankid),
    ]
}

/// How accessible the portal is, what is not, how it was assessed and whom to tell.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <PageWidth>
            <Page title=text!(legal.accessibility.title) lead=text!(legal.accessibility.lead, company = company)>
                <section class="section">
                    {heading(text!(legal.accessibility.degree))}
                    <p class="ds-paragraph">{text!(legal.accessibility.degree_text)}</p>
                </section>
                <section class="section">
                    {heading(text!(legal.accessibility.issues))}
                    <ul class="ds-list">{issues().map(|issue| view! { <li>{issue}</li> })}</ul>
                    <p class="ds-paragraph">{text!(legal.accessibility.burden)}</p>
                </section>
                <section class="section">
                    {heading(text!(legal.accessibility.tested))}
                    <p class="ds-paragraph">{text!(legal.accessibility.tested_text)}</p>
                    <DescriptionList>
                        <Description term=text!(legal.accessibility.assessed)>{date_text(ASSESSED)}</Description>
                        <Description term=text!(legal.accessibility.updated)>{date_text(UPDATED)}</Description>
                    </DescriptionList>
                </section>
                <Feedback />
            </Page>
        </PageWidth>
    }
}

#[component]
fn Feedback() -> impl IntoView {
    view! {
        <section class="section">
            {heading(text!(legal.accessibility.tell_us))}
            <p class="ds-paragraph">{text!(legal.accessibility.tell_us_text)}</p>
            {contact()}
        </section>
        <section class="section">
            {heading(text!(legal.accessibility.complain))}
            <p class="ds-paragraph">{text!(legal.accessibility.complain_text)}</p>
            <a class="ds-link" href=DIGG rel="external">
                {text!(legal.accessibility.complain_link)}
            </a>
        </section>
    }
}

/// A heading of a section.
pub(super) fn heading(title: &'static str) -> impl IntoView {
    view! {
        <h2 class="ds-heading" data-size="sm">
            {title}
        </h2>
    }
}

/// The company's e-mail address and telephone number.
pub(super) fn contact() -> impl IntoView {
    let brand = Brand::current();
    let (email, phone) = (format!("mailto:{}", brand.email), brand.phone_link());
    view! {
        <ul class="ds-list">
            <li>
                <a class="ds-link" href=email>
                    {brand.email}
                </a>
            </li>
            <li>
                <a class="ds-link" href=phone>
                    {brand.phone}
                </a>
            </li>
        </ul>
    }
}

//! The footer of every page: help is in the same place everywhere.

use leptos::prelude::*;
use types::Page;

use crate::brand::Brand;
use crate::channel::channel_text;
use crate::i18n::text;
use crate::paths;

/// Help and contact, then pages about the portal.
#[component]
pub(super) fn Footer() -> impl IntoView {
    let brand = Brand::current();
    let phone_link = brand.phone_link();
    let email_link = format!("mailto:{}", brand.email);

    view! {
        <footer class="footer">
            <div class="frame-width footer-columns">
                <section>
                    <h2 class="ds-heading" data-size="2xs">
                        {text!(footer.help)}
                    </h2>
                    <p>{text!(footer.help_text)}</p>
                    <ul role="list">
                        <li>{footer_link(&phone_link, text!(footer.phone, phone = brand.phone))}</li>
                        <li>{footer_link(&email_link, brand.email)}</li>
                    </ul>
                </section>
                <nav aria-label=channel_text!(footer.about)>
                    <h2 class="ds-heading" data-size="2xs">
                        {channel_text!(footer.about)}
                    </h2>
                    <ul role="list">
                        <li>{footer_link(&paths::to(&Page::Share), text!(footer.share).to_owned())}</li>
                        <li>{footer_link(&paths::how_the_app_works(), text!(footer.app).to_owned())}</li>
                        <li>{footer_link(&paths::to(&Page::Accessibility), text!(footer.accessibility).to_owned())}</li>
                        <li>{footer_link(&paths::to(&Page::PersonalData), text!(footer.personal_data).to_owned())}</li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}

fn footer_link(href: &str, label: String) -> impl IntoView + use<> {
    view! {
        <a class="ds-link" data-color="neutral" href=href.to_owned()>
            {label}
        </a>
    }
}

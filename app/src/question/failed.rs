//! What stands in a page's place when its question failed.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use types::CustomerRef;
use types::destination::Destination;

use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::failure::Failure;
use crate::i18n::text;
use crate::paths;

/// Says what the person can do about it. What failed is in the server's log.
#[component]
pub(super) fn Failed(failure: Failure) -> impl IntoView {
    lead_away(&failure);
    view! {
        <Page title=text!(failure.title)>
            <Notice kind=NoticeKind::Danger>
                <p class="ds-paragraph">{failure.sentence()}</p>
            </Notice>
        </Page>
    }
}

/// Leads to where the answer to a page would have led. The answer to a question that a page in the browser asks cannot
/// lead anywhere by itself when it is a failure.
fn lead_away(failure: &Failure) {
    let path = use_location().pathname.get_untracked();
    let away = match failure {
        Failure::SignedOut => Some(paths::sign_in_for(&Destination::parse(&path))),
        Failure::Ended => account_of(&path).map(|account| paths::ended(&account)),
        _ => None,
    };
    if let Some(away) = away {
        // Effects run in the browser only. The page is loaded, so that nothing of the account stays in it.
        Effect::new(move || {
            let _ = window().location().set_href(&away);
        });
    }
}

fn account_of(path: &str) -> Option<CustomerRef> {
    path.strip_prefix("/k/")?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn the_account_is_found_in_the_path_of_any_of_its_pages() {
        assert!(account_of("/k/abcdefghijklmnop/profil/x").is_some());
        assert!(account_of("/k/abc/profil").is_none());
        assert!(account_of("/valj-konto").is_none());
    }
}

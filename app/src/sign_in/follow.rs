//! Following an order while its page is open. Everything here happens in the browser.

use std::time::Duration;

use futures::StreamExt as _;
use futures::channel::oneshot;
use gloo_net::eventsource::futures::EventSource;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use leptos::server_fn::ServerFn;
use types::sign_in::{SignInDigits, SignInPhase, SignInStatus};

use super::api::LoadSignInStatus;
use crate::island::{NoAnswer, address, ask};
use crate::paths;

/// How long to wait before asking anew, where the stream of events does not come through.
const PAUSE: Duration = Duration::from_secs(2);
/// The longest wait while the server does not answer: each question that fails is an incident of its own.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What the page knows of its order. The parts change by themselves, so that a new QR code is no new message.
#[derive(Clone, Copy)]
pub(super) struct Order {
    status: RwSignal<SignInStatus>,
    /// Where the order is.
    pub(super) phase: Memo<SignInPhase>,
    /// Whether the server does not answer.
    pub(super) is_lost: RwSignal<bool>,
}

impl Order {
    pub(super) fn new(status: SignInStatus) -> Self {
        let status = RwSignal::new(status);
        Self { status, phase: Memo::new(move |_| status.read().phase), is_lost: RwSignal::new(false) }
    }

    /// A part of the status, which changes only when it is another.
    pub(super) fn part<T>(self, part: impl Fn(&SignInStatus) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| part(&self.status.read()))
    }

    /// Follows the order until it is over or the page is left; leaving closes the stream, and the server then cancels an
    /// order that nobody watches.
    pub(super) fn follow(self) {
        Effect::new(move || {
            if self.phase.get_untracked() == SignInPhase::Waiting {
                spawn_local_scoped_with_cancellation(self.keep_up());
            }
        });
    }

    /// Sends the form as soon as the person is identified, unless they have pressed its button: sent twice, the browser
    /// drops the first answer, and with it the session that it opened. Where digits are asked for the page is loaded anew,
    /// as one that has a field for them.
    pub(super) fn finish_with(self, form: NodeRef<Form>, is_pressed: StoredValue<bool>) {
        let digits = self.part(|status| status.digits);
        Effect::new(move || {
            if self.phase.get() != SignInPhase::Identified || is_pressed.get_value() {
                return;
            }
            if digits.get_untracked() == SignInDigits::Asked {
                let _ = window().location().reload();
            } else if let Some(form) = form.get() {
                // The form's button is still there.
                let _ = form.submit();
            }
        });
    }

    async fn keep_up(self) {
        self.listen().await;
        let mut time = PAUSE;
        while self.phase.get_untracked() == SignInPhase::Waiting {
            self.ask().await;
            time = if self.is_lost.get_untracked() { (time * 2).min(LONGEST_PAUSE) } else { PAUSE };
            pause(time).await;
        }
    }

    /// Ends when the order is over or the stream is refused; the browser mends a broken one by itself.
    async fn listen(self) {
        let Ok(mut source) = EventSource::new(&address(paths::BANKID_EVENTS)) else { return };
        let Ok(mut events) = source.subscribe("status") else { return };
        while let Some(Ok((_, event))) = events.next().await {
            let status = event.data().as_string().and_then(|text| leptos::serde_json::from_str(&text).ok());
            self.status.update(|known| *known = status.unwrap_or_else(|| known.clone()));
            // Closed here and not by the server: the browser would take that for a fault and connect anew.
            if self.phase.get_untracked() != SignInPhase::Waiting {
                return;
            }
        }
    }

    async fn ask(self) {
        let answer = ask(LoadSignInStatus::url()).await;
        self.is_lost.set(answer.is_err());
        match answer {
            Ok(status) => self.status.set(status),
            Err(NoAnswer::Refused) => {
                // The page of an order that is gone says so when it is loaded.
                let _ = window().location().reload();
            }
            Err(NoAnswer::Lost) => {}
        }
    }
}

async fn pause(time: Duration) {
    let (done, over) = oneshot::channel::<()>();
    set_timeout(move || drop(done), time);
    // It ends by the other side going away.
    let _ = over.await;
}

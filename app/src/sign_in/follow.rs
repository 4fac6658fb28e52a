//! Follows an order while its page is open. Browser only.

use std::time::Duration;

use futures::StreamExt as _;
use gloo_net::eventsource::futures::EventSource;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use types::sign_in::{SignInDigits, SignInPhase, SignInStatus};

use super::api::load_sign_in_status;
use crate::failure::Failure;
use crate::paths;
use crate::pause::pause;
use crate::refresh::Refresh;

/// The polling interval, if the event stream does not get through.
const PAUSE: Duration = Duration::from_secs(2);
/// The longest interval while the server does not answer: each failed request is an incident of its own.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What the page knows of its order. Its parts are separate signals, so that a new QR code is not a new message.
#[derive(Clone, Copy)]
pub(super) struct Order {
    status: RwSignal<SignInStatus>,
    /// Where the order is.
    pub(super) phase: Memo<SignInPhase>,
    /// Whether the server does not answer.
    pub(super) is_lost: RwSignal<bool>,
    /// Of the page.
    refresh: Refresh,
}

impl Order {
    pub(super) fn new(status: SignInStatus) -> Self {
        let status = RwSignal::new(status);
        let phase = Memo::new(move |_| status.read().phase);
        Self { status, phase, is_lost: RwSignal::new(false), refresh: Refresh::current() }
    }

    /// A field of the status, which changes only when its value does.
    pub(super) fn field<T>(self, field: impl Fn(&SignInStatus) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| field(&self.status.read()))
    }

    /// Follows the order until it ends or the page is closed; closing it closes the stream, and the server then cancels
    /// an order that nobody watches.
    pub(super) fn follow(self) {
        Effect::new(move || {
            if self.phase.get_untracked() == SignInPhase::Waiting {
                spawn_local_scoped_with_cancellation(self.follow_stream());
            }
        });
    }

    /// Submits the form as soon as the person is identified, unless they have pressed its button: if it is sent twice,
    /// the browser drops the first response, and with it the session that it opened. If digits are required, the page
    /// asks again, and becomes one that has a field for them.
    pub(super) fn finish_with(self, form: NodeRef<Form>, is_pressed: StoredValue<bool>) {
        let digits = self.field(|status| status.digits);
        Effect::new(move || {
            if self.phase.get() != SignInPhase::Identified || is_pressed.get_value() {
                return;
            }
            if digits.get_untracked() == SignInDigits::Asked {
                self.refresh.now();
            } else if let Some(form) = form.get() {
                // The form's button is still there.
                let _ = form.submit();
            }
        });
    }

    async fn follow_stream(self) {
        self.listen().await;
        let mut time = PAUSE;
        while self.phase.get_untracked() == SignInPhase::Waiting {
            self.ask().await;
            time = if self.is_lost.get_untracked() { (time * 2).min(LONGEST_PAUSE) } else { PAUSE };
            pause(time).await;
        }
    }

    /// Ends when the order ends or the stream is refused; the browser reconnects a broken one.
    async fn listen(self) {
        let Ok(mut source) = EventSource::new(&paths::here(paths::BANKID_EVENTS)) else { return };
        let Ok(mut events) = source.subscribe("status") else { return };
        while let Some(Ok((_, event))) = events.next().await {
            let status = event.data().as_string().and_then(|text| leptos::serde_json::from_str(&text).ok());
            self.status.update(|known| *known = status.unwrap_or_else(|| known.clone()));
            // Closed here and not by the server: the browser would treat that as an error and reconnect.
            if self.phase.get_untracked() != SignInPhase::Waiting {
                return;
            }
        }
    }

    async fn ask(self) {
        let answer = load_sign_in_status().await;
        self.is_lost.set(answer.as_ref().is_err_and(|failure| !matches!(failure, Failure::Refused(_))));
        match answer {
            Ok(status) => self.status.set(status),
            // Asked again, the page says that the order is gone.
            Err(Failure::Refused(_)) => self.refresh.now(),
            Err(_) => {}
        }
    }
}

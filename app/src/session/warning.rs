//! Warns before the session ends.

use std::time::Duration;

use leptos::ev;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use types::session::SessionTime;

use super::api::{keep_session, load_session_time};
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::i18n::text;
use crate::paths;

/// How long before the end to warn, in seconds.
const WARNING: i64 = 120;
/// The pause before asking again when the server was not reached.
const RETRY_PAUSE: Duration = Duration::from_secs(30);

/// What ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    /// The idle limit; any activity avoids it.
    Idle,
    /// The absolute limit.
    Absolute,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Leave: the session has ended.
    Leave,
    /// Warn now, and check again when it should have ended.
    Warn(Limit, Duration),
    /// Check again when it is time to warn.
    Wait(Duration),
}

/// Only the server's answer counts: another tab may have extended the session, or ended it.
fn next(time: Option<SessionTime>) -> Next {
    let Some(SessionTime { idle_seconds, absolute_seconds }) = time else { return Next::Leave };
    let seconds = |seconds: i64| Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    match idle_seconds {
        ..=0 => Next::Leave,
        1..=WARNING => {
            let end = if absolute_seconds <= idle_seconds { Limit::Absolute } else { Limit::Idle };
            Next::Warn(end, seconds(idle_seconds + 1))
        }
        _ => Next::Wait(seconds(idle_seconds - WARNING)),
    }
}

/// Watches the session of a page.
#[derive(Clone, Copy)]
struct Watch {
    end: RwSignal<Limit>,
    dialog: NodeRef<Dialog>,
    timer: StoredValue<Option<TimeoutHandle>>,
    owner: StoredValue<Option<Owner>>,
}

impl Watch {
    fn ask(self) {
        self.in_scope(move || {
            spawn_local_scoped(async move {
                match load_session_time().await {
                    Ok(time) => self.act(next(time)),
                    Err(_) => self.ask_in(RETRY_PAUSE),
                }
            });
        });
    }

    fn keep(self) {
        self.in_scope(move || {
            spawn_local_scoped(async move {
                // If it fails, asking for the time reveals it.
                let _ = keep_session().await;
                self.ask();
            });
        });
    }

    fn act(self, next: Next) {
        match next {
            Next::Leave => {
                let path = window().location().pathname().unwrap_or_default();
                let _ = window().location().set_href(&paths::timed_out_on(&path));
            }
            Next::Warn(end, over) => {
                self.end.set(end);
                self.open();
                self.ask_in(over);
            }
            Next::Wait(time) => {
                self.close();
                self.ask_in(time);
            }
        }
    }

    fn open(self) {
        if let Some(dialog) = self.dialog.try_get_untracked().flatten()
            && !dialog.open()
        {
            // Without the dialog, the sign-in page still explains what happened.
            let _ = dialog.show_modal();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.try_get_untracked().flatten() {
            dialog.close();
        }
    }

    fn ask_in(self, time: Duration) {
        self.stop();
        let timer = set_timeout_with_handle(move || self.ask(), time).ok();
        self.timer.try_set_value(timer);
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
        }
    }

    /// Timers and listeners run outside of every owner; what they start belongs to the page and ends with it.
    fn in_scope(self, work: impl FnOnce()) {
        if let Some(owner) = self.owner.try_get_value().flatten() {
            owner.with(work);
        }
    }
}

/// A dialog that opens two minutes before the session ends. Browser only: without WebAssembly the server ends the
/// session all the same, and says so at the next request.
#[component]
pub fn SessionWarning() -> impl IntoView {
    let watch = Watch {
        end: RwSignal::new(Limit::Idle),
        dialog: NodeRef::new(),
        timer: StoredValue::new(None),
        owner: StoredValue::new(Owner::current()),
    };
    Effect::new(move || {
        watch.ask();
        // Timers are paused in a hidden page.
        let listener = window_event_listener_untyped("visibilitychange", move |_| {
            if !document().hidden() {
                watch.ask();
            }
        });
        on_cleanup(move || {
            listener.remove();
            watch.stop();
        });
    });

    view! { <Warning watch /> }
}

#[component]
fn Warning(watch: Watch) -> impl IntoView {
    let (idle, absolute) = (text!(session.idle), text!(session.absolute));
    let (keep, understood) = (text!(session.keep), text!(session.understood));
    let is_idle = move || watch.end.get() == Limit::Idle;
    let answer = move |_: ev::MouseEvent| if is_idle() { watch.keep() } else { watch.close() };

    view! {
        <dialog
            class="ds-dialog"
            aria-labelledby="session-title"
            aria-describedby="session-text"
            node_ref=watch.dialog
        >
            <div class="section">
                <h2 class="ds-heading" data-size="sm" id="session-title">
                    {text!(session.title)}
                </h2>
                <p class="ds-paragraph" id="session-text">
                    {move || if is_idle() { idle } else { absolute }}
                </p>
                <div class="actions">
                    <button class="ds-button" data-variant="primary" type="button" autofocus on:click=answer>
                        {move || if is_idle() { keep } else { understood }}
                    </button>
                    <ButtonForm action=paths::here(paths::SIGN_OUT) variant=ButtonVariant::Secondary>
                        {text!(session.sign_out)}
                    </ButtonForm>
                </div>
            </div>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(idle_seconds: i64, absolute_seconds: i64) -> Next {
        next(Some(SessionTime { idle_seconds, absolute_seconds }))
    }

    #[test]
    fn the_warning_comes_two_minutes_before_the_end() {
        assert_eq!(next_of(1800, 9000), Next::Wait(Duration::from_mins(28)));
        assert_eq!(next_of(120, 9000), Next::Warn(Limit::Idle, Duration::from_secs(121)));
        assert_eq!(next_of(90, 90), Next::Warn(Limit::Absolute, Duration::from_secs(91)));
    }

    #[test]
    fn an_ended_session_is_left() {
        assert_eq!(next_of(0, 500), Next::Leave);
        assert_eq!(next(None), Next::Leave);
    }
}

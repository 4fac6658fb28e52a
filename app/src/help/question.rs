//! What people ask about sharing.

use leptos::prelude::*;

use super::part::Part;
use crate::i18n::text;

/// Questions that expand to their answers.
#[component]
pub(super) fn Questions() -> impl IntoView {
    let questions = [
        (text!(help.question.customer), text!(help.question.customer_answer)),
        (text!(help.question.bankid), text!(help.question.bankid_answer)),
        (text!(help.question.letter), text!(help.question.letter_answer)),
        (text!(help.question.past), text!(help.question.past_answer)),
        (text!(help.question.told), text!(help.question.told_answer)),
        (text!(help.question.age), text!(help.question.age_answer)),
    ];
    let questions = questions.map(|(question, answer)| {
        view! {
            <details class="ds-details">
                <summary>{question}</summary>
                <p class="ds-paragraph">{answer}</p>
            </details>
        }
    });

    view! {
        <Part title=text!(help.question.title)>
            <div class="ds-card">{questions}</div>
        </Part>
    }
}

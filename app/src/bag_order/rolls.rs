//! The colours with their steppers, and the rolls of an order as a list.

use leptos::prelude::*;
use types::bag_order::{BagKind, BagOrderForm};

use super::choice::{Choice, field_of};
use super::count::RollCount;
use super::picture::BagPicture;
use super::refusal::ROLLS;
use super::{kind_text, said};
use crate::component::tag::Tag;
use crate::form::FormErrors;
use crate::i18n::text;

/// The colours, each with how many rolls are wanted.
#[component]
pub(super) fn RollFields(form: BagOrderForm, chosen: Choice, errors: FormErrors) -> impl IntoView {
    let BagOrderForm { kinds, rolls, is_exact, .. } = form;
    let legend =
        if is_exact { text!(bag_order.rolls, rolls = rolls) } else { text!(bag_order.rolls_at_most, rolls = rolls) };
    let count = text!(bag_order.count, chosen = "#", rolls = rolls);
    let error = errors.at(ROLLS).map(|error| {
        view! {
            <div class="ds-validation-message" id="rullar-error">
                {error}
            </div>
        }
    });
    let described_by = error.is_some().then_some("rullar-error");
    let fields = kinds.into_iter().map(move |kind| {
        let wanted = chosen.rolls_of(&kind.colour);
        view! { <RollField kind wanted most=rolls /> }
    });

    view! {
        <fieldset class="ds-fieldset" id=ROLLS tabindex="-1" aria-describedby=described_by>
            <legend class="ds-label">{legend}</legend>
            {error}
            <RollCount said=count most=u32::from(rolls)>
                <ul class="rolls" role="list">
                    {fields.collect_view()}
                </ul>
            </RollCount>
        </fieldset>
    }
}

#[component]
fn RollField(kind: BagKind, wanted: u8, most: u8) -> impl IntoView {
    let (name, content, id) = (said(&kind.name), said(&kind.content), field_of(&kind.colour));
    let field = if kind.is_paused {
        view! { <Tag text=text!(bag_order.paused) /> }.into_any()
    } else {
        let (fewer, more) = (text!(bag_order.fewer, colour = &name), text!(bag_order.more, colour = &name));
        view! {
            <div class="stepper">
                <StepButton sign="−" step="-1" label=fewer />
                <input
                    class="ds-input"
                    type="number"
                    inputmode="numeric"
                    id=id.clone()
                    name=id.clone()
                    min="0"
                    max=most
                    value=wanted
                    autocomplete="off"
                />
                <StepButton sign="+" step="1" label=more />
            </div>
        }
        .into_any()
    };

    view! {
        <li>
            <BagPicture paint=kind.paint />
            <label for=id>
                <span class="person-name">{name}</span>
                <span class="person-detail">{content}</span>
            </label>
            {field}
        </li>
    }
}

/// Shown with WebAssembly only.
#[component]
fn StepButton(sign: &'static str, step: &'static str, label: String) -> impl IntoView {
    view! {
        <button
            class="ds-button"
            data-variant="secondary"
            data-color="neutral"
            data-icon=""
            type="button"
            data-step=step
            aria-label=label
        >
            {sign}
        </button>
    }
}

/// The rolls of an order.
#[component]
pub(super) fn RollList(rolls: Vec<(BagKind, u8)>) -> impl IntoView {
    let items = rolls.into_iter().map(|(kind, rolls)| {
        let words = match rolls {
            1 => text!(bag_order.one_roll, kind = kind_text(&kind)),
            _ => text!(bag_order.many_rolls, rolls = rolls, kind = kind_text(&kind)),
        };
        view! {
            <li>
                <BagPicture paint=kind.paint />
                {words}
            </li>
        }
    });
    view! { <ul class="rolls" role="list">{items.collect_view()}</ul> }
}

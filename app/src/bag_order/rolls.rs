//! The colours with their steppers, and the rolls of an order as a list.

use leptos::prelude::*;
use types::bag_order::{BagChoice, BagKind, BagOrderForm};
use types::page::field_of;

use super::count::RollCount;
use super::picture::BagPicture;
use super::refusal::ROLLS;
use super::{configured_text, rolls_text};
use crate::component::field::{FieldError, described_by};
use crate::component::tag::Tag;
use crate::form::FormErrors;
use crate::i18n::text;

/// The colours, each with its number of rolls.
#[component]
pub(super) fn RollFields(form: BagOrderForm, chosen: BagChoice, errors: FormErrors) -> impl IntoView {
    let BagOrderForm { kinds, rolls, is_exact, .. } = form;
    let legend =
        if is_exact { text!(bag_order.rolls, rolls = rolls) } else { text!(bag_order.rolls_at_most, rolls = rolls) };
    let count = text!(bag_order.count, chosen = "#", rolls = rolls);
    let error = errors.at(ROLLS);
    let described_by = described_by(ROLLS, false, error.is_some());
    let fields = kinds.into_iter().map(move |kind| {
        let wanted = chosen.rolls.of(&kind.colour);
        view! { <RollField kind wanted most=rolls /> }
    });

    view! {
        <fieldset class="ds-fieldset" id=ROLLS tabindex="-1" aria-describedby=described_by>
            <legend class="ds-label">{legend}</legend>
            <FieldError field=ROLLS.to_owned() error />
            <RollCount text=count most=u32::from(rolls)>
                <ul class="rolls" role="list">
                    {fields.collect_view()}
                </ul>
            </RollCount>
        </fieldset>
    }
}

#[component]
fn RollField(kind: BagKind, wanted: u8, most: u8) -> impl IntoView {
    let (name, content, id) = (configured_text(&kind.name), configured_text(&kind.content), field_of(&kind.colour));
    let words = view! {
        <span class="person-name">{name.clone()}</span>
        <span class="person-detail">{content}</span>
    };
    let field = if kind.is_paused {
        view! {
            <div class="roll-name">{words}</div>
            <Tag text=text!(bag_order.paused) />
        }
        .into_any()
    } else {
        let (fewer, more) = (text!(bag_order.fewer, colour = &name), text!(bag_order.more, colour = &name));
        view! {
            <label class="roll-name" for=id.clone()>
                {words}
            </label>
            <div class="stepper">
                <StepButton sign="−" step="-1" label=fewer />
                <input
                    class="ds-input"
                    type="number"
                    inputmode="numeric"
                    id=id.clone()
                    name=id
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
        let words = rolls_text(&kind, rolls);
        view! {
            <li>
                <BagPicture paint=kind.paint />
                {words}
            </li>
        }
    });
    view! { <ul class="rolls" role="list">{items.collect_view()}</ul> }
}

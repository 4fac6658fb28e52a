//! The status of an order, in words and as steps.

use leptos::prelude::*;
use types::LocalDate;
use types::bag_order::{BagOrder, BagOrderStatus};

use crate::component::notice::NoticeKind;
use crate::component::tag::Tag;
use crate::date::date_text;
use crate::i18n::text;

/// The statuses of an order without incidents.
const NORMAL_COURSE: [BagOrderStatus; 4] =
    [BagOrderStatus::Received, BagOrderStatus::Packed, BagOrderStatus::Sent, BagOrderStatus::Delivered];

/// The status in words.
pub(crate) fn status_text(status: BagOrderStatus) -> &'static str {
    match status {
        BagOrderStatus::Received => text!(bag_order.status.received),
        BagOrderStatus::Packed => text!(bag_order.status.packed),
        BagOrderStatus::Sent => text!(bag_order.status.sent),
        BagOrderStatus::Delivered => text!(bag_order.status.delivered),
        BagOrderStatus::Delayed => text!(bag_order.status.delayed),
        BagOrderStatus::Cancelled => text!(bag_order.status.cancelled),
    }
}

/// The status as a tag.
#[component]
pub(super) fn StatusTag(status: BagOrderStatus) -> impl IntoView {
    let kind = match status {
        BagOrderStatus::Delivered => NoticeKind::Success,
        BagOrderStatus::Delayed => NoticeKind::Warning,
        BagOrderStatus::Cancelled => NoticeKind::Danger,
        _ => NoticeKind::Info,
    };
    view! { <Tag kind text=status_text(status) /> }
}

/// The completed steps with their days, and the remaining ones.
#[component]
pub(super) fn StatusSteps(order: BagOrder) -> impl IntoView {
    let taken = order.steps.clone();
    let last = taken.last().map(|(status, _)| *status);
    let is_over = order.status == BagOrderStatus::Cancelled;
    let furthest =
        NORMAL_COURSE.iter().rposition(|step| taken.iter().any(|(status, _)| status == step)).unwrap_or_default();
    let to_come = NORMAL_COURSE.into_iter().skip(furthest + 1).filter(|_| !is_over).map(|status| (status, None));
    let steps = taken.into_iter().map(|(status, day)| (status, Some(day))).chain(to_come);
    let steps = steps.map(move |(status, day)| step(status, day, Some(status) == last && day.is_some()));

    view! { <ol class="status-steps" role="list">{steps.collect_view()}</ol> }
}

fn step(status: BagOrderStatus, day: Option<LocalDate>, is_now: bool) -> impl IntoView {
    let words = day.map_or_else(|| text!(bag_order.to_come).to_owned(), date_text);
    view! {
        <li aria-current=is_now.then_some("step") data-done=day.is_some().then_some("")>
            <span class="person-name">{status_text(status)}</span>
            <span class="person-detail">{words}</span>
        </li>
    }
}

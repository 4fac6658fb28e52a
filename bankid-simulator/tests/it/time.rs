//! The life cycle of an order.

use crate::stage::{ANNA, Stage, details, token};

#[tokio::test]
async fn an_order_waits_thirty_seconds_to_be_picked_up() {
    let stage = Stage::start();
    let order = stage.auth().await;

    stage.advance(29);
    let just_before = stage.hint(&order).await;
    stage.advance(1);
    let at_the_limit = stage.hint(&order).await;

    assert_eq!(just_before, "pending outstandingTransaction");
    assert_eq!(at_the_limit, "failed startFailed");
    assert_eq!(details(stage.collect(&order).await), "No such order");
}

#[tokio::test]
async fn a_picked_up_order_lives_three_minutes() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.simulator.open(token(&order), ANNA).unwrap();

    stage.advance(179);
    let just_before = stage.hint(&order).await;
    stage.advance(1);
    let at_the_limit = stage.hint(&order).await;

    assert_eq!(just_before, "pending userSign");
    assert_eq!(at_the_limit, "failed expiredTransaction");
}

#[tokio::test]
async fn an_order_never_picked_up_is_forgotten_after_three_minutes_and_ten_seconds() {
    let stage = Stage::start();
    let (kept, forgotten) = (stage.auth().await, stage.auth().await);

    stage.advance(189);
    let just_before = stage.hint(&kept).await;
    stage.advance(1);

    assert_eq!(just_before, "failed startFailed");
    assert_eq!(details(stage.collect(&forgotten).await), "No such order");
}

#[tokio::test]
async fn a_completion_is_kept_three_minutes() {
    let stage = Stage::start();
    let (kept, forgotten) = (stage.auth().await, stage.auth().await);
    stage.simulator.approve(token(&kept), ANNA).unwrap();
    stage.simulator.approve(token(&forgotten), ANNA).unwrap();

    stage.advance(179);
    let just_before = stage.hint(&kept).await;
    stage.advance(1);

    assert_eq!(just_before, "complete");
    assert_eq!(details(stage.collect(&forgotten).await), "No such order");
}

#[tokio::test]
async fn a_failure_is_kept_five_minutes() {
    let stage = Stage::start();
    let (kept, forgotten) = (stage.auth().await, stage.auth().await);
    for order in [&kept, &forgotten] {
        stage.simulator.open(token(order), ANNA).unwrap();
        stage.simulator.cancel(token(order)).unwrap();
    }

    stage.advance(299);
    let just_before = stage.hint(&kept).await;
    stage.advance(1);

    assert_eq!(just_before, "failed userCancel");
    assert_eq!(details(stage.collect(&forgotten).await), "No such order");
}

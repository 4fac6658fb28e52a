//! How many rolls, of which colours (rule B1).

use domain::testing::{TestDatabase, World, rolls, three_rolls};
use rstest::rstest;
use types::bag_order::{BagOrderRefusal, NewBagOrder, Rolls};

use super::{Scene, refusals};
use BagOrderRefusal::{AddressMissing, ColourPaused, ColourUnknown, TooFew, TooMany};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[case::of_one_colour(&[("green", 3)])]
#[case::of_two(&[("green", 2), ("blue", 1)])]
#[case::of_three(&[("light_brown", 1), ("purple", 1), ("black", 1)])]
#[case::with_colours_of_none(&[("green", 3), ("blue", 0), ("grey", 0)])]
#[tokio::test]
async fn three_rolls_are_an_order(#[case] wanted: &[(&str, u8)], #[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;

    let id = scene.send(scene.wanting(rolls(wanted))).await.unwrap();

    let seen = scene.seen(id).await.rolls;
    let ordered: Vec<_> = seen.iter().map(|(kind, rolls)| (kind.colour.0.as_str(), *rolls)).collect();
    let wanted: Vec<_> = wanted.iter().copied().filter(|(_, rolls)| *rolls > 0).collect();
    assert_eq!(ordered, wanted);
    scene.world.check_invariants().await;
}

#[rstest]
#[case::none(rolls(&[]), &[TooFew])]
#[case::none_of_each(rolls(&[("green", 0), ("blue", 0)]), &[TooFew])]
#[case::two(rolls(&[("green", 2)]), &[TooFew])]
#[case::four(rolls(&[("green", 2), ("blue", 2)]), &[TooMany])]
#[case::as_many_as_can_be_written(rolls(&[("green", 255), ("green", 255)]), &[TooMany])]
#[case::a_colour_that_is_no_more(rolls(&[("yellow", 3)]), &[ColourUnknown])]
#[case::all_at_once(rolls(&[("yellow", 3), ("blue", 1)]), &[ColourUnknown, TooMany])]
#[tokio::test]
async fn a_number_outside_the_list_is_not_a_choice(
    #[case] wanted: Rolls,
    #[case] rules: &[BagOrderRefusal],
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;

    let answer = scene.send(scene.wanting(wanted)).await;

    assert_eq!(refusals(answer), rules);
    assert_eq!(scene.world.bag_order_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn the_pages_say_the_same_as_the_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let chosen = NewBagOrder { rolls: rolls(&[("green", 4)]), ..NewBagOrder::default() };

    let form = scene.world.domain.bag_order_form(&scene.anna.caller, &scene.anna.account, &chosen).await.unwrap();

    assert_eq!(form.refusals, [AddressMissing, TooMany]);
    assert_eq!(refusals(scene.send(chosen).await), form.refusals);
}

#[rstest]
#[tokio::test]
async fn a_company_may_let_them_be_fewer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.bags.is_exact = false).await;
    let scene = Scene::of(world).await;

    assert_eq!(refusals(scene.send(scene.wanting(rolls(&[]))).await), [TooFew]);
    assert_eq!(refusals(scene.send(scene.wanting(rolls(&[("green", 4)]))).await), [TooMany]);
    scene.send(scene.wanting(rolls(&[("green", 1)]))).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_colour_that_is_out_cannot_be_ordered(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut scene = Scene::new(database).await;
    scene.world.change_settings(|settings| settings.bags.kinds[0].is_paused = true);

    assert_eq!(refusals(scene.send(scene.wanting(three_rolls())).await), [ColourPaused]);
    scene.send(scene.wanting(rolls(&[("blue", 3)]))).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn an_order_keeps_a_colour_that_the_company_drops(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.change_settings(|settings| drop(settings.bags.kinds.remove(0)));

    let rolls = scene.seen(id).await.rolls;

    let shown: Vec<_> = rolls.iter().map(|(kind, rolls)| (kind.name.sv.as_str(), *rolls)).collect();
    assert_eq!(shown, [("blue", 1), ("green", 2)]);
}

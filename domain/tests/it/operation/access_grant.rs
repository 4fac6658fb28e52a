//! Sharing.

use domain::secret::Secret;
use domain::testing::{Named, World};
use types::CustomerNumber;
use types::access_grant::GranteeDetails;

use super::row::Leaves::{Activity, Nothing, Only};
use super::row::Operation;

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let new = world.details(Named::Bjorn);
    } share_access(&anna.caller, &anna.account, new)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        world.clock.advance(11 * 60);
    } repeat_invitation(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let corrected = GranteeDetails { given_name: "Bo".to_owned(), ..Named::Bjorn.details() };
    } correct_invitation(&anna.caller, &anna.account, id, corrected)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        world.let_in(&anna, Named::Bjorn).await;
        let id = world.only_grant(&anna).await.id;
    } remove_access(&anna.caller, &anna.account, id)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let bjorn = world.let_in(&anna, Named::Bjorn).await;
    } leave_access(&bjorn, &anna.account)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        world.invite(&anna, Named::Bjorn).await.unwrap();
        world.clock.advance(15 * 24 * 3600);
    } expire_access(20)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
    } confirm_access(&bjorn, id, Named::Bjorn.details())),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
    } decline_access(&bjorn, id)),
    operation!(Activity, |world| {
        let link = notice(&world).await;
    } deny_sharing(&link)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        world.block_sharing(&anna).await;
        let number = CustomerNumber::trusted(&anna.number());
    } allow_sharing(&number)),
    operation!(Nothing, |world| {
        let link = notice(&world).await;
    } is_notice_valid(&link)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        world.let_in(&anna, Named::Bjorn).await;
    } access_grants(&anna.caller, &anna.account)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    } access_grant(&anna.caller, &anna.account, id)),
    operation!(Only(&["session"]), |world| {
        let anna = world.holder(Named::Anna).await;
    } new_access_grant_form(&anna.caller, &anna.account, None)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let somebody = world.person(Named::Hanna).await;
    } invitation(Some(&somebody), id)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
    } open_invitation(Some(&bjorn), id)),
];

/// The link of "Var det inte du?" about a grant that was made by number.
async fn notice(world: &World) -> Secret {
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    world.invite(&by_number, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let letters = world.letters_to(&Named::Anna.email());
    let letter = letters.iter().find(|letter| letter.links[0].contains("/var-det-inte-du/")).unwrap();
    Secret::returned(letter.links[0].rsplit('/').next().unwrap())
}

//! A person's own details.

use domain::secret::Secret;
use domain::testing::{Holding, Named, World};
use types::Language;

use super::row::Leaves::{Activity, Nothing};
use super::row::Operation;

const NEW_EMAIL: &str = "anna@example.org";

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
    } change_email(&anna.caller, NEW_EMAIL)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let link = link(&world, &anna).await;
    } verify_email(&link)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
    } change_mobile(&anna.caller, "0701740605")),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
    } change_language(&anna.caller, Language::English)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
    } profile(&anna.caller)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
    } profile_details(&anna.caller, &anna.account)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        let link = link(&world, &anna).await;
    } is_email_link_valid(&link)),
];

/// The link in the letter to a new address.
async fn link(world: &World, of: &Holding) -> Secret {
    world.domain.change_email(&of.caller, NEW_EMAIL).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    Secret::returned(world.letters_to(NEW_EMAIL)[0].links[0].rsplit('/').next().unwrap())
}

//! A person's own data, and deleting the user.

use domain::testing::Named;

use super::row::Leaves::{Activity, Nothing};
use super::row::Operation;

pub const OPERATIONS: &[Operation] = &[
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
    } own_data(&anna.caller)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
    } own_data_file(&anna.caller)),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        let bjorn = world.let_in(&anna, Named::Bjorn).await;
    } erase_user(&bjorn)),
];

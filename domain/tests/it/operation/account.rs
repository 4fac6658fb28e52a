//! Accounts: reading them, and importing them.

use domain::import::ImportMode;
use domain::testing::Named;
use types::activity::ActivityFilter;

use super::row::Leaves::{Activity, Nothing};
use super::row::Operation;
use crate::import::file;

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let lines = file::text(&[file::customer("100001", &[Named::Anna])]);
    } import_customers(&*lines, ImportMode::Apply, |_| {})),
    operation!(Activity, |world| {
        let mut line = file::customer("100001", &[Named::Anna]);
        file::import(&world, std::slice::from_ref(&line)).await;
        line["name"] = serde_json::json!("Anna Svensson");
        let lines = file::text(&[line]);
    } import_customers(&*lines, ImportMode::Apply, |_| {})),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
    } account_choice(&anna.caller)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
    } account_context(&anna.caller, &anna.account)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        let bjorn = world.let_in(&anna, Named::Bjorn).await;
        world.domain.leave_access(&bjorn, &anna.account).await.unwrap();
    } ended_access(&bjorn, &anna.account)),
    operation!(Nothing, |world| {
        let anna = world.holder_at_home(Named::Anna).await;
    } overview(&anna.caller, &anna.account)),
    operation!(Nothing, |world| {
        let anna = world.holder(Named::Anna).await;
        world.let_in(&anna, Named::Bjorn).await;
    } activity(&anna.caller, &anna.account, ActivityFilter::default())),
    operation!(Nothing, |world| {} is_ready()),
];

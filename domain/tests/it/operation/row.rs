//! A row of the lists: how an operation is run, and what it may change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::pin::Pin;

use domain::testing::World;

/// Every row of every table, by the table's name.
type Tables = BTreeMap<String, BTreeSet<String>>;

/// What an operation changes in the tables.
#[derive(Clone, Copy, Debug)]
pub enum Leaves {
    /// It adds activity.
    Activity,
    /// It reads.
    Nothing,
    /// It changes these tables, whose rows are nobody's account or details: pending, owed, counted or deleted. In
    /// alphabetical order.
    Only(&'static [&'static str]),
}

type Run = Pin<Box<dyn Future<Output = (World, Change)>>>;

/// An operation.
pub struct Operation {
    pub name: &'static str,
    pub leaves: Leaves,
    /// Runs it in an empty world, which it gives back.
    pub run: fn(World) -> Run,
}

/// The difference between before and after.
#[derive(Debug)]
pub struct Change {
    pub tables: BTreeSet<&'static str>,
    /// How many rows of activity were added.
    pub recorded: usize,
}

impl Change {
    pub fn between(before: &Tables, after: &Tables) -> Self {
        let recorded = after["activity"].len().saturating_sub(before["activity"].len());
        let changed = after.iter().filter(|(table, rows)| before.get(*table) != Some(rows));
        Self { tables: changed.map(|(table, _)| &*table.clone().leak()).collect(), recorded }
    }
}

/// Whether an operation succeeded: a refused one changes nothing, and proves nothing.
pub trait Done {
    fn is_done(&self) -> bool;
}

impl<T, E: Debug> Done for Result<T, E> {
    fn is_done(&self) -> bool {
        self.as_ref().map_err(|error| println!("{error:?}")).is_ok()
    }
}

impl Done for bool {
    fn is_done(&self) -> bool {
        *self
    }
}

/// `operation!(leaves, |world| { preparation } name(arguments))`. The name is the operation that is called, so that no
/// row can cover another.
macro_rules! operation {
    ($leaves:expr, |$world:ident| { $($before:tt)* } $name:ident($($argument:expr),* $(,)?)) => {
        $crate::operation::row::Operation {
            name: stringify!($name),
            leaves: $leaves,
            run: |world| {
                Box::pin(async move {
                    #[allow(unused_mut, reason = "some arrangements change the world")]
                    let mut $world = world;
                    $($before)*
                    let before = $world.tables().await;
                    let answer = $world.domain.$name($($argument),*).await;
                    let is_done = $crate::operation::row::Done::is_done(&answer);
                    assert!(is_done, "{} does not do what it is asked", stringify!($name));
                    let change = $crate::operation::row::Change::between(&before, &$world.tables().await);
                    ($world, change)
                })
            },
        }
    };
}

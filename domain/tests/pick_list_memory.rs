//! Exporting needs the same memory for any number of orders. A separate test program, since all tests of a program
//! share its memory.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};

use domain::bag_order::PickListFormat;
use domain::testing::{TestDatabase, World};

/// Waiting orders, unless `WAITING_ORDERS` gives another number (100000, for example).
const WAITING: usize = 12_000;
/// Bytes by which the memory may exceed that of a few orders; the rows of all orders would take more.
const GROWTH: u64 = 4 << 20;
/// SQLite keeps up to 2 MB of pages for each of the nine connections of a world, in this process.
const SQLITE_PAGES: u64 = 9 * (2 << 20);

/// The peak memory of this process since it was last reset, in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells it");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
}

fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").expect("Linux lets us");
}

async fn export(world: &World) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let lists = world.domain.export_orders(folder.path(), PickListFormat::Csv, |_| {}).await.expect("a pick list");
    let lines = BufReader::new(File::open(&lists[0].file).expect("the list")).lines();
    assert_eq!(lines.count() as u64, lists[0].orders + 1);
    lists[0].orders
}

async fn memory_does_not_grow(database: TestDatabase) {
    let waiting = std::env::var("WAITING_ORDERS").map_or(WAITING, |number| number.parse().expect("a number"));
    let world = World::new(database).await;
    world.add_waiting_orders(1500).await;
    export(&world).await;
    world.add_waiting_orders(waiting).await;
    forget_peak();
    let before = peak();

    let orders = export(&world).await;

    let growth = peak().saturating_sub(before);
    assert_eq!(orders, waiting as u64);
    println!("{database:?}: {waiting} orders, {} kB more", growth >> 10);
    let most = GROWTH + if database == TestDatabase::Sqlite { SQLITE_PAGES } else { 0 };
    assert!(growth < most, "{growth} bytes more for {waiting} orders");
}

#[tokio::test]
async fn the_memory_of_an_export_does_not_grow_with_its_orders() {
    // One after the other: the same process measures both.
    for database in [TestDatabase::Postgres, TestDatabase::Sqlite] {
        memory_does_not_grow(database).await;
    }
}

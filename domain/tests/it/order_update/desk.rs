//! Exported orders, and the company's status files.

use domain::bag_order::{PickListFormat, UpdateCounts};
use domain::import::{BadLine, FileProgress, ImportMode};
use domain::testing::{Holding, Named, TestDatabase, World};
use types::activity::EventKind;
use types::id::BagOrderId;

pub struct Desk {
    pub world: World,
    pub anna: Holding,
}

impl Desk {
    pub async fn new(database: TestDatabase) -> Self {
        let world = World::new(database).await;
        let anna = world.holder(Named::Anna).await;
        Self { world, anna }
    }

    /// An order that is not exported, with its number.
    pub async fn received(&self) -> (BagOrderId, String) {
        let home = self.world.add_address(&self.anna, "Storgatan 1").await;
        let id = self.world.order(&self.anna, home).await.expect("an order");
        (id, self.world.order_row(id).await.number)
    }

    /// An exported order, with its number.
    pub async fn packed(&self) -> (BagOrderId, String) {
        let order = self.received().await;
        let folder = tempfile::tempdir().expect("a folder");
        let run = self.world.domain.export_orders(folder.path(), PickListFormat::Csv, |_| {}).await;
        run.expect("a pick list");
        order
    }

    /// Imports a file; whatever it contains, the invariants hold.
    pub async fn update(&self, file: &str) -> (UpdateCounts, Vec<BadLine>) {
        self.update_in(ImportMode::Apply, file).await
    }

    pub async fn update_in(&self, mode: ImportMode, file: &str) -> (UpdateCounts, Vec<BadLine>) {
        let mut bad = Vec::new();
        let tell = |news: FileProgress<'_, UpdateCounts>| match news {
            FileProgress::BadLine(line) => bad.push(line.clone()),
            FileProgress::Counted(_) => {}
        };
        let counts = self.world.domain.update_orders(file.as_bytes(), mode, tell).await.expect("the file is read");
        self.world.check_invariants().await;
        assert_eq!(counts.lines, counts.changed + counts.unchanged + counts.bad);
        assert_eq!(counts.bad, bad.len() as u64);
        (counts, bad)
    }

    /// Imports one good line; returns whether it was new.
    pub async fn tell(&self, number: &str, status: &str) -> bool {
        let (counts, bad) = self.update(&format!("order_number,status\n{number},{status}\n")).await;
        assert_eq!(bad, []);
        counts.changed == 1
    }

    /// How often the account's activity has an event.
    pub async fn recorded(&self, event: EventKind) -> usize {
        self.world.record(&self.anna.account).await.iter().filter(|row| row.event == event).count()
    }
}

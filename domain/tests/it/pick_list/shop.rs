//! Orders to export, and a folder for the files.

use std::fs;
use std::path::PathBuf;

use domain::bag_order::{PickList, PickListFormat, PickListStep};
use domain::testing::{Holding, Named, TestDatabase, World};
use tempfile::TempDir;
use types::id::BagOrderId;

pub struct Shop {
    pub world: World,
    pub anna: Holding,
    pub folder: TempDir,
}

impl Shop {
    pub async fn new(database: TestDatabase) -> Self {
        let world = World::new(database).await;
        let anna = world.holder(Named::Anna).await;
        Self { world, anna, folder: tempfile::tempdir().expect("a folder") }
    }

    /// So many orders, each for its own address.
    pub async fn orders(&self, count: usize) -> Vec<BagOrderId> {
        let mut orders = Vec::new();
        for place in 0..count {
            let home = self.world.add_address(&self.anna, &format!("Storgatan {place}")).await;
            orders.push(self.world.order(&self.anna, home).await.expect("an order"));
        }
        orders
    }

    pub async fn export(&self) -> Vec<PickList> {
        self.export_as(PickListFormat::Csv).await.expect("a pick list")
    }

    pub async fn export_as(&self, format: PickListFormat) -> anyhow::Result<Vec<PickList>> {
        self.world.domain.export_orders(self.folder.path(), format, |_| {}).await
    }

    pub async fn step(&self) -> PickListStep {
        self.world.domain.export_step(self.folder.path(), PickListFormat::Csv).await.expect("a step")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a list is text")
    }

    /// The names of the files, in order.
    pub fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).expect("the folder is there");
        let mut names: Vec<_> =
            names.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The numbers of all orders in all files, sorted.
    pub fn listed(&self) -> Vec<String> {
        let texts = self.files().into_iter().map(|name| self.read(&name));
        let rows = texts.flat_map(|text| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>());
        let mut numbers: Vec<_> = rows.map(|row| row.split(',').next().unwrap_or_default().to_owned()).collect();
        numbers.sort();
        numbers
    }

    /// Every order is in exactly one file; every run is completed, and the invariants hold.
    pub async fn check(&self) {
        let numbers: Vec<_> = self.world.order_rows().await.into_iter().map(|row| row.number).collect();
        assert_eq!(self.listed(), numbers);
        assert!(!self.files().iter().any(|name| name.contains(".unfinished")), "{:?}", self.files());
        self.world.check_invariants().await;
    }
}

//! The commands for orders, from the command line.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use domain::testing::{Named, TestDatabase, World};
use domain::vault::Vault;
use tempfile::TempDir;
use types::bag_order::BagOrderStatus;

struct Desk {
    world: World,
    folder: TempDir,
    number: String,
}

impl Desk {
    /// A portal with one waiting order.
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut world = World::new(TestDatabase::Sqlite).await;
        let keys = folder.path().join("keys.json");
        Vault::create_file(&keys).expect("keys");
        world.take_keys(&keys);
        let anna = world.holder_at_home(Named::Anna).await;
        let home = world.home(&anna).await;
        let order = world.order(&anna, home).await.expect("an order");
        let number = world.order_row(order).await.number;
        Self { world, folder, number }
    }

    fn run(&self, arguments: &[&str], path: &Path) -> (Output, String) {
        self.run_with(&[], arguments, path)
    }

    fn run_with(&self, settings: &[(&str, &str)], arguments: &[&str], path: &Path) -> (Output, String) {
        let run = Command::new(env!("CARGO_BIN_EXE_server"))
            .arg("orders")
            .args(arguments)
            .arg(path)
            .env_clear()
            .env("APP_ENV", "demo")
            .env("APP_LOG", "error")
            .env("APP_DATA_DIR", self.folder.path())
            .env("APP_DATABASE_URL", self.world.database_url())
            .envs(settings.iter().copied())
            .output()
            .expect("the command runs");
        let said = String::from_utf8([run.stdout.clone(), run.stderr.clone()].concat()).expect("text");
        (run, said)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_go_out_and_statuses_come_back() {
    let desk = Desk::new().await;
    let path = desk.folder.path();
    let file = path.join("statuses.csv");
    fs::write(&file, format!("order_number,status\n{},sent\n", desk.number)).unwrap();

    let (out, said) = desk.run(&["export", "--format", "json"], path);
    let (none, said_none) = desk.run(&["export"], path);
    let (tried, said_tried) = desk.run(&["update", "--dry-run"], &file);
    let (back, said_back) = desk.run(&["update"], &file);

    assert!(out.status.success() && none.status.success() && tried.status.success() && back.status.success());
    let list = path.join("pick-list-000001.json");
    assert_eq!(said, format!("list 1: 1 orders in {}\n", list.display()));
    assert!(fs::read_to_string(list).unwrap().contains(&desk.number));
    assert_eq!(said_none, "no order waits\n");
    assert_eq!(said_tried, "1 lines: 1 changed, 0 unchanged, 0 left out; nothing was kept\n");
    assert_eq!(said_back, "1 lines: 1 changed, 0 unchanged, 0 left out\n");
    assert_eq!(desk.world.order_rows().await[0].status, BagOrderStatus::Sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_a_list_is_that_of_the_settings_unless_another_is_named() {
    for (arguments, is_for_excel) in [(&["export"][..], true), (&["export", "--format", "csv"][..], false)] {
        let desk = Desk::new().await;

        let (run, said) = desk.run_with(&[("APP_BAGS__PICK_LIST", "excel")], arguments, desk.folder.path());

        let list = fs::read_to_string(desk.folder.path().join("pick-list-000001.csv")).expect(&said);
        assert!(run.status.success(), "{said}");
        assert_eq!(list.starts_with("\u{feff}order_number;ordered_at"), is_for_excel, "{list}");
        assert_eq!(list.contains(&format!("\"=\"\"{}\"\"\";", desk.number)), is_for_excel, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_a_bad_line_fails_and_says_where() {
    let desk = Desk::new().await;
    let file = desk.folder.path().join("statuses.csv");
    desk.run(&["export"], desk.folder.path());
    fs::write(&file, format!("order_number,status\n1,sent\n{},sent\n", desk.number)).unwrap();

    let (run, said) = desk.run(&["update"], &file);

    assert_eq!(run.status.code(), Some(1));
    assert!(said.contains("line 2: order_number is the number of no order"), "{said}");
    assert!(said.contains("2 lines: 1 changed, 0 unchanged, 1 left out"), "{said}");
    assert_eq!(desk.world.order_rows().await[0].status, BagOrderStatus::Sent, "the good line is kept");
}

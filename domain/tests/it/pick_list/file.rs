//! The content of the file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use domain::bag_order::PickListFormat;
use domain::testing::{Named, TestDatabase, new_key, rolls};
use rstest::rstest;
use serde_json::{Value, json};
use types::bag_order::NewBagOrder;

use super::shop::Shop;
use TestDatabase::{Postgres, Sqlite};

const NAMES: &str = "order_number,ordered_at,recipient,street,postal_code,city,customer_number,facility_number,\
                     protected,green,light_brown,purple,grey,blue,black,other";

#[rstest]
#[tokio::test]
async fn a_table_has_a_row_for_each_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    let home = shop.world.add_address(&shop.anna, "Storgatan 1, \"gården\"").await;
    let id = shop.world.order(&shop.anna, home).await.unwrap();

    shop.export().await;

    let number = shop.world.order_row(id).await.number;
    let row = format!(
        "{number},2026-11-23T09:00:00Z,Anna Andersson,\"Storgatan 1, \"\"gården\"\"\",70210,Orebro,{},{home},no,2,0,0,0,1,0,",
        shop.anna.number(),
    );
    assert_eq!(shop.read("pick-list-000001.csv"), format!("{NAMES}\n{row}\n"));
}

/// Without the byte order mark, Excel on Swedish Windows assumes the old code page; it separates cells at semicolons,
/// and converts what looks like numbers.
#[rstest]
#[tokio::test]
async fn a_list_for_excel_has_a_mark_and_semicolons_and_keeps_every_number_as_text(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let shop = Shop::new(database).await;
    let home = shop.world.add_address(&shop.anna, "Storgatan 1; \"gården\"").await;
    let id = shop.world.order(&shop.anna, home).await.unwrap();

    shop.export_as(PickListFormat::Excel).await.unwrap();

    let number = shop.world.order_row(id).await.number;
    let as_text = |text: &str| format!("\"=\"\"{text}\"\"\"");
    let texts =
        [&*number, "2026-11-23T09:00:00Z", "Anna Andersson", "Storgatan 1; \"\"\"\"gården\"\"\"\"", "70210", "Orebro"];
    let numbers = [&*shop.anna.number(), &*home.to_string(), "no"];
    let texts: Vec<_> = texts.into_iter().chain(numbers).map(as_text).collect();
    assert_eq!(
        shop.read("pick-list-000001.csv"),
        format!("\u{feff}{}\r\n{};2;0;0;0;1;0;\r\n", NAMES.replace(',', ";"), texts.join(";")),
    );
}

#[rstest]
#[tokio::test]
async fn a_list_in_json_is_one_array(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let shop = Shop::new(database).await;
    let orders = shop.orders(2).await;

    shop.export_as(PickListFormat::Json).await.unwrap();

    let list: Vec<Value> = serde_json::from_str(&shop.read("pick-list-000001.json")).unwrap();
    let first = shop.world.order_rows().await.remove(0);
    assert_eq!(list.len(), orders.len());
    assert_eq!(
        list[0],
        json!({
            "order_number": first.number, "ordered_at": "2026-11-23T09:00:00Z", "recipient": "Anna Andersson",
            "street": first.street, "postal_code": "70210", "city": "Orebro", "customer_number": shop.anna.number(),
            "facility_number": first.facility_id.to_string(), "protected": false, "rolls": { "green": 2, "blue": 1 },
        })
    );
}

#[rstest]
#[tokio::test]
async fn a_protected_name_and_address_stand_in_no_file(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(PickListFormat::Csv, PickListFormat::Excel, PickListFormat::Json)] format: PickListFormat,
) {
    let shop = Shop::new(database).await;
    shop.orders(1).await;
    let sara = shop.world.holder(Named::Sara).await;
    let home = shop.world.add_address(&sara, "Hemliga gatan 7").await;
    shop.world.protect(Named::Sara, true).await;
    shop.world.order(&sara, home).await.unwrap();

    let lists = shop.export_as(format).await.unwrap();

    let text = fs::read_to_string(&lists[0].file).unwrap();
    assert!(!text.contains("Skog") && !text.contains("Hemliga"), "{text}");
    assert!(
        text.contains("Storgatan 0") && text.contains(&sara.number()) && text.contains(&home.to_string()),
        "{text}"
    );
    let is_marked = [",yes,", "\"=\"\"yes\"\"\"", "\"protected\":true"].iter().any(|marked| text.contains(marked));
    assert!(is_marked, "{text}");
}

#[tokio::test]
async fn no_name_is_a_formula_of_a_spreadsheet() {
    let shop = Shop::new(Sqlite).await;
    shop.world.make_company(&shop.anna, "=HYPERLINK(\"http://x\")").await;
    shop.orders(1).await;

    shop.export().await;

    let text = shop.read("pick-list-000001.csv");
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","), "{text}");
}

#[tokio::test]
async fn the_only_formula_in_a_list_for_excel_is_a_text() {
    let shop = Shop::new(Sqlite).await;
    shop.world.make_company(&shop.anna, "=HYPERLINK(\"http://x\")&\"").await;
    shop.orders(1).await;

    shop.export_as(PickListFormat::Excel).await.unwrap();

    let text = shop.read("pick-list-000001.csv");
    let mut rows =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let row = rows.records().next().unwrap().unwrap();
    for cell in row.iter().filter(|cell| cell.starts_with('=')) {
        let inside = cell.strip_prefix("=\"").unwrap().strip_suffix('"').unwrap();
        assert!(!inside.replace("\"\"", "").contains('"'), "{cell}");
    }
    assert_eq!(&row[2], "=\"'=HYPERLINK(\"\"http://x\"\")&\"\"\"");
}

#[tokio::test]
async fn a_colour_that_is_no_more_stands_under_other() {
    let mut shop = Shop::new(Sqlite).await;
    let home = shop.world.add_address(&shop.anna, "Storgatan 1").await;
    let (request_key, facility) = (new_key(), Some(home));
    let new = NewBagOrder { request_key, facility, rolls: rolls(&[("green", 1), ("blue", 2)]) };
    shop.world.domain.order_bags(&shop.anna.caller, &shop.anna.account, new).await.unwrap();
    shop.world.change_settings(|settings| settings.bags.kinds.retain(|kind| kind.colour.0 != "blue"));

    shop.export().await;

    let text = shop.read("pick-list-000001.csv");
    assert!(text.lines().next().unwrap().ends_with("green,light_brown,purple,grey,black,other"), "{text}");
    assert!(text.ends_with(",1,0,0,0,0,blue 2\n"), "{text}");
}

#[tokio::test]
async fn a_list_is_read_by_its_owner_only() {
    let shop = Shop::new(Sqlite).await;
    shop.orders(1).await;

    let lists = shop.export().await;

    assert_eq!(fs::metadata(&lists[0].file).unwrap().permissions().mode() & 0o777, 0o600);
}

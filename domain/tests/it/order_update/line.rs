//! The format of a file, and the reports of bad lines.

use domain::bag_order::{PickListFormat, UpdateCounts};
use domain::import::{Fault, ImportMode};
use domain::testing::TestDatabase;
use rstest::rstest;
use types::bag_order::BagOrderStatus::Sent;

use super::desk::Desk;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[case::table("order_number,status\n{number},sent\n")]
#[case::by_semicolons("order_number;status\r\n{number};sent\r\n")]
#[case::in_another_order("status,date,order_number,expected_on\nsent,,{number},\n")]
#[case::in_quotes("\"order_number\",\"status\"\n\"{number}\",\"sent\"\n")]
#[case::to_text_cell("order_number;status\r\n\"=\"\"{number}\"\"\";sent\r\n")]
#[case::kept_as_text_without_quotes("order_number;status\n=\"{number}\";=\"sent\"\n")]
#[case::with_the_columns_of_a_list("order_number;recipient;green;other;status\n{number};Anna;2;;sent\n")]
#[case::with_a_mark("\u{feff}order_number,status\n\n{number},sent")]
#[case::pasted("order_number;status;date\n\u{202a}{number}\u{202c};\u{a0}sent\t;2026\u{2011}11\u{2011}23\n")]
#[case::json("{\"order_number\": \"{number}\", \"status\": \"sent\"}\n")]
#[case::json_with_all(
    "{\"order_number\":\"{number}\",\"status\":\"sent\",\"date\":\"2026-11-23\",\"expected_on\":null}"
)]
#[tokio::test]
async fn a_file_is_a_table_or_lines_of_json(#[case] file: &str, #[values(Sqlite, Postgres)] database: TestDatabase) {
    let desk = Desk::new(database).await;
    let (id, number) = desk.packed().await;

    let (counts, bad) = desk.update(&file.replace("{number}", &number)).await;

    assert_eq!(bad, []);
    assert_eq!(counts, UpdateCounts { lines: 1, changed: 1, ..UpdateCounts::default() });
    assert_eq!(desk.world.order_status(id).await, Sent);
}

/// The list is opened, a status is added to each row, and it is saved: in a text editor, or by Excel, which saves only
/// the text of a formula.
#[rstest]
#[case::as_it_was_written(false)]
#[case::saved_by_excel(true)]
#[tokio::test]
async fn a_list_for_excel_comes_back_with_its_statuses(
    #[case] is_saved: bool,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    let (id, _) = desk.received().await;
    let folder = tempfile::tempdir().unwrap();
    let lists = desk.world.domain.export_orders(folder.path(), PickListFormat::Excel, |_| {}).await.unwrap();
    let list = std::fs::read_to_string(&lists[0].file).unwrap();
    let list = if is_saved { list.replace("\"=\"\"", "").replace("\"\"\"", "") } else { list };
    let (names, row) = list.trim_end().split_once("\r\n").unwrap();

    let (counts, bad) = desk.update(&format!("{names};status\r\n{row};sent\r\n")).await;

    assert_eq!((counts.changed, bad), (1, vec![]));
    assert_eq!(desk.world.order_status(id).await, Sent);
}

#[rstest]
#[case("{number}", "", Fault::WrongCount)]
#[case("{number},sent,2026-11-23,,", "", Fault::WrongCount)]
#[case("12345678,sent,,", "order_number", Fault::UnknownOrder)]
#[case(",sent,,", "order_number", Fault::UnknownOrder)]
#[case("{number},received,,", "status", Fault::UnknownWord)]
#[case("{number},skickad,,", "status", Fault::UnknownWord)]
#[case("{number},sent,23/11,", "date", Fault::NotDate)]
#[case("{number},sent,2026-11-24,", "date", Fault::NotYet)]
#[case("{number},sent,2026-11-22,", "date", Fault::BeforeOrder)]
#[case("{number},sent,,soon", "expected_on", Fault::NotDate)]
#[tokio::test]
async fn a_bad_line_is_told_by_its_number_and_left_out(
    #[case] line: &str,
    #[case] place: &str,
    #[case] fault: Fault,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let desk = Desk::new(database).await;
    let ((_, number), (good, other)) = (desk.packed().await, desk.packed().await);
    let line = line.replace("{number}", &number);

    let file = format!("order_number,status,date,expected_on\n\n{line}\n{other},sent,,\n");
    let (counts, bad) = desk.update(&file).await;

    assert_eq!((counts.lines, counts.changed), (2, 1));
    assert_eq!((bad[0].line, bad[0].flaw.place.as_str(), bad[0].flaw.fault), (3, place, fault));
    assert!(!bad[0].to_string().contains(&number), "no value of the file is repeated");
    assert_eq!(desk.world.order_status(good).await, Sent, "the line after it is taken in");
}

#[rstest]
#[case("{\"order_number\":\"1\"}", Fault::MissingField)]
#[case("{\"order_number\":\"1\",\"status\":\"sent\",\"by\":\"x\"}", Fault::UnknownField)]
#[case("{\"order_number\":1,\"status\":\"sent\"}", Fault::WrongKind)]
#[case("{\"order_number\":\"1\",", Fault::NotJson)]
#[tokio::test]
async fn a_bad_line_of_json_is_told(#[case] line: &str, #[case] fault: Fault) {
    let desk = Desk::new(Sqlite).await;
    let (_, number) = desk.packed().await;

    let file = format!("{{\"order_number\":\"{number}\",\"status\":\"sent\"}}\n{line}\n");
    let (counts, bad) = desk.update(&file).await;

    assert_eq!(counts.changed, 1);
    assert_eq!((bad[0].line, bad[0].flaw.fault), (2, fault));
}

#[rstest]
#[case("status,date\n", "line 1: order_number is missing")]
#[case("order_number,stat\n", "line 1: column 2 is a field that the form does not have")]
#[case("order_number,status,status\n", "line 1: status stands there twice")]
#[case("\n1,sent\n", "line 2: column 1 is a field that the form does not have")]
#[case("order_number;status;pink\n", "line 1: column 3 is a field that the form does not have")]
#[tokio::test]
async fn without_its_names_no_table_is_read(#[case] file: &str, #[case] expected: &str) {
    let desk = Desk::new(Sqlite).await;

    let refused = desk.world.domain.update_orders(file.as_bytes(), ImportMode::Apply, |_| {}).await;

    assert_eq!(refused.unwrap_err().to_string(), expected);
}

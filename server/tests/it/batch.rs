//! Exit codes of the import commands: 0 everything was stored, 1 some lines were skipped, 2 nothing was usable. Nobody
//! needs to read their output.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use tempfile::TempDir;

const CUSTOMERS: &str = include_str!("../../demo/customers.ndjson");
const STATUSES: &str = "order_number,status\n";

/// An empty portal in its own folder.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let made = desk.command(&["make-keys"]).arg(desk.path("keys.json")).status().expect("the command runs");
        assert!(made.success());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, content: &[u8]) -> PathBuf {
        let path = self.path("file");
        fs::write(&path, content).expect("a file");
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(arguments).env_clear().env("APP_ENV", "demo").env("APP_LOG", "error");
        command.env("APP_DATA_DIR", self.folder.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str], file: &Path) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.command(arguments).arg(file).output().expect("the command runs");
        (status.code(), String::from_utf8([stdout, stderr].concat()).expect("text"))
    }

    /// The number of new rows in a file, from the line of counts.
    fn news_in(&self, file: &Path) -> String {
        let output = self.command(&["import", "--dry-run"]).arg(file).output().expect("the command runs");
        String::from_utf8(output.stdout).expect("text")
    }
}

fn customers(from: usize, count: usize) -> String {
    CUSTOMERS.split_inclusive('\n').skip(from).take(count).collect()
}

fn utf_16(text: &str, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The content of a file, and the exit code of the command that imports it.
type Case = (&'static str, Vec<u8>, i32);

fn check(desk: &Desk, command: &[&str], cases: Vec<Case>) {
    let mut wrong = Vec::new();
    for (name, content, expected) in cases {
        let file = desk.file(&content);
        for dry_run in [&["--dry-run"][..], &[]] {
            let (code, told) = desk.run(&[command, dry_run].concat(), &file);
            if code != Some(expected) || told.contains("panicked") || (code != Some(0) && told.is_empty()) {
                wrong.push(format!("{name} {dry_run:?}: {expected} expected, {code:?}: {told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_import_ends_by_what_was_kept_of_its_file() {
    let desk = Desk::new();
    let bad = "{\"customer_number\": 1}\n";

    check(
        &desk,
        &["import"],
        vec![
            ("all good", customers(0, 2).into(), 0),
            ("the same again", customers(0, 2).into(), 0),
            ("some bad", (customers(2, 1) + bad).into(), 1),
            ("all bad", bad.repeat(3).into(), 2),
            ("not JSON", b"customer_number;name\n1;Anna\n".into(), 2),
            ("empty", Vec::new(), 2),
            ("blank lines", b"\n \n\r\n".into(), 2),
            ("only a mark", b"\xef\xbb\xbf".into(), 2),
            ("UTF-16", utf_16(&customers(0, 2), true), 2),
            ("UTF-16 without a mark", utf_16(&customers(0, 2), false), 2),
            ("no text", vec![0xff; 4096], 2),
        ],
    );
}

#[test]
fn an_update_of_orders_ends_by_what_was_kept_of_its_file() {
    let desk = Desk::new();
    let line = "12345678,sent\n";

    check(
        &desk,
        &["orders", "update"],
        vec![
            ("all bad", format!("{STATUSES}{line}{line}").into(), 2),
            ("unknown columns", format!("number,word\n{line}").into(), 2),
            ("all bad JSON", b"{\"order_number\": \"12345678\", \"status\": \"sent\"}\n".into(), 2),
            ("only the names of columns", STATUSES.into(), 0),
            ("a mark and blank lines", b"\xef\xbb\xbf\n\n".into(), 2),
            ("no names that are known", b"number;word\n".into(), 2),
            ("empty", Vec::new(), 2),
            ("UTF-16", utf_16(&format!("{STATUSES}{line}"), true), 2),
            ("UTF-16 without a mark", utf_16(&format!("{STATUSES}{line}"), false), 2),
        ],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_nothing_usable() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    let missing = desk.path("missing");

    for command in [&["import"][..], &["orders", "update"]] {
        for path in [folder, missing.as_path(), Path::new("-")] {
            let (code, told) = desk.run(command, path);
            assert_eq!(code, Some(2), "{command:?} {}: {told}", path.display());
        }
    }
    let (code, told) = desk.run(&["orders", "export"], &missing);
    assert_eq!(code, Some(2), "{told}");
}

#[test]
fn a_text_in_utf_16_is_called_so() {
    let desk = Desk::new();

    let (_, told) = desk.run(&["import"], &desk.file(&utf_16(&customers(0, 20), true)));

    assert!(told.contains("it is in UTF-16; save it as UTF-8"), "{told}");
    assert!(told.lines().count() < 9, "once, and not for each line: {told}");
}

/// How a reader closes the output.
#[derive(Clone, Copy, Debug)]
enum Reader {
    Gone,
    Closed,
    Full,
}

/// Runs a command whose output and errors nobody reads.
fn run_unread(desk: &Desk, arguments: &[&str], file: &Path, reader: Reader) -> ExitStatus {
    let unread = || match reader {
        // The reading end is dropped before the command writes.
        Reader::Gone => Stdio::from(std::io::pipe().expect("a pipe").1),
        Reader::Full => Stdio::from(File::options().write(true).open("/dev/full").expect("a device")),
        Reader::Closed => Stdio::null(),
    };
    let mut command = desk.command(arguments);
    command.arg(file);
    if matches!(reader, Reader::Closed) {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "exec \"$@\" >&- 2>&-", "sh"]).arg(command.get_program()).args(command.get_args());
        shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command = shell;
    }
    command.stdout(unread()).stderr(unread()).status().expect("the command runs")
}

#[test]
fn a_reader_that_goes_away_stops_the_output_and_not_the_work() {
    for reader in [Reader::Gone, Reader::Closed, Reader::Full] {
        let desk = Desk::new();
        // More error messages than a pipe buffers, before the lines that count.
        let file = desk.file((customers(0, 1) + &"{}\n".repeat(3000) + &customers(1, 3)).as_bytes());

        let status = run_unread(&desk, &["import"], &file, reader);

        assert_eq!(status.code(), Some(1), "{reader:?}");
        let news = desk.news_in(&file);
        assert!(news.starts_with("3004 lines: 0 new, 0 changed, 4 unchanged, 3000 left out"), "{reader:?}: {news}");
    }
}

#[test]
fn no_command_panics_when_nobody_reads_it() {
    let desk = Desk::new();
    let statuses = desk.file(format!("{STATUSES}{}", "12345678,sent\n".repeat(500)).as_bytes());
    let folder = desk.folder.path().to_owned();
    let lists = desk.path("lists");
    fs::create_dir(&lists).expect("a folder");
    let keys = folder.join("keys.json");

    for reader in [Reader::Gone, Reader::Closed, Reader::Full] {
        for (arguments, path, expected) in [
            (&["orders", "update"][..], &statuses, 2),
            (&["orders", "export"][..], &lists, 0),
            (&["make-keys"][..], &keys, 2),
            (&["allow-sharing"][..], &PathBuf::from("10000001"), 2),
        ] {
            let status = run_unread(&desk, arguments, path, reader);
            assert_eq!(status.code(), Some(expected), "{arguments:?} {reader:?}");
        }
    }
}

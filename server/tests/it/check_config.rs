//! `server check-config`, from the command line.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::process;

/// A demo with valid settings.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = process::command_in_time();
        command.args(arguments).env_clear().envs(process::site_in(self.folder.path())).stdin(Stdio::null());
        command.env("APP_ENV", "demo").env("APP_LOG", "error").env("APP_DATA_DIR", self.path("data"));
        command
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Exit code and output of a command.
fn run(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("the command runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("text"))
}

#[test]
fn good_settings_are_called_good_and_leave_nothing_behind() {
    let place = Place::new();

    let plain = run(&mut place.command(&["check-config"]));
    let online = run(&mut place.command(&["check-config", "--online"]));

    assert_eq!(plain.0, Some(0));
    assert!(plain.1.starts_with("the settings are good\nno proxy is trusted"), "{}", plain.1);
    assert_eq!(online, plain);
    assert!(!place.path("data").exists());
}

#[test]
fn all_problems_are_reported_in_one_run() {
    let place = Place::new();
    fs::write(place.path("data"), "a file").unwrap();
    let mut command = place.command(&["check-config"]);
    command.env("APP_PUBLIC_URL", "http://LOCALHOST:3000").env("APP_PORT", "high").env("APP_SMTP__HOTS", "localhost");
    command.env("APP_BAGS__ROLLS", "0").env("LEPTOS_SITE_ROOT", place.path("nowhere"));
    command.env("APP_BRAND__COMPANY", std::ffi::OsStr::from_bytes(b"Hj\xe4lmare"));

    let (code, told) = run(&mut command);

    assert_eq!(code, Some(2));
    for what in ["public_url", "port", "smtp.hots", "bags.rolls", "data_dir", "the site folder", "APP_BRAND__COMPANY"] {
        assert_eq!(told.matches(&format!("\n- {what} ")).count(), 1, "{what}: {told}");
    }
}

#[test]
fn a_setting_that_cannot_be_read_is_complained_of_once() {
    let place = Place::new();
    let check = |smtp: &[(&str, &str)]| {
        let mut command = place.command(&["check-config"]);
        run(command.env("APP_ENV", "production").envs(smtp.iter().copied())).1
    };

    let unset = check(&[]);
    let unreadable = check(&[("APP_SMTP", "mail.example.com")]);

    assert!(unset.contains("\n- smtp.host is not set"), "{unset}");
    assert!(unreadable.contains("\n- smtp cannot be read") && !unreadable.contains("smtp.host"), "{unreadable}");
}

#[test]
fn a_folder_for_letters_that_cannot_be_written_is_told() {
    let place = Place::new();
    fs::write(place.path("file"), "").unwrap();

    for folder in [place.path("file"), place.path("file/letters"), PathBuf::from("/proc/letters")] {
        let (code, told) = run(place.command(&["check-config"]).env("APP_CUSTOMER_NUMBER__PAPER_FOLDER", &folder));

        assert_eq!(code, Some(2), "{}", folder.display());
        assert!(told.contains("customer_number.paper_folder names "), "{told}");
    }
}

/// A problem with a site folder, and how it is reported.
type Wrong = (fn(&Path, &mut Command), &'static str);

const WRONG: [Wrong; 4] = [
    (no_folder, "is not there"),
    (no_files, "has no "),
    (one_file_less, "portal.wasm"),
    (no_hashes, "no-hashes.txt is not beside the server"),
];

fn no_folder(place: &Path, command: &mut Command) {
    command.env("LEPTOS_SITE_ROOT", place.join("nowhere"));
}

fn no_files(place: &Path, _: &mut Command) {
    fs::remove_dir_all(place.join("site/pkg")).expect("the folder goes");
}

fn one_file_less(place: &Path, _: &mut Command) {
    fs::remove_file(place.join("site/pkg/portal.wasm")).expect("the file goes");
}

fn no_hashes(_: &Path, command: &mut Command) {
    command.env("LEPTOS_HASH_FILES", "true");
}

#[test]
fn a_server_without_the_files_of_its_pages_reports_it_and_does_not_start() {
    for (spoil, what) in WRONG {
        let place = Place::new();
        for arguments in [&["check-config"], &["serve"]] {
            let mut command = place.command(arguments);
            spoil(place.folder.path(), &mut command);

            let (code, told) = run(&mut command);

            assert_eq!(code, Some(2), "{arguments:?}: {told}");
            assert!(told.contains(what), "{arguments:?} {what}: {told}");
        }
    }
}

#[test]
fn files_of_another_build_are_reported() {
    let place = Place::new();
    fs::write(place.path("hash.txt"), "another\n").unwrap();

    let (code, told) = run(place.command(&["check-config"]).env("LEPTOS_HASH_FILE_NAME", place.path("hash.txt")));

    assert_eq!(code, Some(2));
    assert!(told.contains("another/portal.css") && told.contains("another/portal.wasm"), "{told}");
}

#[test]
fn unreachable_services_are_reported_when_online() {
    let place = Place::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let command = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        command.env("APP_SMTP__HOST", "127.0.0.1").env("APP_SMTP__SECURITY", "none");
        command.env("APP_SMTP__PORT", nobody.to_string());
        command.env("APP_DATABASE_URL", format!("postgres://portal:s3cret@127.0.0.1:{nobody}/portal"));
        command
    };

    let (unasked, _) = run(&mut command(&["check-config"]));
    let (code, told) = run(&mut command(&["check-config", "--online"]));

    assert_eq!((unasked, code), (Some(0), Some(2)), "{told}");
    assert!(told.contains("\n- database_url does not answer: "), "{told}");
    assert!(
        told.contains("\n- smtp.host does not answer: no conversation with the mail server: it takes no"),
        "{told}"
    );
    assert!(!told.contains("s3cret"), "{told}");
}

//! The real server, in demo mode with its own ports and folder.
#![allow(dead_code, reason = "each test file uses its part")]

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Its log file, in its folder.
const LOG: &str = "log";

const PATIENCE: Duration = Duration::from_mins(1);

pub struct Process {
    child: Child,
    port: u16,
    folder: TempDir,
}

/// A response, complete or partial.
pub struct Answer {
    socket: TcpStream,
    pub text: String,
}

impl Process {
    /// Starts the server, with settings over those of demo mode, and waits until it answers.
    pub fn start(settings: &[(&str, &str)]) -> Self {
        let mut process = Self::spawn(settings);
        process.wait_until_live();
        process
    }

    /// Starts the server and kills it after a while, whether or not it answers by then.
    pub fn start_killed(settings: &[(&str, &str)], after: Duration) {
        let process = Self::spawn(settings);
        std::thread::sleep(after);
        process.kill();
    }

    fn spawn(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let [port, app, service] = free_ports();
        // A write above the file size limit must fail, as on a broken disk, and not kill the process.
        let child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\" serve", env!("CARGO_BIN_EXE_server")])
            .env_clear()
            .envs(site_in(folder.path()))
            .env("APP_ENV", "demo")
            .env("APP_PORT", port.to_string())
            .env("APP_BANKID_APP_PORT", app.to_string())
            .env("APP_BANKID_RP_PORT", service.to_string())
            .env("APP_DATA_DIR", folder.path())
            .envs(settings.iter().copied())
            .stdout(File::create(folder.path().join(LOG)).expect("a file for the log"))
            .spawn()
            .expect("the server starts");
        Self { child, port, folder }
    }

    /// Limits the size of files in bytes, or lifts the limit.
    pub fn limit_files(&self, bytes: Option<u64>) {
        let bytes = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let limited = Command::new("prlimit")
            .args([&format!("--pid={}", self.child.id()), &format!("--fsize={bytes}:unlimited")])
            .status()
            .expect("prlimit runs");
        assert!(limited.success());
    }

    fn wait_until_live(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(self.child.try_wait().expect("a child of ours").is_none(), "the server stopped by itself");
            assert!(Instant::now() < deadline, "the server did not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join(LOG)).expect("the log is text")
    }

    /// Waits until it has logged a text.
    pub fn wait_for_log(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.log().contains(text) {
            assert!(Instant::now() < deadline, "{text:?} is not in the log:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The status of an answer.
    pub fn status(&self, path: &str) -> String {
        let answer = self.ask("GET", path, &[], "").text;
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Ends the process as the power does: nothing in it is brought to an end.
    pub fn kill(mut self) {
        self.child.kill().expect("a child of ours");
        self.child.wait().expect("a child of ours");
    }

    /// A connection on which nothing is asked.
    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens")
    }

    /// Sends a request and leaves the answer to be read.
    pub fn open(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut socket = self.connect();
        socket.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let headers = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<Vec<_>>().concat();
        let length = if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\ncontent-type: \
             application/x-www-form-urlencoded\r\n{length}{headers}connection: close\r\n\r\n{body}"
        );
        socket.write_all(request.as_bytes()).expect("the request is sent");
        Answer { socket, text: String::new() }
    }

    /// Sends a request that is written out, and reads all of the answer. It has to ask for the connection to be closed.
    pub fn ask_raw(&self, request: &str) -> Answer {
        let mut socket = self.connect();
        socket.set_read_timeout(Some(PATIENCE)).expect("a limit");
        socket.write_all(request.as_bytes()).expect("the request is sent");
        let mut answer = Answer { socket, text: String::new() };
        assert!(answer.read_to_end(), "an answer comes to its end");
        answer
    }

    /// Sends a request and reads all of the answer.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut answer = self.open(method, path, headers, body);
        assert!(answer.read_to_end(), "an answer comes to its end");
        answer
    }

    /// Asks the process to stop, as its operator does.
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("a signal");
        assert!(sent.success());
    }

    /// Waits for the end of the process, and tells its exit code.
    pub fn wait(&mut self) -> Option<i32> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("a child of ours") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server does not stop");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// Reads until a text has come.
    pub fn wait_for(&mut self, what: &str) -> bool {
        while !self.text.contains(what) {
            if !self.read_some() {
                return false;
            }
        }
        true
    }

    /// Reads all that comes; says whether it came to an end.
    pub fn read_to_end(&mut self) -> bool {
        while self.read_some() {}
        matches!(self.socket.read(&mut [0]), Ok(0))
    }

    /// A cookie that was set, as a browser returns it.
    pub fn cookie(&self, name: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("set-cookie: {name}=")).expect("the cookie is set");
        format!("{name}={}", rest.split(';').next().unwrap_or_default())
    }

    fn read_some(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.socket.read(&mut bytes) {
            Ok(length @ 1..) => {
                self.text += &String::from_utf8_lossy(&bytes[..length]);
                true
            }
            _ => false,
        }
    }
}

/// A command of the server that is to end by itself. One that serves instead is ended, so that the test fails and does
/// not wait for ever.
pub fn command_in_time() -> Command {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", "60", env!("CARGO_BIN_EXE_server")]);
    command
}

/// Makes a site folder with the files that the server looks for before it starts; gives the variables that name it.
pub fn site_in(folder: &Path) -> [(&'static str, PathBuf); 3] {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).expect("a folder");
    for ending in ["css", "js", "wasm"] {
        std::fs::write(site.join("pkg/portal").with_extension(ending), "").expect("a file");
    }
    // Whatever a build has left beside the executable is of another site.
    let no_hashes = folder.join("no-hashes.txt");
    [("LEPTOS_OUTPUT_NAME", "portal".into()), ("LEPTOS_SITE_ROOT", site), ("LEPTOS_HASH_FILE_NAME", no_hashes)]
}

fn free_ports() -> [u16; 3] {
    let listeners = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("an address").port())
}

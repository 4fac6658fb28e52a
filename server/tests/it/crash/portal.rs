//! A world that the real executable uses, started and killed again and again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::testing::{Named, TestDatabase, World};
use domain::vault::Vault;
use tempfile::TempDir;
use types::Channel;
use types::CustomerRef;
use types::bag_order::BagOrderStatus;
use types::id::FacilityId;
use types::sign_in::SignInMethod;

use super::load::Press;
use crate::support::process::Process;

const PEOPLE: [Named; 4] = [Named::Anna, Named::Cecilia, Named::David, Named::Eva];
const ADDRESSES: usize = 25;

/// An account whose holder is signed in.
pub struct Account {
    pub reference: CustomerRef,
    pub addresses: Vec<FacilityId>,
    pub cookie: String,
}

pub struct Portal {
    pub accounts: Vec<Account>,
    pub world: World,
    folder: PathBuf,
    // Deleted with the test, unless the test provides the folder.
    _temporary: Option<TempDir>,
}

impl Portal {
    pub async fn new(database: TestDatabase) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = match database {
            TestDatabase::Sqlite => World::in_folder(folder.path()).await,
            TestDatabase::Postgres => World::new(database).await,
        };
        Self::with(world, folder.path().to_owned(), Some(folder)).await
    }

    /// Everything in one folder, including the SQLite file.
    pub async fn in_folder(folder: &Path) -> Self {
        Self::with(World::in_folder(folder).await, folder.to_owned(), None).await
    }

    async fn with(mut world: World, folder: PathBuf, temporary: Option<TempDir>) -> Self {
        let keys = folder.join("keys.json");
        Vault::create_file(&keys).expect("keys");
        world.take_keys(&keys);
        world.catch_up();
        let mut accounts = Vec::new();
        for name in PEOPLE {
            let holding = world.holder(name).await;
            let mut addresses = Vec::new();
            for place in 0..ADDRESSES {
                addresses.push(world.add_address(&holding, &format!("Storgatan {place}")).await);
            }
            let (_, secret) = world.session(name, Channel::Web, SignInMethod::BankId).await;
            let cookie = format!("__Host-sess={}", secret.expose());
            accounts.push(Account { reference: holding.account, addresses, cookie });
        }
        let portal = Self { accounts, world, folder, _temporary: temporary };
        fs::create_dir(portal.lists()).expect("a folder for the lists");
        portal
    }

    /// The folder of the process's data.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of pick lists.
    pub fn lists(&self) -> PathBuf {
        self.folder.join("lists")
    }

    /// Starts the server, and waits until it answers.
    pub fn serve(&self) -> Process {
        Process::start(&self.settings())
    }

    /// The settings that direct a process to this folder and database.
    pub fn settings(&self) -> [(&str, &str); 2] {
        [("APP_DATA_DIR", self.folder.to_str().expect("a plain path")), ("APP_DATABASE_URL", self.world.database_url())]
    }

    fn start(&self, command: &[&str], path: &Path) -> Child {
        Command::new(env!("CARGO_BIN_EXE_server"))
            .args(command)
            .arg(path)
            .env_clear()
            .env("APP_ENV", "demo")
            .env("APP_LOG", "error")
            .envs(self.settings())
            .stdout(Stdio::null())
            .spawn()
            .expect("the command starts")
    }

    /// Runs a command to completion.
    pub fn run(&self, command: &[&str], path: &Path) {
        let status = self.start(command, path).wait().expect("a child of ours");
        assert!(status.success(), "{command:?}: {status}");
    }

    /// Runs a command and kills it after a while, unless it has completed.
    pub fn run_killed(&self, command: &[&str], path: &Path, after_millis: u64) {
        let mut child = self.start(command, path);
        std::thread::sleep(Duration::from_millis(after_millis));
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
    }

    /// A file that sets the same status for all packed orders.
    pub async fn statuses(&self, status: &str) -> PathBuf {
        let rows = self.world.order_rows().await;
        let packed = rows.iter().filter(|row| row.status == BagOrderStatus::Packed);
        let lines: Vec<_> = packed.map(|row| format!("{},{status}\n", row.number)).collect();
        let file = self.folder.join("statuses.csv");
        fs::write(&file, format!("order_number,status\n{}", lines.concat())).expect("a file");
        file
    }

    /// Every acknowledged submission is one order, every other at most one; each order is on one list, once.
    pub async fn check(&self, presses: &[Press]) {
        self.world.catch_up();
        let rows = self.world.order_rows().await;
        let mut orders: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in &rows {
            orders.entry(row.request_key).or_default().push(row.id.to_string());
        }
        for press in presses {
            let made = orders.remove(&press.key).unwrap_or_default();
            match &press.order {
                Some(order) => assert_eq!(&made, std::slice::from_ref(order), "{press:?}"),
                None => assert!(made.len() <= 1, "{press:?}: {made:?}"),
            }
        }
        assert!(orders.is_empty(), "nobody pressed for {orders:?}");
        let numbers: Vec<_> = rows.into_iter().map(|row| row.number).collect();
        assert_eq!(self.listed(), numbers);
        self.world.check_order_invariants().await;
    }

    /// The numbers of the orders on all lists, sorted.
    fn listed(&self) -> Vec<String> {
        let mut numbers = Vec::new();
        for file in fs::read_dir(self.lists()).expect("the folder is there") {
            let path = file.expect("a file").path();
            // What a killed run leaves behind is not a list yet.
            if path.extension().is_some_and(|ending| ending == "csv") {
                let text = fs::read_to_string(path).expect("a list is text");
                numbers.extend(text.lines().skip(1).filter_map(|row| Some(row.split_once(',')?.0.to_owned())));
            }
        }
        numbers.sort();
        numbers
    }
}

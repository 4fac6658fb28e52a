//! The portal's command line.

#![warn(clippy::print_stdout, clippy::print_stderr, reason = "they panic when the reader has gone away")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use domain::bag_order::PickListFormat;
use server::command::{self, Outcome};
use server::{config, request_log};

/// A page is thousands of small allocations, made on one thread and freed on another. The system's allocator would take
/// a fifth of the page's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The portal of a municipal energy and waste company.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answers web requests. What happens when no command is given.
    Serve,
    /// Sends letters and cleans up, without answering web requests.
    Work,
    /// Brings the database to the shape that this version needs.
    Migrate,
    /// Takes in customers from the billing system: newline-delimited JSON, one customer a line.
    Import {
        /// The file, or `-` for standard input.
        file: PathBuf,
        /// Tries everything and keeps nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Orders of bags: taking them out to pack, and taking statuses back (docs/operations.md).
    #[command(subcommand)]
    Orders(OrderCommand),
    /// Lets the account of a customer be shared again that the link of "Var det inte du?" has closed.
    AllowSharing {
        /// The customer number.
        number: String,
    },
    /// Makes a file of new keys for what is encrypted at rest.
    MakeKeys {
        /// Where to write it. An existing file is never overwritten.
        file: PathBuf,
    },
    /// Letters that are owed.
    #[command(subcommand)]
    Letters(LetterCommand),
    /// Reads the settings and says everything that is wrong with them.
    CheckConfig {
        /// Asks the database, the mail server and BankID too.
        #[arg(long)]
        online: bool,
    },
}

#[derive(Subcommand)]
enum LetterCommand {
    /// Tries every letter now that waits for another try (docs/operations.md).
    Send,
}

#[derive(Subcommand)]
enum OrderCommand {
    /// Takes out the orders that wait, into one file in a folder. A run that was cut short is brought to its end first.
    Export {
        /// Where to write the file; always the same folder.
        folder: PathBuf,
        /// The form of the file, instead of that of the settings.
        #[arg(long)]
        format: Option<Format>,
    },
    /// Takes in statuses: CSV with a line of names, or newline-delimited JSON.
    Update {
        /// The file, or `-` for standard input.
        file: PathBuf,
        /// Tries everything and keeps nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// UTF-8, commas.
    Csv,
    /// As Excel on Swedish Windows opens it.
    Excel,
    /// One array.
    Json,
}

impl From<Format> for PickListFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Excel => Self::Excel,
            Format::Json => Self::Json,
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = run(Arguments::parse()).await.unwrap_or_else(|fault| {
        command::output::print_error(format_args!("Error: {fault:?}"));
        Outcome::NothingUsable
    });
    outcome.into()
}

async fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    if let Some(Command::MakeKeys { file }) = &arguments.command {
        domain::vault::Vault::create_file(file)?;
        return Ok(Outcome::Complete);
    }
    let (config, mut problems) = config::ServerConfig::read()?;
    request_log::start(&config);
    problems.extend(config.problems());
    if let Some(Command::CheckConfig { online }) = arguments.command {
        command::check_config(&config, problems, online).await?;
        return Ok(Outcome::Complete);
    }
    problems.into_result()?;
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Import { file, dry_run } => return command::import(&config, &file, dry_run).await,
        Command::Orders(OrderCommand::Export { folder, format }) => {
            return command::export_orders(&config, &folder, format.map(Into::into)).await;
        }
        Command::Orders(OrderCommand::Update { file, dry_run }) => {
            return command::update_orders(&config, &file, dry_run).await;
        }
        Command::Letters(LetterCommand::Send) => return command::send_letters(&config).await,
        Command::Serve => command::serve(config).await?,
        Command::Work => command::work(config).await?,
        Command::Migrate => command::migrate(&config).await?,
        Command::AllowSharing { number } => command::allow_sharing(&config, &number).await?,
        Command::MakeKeys { .. } | Command::CheckConfig { .. } => {}
    }
    Ok(Outcome::Complete)
}

//! A mail server for tests. Lenient on purpose: a bare line feed ends a line too, and a lone dot ends a letter, so that
//! a smuggled command would be accepted.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

use crate::mail::{Mail, Security, SmtpSettings};

/// How the server treats recipients.
#[derive(Clone)]
pub enum Manner {
    /// Accepts everything.
    Takes,
    /// Replies to a recipient like this.
    Answers(&'static str),
    /// Signals that a recipient was named, waits for a signal, and replies like this.
    Waits {
        /// Notified at `RCPT TO`.
        named: Arc<Notify>,
        /// Awaited before the reply.
        go_on: Arc<Notify>,
        /// The final reply.
        answer: &'static str,
    },
}

/// How the server encrypts.
#[derive(Clone)]
pub enum Cover {
    /// Not at all.
    Nothing,
    /// From the first byte.
    Tls(TlsAcceptor),
    /// After STARTTLS.
    Starttls(TlsAcceptor),
}

/// A running server; it lives as long as the test's runtime.
pub struct SmtpServer {
    /// The local port it listens on.
    pub port: u16,
    received: Arc<Mutex<Received>>,
}

/// Everything that the server has received.
#[derive(Clone, Default)]
pub struct Received {
    /// Lines outside letters.
    pub commands: Vec<String>,
    /// Letters as received.
    pub letters: Vec<String>,
}

impl Received {
    /// How many commands begin like this.
    pub fn count(&self, command: &str) -> usize {
        self.commands.iter().filter(|line| line.to_ascii_uppercase().starts_with(command)).count()
    }
}

impl SmtpServer {
    /// A server without TLS.
    pub async fn start(manner: Manner) -> Self {
        Self::covered(manner, Cover::Nothing).await
    }

    /// A server on a free port.
    pub async fn covered(manner: Manner, cover: Cover) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        Self::on(listener, manner, cover)
    }

    /// A server on a given port.
    pub fn on(listener: TcpListener, manner: Manner, cover: Cover) -> Self {
        let port = listener.local_addr().expect("an address").port();
        let received = Arc::new(Mutex::new(Received::default()));
        let recorder = received.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, manner.clone(), cover.clone(), recorder.clone()));
            }
        });
        Self { port, received }
    }

    /// The conversation so far.
    pub fn received(&self) -> Received {
        self.received.lock().expect("nobody panics who holds it").clone()
    }

    /// A connection to it without TLS.
    pub fn mail(&self) -> Mail {
        Mail::smtp(&smtp_settings("127.0.0.1", self.port, Security::None)).expect("a way to the server")
    }
}

/// Settings of a mail server, without a password.
pub fn smtp_settings(host: &str, port: u16, security: Security) -> SmtpSettings {
    SmtpSettings {
        host: host.to_owned(),
        port,
        security,
        ca_pem: None,
        user: None,
        password: None,
        from_address: types::EmailAddress::parse("no-reply@example.com").expect("an address"),
        from_name: "Hjälmare Energi & Miljö".to_owned(),
        own_host: "portal.example.com".to_owned(),
    }
}

async fn serve(stream: TcpStream, manner: Manner, cover: Cover, received: Arc<Mutex<Received>>) -> Option<()> {
    let stream = match &cover {
        Cover::Nothing => return talk(stream, &manner, GREETING, false, &received).await.map(drop),
        Cover::Starttls(tls) => {
            let stream = talk(stream, &manner, GREETING, true, &received).await?;
            let stream = tls.accept(stream).await.ok()?;
            return talk(stream, &manner, "", false, &received).await.map(drop);
        }
        Cover::Tls(tls) => tls.accept(stream).await.ok()?,
    };
    talk(stream, &manner, GREETING, false, &received).await.map(drop)
}

const GREETING: &str = "220 test\r\n";

/// Converses until the client asks for encryption; returns the stream then.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    manner: &Manner,
    greeting: &str,
    can_encrypt: bool,
    received: &Mutex<Received>,
) -> Option<S> {
    let mut stream = BufReader::new(stream);
    stream.write_all(greeting.as_bytes()).await.ok()?;
    stream.flush().await.ok()?;
    loop {
        let line = line(&mut stream).await?;
        received.lock().expect("nobody panics who holds it").commands.push(line.clone());
        let answer = match line.to_ascii_uppercase().split([' ', ':']).next().unwrap_or_default() {
            "EHLO" if can_encrypt => "250-test\r\n250-STARTTLS\r\n250 8BITMIME",
            "EHLO" => "250-test\r\n250 8BITMIME",
            "STARTTLS" if can_encrypt => {
                stream.write_all(b"220 go on\r\n").await.ok()?;
                stream.flush().await.ok()?;
                return Some(stream.into_inner());
            }
            "RCPT" => answer(manner).await,
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                stream.flush().await.ok()?;
                let letter = letter(&mut stream).await?;
                received.lock().expect("nobody panics who holds it").letters.push(letter);
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
    }
}

async fn answer(manner: &Manner) -> &'static str {
    match manner {
        Manner::Takes => "250 ok",
        Manner::Answers(answer) => answer,
        Manner::Waits { named, go_on, answer } => {
            named.notify_one();
            go_on.notified().await;
            answer
        }
    }
}

async fn letter(reading: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut letter = String::new();
    loop {
        let line = line(reading).await?;
        if line == "." {
            return Some(letter);
        }
        letter.push_str(&line);
        letter.push('\n');
    }
}

async fn line(reading: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut line = Vec::new();
    let read = reading.read_until(b'\n', &mut line).await.ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
}

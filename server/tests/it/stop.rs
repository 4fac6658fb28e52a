//! Shutting down: readiness, and the real process.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::{Request, StatusCode};

use crate::support::door::Door;
use crate::support::process::Process;

#[tokio::test]
async fn a_process_that_is_to_stop_is_alive_but_not_ready() {
    let door = Door::open().await;
    let status = async |path: &str| door.send(Request::get(path).body(Body::empty()).unwrap()).await.status();
    assert_eq!(status("/health/ready").await, StatusCode::NO_CONTENT);

    door.running.stop();

    assert_eq!(status("/health/ready").await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(status("/health/live").await, StatusCode::NO_CONTENT);
}

#[test]
fn a_request_that_never_comes_to_an_end_is_cut_off() {
    let mut process = Process::start(&[]);
    // Its port is open before it answers.
    process.ask("GET", "/health/live", &[], "");
    // Its body is announced and never sent.
    let _half = process.open("POST", "/api/sign-out", &[("content-length", "10")], "");
    std::thread::sleep(Duration::from_millis(200));

    let asked = Instant::now();
    process.terminate();
    let code = process.wait();

    assert_eq!(code, Some(0));
    assert!(asked.elapsed() >= Duration::from_secs(25), "{:?}", asked.elapsed());
}

#[test]
fn a_stopping_process_ends_its_event_streams_and_exits() {
    let mut process = Process::start(&[]);
    let started = process.ask("POST", "/api/sign-in/start", &[], "start=other_device");
    let order = started.cookie("__Host-flow");
    let mut stream = process.open("GET", "/api/sign-in/events", &[("cookie", &order)], "");
    assert!(stream.wait_for("event: status"), "{}", stream.text);

    // Browsers keep idle connections open.
    let _silent = process.connect();

    let asked = Instant::now();
    process.terminate();
    let code = process.wait();

    assert_eq!(code, Some(0));
    assert!(asked.elapsed() < Duration::from_secs(5), "nothing is waited for: {:?}", asked.elapsed());
    assert!(stream.read_to_end(), "the stream ends");
}

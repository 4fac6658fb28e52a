//! The simulator on its own.

use std::process::Command;

#[test]
fn it_does_not_start_in_production() {
    let directory = tempfile::tempdir().unwrap();

    let output = Command::new(env!("CARGO_BIN_EXE_bankid-simulator"))
        .args(["--app-address", "127.0.0.1:0", "--rp-address", "127.0.0.1:0", "--directory"])
        .arg(directory.path().join("certificates"))
        .env("APP_ENV", "production")
        .output()
        .unwrap();

    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("APP_ENV=production"));
    assert!(!directory.path().join("certificates").exists());
}

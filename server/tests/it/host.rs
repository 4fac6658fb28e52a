//! The host of a request, and the size of its headers, over real connections.

use crate::support::process::Process;

/// The beginning of the response to a request with these header lines.
fn status(process: &Process, path: &str, version: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().flat_map(|line| [*line, "\r\n"]).collect();
    let answer = process.ask_raw(&format!("GET {path} HTTP/{version}\r\n{lines}connection: close\r\n\r\n"));
    answer.text.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_host_that_is_not_ours_is_421_and_two_are_400() {
    let process = Process::start(&[]);
    let port = process.address().port();
    let ask = |path: &str, hosts: &[&str]| {
        let hosts: Vec<_> = hosts.iter().map(|host| format!("host: {host}")).collect();
        status(&process, path, "1.1", &hosts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (by_name, by_address) = (format!("localhost:{port}"), format!("127.0.0.1:{port}"));

    assert_eq!(ask("/", &[&by_name]), "200");
    assert_eq!(ask("/", &[&by_address]), "200");
    assert_eq!(ask("/", &["evil.example"]), "421");
    assert_eq!(ask("/", &["localhost.evil.example"]), "421");
    assert_eq!(ask("http://evil.example/", &[&by_name]), "421");
    assert_eq!(ask("/", &[&by_name, &by_name]), "400");
    assert_eq!(ask("/", &[&by_name, "evil.example"]), "400");
    assert_eq!(ask("/", &[]), "400");
    assert_eq!(ask("/health/live", &["192.0.2.1:3000"]), "204", "whoever looks after the machine knows its address");
    assert_eq!(ask("/health/live", &["a.example", "b.example"]), "400");
    assert_eq!(status(&process, "/health/live", "1.0", &[]), "204");
}

#[test]
fn who_comes_by_the_address_of_the_machine_in_demo_mode_may_send_forms() {
    let process = Process::start(&[]);
    let own = format!("http://127.0.0.1:{}", process.address().port());

    let body = "language=en";
    let answer = process.ask_raw(&format!(
        "POST /api/language HTTP/1.1\r\nhost: {}\r\norigin: {own}\r\nreferer: {own}/dela\r\naccept: text/html\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        process.address(),
        body.len()
    ));

    assert!(answer.text.starts_with("HTTP/1.1 302"), "{}", answer.text);
    assert!(answer.text.contains("location: /dela\r\n"), "{}", answer.text);
}

#[test]
fn a_browser_with_too_many_cookies_is_told_so_in_its_language() {
    let process = Process::start(&[]);
    let cookie = |size: usize| format!("host: localhost\r\naccept: text/html\r\ncookie: a={}", "x".repeat(size));
    let many = "x-more: y\r\n".repeat(200);
    let ask = |lines: &str| process.ask_raw(&format!("GET / HTTP/1.1\r\n{lines}\r\nconnection: close\r\n\r\n")).text;

    for (lines, language, word) in [
        (cookie(70_000), "sv", "Rensa kakorna"),
        (format!("{}\r\naccept-language: en-GB", cookie(700_000)), "en", "Clear the cookies"),
        (format!("{many}{}", cookie(1)), "sv", "Rensa kakorna"),
    ] {
        let answer = ask(&lines);

        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
        assert!(answer.contains("content-type: text/html; charset=utf-8"), "{answer}");
        assert!(answer.contains(&format!("<html lang=\"{language}\">")) && answer.contains(word), "{answer}");
    }
    assert!(ask(&cookie(20_000)).starts_with("HTTP/1.1 200 "), "what other sites leave under our domain lets one in");
}

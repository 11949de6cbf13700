//! The numbers for Prometheus.

use crate::pages::Site;

/// The value of a line of the numbers.
fn value(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|each| each.strip_prefix(line)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("{line} in {text}")).parse().unwrap()
}

#[test]
fn the_numbers_are_on_a_listener_of_their_own() {
    let site = Site::start_asking("demo", &["--metrics-listen", "127.0.0.1:0"], &[]);
    let said = site.said().iter().find_map(|line| line.strip_prefix("numbers for Prometheus at ")).unwrap().to_owned();
    let numbers = || ureq::get(&said).call().unwrap().body_mut().read_to_string().unwrap();
    site.visitor().get("/metrics").is(404);
    let coordinator = site.person("coordinator", "P2300");
    let item = "/reports/2569/QP/R12/P2300/items/QP04";
    coordinator.get(item).is(200);
    coordinator.get(item).is(200);
    coordinator.get("/reports/2569/QP/R12/P2402/items/QP04").is(404);
    for n in 0..20 {
        coordinator.get(&format!("/nowhere/{n}")).is(404);
    }
    let text = numbers();
    assert!(text.ends_with("# EOF\n"), "{text}");
    let template = "/reports/{year}/{instrument}/{round}/{office}/items/{node}";
    let requests = |status: &str| {
        value(&text, &format!("emes_http_requests_total{{route=\"{template}\",method=\"GET\",status=\"{status}\"}}"))
    };
    assert_eq!((requests("2xx"), requests("4xx")), (2.0, 1.0));
    let count = format!("emes_http_request_duration_seconds_count{{route=\"{template}\",method=\"GET\"}}");
    assert_eq!(value(&text, &count), 3.0);
    let strangers = "emes_http_requests_total{route=\"other\",method=\"GET\",status=\"4xx\"}";
    assert!(value(&text, strangers) >= 20.0, "what is no address of ours counts as one");
    assert!(!text.contains("nowhere") && !text.contains("P2300"), "{text}");
    assert_eq!(value(&text, "emes_sessions_open"), 1.0);
    for line in ["emes_jobs_unfinished", "emes_jobs_failed", "emes_jobs_longest_wait_seconds", "emes_mails_waiting"] {
        assert_eq!(value(&text, line), 0.0, "{line}");
    }
    assert_eq!(value(&text, "emes_database_up"), 1.0);
    assert!(value(&text, "process_resident_memory_bytes") > 10e6);
    assert_eq!(value(&text, "emes_database_connections_max{pool=\"writer\"}"), 1.0);
    value(&text, "emes_database_connections_used{pool=\"readers\"}");
}

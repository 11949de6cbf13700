//! `emes import --from`: another program's open data are enough to come to the same scores.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::JoinHandle;

use crate::pages::Site;
use crate::support::{World, shipped};

const SCORES: &str =
    "SELECT i.fiscal_year || ' ' || i.code || ' ' || o.code || ' ' || s.node_id || ' ' || COALESCE(s.shown, s.state)
    FROM scores s JOIN instruments i ON i.id = s.instrument_id JOIN offices o ON o.id = s.office_id
    WHERE s.node_id = 0 ORDER BY 1";

store::fresh_test!(what_another_program_published_is_brought_in_with_the_same_scores, |fresh| {
    let there = Site::start("demo");
    let world = World::new(&fresh).await;
    let run = world.emes(&["import", "--from", &there.address]).well();
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines.len() > 3 && lines.iter().all(|line| line.ends_with("scores as published")), "{}", run.out);
    assert!(lines.iter().any(|line| line.starts_with("2568-SA-R12-")), "{}", run.out);
    let scores = world.texts(SCORES).await;
    assert!(scores.len() > 200, "{} overall scores", scores.len());
    assert_eq!(world.emes(&["import", "--from", &there.address]).well().out, run.out);
    assert_eq!(world.texts(SCORES).await, scores);
    store::audit::verify(&world.db).await.unwrap().unwrap();
});

/// A server that gives these answers one after the other, whatever it is asked.
fn answering(answers: Vec<String>) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serve = move || {
        for answer in answers {
            let (mut line, _) = listener.accept().unwrap();
            let _ = line.read(&mut [0; 4096]).unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
            line.write_all(head.as_bytes()).unwrap();
            line.write_all(answer.as_bytes()).unwrap();
        }
    };
    (address, std::thread::spawn(serve))
}

store::fresh_test!(what_cannot_be_read_changes_nothing, |fresh| {
    let world = World::new(&fresh).await;
    let before = world.contents().await;
    let run = world.emes(&["import", "--from", "ftp://emes.example.go.th"]).refused();
    assert!(run.err.contains("https://"), "{}", run.err);
    let run = world.emes(&["import", "--from", "http://127.0.0.1:9"]).refused();
    assert!(run.err.contains("http://127.0.0.1:9/data/catalog.jsonld cannot be read"), "{}", run.err);

    // Something else answers there.
    let (address, other) = answering(vec!["<html".to_owned()]);
    let run = world.emes(&["import", "--from", &address]).refused();
    other.join().unwrap();
    assert!(run.err.contains("/data/catalog.jsonld: not as the open data of e-MES are"), "{}", run.err);

    // What comes under the number of one instrument is another.
    let catalogue = r#"{"dcat:dataset": [{"dct:identifier": "2568-QP-R12-1"}]}"#.to_owned();
    let instrument = std::fs::read_to_string(shipped("instruments/sa-2566.toml")).unwrap();
    let (address, other) = answering(vec![catalogue, instrument]);
    let run = world.emes(&["import", "--from", &address]).refused();
    other.join().unwrap();
    assert!(
        run.err.contains("2568-QP-R12-1/instrument.toml: not as the open data of e-MES are: SA 2566"),
        "{}",
        run.err
    );
    assert_eq!(world.contents().await, before);
});

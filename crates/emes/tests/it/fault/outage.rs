//! The database or the object store is gone for a while: people read what is wrong, keep what they typed, and go on when it is back.

use std::fs;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use store::Engine;
use store::testing;

use super::{Client, Ground, PDF, full};
use crate::pages::Site;
use crate::support::program;

/// Stands between the program and its database, and can be cut.
struct Wire {
    from: SocketAddr,
    to: SocketAddr,
    streams: Arc<Mutex<Vec<TcpStream>>>,
    listening: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Wire {
    fn new(to: SocketAddr) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut wire = Wire { from: listener.local_addr().unwrap(), to, streams: Arc::default(), listening: None };
        wire.listen(listener);
        wire
    }

    fn listen(&mut self, listener: TcpListener) {
        let (is_cut, to, streams) = (Arc::new(AtomicBool::new(false)), self.to, Arc::clone(&self.streams));
        listener.set_nonblocking(true).unwrap();
        let stop = Arc::clone(&is_cut);
        let listening = std::thread::spawn(move || {
            while !stop.load(Ordering::SeqCst) {
                let Ok((near, _)) = listener.accept() else {
                    std::thread::sleep(Duration::from_millis(5));
                    continue;
                };
                near.set_nonblocking(false).unwrap();
                let far = TcpStream::connect(to).unwrap();
                for (stream, other) in [(&near, &far), (&far, &near)] {
                    let (mut from, mut to) = (stream.try_clone().unwrap(), other.try_clone().unwrap());
                    from.set_nodelay(true).unwrap();
                    std::thread::spawn(move || {
                        let _ = io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                streams.lock().unwrap().extend([near, far]);
            }
        });
        self.listening = Some((is_cut, listening));
    }

    /// Nobody answers any more.
    fn cut(&mut self) {
        let (is_cut, listening) = self.listening.take().unwrap();
        is_cut.store(true, Ordering::SeqCst);
        listening.join().unwrap();
        for stream in self.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn mend(&mut self) {
        self.listen(TcpListener::bind(self.from).unwrap());
    }
}

#[test]
fn the_database_goes_and_comes_back_without_a_restart() {
    testing::run(Engine::Postgres, |fresh| async move {
        let ground = Ground::new(&fresh, 1).await;
        let (begin, database) = fresh.url.rsplit_once('/').unwrap();
        let (user, server) = begin.rsplit_once('@').unwrap();
        let mut wire = Wire::new(server.parse().unwrap());
        let url = format!("{user}@{}/{database}", wire.from);
        let mut command = program();
        command.args(["--lang", "en", "--database-url", &url, "--data"]).arg(ground.world.path("data"));
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        let site = Site::run(command);

        let person = &ground.people[0];
        let client = || Client::new(site.address(), person);
        let typed = "ข้อความยาวที่เพิ่งพิมพ์เสร็จตอนที่ฐานข้อมูลหายไป";
        let fields = [("version", "1"), ("met", "1"), ("met", "2"), ("narrative", typed), ("problems", "")];
        let first = [("version", "0"), ("met", "1"), ("narrative", "ข้อความแรก")];
        client().post(&person.item, &first).unwrap().leads_to(&person.item);

        wire.cut();
        let begun = Instant::now();
        // The first to come may meet a connection that was open when the wire was cut; none waits longer than a browser would.
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let page = client().get(&person.item).unwrap().is(503);
                assert!(page.kind.starts_with("text/html") && page.text.contains("ฐานข้อมูล"), "{}", page.text);
            });
            scope.spawn(|| {
                let page = client().post(&person.item, &fields).unwrap().is(503);
                for kept in [typed, "name=\"version\" value=\"1\"", "name=\"met\" value=\"2\"", &person.item] {
                    assert!(page.text.contains(kept), "{kept} in {}", page.text);
                }
            });
            scope.spawn(|| client().autosave(&person.item, &fields).unwrap().is(503));
            scope.spawn(|| client().get("/readyz").unwrap().is(503));
            client().get("/healthz").unwrap().is(200);
        });
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
        if full().is_some() {
            std::thread::sleep(Duration::from_secs(30).saturating_sub(begun.elapsed()));
        }

        wire.mend();
        let begun = Instant::now();
        while client().get("/readyz").unwrap().status != 200 {
            assert!(begun.elapsed() < Duration::from_secs(15), "the database is back");
        }
        client().get(&person.item).unwrap().shows("ข้อความแรก");
        client().post(&person.item, &fields).unwrap().leads_to(&person.item);
        client().get(&person.item).unwrap().shows(typed);
    });
}

/// An upload is refused in words and leaves nothing, while everything else goes on.
fn refuses_files(ground: &Ground, site: &Site, version: &str) {
    let person = &ground.people[0];
    let client = Client::new(site.address(), person);
    let before = client.get("/evidence").unwrap().is(200).links("/evidence/").len();
    let page = client.upload(&format!("{}/evidence", person.item), "อีกแผน.pdf", &[PDF, b"x"].concat()).unwrap().is(503);
    assert!(page.kind.starts_with("text/html") && page.text.contains("ที่เก็บไฟล์"), "{}", page.text);
    let library = client.get("/evidence").unwrap().is(200);
    assert!(!library.text.contains("อีกแผน.pdf") && library.links("/evidence/").len() == before, "{}", library.text);
    client.post(&person.item, &[("version", version), ("narrative", "ยังบันทึกได้")]).unwrap().leads_to(&person.item);
    client.get(&person.item).unwrap().shows("ยังบันทึกได้");
}

#[test]
fn an_object_store_that_does_not_answer_refuses_files_only() {
    testing::run(Engine::Sqlite, |fresh| async move {
        let ground = Ground::new(&fresh, 1).await;
        let site = ground.serve(&[
            ("EMES_OBJECTS", "s3://evidence"),
            ("AWS_ENDPOINT", "http://127.0.0.1:9"),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
        ]);
        let begun = Instant::now();
        refuses_files(&ground, &site, "0");
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    });
}

#[test]
fn an_object_store_that_takes_no_more_refuses_files_until_it_does() {
    testing::run(Engine::Sqlite, |fresh| async move {
        let ground = Ground::new(&fresh, 1).await;
        let site = ground.serve(&[]);
        let person = &ground.people[0];
        let client = Client::new(site.address(), person);
        let evidence = format!("{}/evidence", person.item);
        client.upload(&evidence, "แผน.pdf", PDF).unwrap().is(303);
        let file = client.get(&person.item).unwrap().links(&format!("/evidence/{}/", person.office)).remove(0);

        // A file in the place of the folder: whoever runs the test, nothing can be written there.
        let (objects, away) = (ground.world.path("data/objects"), ground.world.path("away"));
        fs::rename(&objects, &away).unwrap();
        fs::write(&objects, b"").unwrap();
        refuses_files(&ground, &site, "0");
        assert!(client.bytes(&file).unwrap().0 >= 500, "it is not there and the page says so");
        fs::remove_file(&objects).unwrap();
        fs::rename(&away, &objects).unwrap();

        assert_eq!(client.bytes(&file).unwrap(), (200, PDF.to_vec()));
        client.upload(&evidence, "อีกแผน.pdf", &[PDF, b"x"].concat()).unwrap().is(303);
        client.get(&person.item).unwrap().shows("อีกแผน.pdf");
    });
}

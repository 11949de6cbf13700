//! The program is killed in the middle of saves and uploads, again and again. What it said it had is there afterwards, whole.

use std::collections::BTreeMap;
use std::time::Duration;

use store::fresh_test;
use store::testing::Fresh;

use super::{Client, Ground, Person, full};

/// What an office writes, one text and one file after the other.
struct Writer {
    person: Person,
    version: i32,
    /// The last text that is known to be stored, and the last that was sent.
    saved: u64,
    sent: u64,
    /// The files that were taken, and the last that was sent.
    taken: Vec<u64>,
    brought: u64,
}

/// Long enough to lie in more than one page of a database, and told whole by its end.
fn text(number: u64) -> String {
    format!("ข้อความ {number} {} จบ {number}", "ก".repeat(1000 + (number * 37 % 800) as usize))
}

fn file_name(person: &Person, number: u64) -> String {
    format!("{}-{number}.pdf", person.office)
}

/// A file that no other is like.
fn file(person: &Person, number: u64) -> Vec<u8> {
    let mut chance = Chance(number * 1000 + person.office.bytes().map(u64::from).sum::<u64>());
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..25_000).flat_map(|_| chance.next().to_le_bytes()));
    bytes.extend(b"\n%%EOF\n");
    bytes
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Writer {
    /// Saves and uploads as fast as it can until the program is gone.
    fn work(&mut self, address: &str) {
        let client = Client::new(address, &self.person);
        loop {
            self.sent += 1;
            let (version, narrative) = (self.version.to_string(), text(self.sent));
            let fields = [("version", version.as_str()), ("met", "1"), ("narrative", narrative.as_str())];
            let Ok(page) = client.autosave(&self.person.item, &fields) else { return };
            assert_eq!(page.status, 200, "{}", page.text);
            let said = page.text.split("\"version\":").nth(1).and_then(|rest| rest.split('}').next());
            let Some(version) = said.and_then(|version| version.parse().ok()) else { return };
            (self.version, self.saved) = (version, self.sent);
            if self.sent.is_multiple_of(4) {
                self.brought += 1;
                let (name, bytes) = (file_name(&self.person, self.brought), file(&self.person, self.brought));
                let Ok(page) = client.upload(&format!("{}/evidence", self.person.item), &name, &bytes) else { return };
                assert_eq!(page.status, 303, "{}", page.text);
                self.taken.push(self.brought);
            }
        }
    }

    /// Looks at what the program has after it was killed, and goes on from there.
    fn look(&mut self, address: &str) {
        let client = Client::new(address, &self.person);
        let page = client.get(&self.person.item).unwrap().is(200);
        let narrative = page.text.split("id=\"narrative\"").nth(1).and_then(|rest| rest.split('>').nth(1)).unwrap();
        let narrative = narrative.strip_suffix("</textarea").unwrap();
        let stored = narrative.split(' ').nth(1).map_or(0, |number| number.parse().unwrap());
        assert!(stored == self.saved || stored == self.sent, "{stored} is neither {} nor {}", self.saved, self.sent);
        assert!(stored == 0 || narrative == text(stored), "a text is whole: {narrative}");
        self.saved = stored;
        self.version = page.field("version").parse().unwrap();
        for number in &self.taken {
            assert!(page.text.contains(&file_name(&self.person, *number)), "file {number} was taken");
        }
    }

    /// Compares every file that is to be seen.
    fn compare(&self, address: &str) {
        let client = Client::new(address, &self.person);
        let mut seen = BTreeMap::new();
        let mut next = Some("/evidence".to_owned());
        while let Some(path) = next {
            let page = client.get(&path).unwrap().is(200);
            let begin = format!("/evidence/{}/", self.person.office);
            for href in page.links(&begin) {
                let name = page.text.split(&format!("href=\"{href}\"")).nth(1).and_then(|rest| rest.split('>').nth(1));
                let name = name.and_then(|rest| rest.split('<').next()).unwrap().to_owned();
                seen.insert(name, href);
            }
            next = page.links("/evidence?after=").pop();
        }
        for number in 1..=self.brought {
            let name = file_name(&self.person, number);
            let Some(href) = seen.remove(&name) else {
                assert!(!self.taken.contains(&number), "{name} was taken and is gone");
                continue;
            };
            let (status, bytes) = client.bytes(&href).unwrap();
            assert!(status == 200 && bytes == file(&self.person, number), "{name} is whole");
        }
        assert!(seen.is_empty(), "nobody brought {seen:?}");
    }
}

async fn killed(fresh: Fresh, times: usize) {
    let ground = Ground::new(&fresh, 4).await;
    let begin = |person: &Person| Writer {
        person: person.clone(),
        version: 0,
        saved: 0,
        sent: 0,
        taken: Vec::new(),
        brought: 0,
    };
    let mut writers: Vec<Writer> = ground.people.iter().map(begin).collect();
    let mut chance = Chance(2569);
    for _ in 0..times {
        let mut site = ground.serve(&[]);
        let address = site.address().to_owned();
        for writer in &mut writers {
            writer.look(&address);
        }
        std::thread::scope(|scope| {
            for writer in &mut writers {
                scope.spawn(|| writer.work(&address));
            }
            std::thread::sleep(Duration::from_millis(200 + chance.next() % 400));
            site.kill();
        });
    }
    let site = ground.serve(&[]);
    for writer in &mut writers {
        writer.look(site.address());
        writer.compare(site.address());
    }
    let (saved, taken): (u64, usize) =
        (writers.iter().map(|w| w.saved).sum(), writers.iter().map(|w| w.taken.len()).sum());
    assert!(saved > 0 && taken > 0, "{saved} texts and {taken} files were taken between the kills");
    drop(site);
    ground.world.emes(&["audit", "verify"]).well();
}

fresh_test!(nothing_acknowledged_is_lost_by_a_kill, |fresh| {
    let few = match fresh.engine() {
        store::Engine::Sqlite => 15,
        store::Engine::Postgres => 5,
    };
    killed(fresh, full().unwrap_or(few)).await;
});

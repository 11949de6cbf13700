//! The library of an office.

use app::attachment::{self, Citing, Filter, Rules};
use app::{App, Evidence};
use bytes::Bytes;
use domain::attachment::{Numbers, Part, Privacy, Scan};
use domain::fiscal_year::RoundCode;
use domain::id::AttachmentId;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role};
use futures_util::{StreamExt as _, TryStreamExt as _};
use store::object::Objects;
use store::{Page, db_test};

use crate::cycle_support::{self, AP, SA, administration, name, of_office, refusal};

const OFFICE: &str = "P2300";

/// A picture of one point.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0,
    1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

fn rules() -> Rules {
    Rules { file_bytes_max: 200_000, office_bytes_max: 500_000, ..Rules::default() }
}

async fn evidence(app: &App, folder: &std::path::Path, rules: Rules) -> Evidence {
    let objects = Objects::open(folder.to_str().unwrap(), 1).unwrap();
    Evidence::open(app, objects, rules).await.unwrap()
}

async fn put(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    name: &str,
    bytes: &[u8],
) -> app::Result<attachment::Brought> {
    let pieces: Vec<_> =
        bytes.chunks(1000).map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece))).collect();
    let office = OfficeCode::new(OFFICE).unwrap();
    let stream = futures_util::stream::iter(pieces);
    attachment::put(app, evidence, actor, (&office, name), stream, None).await
}

db_test!(a_file_is_brought_once_and_cited_in_many_items, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", RoundCode::R12).await;
    let folder = tempfile::tempdir().unwrap();
    let evidence = evidence(&app, folder.path(), rules()).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(150_000, b' ');
    let first = put(&app, &evidence, &coordinator, "../แผน.PDF", &pdf).await.unwrap();
    assert!(first.is_new);
    assert_eq!((first.row.attachment.name.as_str(), first.row.attachment.size), ("แผน.pdf", 150_000));
    let again = put(&app, &evidence, &coordinator, "อีกชื่อ.pdf", &pdf).await.unwrap();
    assert_eq!((again.row.id, again.is_new), (first.row.id, false));
    let picture = PNG;
    let damaged = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 50]].concat();
    assert_eq!(refusal(put(&app, &evidence, &coordinator, "ภาพ.png", &damaged).await), "evidence-damaged");
    let picture = put(&app, &evidence, &coordinator, "ภาพ.pdf", picture).await.unwrap();
    assert_eq!(picture.row.attachment.name, "ภาพ.pdf.png", "the bytes say what it is");

    assert_eq!(refusal(put(&app, &evidence, &coordinator, "a.pdf", b"<script>").await), "evidence-kind");
    assert_eq!(refusal(put(&app, &evidence, &coordinator, "a.pdf", b"").await), "evidence-empty");
    pdf.resize(250_000, b' ');
    assert_eq!(refusal(put(&app, &evidence, &coordinator, "a.pdf", &pdf).await), "evidence-too-large");
    let foreign = of_office(1, Role::Coordinator, "P5004");
    assert_eq!(refusal(put(&app, &evidence, &foreign, "a.pdf", &pdf).await), "denied");
    let broken =
        futures_util::stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n")), Err(std::io::Error::other("gone"))]);
    let office = OfficeCode::new(OFFICE).unwrap();
    let broken = attachment::put(&app, &evidence, &coordinator, (&office, "a.pdf"), broken, None).await;
    assert_eq!(refusal(broken), "evidence-broken-off");

    let report = name("AP", RoundCode::R12, OFFICE);
    let (instrument, items) = cycle_support::items(AP, RoundCode::R12);
    for node in &items[..2] {
        let node = &instrument.nodes()[*node].code;
        attachment::cite(&app, &coordinator, &report, node, first.row.id, &Citing::Add).await.unwrap();
    }
    let node = &instrument.nodes()[items[0]].code;
    assert_eq!(refusal(attachment::cite(&app, &foreign, &report, node, first.row.id, &Citing::Add).await), "denied");
    let unknown = attachment::cite(&app, &coordinator, &report, node, AttachmentId(1), &Citing::Add).await;
    assert_eq!(refusal(unknown), "not-found");
    let library = attachment::library(&app, &coordinator, &office, &Filter::default(), &Page::first(10)).await.unwrap();
    assert_eq!(library.iter().map(|line| line.citations.len()).collect::<Vec<_>>(), [0, 2], "newest first");
    let form = app::answer::form(&app, &coordinator, &report, node).await.unwrap();
    assert_eq!(form.evidence.len(), 1);
    attachment::cite(&app, &coordinator, &report, node, first.row.id, &Citing::Remove).await.unwrap();
    assert!(app::answer::form(&app, &coordinator, &report, node).await.unwrap().evidence.is_empty());
    let elsewhere = name("AP", RoundCode::R12, "P5004");
    let stolen = attachment::cite(&app, &foreign, &elsewhere, node, first.row.id, &Citing::Add).await;
    assert_eq!(refusal(stolen), "not-found", "a file of another office does not exist");

    let ticket = attachment::ticket(&app, &evidence, &coordinator, &office, first.row.id).await.unwrap();
    let opened = attachment::redeem(&app, &evidence, &coordinator, &ticket).await.unwrap();
    let bytes: Vec<Bytes> = opened.bytes.boxed().try_collect().await.unwrap();
    assert_eq!(bytes.iter().map(Bytes::len).sum::<usize>(), 150_000);
    assert_eq!(opened.row.attachment.media_type, "application/pdf");
    let denied = attachment::ticket(&app, &evidence, &foreign, &office, first.row.id).await;
    assert_eq!(refusal(denied), "denied");
    let own = OfficeCode::new("P5004").unwrap();
    let foreign_file = attachment::ticket(&app, &evidence, &foreign, &own, first.row.id).await;
    assert_eq!(refusal(foreign_file), "not-found");
    // The address is asked again: of another person, after a while, after the role is gone.
    let redeem = async |app: &App, actor: &Actor| attachment::redeem(app, &evidence, actor, &ticket).await.map(|_| ());
    assert_eq!(refusal(redeem(&app, &of_office(2, Role::Viewer, OFFICE)).await), "not-found");
    assert_eq!(refusal(redeem(&app, &of_office(1, Role::Coordinator, "P5004")).await), "denied");
    assert_eq!(refusal(redeem(&cycle_support::on(&app, 3), &coordinator).await), "not-found");
    let again = Evidence::open(&app, evidence.objects.clone(), rules()).await.unwrap();
    assert!(attachment::redeem(&app, &again, &coordinator, &ticket).await.is_ok(), "all processes have the same key");
    assert_eq!(evidence.objects.list().count().await, 2, "nothing that was refused is kept");
});

/// A PDF with one line of text.
fn pdf_with(line: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 50 700 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [5 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = out.len();
    out += "xref\n0 6\n0000000000 65535 f \n";
    places.iter().for_each(|place| out += &format!("{place:010} 00000 n \n"));
    out += &format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

async fn put_version(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    bytes: &[u8],
    of: AttachmentId,
) -> app::Result<attachment::Brought> {
    let office = OfficeCode::new(OFFICE).unwrap();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(bytes))]);
    attachment::put(app, evidence, actor, (&office, "ปิดทับแล้ว.pdf"), stream, Some(of)).await
}

db_test!(citizen_numbers_are_masked_or_explained, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", RoundCode::R12).await;
    let folder = tempfile::tempdir().unwrap();
    let evidence = evidence(&app, folder.path(), rules()).await;
    let (coordinator, viewer) = (of_office(1, Role::Coordinator, OFFICE), of_office(2, Role::Viewer, OFFICE));
    let office = OfficeCode::new(OFFICE).unwrap();
    let first = put(&app, &evidence, &coordinator, "รายชื่อ.pdf", &pdf_with("1-2345-67890-12-1")).await.unwrap().row;
    assert_eq!(first.facts.privacy, Privacy::Waiting);
    assert_eq!(attachment::inspect(&app, &evidence).await.unwrap(), 1);
    assert_eq!(attachment::inspect(&app, &evidence).await.unwrap(), 0, "nothing is left to find out");
    let whole = attachment::look(&app, &viewer, &office, first.id).await.unwrap();
    let found = Privacy::Found(vec![Numbers { part: Part::Page(1), count: 1 }]);
    assert_eq!((&whole.row.facts.privacy, whole.may_save, whole.may_open), (&found, false, true));

    let report = name("AP", RoundCode::R12, OFFICE);
    let (instrument, items) = cycle_support::items(AP, RoundCode::R12);
    let node = &instrument.nodes()[items[0]].code;
    let cite = async |id, citing: &Citing| attachment::cite(&app, &coordinator, &report, node, id, citing).await;
    cite(first.id, &Citing::Add).await.unwrap();
    cite(first.id, &Citing::Pages("๑-๒".to_owned())).await.unwrap();
    assert_eq!(refusal(cite(first.id, &Citing::Pages("ปก".to_owned())).await), "evidence-pages");
    let open = app::self_report::open(&app, &coordinator, &report).await.unwrap();
    assert_eq!((open.items[0].numbers, open.items[0].evidence[0].ends_with(" 1–2")), (1, true));

    // The masked file is a new version; what cites the old one goes on doing so until it is changed.
    let masked =
        put_version(&app, &evidence, &coordinator, &pdf_with("1-2345-xxxxx-12-1"), first.id).await.unwrap().row;
    assert_eq!((masked.series, masked.edition), (first.id, 2));
    attachment::inspect(&app, &evidence).await.unwrap();
    let form = app::answer::form(&app, &coordinator, &report, node).await.unwrap();
    assert_eq!((form.evidence[0].row.id, form.evidence[0].newest), (first.id, masked.id));
    let places = attachment::look(&app, &coordinator, &office, masked.id).await.unwrap().places;
    assert_eq!(places.iter().map(|place| (&place.node, place.edition)).collect::<Vec<_>>(), [(node, 1)]);
    cite(masked.id, &Citing::InPlaceOf(first.id)).await.unwrap();
    let form = app::answer::form(&app, &coordinator, &report, node).await.unwrap();
    let cited = &form.evidence[0];
    assert_eq!((form.evidence.len(), cited.row.id, cited.pages.as_deref()), (1, masked.id, Some("1–2")));
    assert_eq!(cited.row.facts.privacy, Privacy::Clear);

    let say = async |actor: &Actor, version, reason: &str| {
        attachment::keep_numbers(&app, actor, (&office, first.id, version), reason).await
    };
    let version = whole.row.version;
    assert_eq!(refusal(say(&viewer, version, "เผยแพร่แล้ว").await), "denied");
    assert_eq!(refusal(say(&coordinator, version, " ").await), "reason-missing");
    assert_eq!(refusal(say(&coordinator, version - 1, "เผยแพร่แล้ว").await), "changed-meanwhile");
    say(&coordinator, version, "เผยแพร่แล้ว").await.unwrap();
    assert_eq!(refusal(say(&coordinator, version + 1, "อีกครั้ง").await), "evidence-no-numbers");
    let mut conn = app.db().read().await.unwrap();
    let sql =
        "SELECT detail || entity FROM audit_entries UNION ALL SELECT COALESCE(privacy_numbers, '') FROM attachments";
    let kept = store::testing::texts(&mut conn, sql, Vec::new()).await.unwrap().join(" ");
    assert!(!kept.contains("67890-12") && !kept.contains("1234567890121"), "the number itself is kept nowhere: {kept}");
});

db_test!(a_file_waits_for_the_scanner, |db| {
    let app = administration(db, &[]).await;
    let folder = tempfile::tempdir().unwrap();
    // Nothing listens there.
    let scanner = Some(attachment::Scanner::Tcp("127.0.0.1:9".to_owned()));
    let evidence = evidence(&app, folder.path(), Rules { scanner, ..rules() }).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let office = OfficeCode::new(OFFICE).unwrap();
    let row = put(&app, &evidence, &coordinator, "a.pdf", &pdf_with("words")).await.unwrap().row;
    assert_eq!(attachment::inspect(&app, &evidence).await.unwrap(), 0);
    let whole = attachment::look(&app, &coordinator, &office, row.id).await.unwrap();
    assert_eq!((whole.row.facts.scan, &whole.row.facts.privacy), (Scan::Waiting, &Privacy::Clear));
    assert!(whole.row.facts.inspect_at.is_some(), "it is asked again");
    // The own office may open it, others wait.
    assert!(attachment::ticket(&app, &evidence, &coordinator, &office, row.id).await.is_ok());
    let auditor = cycle_support::person(3, Role::Auditor, domain::policy::Scope::System);
    let waits = attachment::ticket(&app, &evidence, &auditor, &office, row.id).await;
    assert_eq!(refusal(waits), "evidence-quarantined");
});

/// A clamd that knows one virus, the one that is made for testing; stopped when the test ends.
struct Clamd(std::process::Child, std::path::PathBuf);

impl Clamd {
    fn start(folder: &std::path::Path) -> Clamd {
        let signatures = folder.join("signatures");
        std::fs::create_dir(&signatures).unwrap();
        // Of the file that all scanners know; written so that this source is not one of them.
        std::fs::write(signatures.join("test.ndb"), format!("Test.File:0:*:{}\n", hex(&test_virus()))).unwrap();
        let socket = folder.join("clamd.socket");
        let settings = format!(
            "LocalSocket {}\nDatabaseDirectory {}\nForeground yes\nLogFile {}\n",
            socket.display(),
            signatures.display(),
            folder.join("clamd.log").display()
        );
        std::fs::write(folder.join("clamd.conf"), settings).unwrap();
        let mut command = std::process::Command::new("clamd");
        let child = command.arg("--config-file").arg(folder.join("clamd.conf")).spawn();
        let clamd = Clamd(child.expect("scripts/setup.sh test installs clamd"), socket);
        for _ in 0..200 {
            if clamd.1.exists() {
                return clamd;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("clamd does not listen: {}", std::fs::read_to_string(folder.join("clamd.log")).unwrap_or_default());
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn test_virus() -> Vec<u8> {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EI", "CAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

db_test!(an_infected_file_is_opened_by_nobody, |db| {
    let app = administration(db, &[]).await;
    let folder = tempfile::tempdir().unwrap();
    let clamd = Clamd::start(folder.path());
    let scanner = Some(attachment::Scanner::parse(clamd.1.to_str().unwrap()));
    let evidence = evidence(&app, &folder.path().join("objects"), Rules { scanner, ..rules() }).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let office = OfficeCode::new(OFFICE).unwrap();
    let clean = put(&app, &evidence, &coordinator, "a.pdf", &pdf_with("words")).await.unwrap().row;
    let bad = [pdf_with("other words"), test_virus()].concat();
    let bad = put(&app, &evidence, &coordinator, "b.pdf", &bad).await.unwrap().row;
    assert_eq!(attachment::inspect(&app, &evidence).await.unwrap(), 2);
    let scan = async |id| attachment::look(&app, &coordinator, &office, id).await.unwrap().row.facts.scan;
    assert_eq!((scan(clean.id).await, scan(bad.id).await), (Scan::Clean, Scan::Infected));
    assert!(attachment::ticket(&app, &evidence, &coordinator, &office, clean.id).await.is_ok());
    let refused = attachment::ticket(&app, &evidence, &coordinator, &office, bad.id).await;
    assert_eq!(refusal(refused), "evidence-infected");
});

db_test!(a_link_says_when_it_was_looked_at, |db| {
    let app = administration(db, &[]).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let office = OfficeCode::new(OFFICE).unwrap();
    let link = ("https://example.go.th/video?v=1", "วิดีโอการนิเทศ", "เห็นการนิเทศครบ");
    let row = attachment::add_link(&app, &coordinator, &office, link).await.unwrap().row;
    assert!(!attachment::add_link(&app, &coordinator, &office, (link.0, "", "")).await.unwrap().is_new);
    let wrong = attachment::add_link(&app, &coordinator, &office, ("javascript:alert(1)", "", "")).await;
    assert_eq!(refusal(wrong), "evidence-link");
    let later = cycle_support::on(&app, 9);
    attachment::check_link(&later, &coordinator, (&office, row.id, 1), "").await.unwrap();
    let again = attachment::check_link(&later, &coordinator, (&office, row.id, 1), "").await;
    assert_eq!(refusal(again), "changed-meanwhile");
    let facts = attachment::look(&later, &coordinator, &office, row.id).await.unwrap().row.facts;
    assert_eq!((facts.checked_on, facts.checked_by), (Some(jiff::civil::date(2025, 10, 9)), coordinator.user()));
    assert_eq!(facts.url.as_deref(), Some(link.0));
});

db_test!(linked_items_offer_each_others_evidence, |db| {
    // The demonstration links an item that offices do not report; here it is one that they do.
    let (instrument, items) = cycle_support::items(AP, RoundCode::R12);
    let target = instrument.nodes()[items[0]].code.clone();
    let linked = SA.replace("AP:AP21", &format!("AP:{target}"));
    let app = administration(db, &[AP, &linked]).await;
    for instrument in ["AP", "SA"] {
        cycle_support::opened(&app, instrument, RoundCode::R12).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let evidence = evidence(&app, folder.path(), rules()).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let file = put(&app, &evidence, &coordinator, "a.pdf", &pdf_with("words")).await.unwrap().row;
    let (ap, sa) = (name("AP", RoundCode::R12, OFFICE), name("SA", RoundCode::R12, OFFICE));
    let node = |code: &str| domain::office::NodeCode::new(code).unwrap();
    attachment::cite(&app, &coordinator, &ap, &target, file.id, &Citing::Add).await.unwrap();
    let form = app::answer::form(&app, &coordinator, &sa, &node("S1.1")).await.unwrap();
    assert!(form.linked.iter().any(|linked| linked.evidence.is_empty()), "AP21 says that it is linked, too");
    let offered: Vec<_> = form.linked.iter().filter(|linked| !linked.evidence.is_empty()).collect();
    assert_eq!((offered.len(), offered[0].evidence[0].row.id, form.evidence.len()), (1, file.id, 0));
    assert!(offered[0].label.starts_with("AP "), "{}", offered[0].label);
    attachment::cite(&app, &coordinator, &sa, &node("S1.1"), file.id, &Citing::Add).await.unwrap();
    let form = app::answer::form(&app, &coordinator, &ap, &target).await.unwrap();
    assert_eq!(form.linked[0].evidence[0].row.id, file.id);
});
